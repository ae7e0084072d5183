package dev.reconnect.rules.data;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Dict;
import dev.reconnect.python.tree.DictComp;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.SetComp;
import dev.reconnect.python.tree.SetDisplay;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds broadcast variables; functions that run on workers can capture the plain value instead. */
@AutoService(PythonRule.class)
public final class BroadcastVariable implements CallRule {
    private static final String MESSAGE = "A Spark Connect session has no `SparkContext` to broadcast with";

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute method)
                || !method.name().equals("broadcast")
                || call.arguments().size() != 1
                || !call.keywords().isEmpty()) {
            return;
        }
        Members.find(method, SparkNames.CONTEXT, context).ifPresent(member -> {
            var report = context.report(call, MESSAGE)
                    .symbol("pyspark.SparkContext.broadcast")
                    .confidence(member.confidence())
                    .covering(method);
            variableOf(call, context).ifPresent(binding -> {
                binding.references().forEach(name -> name.parent().ifPresent(report::covering));
                fix(call, binding, context).ifPresent(report::fix);
            });
        });
    }

    /** The variable that the broadcast is assigned to, if it never holds anything else. */
    private static Optional<Binding> variableOf(Call call, RuleContext context) {
        return call.parent().orElse(null) instanceof Assign assign
                        && assign.targets().size() == 1
                        && assign.targets().get(0) instanceof Name name
                ? context.model().bindingOf(name).filter(binding -> !binding.isReassigned())
                : Optional.empty();
    }

    private static Optional<Fix> fix(Call call, Binding binding, RuleContext context) {
        var value = call.arguments().get(0);
        var kept = value.parenthesizedRange();
        List<Edit> edits = new ArrayList<>();
        edits.add(Edit.delete(new TextRange(call.start(), kept.start())));
        edits.add(Edit.delete(new TextRange(kept.end(), call.end())));
        boolean changed = false;
        for (Name name : binding.references()) {
            if (!(name.parent().orElse(null) instanceof Attribute use)) {
                return Optional.empty();
            }
            switch (use.name()) {
                case "value" -> edits.add(Edit.delete(use.selectorRange()));
                case "unpersist", "destroy" -> {
                    var deletion = releaseStatement(use)
                            .map(statement -> Deletion.of(statement, context))
                            .orElse(List.of());
                    if (deletion.isEmpty()) {
                        return Optional.empty();
                    }
                    edits.addAll(deletion);
                }
                default -> {
                    return Optional.empty();
                }
            }
            changed |= isChanged(use);
        }
        if (edits.stream().anyMatch(edit -> Deletion.hasComment(edit.range(), context))) {
            return Optional.empty();
        }
        boolean exact = !changed && isOwnValue(value, context);
        return Optional.of(new Fix(
                "Let the functions capture the value itself",
                exact ? Applicability.SAFE : Applicability.UNSAFE,
                edits,
                List.of()));
    }

    private static Optional<ExpressionStatement> releaseStatement(Attribute use) {
        return use.parent().orElse(null) instanceof Call release
                        && release.function() == use
                        && release.parent().orElse(null) instanceof ExpressionStatement statement
                ? Optional.of(statement)
                : Optional.empty();
    }

    /** Whether the value is changed where it is used, such as by {@code b.value[key] = 1} or {@code b.value.append(1)}. */
    private static boolean isChanged(Attribute use) {
        var parent = use.parent().orElse(null);
        if (parent instanceof Expression access
                && access.context() != dev.reconnect.python.tree.ExpressionContext.LOAD) {
            return true;
        }
        return parent instanceof Attribute method
                && switch (method.name()) {
                    case "append",
                            "extend",
                            "insert",
                            "remove",
                            "pop",
                            "clear",
                            "sort",
                            "reverse",
                            "add",
                            "discard",
                            "update",
                            "setdefault",
                            "popitem" -> true;
                    default -> false;
                };
    }

    /** Whether nothing else can change the value once it is broadcast. */
    private static boolean isOwnValue(Expression value, RuleContext context) {
        if (value instanceof Name name) {
            return context.model()
                    .bindingOf(name)
                    .filter(binding -> !binding.isReassigned()
                            && context.model().mutations(binding).isEmpty()
                            && context.model()
                                    .onlyValue(name)
                                    .filter(BroadcastVariable::isFresh)
                                    .isPresent())
                    .isPresent();
        }
        return isFresh(value);
    }

    private static boolean isFresh(Expression value) {
        return value instanceof Dict
                || value instanceof ListDisplay
                || value instanceof SetDisplay
                || value instanceof DictComp
                || value instanceof ListComp
                || value instanceof SetComp
                || value instanceof Tuple
                || value instanceof Constant
                || (value instanceof Call call && call.function() instanceof Name name && isContainer(name.id()));
    }

    private static boolean isContainer(String builtin) {
        return switch (builtin) {
            case "dict", "list", "set", "tuple", "frozenset", "sorted" -> true;
            default -> false;
        };
    }
}
