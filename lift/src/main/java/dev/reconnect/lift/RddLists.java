package dev.reconnect.lift;

import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Slice;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.types.Type;
import dev.reconnect.rules.SparkNames;
import java.util.Optional;

/** Lists of RDDs that a variable keeps, and what is done with them: filled, gone through, united. */
final class RddLists {
    private final RuleContext context;

    RddLists(RuleContext context) {
        this.context = context;
    }

    boolean isList(Expression expression) {
        return context.model().typeOf(expression) instanceof Type.Instance instance
                && instance.type().name().equals("list")
                && instance.arguments().size() == 1
                && instance.arguments().get(0).mayBe(SparkNames.RDD);
    }

    /** The list that the RDD becomes an element of, where a variable keeps that. */
    Optional<Place> keeping(Expression element) {
        var above = element.parent().orElse(null);
        boolean inList = above instanceof ListDisplay || (above instanceof ListComp made && made.element() == element);
        if (inList && above instanceof Expression list) {
            return list.parent().orElse(null) instanceof Assign assign
                            && assign.value() == list
                            && assign.targets().size() == 1
                    ? variable(assign.targets().get(0))
                    : Optional.empty();
        }
        return above instanceof Call call
                        && call.function() instanceof Attribute append
                        && append.name().equals("append")
                        && isList(append.value())
                ? variable(append.value())
                : Optional.empty();
    }

    Optional<Place> variable(Expression list) {
        return list instanceof Name name ? context.model().bindingOf(name).map(Place.Variable::new) : Optional.empty();
    }

    /** The list whose elements a loop gives to the name, one by one. */
    Optional<Place> goneThrough(Definition definition) {
        var site = definition.site();
        var iterable = site instanceof For loop && loop.target() == definition.node()
                ? Optional.of(loop.iterable())
                : site instanceof Comprehension loop && loop.target() == definition.node()
                        ? Optional.of(loop.iterable())
                        : Optional.<Expression>empty();
        return iterable.filter(this::isList).map(RddLists::sliced).flatMap(this::variable);
    }

    /** The list of which the expression is a part. */
    private static Expression sliced(Expression list) {
        return list instanceof Subscript part && part.index() instanceof Slice ? part.value() : list;
    }

    /** Whether it is inside a call that unites RDDs to one. */
    boolean isPart(Expression rdd) {
        var above = rdd.parent().orElse(null);
        if (above instanceof ListDisplay display) {
            return FileFunctions.callWith(display).filter(this::isUnion).isPresent();
        }
        return rdd.findAncestor(Lambda.class)
                .flatMap(FileFunctions::callWith)
                .filter(this::isReduction)
                .isPresent();
    }

    /** {@code sc.union(rdds)}. */
    boolean isUnion(Call call) {
        return call.function() instanceof Attribute method
                && method.name().equals("union")
                && context.model().typeOf(method.value()).isInstance(SparkNames.CONTEXT);
    }

    /** {@code functools.reduce(lambda a, b: a.union(b), rdds)}. */
    boolean isReduction(Call call) {
        return call.arguments().size() == 2
                && call.keywords().isEmpty()
                && context.model()
                        .qualifiedName(call.function())
                        .filter(name -> name.equals("functools.reduce") || name.equals("_functools.reduce"))
                        .isPresent()
                && isList(call.arguments().get(1));
    }

    /** Whether a function of two RDDs unites them, in their order. */
    boolean unites(Expression function) {
        if (function instanceof Lambda lambda) {
            var names = lambda.parameters().all();
            return names.size() == 2
                    && lambda.body() instanceof Call union
                    && union.function() instanceof Attribute method
                    && method.name().equals("union")
                    && method.value() instanceof Name first
                    && union.keywords().isEmpty()
                    && union.arguments().size() == 1
                    && union.arguments().get(0) instanceof Name second
                    && first.id().equals(names.get(0).name())
                    && second.id().equals(names.get(1).name());
        }
        return false;
    }

    /** Whether a list of RDDs is used in a way that is not followed. */
    boolean isStray(Expression expression) {
        boolean isRead = expression instanceof Name || expression instanceof Attribute || expression instanceof Call;
        return isRead
                && expression.context() == ExpressionContext.LOAD
                && isList(expression)
                && !(expression instanceof Name name && isFollowed(name));
    }

    private static boolean isGoneThrough(Expression list) {
        var above = list.parent().orElse(null);
        return above instanceof For loop
                ? loop.iterable() == list && loop.target() instanceof Name
                : above instanceof Comprehension each && each.iterable() == list && each.target() instanceof Name;
    }

    private boolean isFollowed(Name list) {
        var above = list.parent().orElse(null);
        if (above instanceof For || above instanceof Comprehension) {
            return isGoneThrough(list);
        }
        if (above instanceof Subscript subscript) {
            return subscript.index() instanceof Constant || isGoneThrough(subscript);
        }
        if (above instanceof Attribute method) {
            return method.name().equals("append");
        }
        return above instanceof Call call
                && (isUnion(call)
                        || isReduction(call)
                        || (call.function() instanceof Name name
                                && name.id().equals("len")
                                && UserFunction.isBuiltin(name, context)));
    }
}
