package dev.reconnect.lift;

import dev.reconnect.core.TextRange;
import dev.reconnect.lift.Units.Root;
import dev.reconnect.lift.Units.Use;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.While;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.SparkNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * When a function of an RDD reads the variables of the program: an RDD pickles it when the first action needs it, so that all rounds of a loop
 * may see what the last one left; a frame takes the values where it is made.
 */
final class LateBinding {
    /** Methods that give something else than an RDD, and compute it later. */
    private static final Set<String> LAZY = Set.of("randomSplit", "toLocalIterator", "toDF");

    private LateBinding() {}

    /** Refuses functions that read what a loop sets, in an RDD that outlives the round. */
    static void check(Root root, RuleContext context) throws Blocked {
        var loop = loopAround(root.expression());
        if (loop.isEmpty() || isUsedUpInRound(root, loop.get(), context)) {
            return;
        }
        for (var binding : readByFunctions(root.expression(), context)) {
            for (var definition : binding.definitions()) {
                if (contains(loop.get(), definition.node())) {
                    throw new Blocked(
                            root.expression(),
                            "a function in it reads `" + binding.name()
                                    + "`, which the loop sets anew before the RDD is computed");
                }
            }
        }
    }

    /** The outermost loop of the same function. */
    private static Optional<Node> loopAround(Node node) {
        Optional<Node> loop = Optional.empty();
        for (var above = node.parent(); above.isPresent(); above = above.get().parent()) {
            if (above.get() instanceof FunctionDef) {
                break;
            }
            if (above.get() instanceof For || above.get() instanceof While) {
                loop = above;
            }
        }
        return loop;
    }

    private static boolean contains(Node outer, Node inner) {
        return outer.start() <= inner.start() && inner.end() <= outer.end();
    }

    /** Whether each value of the variable is taken out in the round that made it. */
    private static boolean isUsedUpInRound(Root root, Node loop, RuleContext context) {
        if (root.use() == Use.STATEMENT) {
            return true;
        }
        return root.target() instanceof Definition definition
                && definition.kind() == BindingKind.ASSIGNMENT
                && definition.binding().references().stream()
                        .allMatch(name -> !context.model()
                                        .scopes()
                                        .definitionsReaching(name)
                                        .contains(definition)
                                || (contains(loop, name)
                                        && name.start() > root.expression().end()
                                        && isTakenAtOnce(name, context)));
    }

    /**
     * The stretch of the program from where a function is given to an RDD to where it has been called for the last time; absent where that is
     * not seen. What does not change in it the function sees as it is where it is given.
     */
    static Optional<TextRange> life(Expression function, RuleContext context) {
        return FileFunctions.callWith(function).flatMap(call -> {
            var whole = wholeChain(call, context);
            if (isResult(whole, context)) {
                return Optional.of(new TextRange(function.start(), whole.end()));
            }
            return lastUse(whole, context).map(end -> new TextRange(function.start(), end));
        });
    }

    /** Whether the variable has the same value all over the stretch. */
    static boolean isSteady(Binding binding, Optional<TextRange> life, RuleContext context) {
        return life.isPresent()
                && binding.definitions().stream()
                        .allMatch(definition -> definition.writer() == binding.scope()
                                && !life.get().contains(definition.node().range()))
                && context.model().mutations(binding).stream()
                        .noneMatch(change -> life.get().contains(change.range()));
    }

    /** Where the last value is taken of an RDD that a variable keeps for the statements that follow. */
    private static Optional<Integer> lastUse(Expression rdd, RuleContext context) {
        if (!(rdd.parent().orElse(null) instanceof Assign assign)
                || assign.targets().size() != 1
                || !(assign.targets().get(0) instanceof Name target)) {
            return Optional.empty();
        }
        var definition = context.model().scopes().definitionAt(target);
        var block = Deletion.blockOf(assign);
        int end = assign.end();
        for (var name : definition.map(known -> known.binding().references()).orElse(List.of())) {
            if (!context.model().scopes().definitionsReaching(name).contains(definition.orElseThrow())) {
                continue;
            }
            var statement = block.stream().filter(one -> contains(one, name)).findFirst();
            if (statement.isEmpty()
                    || name.start() < assign.end()
                    || !isInSameFunction(name, target, context)
                    || !isResult(wholeChain(name, context), context)) {
                return Optional.empty();
            }
            end = Math.max(end, statement.get().end());
        }
        return Optional.of(end);
    }

    private static boolean isInSameFunction(Node one, Node other, RuleContext context) {
        return context.model().enclosingFunction(one).equals(context.model().enclosingFunction(other));
    }

    private static boolean isTakenAtOnce(Expression rdd, RuleContext context) {
        return isResult(wholeChain(rdd, context), context);
    }

    /** The calls of methods that follow an RDD, up to the one that gives something else. */
    private static Expression wholeChain(Expression rdd, RuleContext context) {
        Expression link = rdd;
        while (context.model().typeOf(link).mayBe(SparkNames.RDD)) {
            var method = link.parent().filter(Attribute.class::isInstance);
            var next = method.flatMap(Node::parent).filter(Call.class::isInstance);
            if (next.isEmpty() || ((Call) next.get()).function() != method.get()) {
                return link;
            }
            link = (Call) next.get();
        }
        return link;
    }

    private static boolean isResult(Expression link, RuleContext context) {
        return !context.model().typeOf(link).mayBe(SparkNames.RDD)
                && !(link instanceof Call last
                        && last.function() instanceof Attribute method
                        && LAZY.contains(method.name()));
    }

    /** The variables that lambdas and functions in the expression read. */
    private static Set<Binding> readByFunctions(Expression expression, RuleContext context) {
        var read = new LinkedHashSet<Binding>();
        expression.walk(node -> {
            if (node instanceof Lambda lambda) {
                read.addAll(context.model().freeVariables(lambda));
            } else if (node instanceof Name name
                    && context.model().onlyValue(name).orElse(null) instanceof Lambda lambda) {
                read.addAll(context.model().freeVariables(lambda));
            } else if (node instanceof Name name) {
                context.model()
                        .bindingOf(name)
                        .filter(binding -> binding.definitions().size() == 1
                                && binding.definitions().get(0).node() instanceof FunctionDef)
                        .ifPresent(binding -> read.addAll(context.model().freeVariables((FunctionDef)
                                binding.definitions().get(0).node())));
            }
        });
        return read;
    }
}
