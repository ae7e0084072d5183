package dev.reconnect.cli;

import dev.reconnect.cli.report.MarkdownText;
import dev.reconnect.core.Rule;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.RuleSet;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect rule NAME}: shows the page of a rule. */
final class RuleCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect rule");
        spec.usageMessage()
                .description(
                        "Shows the page of a rule: what it finds, why that fails on Spark Connect, what to write instead.")
                .footer("", "Examples:", "  reconnect rule rdd-is-empty", "  reconnect rule rdd-is-empty --raw");
        spec.addPositional(Options.positionals("NAME", "1", "The rule, as findings name it"))
                .addOption(Options.flag("The Markdown as it is, with its metadata", "--raw"));
        return Options.common(spec);
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var rules = RuleSet.load();
        var name = arguments.positionals().get(0);
        var rule = rules.find(name).orElseThrow(() -> unknown(name, rules));
        console.print(arguments.has("--raw") ? rule.page().text() : page(rule, console.palette()));
        return Main.CLEAN;
    }

    private static UserException unknown(String name, RuleSet rules) {
        var near = Spelling.nearest(name, rules.rules().stream().map(Rule::name).toList());
        return new UserException(
                "There is no rule `" + name + "`",
                near.map(rule -> "Did you mean `" + rule + "`?").orElse("`reconnect rules` lists them"));
    }

    static String page(Rule rule, Palette palette) {
        return palette.bold(rule.name()) + ": "
                + MarkdownText.inline(rule.page().summary(), palette) + "\n\n"
                + MarkdownText.of(rule.page().body(), palette);
    }
}
