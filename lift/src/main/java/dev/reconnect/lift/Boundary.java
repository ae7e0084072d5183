package dev.reconnect.lift;

import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.lift.Units.Root;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stands around a pipeline: whether all is known that reaches its functions and attributes, and the annotations that name RDDs. */
final class Boundary {
    private static final Set<String> RDD_NAMES = Set.of("pyspark.RDD", "pyspark.rdd.RDD", "pyspark.core.rdd.RDD");

    private final List<Root> unit;
    private final RuleContext context;
    private final FileFunctions functions;
    private final Set<Place> places = new LinkedHashSet<>();

    Boundary(List<Root> unit, RuleContext context, FileFunctions functions) {
        this.unit = unit;
        this.context = context;
        this.functions = functions;
        unit.forEach(root -> places.addAll(root.places()));
    }

    /** What the pipeline's values come from: definitions and places. */
    Set<Object> targets() {
        var targets = new HashSet<Object>();
        unit.forEach(root -> targets.add(root.target()));
        parameters().forEach(targets::add);
        return targets;
    }

    private List<Definition> parameters() {
        var parameters = new ArrayList<Definition>();
        for (var place : places) {
            if (place instanceof Place.Variable variable) {
                for (var definition : variable.binding().definitions()) {
                    if (definition.kind() == BindingKind.PARAMETER
                            && functionOf(definition).isPresent()) {
                        parameters.add(definition);
                    }
                }
            }
        }
        return parameters;
    }

    private static Optional<FunctionDef> functionOf(Definition parameter) {
        return parameter
                .node()
                .parent()
                .flatMap(list -> list.parent())
                .filter(FunctionDef.class::isInstance)
                .map(FunctionDef.class::cast);
    }

    void check() throws Blocked {
        var first = unit.get(0).expression();
        for (var parameter : parameters()) {
            check((Parameter) parameter.node(), functionOf(parameter).orElseThrow(), first);
        }
        for (var place : places) {
            if (place instanceof Place.Result result) {
                check(result.function(), first);
            } else if (place instanceof Place.Member member) {
                check(member);
            }
        }
    }

    /** All calls give an RDD for the parameter, or nothing at all. */
    private void check(Parameter parameter, FunctionDef function, Expression first) throws Blocked {
        for (var call : functions.callsOf(function, first)) {
            var argument = functions.argumentFor(parameter, call, function).or(parameter::defaultValue);
            if (argument.isEmpty() || !isRddOrNone(argument.get())) {
                throw new Blocked(
                        argument.orElse(call),
                        "`" + function.name() + "` is not known to be given an RDD for `" + parameter.name()
                                + "` here");
            }
        }
    }

    /** All that the function returns are RDDs, and all its calls are seen to give one. */
    private void check(FunctionDef function, Expression first) throws Blocked {
        for (var call : functions.callsOf(function, first)) {
            if (!isRdd(call)) {
                throw new Blocked(call, "what `" + function.name() + "` gives is not known to be an RDD here");
            }
        }
        var strange = new ArrayList<Expression>();
        function.walk(node -> {
            if (node instanceof Return end
                    && end.findAncestor(FunctionDef.class).orElse(null) == function) {
                end.value().filter(value -> !isRddOrNone(value)).ifPresent(strange::add);
            }
        });
        if (!strange.isEmpty()) {
            throw new Blocked(strange.get(0), "`" + function.name() + "` does not give an RDD here");
        }
    }

    private boolean isRddOrNone(Expression expression) {
        return isRdd(expression) || isNone(expression);
    }

    /** What may be an RDD is looked at, and shown to be one or refused. */
    private boolean isRdd(Expression expression) {
        return context.model().typeOf(expression).mayBe(SparkNames.RDD);
    }

    private static boolean isNone(Expression expression) {
        return expression instanceof Constant constant && constant.type() == ConstantType.NONE;
    }

    /** Every attribute of that name is this one, and given RDDs, or known to be another's. */
    private void check(Place.Member member) throws Blocked {
        var strange = new ArrayList<Expression>();
        context.tree().module().walk(node -> {
            if (node instanceof Attribute attribute
                    && attribute.name().equals(member.name())
                    && (context.model().typeOf(attribute.value()).isUnknown() || isGivenOther(attribute, member))) {
                strange.add(attribute);
            }
        });
        if (!strange.isEmpty()) {
            throw new Blocked(strange.get(0), "this may be the attribute that holds the RDD, or another one");
        }
        for (var statement : member.owner().body()) {
            if (statement instanceof FunctionDef function
                    && function.name().equals("__init__")
                    && context.model().isCalledElsewhere(function)) {
                throw new Blocked(function, "another file may read the attribute that holds the RDD");
            }
        }
    }

    private boolean isGivenOther(Attribute attribute, Place.Member member) {
        if (attribute.context() != ExpressionContext.STORE
                || !Units.member(attribute, context).filter(member::equals).isPresent()) {
            return false;
        }
        var above = attribute.parent().orElse(null);
        var value = above instanceof Assign assign
                ? Optional.of(assign.value())
                : above instanceof AnnAssign declared ? declared.value() : Optional.<Expression>empty();
        return value.filter(given -> !isRddOrNone(given)).isPresent()
                || !(above instanceof Assign || above instanceof AnnAssign);
    }

    /** {@code DataFrame} in the place of {@code RDD} where variables, parameters and results are annotated. */
    List<Edit> annotations(Needs needs) {
        var annotations = new LinkedHashSet<Expression>();
        for (var root : unit) {
            if (root.expression().parent().orElse(null) instanceof AnnAssign assign) {
                annotations.add(assign.annotation());
            }
        }
        for (var parameter : parameters()) {
            ((Parameter) parameter.node()).annotation().ifPresent(annotations::add);
        }
        for (var place : places) {
            if (place instanceof Place.Result result) {
                result.function().returns().ifPresent(annotations::add);
            }
        }
        var edits = new ArrayList<Edit>();
        annotations.forEach(annotation -> annotation.walk(node -> {
            if (node instanceof Expression name && isNameOfRdd(name)) {
                var whole = name.parent().orElse(null) instanceof Subscript subscript && subscript.value() == name
                        ? subscript
                        : name;
                edits.add(Edit.replace(whole.range(), needs.importing(ImportRequest.from("pyspark.sql", "DataFrame"))));
            }
        }));
        return edits;
    }

    private boolean isNameOfRdd(Expression expression) {
        return (expression instanceof Name || expression instanceof Attribute)
                && context.model()
                        .qualifiedName(expression)
                        .filter(RDD_NAMES::contains)
                        .isPresent();
    }
}
