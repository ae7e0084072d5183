package dev.reconnect.lift;

import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pipelines of a file: expressions that hand RDDs to one another, by chains of calls, by variables, by arguments and results of functions,
 * by lists, and by attributes.
 */
final class Units {
    private final RuleContext context;
    private final FileFunctions functions;
    private final RddLists lists;
    private final List<Root> roots = new ArrayList<>();

    private Units(RuleContext context, FileFunctions functions) {
        this.context = context;
        this.functions = functions;
        this.lists = new RddLists(context);
    }

    /** What becomes of the value of a root. */
    enum Use {
        /** A variable, a parameter, a list or an attribute keeps the RDD, or a function returns it. */
        KEPT,
        /** Nothing: the statement is there for what a method does. */
        STATEMENT,
        /** It is a method's result, and no RDD. */
        TAKEN,
        /** It goes to code that is not looked at. */
        ESCAPES
    }

    /**
     * An expression that is not itself part of a larger one over RDDs.
     *
     * @param target what keeps its value: the {@link Definition} of a variable or parameter, or a {@link Place}; itself where nothing does
     * @param places what it has RDDs from, and where its value goes
     */
    record Root(Expression expression, Use use, Object target, Set<Place> places) {}

    /** The pipelines, each with its roots in source order. */
    static List<List<Root>> of(RuleContext context, FileFunctions functions) {
        var units = new Units(context, functions);
        context.tree().module().walk(node -> {
            if (node instanceof Expression expression) {
                if (units.isRdd(expression)) {
                    units.add(expression);
                } else if (units.lists.isStray(expression)) {
                    units.escape(expression);
                }
            }
        });
        return units.connected();
    }

    private boolean isRdd(Expression expression) {
        return context.model().typeOf(expression).mayBe(SparkNames.RDD);
    }

    private void add(Expression expression) {
        var above = expression.parent().orElse(null);
        if (above instanceof Attribute method
                && method.parent().orElse(null) instanceof Call call
                && call.function() == method) {
            if (!isRdd(call)) {
                roots.add(new Root(call, Use.TAKEN, call, placesIn(expression)));
            }
            return;
        }
        if (above instanceof Call call && Outcome.isOf(call, expression, context)) {
            roots.add(new Root(call, Use.TAKEN, call, placesIn(expression)));
            return;
        }
        boolean isTarget = expression.context() == ExpressionContext.STORE;
        if (isTarget || isPart(expression) || isComparedWithNone(above)) {
            return;
        }
        var target = target(expression);
        if (target.isEmpty()) {
            var use = above instanceof ExpressionStatement ? Use.STATEMENT : Use.ESCAPES;
            roots.add(new Root(expression, use, expression, placesIn(expression)));
            return;
        }
        var places = placesIn(expression);
        places.add(placeOf(target.get()));
        roots.add(new Root(expression, Use.KEPT, target.get(), places));
    }

    private void escape(Expression list) {
        roots.add(new Root(list, Use.ESCAPES, list, placesIn(list)));
    }

    /** Whether it is inside a larger expression that gives an RDD. */
    private boolean isPart(Expression expression) {
        var above = expression.parent().orElse(null);
        if (above instanceof IfExp choice) {
            return choice.test() != expression && isRdd(choice);
        }
        if (lists.isPart(expression)) {
            return true;
        }
        return FileFunctions.callWith(expression)
                .filter(call -> isMethodOfRdd(call)
                        || (isRdd(call) && functions.parameterOf(expression).isPresent()))
                .isPresent();
    }

    private boolean isMethodOfRdd(Call call) {
        return call.function() instanceof Attribute method && isRdd(method.value());
    }

    private static boolean isComparedWithNone(@Nullable Node above) {
        return above instanceof Compare comparison
                && comparison.operators().stream()
                        .allMatch(operator -> operator == CompareOperator.IS || operator == CompareOperator.IS_NOT);
    }

    /** What keeps the value: a definition, or a place. */
    private Optional<Object> target(Expression expression) {
        var above = expression.parent().orElse(null);
        if (above instanceof Assign assign && assign.targets().size() == 1) {
            return stored(assign.targets().get(0));
        }
        if (above instanceof Tuple values
                && values.parent().orElse(null) instanceof Assign assign
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Tuple targets
                && targets.elements().size() == values.elements().size()
                && Stream.concat(values.elements().stream(), targets.elements().stream())
                        .noneMatch(Starred.class::isInstance)) {
            return stored(targets.elements().get(values.elements().indexOf(expression)));
        }
        if (above instanceof AnnAssign assign) {
            return stored(assign.target());
        }
        if (above instanceof Return end) {
            return end.findAncestor(FunctionDef.class).map(Place.Result::new);
        }
        var list = lists.keeping(expression);
        if (list.isPresent()) {
            return Optional.of(list.get());
        }
        return functions.parameterOf(expression).flatMap(context.model().scopes()::definitionAt);
    }

    private Optional<Object> stored(Expression target) {
        if (target instanceof Name name) {
            return context.model().scopes().definitionAt(name).map(Object.class::cast);
        }
        return target instanceof Attribute attribute ? member(attribute).map(Object.class::cast) : Optional.empty();
    }

    /** The attribute of an object of this file's classes. */
    private Optional<Place> member(Attribute attribute) {
        return member(attribute, context);
    }

    static Optional<Place> member(Attribute attribute, RuleContext context) {
        return context.model()
                .classOfInstance(attribute.value())
                .map(owner -> new Place.Member(owner, attribute.name()));
    }

    private static Place placeOf(Object target) {
        return target instanceof Definition definition ? new Place.Variable(definition.binding()) : (Place) target;
    }

    private Set<Place> placesIn(Expression expression) {
        var places = new LinkedHashSet<Place>();
        expression.walk(node -> {
            if (node instanceof Expression part && (isRdd(part) || lists.isList(part))) {
                if (part instanceof Name name) {
                    context.model().bindingOf(name).map(Place.Variable::new).ifPresent(places::add);
                } else if (part instanceof Attribute attribute) {
                    member(attribute).ifPresent(places::add);
                } else if (part instanceof Call call) {
                    functions.calledBy(call).map(Place.Result::new).ifPresent(places::add);
                }
                functions.parameterOf(part).flatMap(this::variable).ifPresent(places::add);
            }
        });
        return places;
    }

    private Optional<Place> variable(Parameter parameter) {
        return context.model()
                .scopes()
                .definitionAt(parameter)
                .map(Definition::binding)
                .map(Place.Variable::new);
    }

    private List<List<Root>> connected() {
        Map<Place, Place> leaders = new HashMap<>();
        for (var root : roots) {
            Place first = null;
            for (var place : root.places()) {
                if (first != null) {
                    leaders.put(leader(leaders, place), leader(leaders, first));
                }
                first = place;
            }
        }
        var units = new LinkedHashMap<Object, List<Root>>();
        for (var root : roots) {
            Optional<Place> place = root.places().stream().findFirst();
            Object key = place.<Object>map(some -> leader(leaders, some)).orElse(root);
            units.computeIfAbsent(key, some -> new ArrayList<>()).add(root);
        }
        return List.copyOf(units.values());
    }

    private static Place leader(Map<Place, Place> leaders, Place place) {
        var at = place;
        for (var next = leaders.get(at); next != null && !next.equals(at); next = leaders.get(at)) {
            at = next;
        }
        return at;
    }
}
