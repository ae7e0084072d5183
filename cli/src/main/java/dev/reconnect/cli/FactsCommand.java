package dev.reconnect.cli;

import com.fasterxml.jackson.core.JsonFactory;
import dev.reconnect.core.facts.Fact;
import dev.reconnect.core.facts.FactVerdict;
import dev.reconnect.core.facts.SparkRelease;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect facts}: what Spark Connect does with the symbols of PySpark. */
final class FactsCommand implements Command {
    private static final List<String> FORMATS = List.of("text", "json", "csv");

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect facts");
        spec.usageMessage()
                .description(
                        "Shows what Spark Connect does with the symbols of PySpark, as derived from its releases and from probes.")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect facts SparkContext             the members of a class",
                        "  reconnect facts pyspark.sql.DataFrame.rdd",
                        "  reconnect facts --unsupported --target spark-4.0 --format csv");
        spec.addPositional(Options.positionals("SYMBOL", "0..*", "A class, a member, or a part of a name; all if none"))
                .addOption(Options.choice(
                        List.of("spark-3.5", "spark-4.0", "spark-4.1", "spark-4.2", "spark-4.3"),
                        "TARGET",
                        "The release that counts, such as spark-4.2 (default)",
                        "--target"))
                .addOption(Options.flag("Only what does not work, or works otherwise", "--unsupported"))
                .addOption(Options.choice(FORMATS, "FORMAT", "text (default), json or csv", "--format"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var target =
                arguments.value("--target").map(EnvironmentCommand::release).orElse(SparkRelease.DEFAULT);
        var facts = Symbols.matching(arguments.positionals()).stream()
                .filter(fact -> !arguments.has("--unsupported")
                        || (fact.isOnClassic(target) && fact.verdict(target) != FactVerdict.SUPPORTED))
                .toList();
        switch (arguments.value("--format").orElse("text")) {
            case "json" -> json(facts, console);
            case "csv" -> csv(facts, console);
            case "text" -> facts.forEach(fact -> console.print(line(fact, target, console.palette())));
            default ->
                throw new dev.reconnect.core.UserException(
                        "There is no such format for this command", "It is one of " + String.join(", ", FORMATS));
        }
        if (facts.isEmpty()) {
            console.error("No fact matches; `reconnect facts` lists all");
            return Main.FINDINGS;
        }
        return Main.CLEAN;
    }

    static String line(Fact fact, SparkRelease target, Palette palette) {
        var verdict =
                switch (fact.verdict(target)) {
                    case SUPPORTED -> palette.green("works      ");
                    case UNSUPPORTED -> palette.plainRed("unsupported");
                    case DIFFERS -> palette.yellow("differs    ");
                };
        if (fact.verdict(target) == FactVerdict.SUPPORTED) {
            var since = fact.since().isEmpty() ? "" : " (from " + fact.since() + ")";
            return verdict + "  " + fact.symbol() + palette.dim(since) + "\n";
        }
        var more = fact.message().isEmpty() ? "" : "  " + fact.message();
        var since = fact.worksAfter(target)
                .map(release -> " (works from " + release.label() + ")")
                .orElse("");
        return verdict + "  " + fact.symbol() + palette.dim(more + since) + "\n";
    }

    private static void csv(List<Fact> facts, Console console) {
        console.print("symbol,kind," + String.join(",", labels("classic_")) + "," + String.join(",", labels("connect_"))
                + ",since,message,replacement,source\n");
        for (var fact : facts) {
            var row = new StringBuilder(
                    quoted(fact.symbol()) + "," + fact.kind().name().toLowerCase(Locale.ROOT));
            for (var release : SparkRelease.values()) {
                row.append(fact.isOnClassic(release) ? ",yes" : ",no");
            }
            for (var release : SparkRelease.values()) {
                row.append("," + fact.verdict(release).name());
            }
            row.append("," + fact.since() + "," + quoted(fact.message()) + "," + quoted(fact.replacement()) + ","
                    + quoted(fact.source()) + "\n");
            console.print(row);
        }
    }

    private static List<String> labels(String prefix) {
        return java.util.Arrays.stream(SparkRelease.values())
                .map(release -> prefix + release.label())
                .toList();
    }

    private static String quoted(String text) {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void json(List<Fact> facts, Console console) throws IOException {
        try (var json = new JsonFactory().createGenerator(console.stream()).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (var fact : facts) {
                json.writeStartObject();
                json.writeStringField("symbol", fact.symbol());
                json.writeStringField("kind", fact.kind().name().toLowerCase(Locale.ROOT));
                json.writeObjectFieldStart("connect");
                for (var release : SparkRelease.values()) {
                    json.writeStringField(release.label(), fact.verdict(release).name());
                }
                json.writeEndObject();
                json.writeStringField("since", fact.since());
                json.writeStringField("message", fact.message());
                json.writeStringField("replacement", fact.replacement());
                json.writeStringField("source", fact.source());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }
}
