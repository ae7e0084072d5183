package dev.reconnect.cli;

import dev.reconnect.cli.repair.RepairText;
import dev.reconnect.core.Rule;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.Fact;
import dev.reconnect.core.facts.FactVerdict;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.diagnose.FailureReader;
import dev.reconnect.diagnose.Signatures;
import dev.reconnect.engine.RuleSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect explain}: says why something fails on Connect, given a rule, a symbol, or an error message. */
final class ExplainCommand implements Command {
    private static final int MOST_FACTS = 6;
    private static final int MOST_RULES = 3;
    private static final Pattern CONDITION = Pattern.compile("\\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?:\\.[A-Z0-9_]+)*\\b");
    private static final Pattern QUOTED = Pattern.compile("[`'\"]([A-Za-z_][A-Za-z_0-9.]*)(?:\\(\\))?[`'\"]");
    private static final Pattern DOTTED = Pattern.compile("\\b[A-Za-z_][A-Za-z_0-9]*(?:\\.[A-Za-z_][A-Za-z_0-9]*)+\\b");

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect explain");
        spec.usageMessage()
                .description(
                        "Explains a rule, a Spark symbol or an error message: what happens on Spark Connect, why, and what to"
                                + " write instead.")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect explain rdd-is-empty",
                        "  reconnect explain SparkContext.setLogLevel",
                        "  reconnect explain '[JVM_ATTRIBUTE_NOT_SUPPORTED] Attribute `sparkContext` is not supported ...'",
                        "  reconnect explain --traceback error.txt",
                        "  python job.py 2>&1 | reconnect explain -");
        spec.addPositional(Options.positionals(
                        "WHAT", "0..*", "A rule, a symbol, or words of a message; - for standard input"))
                .addOption(Options.value("FILE", "A file with a traceback, or a log that has one", "--traceback"))
                .addOption(Options.choice(
                        List.of("spark-3.5", "spark-4.0", "spark-4.1", "spark-4.2", "spark-4.3"),
                        "TARGET",
                        "The release that counts, such as spark-4.2 (default)",
                        "--target"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) throws IOException {
        var target =
                arguments.value("--target").map(EnvironmentCommand::release).orElse(SparkRelease.DEFAULT);
        var traceback = arguments.value("--traceback");
        var what = String.join(" ", arguments.positionals()).strip();
        if (what.isEmpty() == traceback.isEmpty()) {
            throw new UserException(
                    "Say what to explain", "A rule, a symbol or a message; or a file with a traceback, by --traceback");
        }
        if (what.equals("-") || traceback.isPresent()) {
            what = RepairCommand.text(traceback.orElse("-")).strip();
        }
        var rules = RuleSet.load();
        var rule = rules.find(what);
        if (rule.isPresent()) {
            console.print(RuleCommand.page(rule.get(), console.palette()));
            return Main.CLEAN;
        }
        var symbols = what.contains(" ") ? List.<Fact>of() : Symbols.named(what);
        if (!symbols.isEmpty()) {
            symbols.stream().limit(MOST_FACTS).forEach(fact -> symbol(fact, target, console));
            rules(rulesAbout(symbols, rules), console);
            return Main.CLEAN;
        }
        return message(what, target, rules, console);
    }

    private static void symbol(Fact fact, SparkRelease target, Console console) {
        var palette = console.palette();
        var verdict =
                switch (fact.verdict(target)) {
                    case SUPPORTED -> palette.green("works on Spark Connect " + target.label());
                    case UNSUPPORTED -> palette.red("does not work on Spark Connect " + target.label());
                    case DIFFERS -> palette.yellow("works otherwise on Spark Connect " + target.label());
                };
        console.print(palette.bold(fact.symbol()) + " " + verdict + "\n");
        if (!fact.message().isEmpty()) {
            console.print("  what happens: " + fact.message() + "\n");
        }
        if (!fact.replacement().isEmpty()) {
            console.print("  instead: " + fact.replacement() + "\n");
        }
        var works = new ArrayList<String>();
        for (var release : SparkRelease.values()) {
            if (fact.verdict(release) == FactVerdict.SUPPORTED) {
                works.add(release.label());
            }
        }
        console.print("  works on Connect in: " + (works.isEmpty() ? "no release" : String.join(", ", works)) + "\n");
        console.print(palette.dim("  source: " + fact.source()) + "\n");
    }

    /** Rules whose page speaks of the symbols. */
    private static List<Rule> rulesAbout(List<Fact> facts, RuleSet rules) {
        var names = new LinkedHashSet<String>();
        for (var fact : facts) {
            var owner = fact.owner().substring(fact.owner().lastIndexOf('.') + 1);
            names.add(owner + "." + fact.name());
            names.add("." + fact.name() + "(");
        }
        return mentioning(names, rules);
    }

    private static List<Rule> mentioning(Set<String> words, RuleSet rules) {
        return rules.rules().stream()
                .filter(rule -> words.stream().anyMatch(rule.page().text()::contains))
                .limit(MOST_RULES)
                .toList();
    }

    private static void rules(List<Rule> rules, Console console) {
        for (var rule : rules) {
            console.print("  see: reconnect rule " + rule.name()
                    + console.palette().dim("  " + rule.page().summary()) + "\n");
        }
    }

    /** An error message: its condition, the symbols it names, and the rules that know either. */
    private static int message(String text, SparkRelease target, RuleSet rules, Console console) {
        var conditions = all(CONDITION, text, 0);
        var symbols = new LinkedHashSet<String>(all(QUOTED, text, 1));
        symbols.addAll(all(DOTTED, text, 0));
        var facts = new LinkedHashSet<Fact>();
        for (var symbol : symbols) {
            Symbols.named(symbol).stream()
                    .filter(fact -> fact.isOnClassic(target) && fact.verdict(target) != FactVerdict.SUPPORTED)
                    .limit(MOST_FACTS)
                    .forEach(facts::add);
        }
        var failure = FailureReader.read(text);
        var known = failure.flatMap(Signatures.load()::recognise);
        var about = new LinkedHashSet<>(rulesAbout(List.copyOf(facts), rules));
        about.addAll(mentioning(conditions, rules));
        known.ifPresent(found -> rules.rules().stream()
                .filter(rule -> found.signature().isAbout(rule.name()))
                .forEach(about::add));
        if (known.isEmpty() && facts.isEmpty() && about.isEmpty()) {
            var near = Spelling.nearest(
                    text, rules.rules().stream().map(Rule::name).toList());
            if (near.isPresent()) {
                throw new UserException(
                        "There is no rule or symbol `" + text + "`", "Did you mean `" + near.get() + "`?");
            }
            throw new UserException(
                    "Nothing is known about this",
                    "Name a rule (`reconnect rules`), a symbol such as DataFrame.rdd, or paste the last lines of an error");
        }
        known.ifPresent(found -> console.print(RepairText.meaning(found.raised(), known, console.palette())));
        facts.stream().limit(MOST_FACTS).forEach(fact -> symbol(fact, target, console));
        rules(about.stream().limit(MOST_RULES).toList(), console);
        return Main.CLEAN;
    }

    private static Set<String> all(Pattern pattern, String text, int group) {
        var found = new LinkedHashSet<String>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(group));
        }
        return found;
    }
}
