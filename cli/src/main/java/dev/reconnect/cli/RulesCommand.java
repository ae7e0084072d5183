package dev.reconnect.cli;

import com.fasterxml.jackson.core.JsonFactory;
import dev.reconnect.core.Rule;
import dev.reconnect.engine.RuleSet;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect rules}: lists the rules by group. */
final class RulesCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect rules");
        spec.usageMessage()
                .description("Lists the rules by group; `reconnect rule NAME` shows the page of one.")
                .footer("", "Examples:", "  reconnect rules", "  reconnect rules --format json");
        spec.addOption(Options.choice(
                java.util.List.of("text", "json", "markdown"),
                "FORMAT",
                "text (default), json or markdown",
                "--format"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var rules = RuleSet.load();
        switch (arguments.value("--format").orElse("text")) {
            case "text" -> text(rules, console);
            case "json" -> json(rules, console);
            case "markdown" -> markdown(rules, console);
            default ->
                throw new dev.reconnect.core.UserException(
                        "There is no such format for this command", "It is text, json or markdown");
        }
        return Main.CLEAN;
    }

    private static void text(RuleSet rules, Console console) {
        var palette = console.palette();
        int widest = rules.rules().stream()
                .mapToInt(rule -> rule.name().length())
                .max()
                .orElse(0);
        for (var group : rules.groups()) {
            console.print(palette.bold(group) + "\n");
            for (var rule : rules.rules()) {
                if (RuleSet.groupOf(rule).equals(group)) {
                    var padding = " ".repeat(widest - rule.name().length());
                    console.print("  " + palette.cyan(rule.name()) + padding + "  "
                            + rule.page().summary() + "\n");
                }
            }
        }
        console.print(rules.rules().size() + " rules\n");
    }

    private static void json(RuleSet rules, Console console) throws IOException {
        try (var json = new JsonFactory().createGenerator(console.stream()).useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (var rule : rules.rules()) {
                json.writeStartObject();
                json.writeStringField("name", rule.name());
                json.writeStringField("group", RuleSet.groupOf(rule));
                json.writeStringField("summary", rule.page().summary());
                json.writeStringField("severity", severity(rule));
                json.writeStringField("fix", rule.page().metadata().getOrDefault("fix", "never"));
                json.writeNumberField("effortMinutes", rule.page().effortMinutes());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private static void markdown(RuleSet rules, Console console) {
        console.print("# Rules\n\n| rule | group | what it finds | severity | fix |\n|---|---|---|---|---|\n");
        for (var rule : rules.rules()) {
            console.print("| " + rule.name() + " | " + RuleSet.groupOf(rule) + " | "
                    + rule.page().summary().replace("|", "\\|") + " | " + severity(rule) + " | "
                    + rule.page().metadata().getOrDefault("fix", "never") + " |\n");
        }
    }

    private static String severity(Rule rule) {
        return rule.page().severity().name().toLowerCase(Locale.ROOT);
    }
}
