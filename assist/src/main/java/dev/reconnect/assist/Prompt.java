package dev.reconnect.assist;

import dev.reconnect.assist.model.Message;
import dev.reconnect.core.Finding;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts together what a model is told of a region: the same words for the same program. */
final class Prompt {
    private static final Template SYSTEM = new Template("system.md");
    private static final Template REGION = new Template("region.md");
    private static final Template RETRY = new Template("retry.md");
    private static final int LONGEST_FUNCTION = 20;
    private static final int LONGEST_EXCEPTION = 1500;

    private final SparkRelease target;
    private final RuleSet rules;
    private final Examples examples;

    Prompt(SparkRelease target, RuleSet rules) {
        this.target = target;
        this.rules = rules;
        this.examples = Examples.of(rules);
    }

    /** @param exception what the program failed with */
    List<Message> of(Region region, Analysis analysis, Optional<String> exception) {
        var trial = Trial.of(region, analysis, Written.of(region.code()));
        var values = Map.of(
                "target", target.target(),
                "card", Card.of(target, trial.mentioned()),
                "examples", orNothing(examples.like(region.code())),
                "findings", findings(region, analysis),
                "facts", facts(trial, exception),
                "region", Fences.around("python", region.code()),
                "task", task(region, analysis));
        return List.of(
                Message.system(SYSTEM.fill(Map.of("target", target.target()))), Message.user(REGION.fill(values)));
    }

    /** The conversation goes on: the last answer, and what has failed so far. */
    static List<Message> again(List<Message> first, String lastAnswer, List<String> failures) {
        var messages = new ArrayList<>(first);
        messages.add(Message.model(lastAnswer));
        var list = failures.stream()
                .map(failure -> "- " + Invisible.shown(failure))
                .collect(Collectors.joining("\n"));
        messages.add(Message.user(RETRY.fill(Map.of("failures", list))));
        return messages;
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "(none)" : text;
    }

    private String findings(Region region, Analysis analysis) {
        var lines = LineIndex.of(analysis.parsed(region.file()).tree().text());
        int first = lines.line(region.range().start());
        var text = region.findings().stream()
                .map(finding -> "- line " + (lines.line(finding.range().start()) - first + 1) + ": " + finding.message()
                        + finding.instead()
                                .map(instead -> "; instead: " + instead)
                                .orElse(""))
                .distinct()
                .collect(Collectors.joining("\n"));
        var pages = region.findings().stream()
                .map(Finding::rule)
                .distinct()
                .map(this::why)
                .filter(why -> !why.isEmpty());
        return text + pages.map(why -> "\n\n" + why).collect(Collectors.joining());
    }

    private String why(String rule) {
        return rules.find(rule)
                .map(found -> found.page())
                .flatMap(page -> page.section("Why it fails on Spark Connect"))
                .map(text -> rule + ": " + text.strip())
                .orElse("");
    }

    private String facts(Trial trial, Optional<String> exception) {
        var parts = new ArrayList<String>();
        signature(trial)
                .ifPresent(line -> parts.add("The region is in this function:\n" + Fences.around("python", line)));
        var types = types(trial);
        if (!types.isEmpty()) {
            parts.add("Types of what it reads:\n" + types);
        }
        functions(trial).forEach(function -> parts.add("It uses this function:\n" + Fences.around("python", function)));
        exception.ifPresent(text -> parts.add("The program failed with:\n" + Fences.around("", shortened(text))));
        return orNothing(String.join("\n\n", parts));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_EXCEPTION ? text : text.substring(text.length() - LONGEST_EXCEPTION);
    }

    private static Optional<String> signature(Trial trial) {
        var statement = trial.region().statements().get(0);
        var text = trial.analysis().parsed(trial.region().file()).tree().text();
        return statement.findAncestor(FunctionDef.class).map(function -> text.substring(
                        function.start(), function.body().get(0).start())
                .stripTrailing());
    }

    /** The variables that the region reads, and their types where they are known. */
    private static String types(Trial trial) {
        var types = new LinkedHashMap<String, String>();
        for (var name : reads(trial)) {
            var type = trial.model().typeOf(name).display();
            if (!type.startsWith("Unknown") && !type.startsWith("function") && !type.startsWith("module")) {
                types.putIfAbsent(name.id(), type);
            }
        }
        return types.entrySet().stream()
                .map(entry -> "- `" + entry.getKey() + "`: `" + entry.getValue() + "`")
                .collect(Collectors.joining("\n"));
    }

    private static List<Name> reads(Trial trial) {
        return trial.region().statements().stream()
                .flatMap(statement -> Blocks.nodes(statement, Name.class).stream())
                .filter(name -> name.context() == ExpressionContext.LOAD)
                .toList();
    }

    /** Short functions of the same file that the region names. */
    private static List<String> functions(Trial trial) {
        var text = trial.analysis().parsed(trial.region().file()).tree().text();
        var functions = new LinkedHashSet<Node>();
        for (var name : reads(trial)) {
            trial.model().bindingOf(name).stream()
                    .flatMap(binding -> binding.definitions().stream())
                    .filter(definition -> definition.kind() == BindingKind.FUNCTION)
                    .map(definition -> definition.node())
                    .filter(node -> !trial.region().range().contains(node.range()))
                    .forEach(functions::add);
        }
        return functions.stream()
                .map(node -> node.range().substring(text))
                .filter(code -> code.lines().count() <= LONGEST_FUNCTION)
                .toList();
    }

    private static String task(Region region, Analysis analysis) {
        var names = Regions.outputs(region, analysis.model(region.file())).stream()
                .map(Binding::name)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
        return names.isEmpty() ? "Nothing that it binds is used after it." : "The program uses " + names + " after it.";
    }
}
