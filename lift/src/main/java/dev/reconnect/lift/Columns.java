package dev.reconnect.lift;

import dev.reconnect.core.TextRange;
import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Literal;
import dev.reconnect.lift.Value.Parts;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.BooleanOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FormattedValue;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.JoinedStr;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.SetDisplay;
import dev.reconnect.python.tree.Slice;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expressions of Python as columns of Spark: those that give the same value on every input of their types, and that never raise. All others
 * stay Python. Integers have 64 bits: beyond that Spark says so where Python goes on.
 */
final class Columns {
    private static final Set<String> ROWS = Set.of("pyspark.sql.Row", "pyspark.sql.types.Row");

    private final RuleContext context;
    private Optional<TextRange> life = Optional.empty();

    Columns(RuleContext context) {
        this.context = context;
    }

    /** What the function gives for the arguments; absent where that is not computed exactly. */
    Optional<Value> apply(UserFunction function, Value... arguments) {
        if (function.qualifiedName().startsWith("builtins.") && arguments.length == 1) {
            return Builtins.call(function.qualifiedName().substring("builtins.".length()), List.of(arguments[0]));
        }
        if (function.given() instanceof Call made && arguments.length == 1) {
            return made(made, arguments[0]);
        }
        return function.result().flatMap(result -> bound(function, arguments).flatMap(names -> value(result, names)));
    }

    /** What a function gives that another has made: {@code itemgetter(1)}, or {@code partial(function, 3)}. */
    private Optional<Value> made(Call made, Value argument) {
        var name = context.model().qualifiedName(made.function()).orElse("");
        if (!made.keywords().isEmpty() || made.arguments().isEmpty()) {
            return Optional.empty();
        }
        if (name.endsWith("operator.itemgetter") && made.arguments().size() == 1) {
            return place(made.arguments().get(0))
                    .filter(at -> at < partsOf(argument).size())
                    .map(at -> partsOf(argument).get(at));
        }
        if (!name.equals("functools.partial")) {
            return Optional.empty();
        }
        var arguments = new ArrayList<Value>();
        for (var given : made.arguments().subList(1, made.arguments().size())) {
            var constant = given instanceof Constant written ? literal(written) : Optional.<Value>empty();
            if (constant.isEmpty()) {
                return Optional.empty();
            }
            arguments.add(constant.get());
        }
        arguments.add(argument);
        return apply(UserFunction.of(made.arguments().get(0), context), arguments.toArray(Value[]::new));
    }

    /** The parameters and variables of a function that is called with the arguments; absent where one is not computed exactly. */
    Optional<Map<String, Value>> bound(UserFunction function, Value... arguments) {
        life = LateBinding.life(function.given(), context);
        Map<String, Value> names = new HashMap<String, Value>();
        if (!bind(function, arguments, names)) {
            return Optional.empty();
        }
        for (var line : function.lines()) {
            if (!assign(line, names)) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    /** The parameters: arguments first, then what defaults give where the function is made, which is here for a lambda. */
    private boolean bind(UserFunction function, Value[] arguments, Map<String, Value> names) {
        var parameters = function.parameters();
        if (parameters.size() < arguments.length || !parameters.stream().allMatch(UserFunction::isByPosition)) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            var given = parameters.get(i).defaultValue();
            Optional<Value> value = i < arguments.length
                    ? Optional.of(arguments[i]).filter(argument -> given.isEmpty())
                    : given.flatMap(expression -> ofDefault(expression, function));
            if (value.isEmpty()) {
                return false;
            }
            names.put(parameters.get(i).name(), value.get());
        }
        return true;
    }

    private Optional<Value> ofDefault(Expression expression, UserFunction function) {
        if (expression instanceof Constant constant) {
            return literal(constant);
        }
        return expression instanceof Name name && function.given() instanceof Lambda
                ? Shape.of(context.model().typeOf(name))
                        .filter(shape -> shape instanceof Shape.Atom && !shape.nullable())
                        .map(shape -> new Literal(name.id(), shape))
                : Optional.empty();
    }

    /** The names of a target that the value is unpacked to. */
    Optional<Map<String, Value>> unpacked(Expression target, Value value) {
        Map<String, Value> names = new HashMap<String, Value>();
        return assign(target, value, names) ? Optional.of(names) : Optional.empty();
    }

    private boolean assign(Assign line, Map<String, Value> names) {
        if (line.targets().size() != 1) {
            return false;
        }
        var value = value(line.value(), names);
        if (value.isEmpty()) {
            return false;
        }
        return assign(line.targets().get(0), value.get(), names);
    }

    private static boolean assign(Expression target, Value value, Map<String, Value> names) {
        if (target instanceof Name name) {
            names.put(name.id(), value);
            return true;
        }
        var parts = partsOf(value);
        if (!(target instanceof Tuple tuple) || tuple.elements().size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            if (!(tuple.elements().get(i) instanceof Name name)) {
                return false;
            }
            names.put(name.id(), parts.get(i));
        }
        return true;
    }

    /** The parts of a tuple; none where the value is no tuple. */
    static List<Value> partsOf(Value value) {
        if (value instanceof Parts parts) {
            return parts.values();
        }
        if (!(value instanceof Col column) || !(column.shape() instanceof Shape.TupleOf tuple) || tuple.nullable()) {
            return List.of();
        }
        var parts = new ArrayList<Value>();
        for (int i = 0; i < tuple.parts().size(); i++) {
            var field = "_" + (i + 1);
            var shape = tuple.parts().get(i);
            parts.add(
                    column.isPlain()
                            ? Col.of(column.path() + "." + field, shape)
                            : Col.computed(column.operand(Value.ATOM) + "." + field, Value.ATOM, shape, column));
        }
        return parts;
    }

    Optional<Value> value(Expression expression, Map<String, Value> names) {
        if (expression instanceof Name name) {
            var known = names.get(name.id());
            return known != null ? Optional.of(known) : constant(name);
        }
        if (expression instanceof Constant constant) {
            return literal(constant);
        }
        if (expression instanceof Tuple tuple) {
            return values(tuple.elements(), names)
                    .filter(values -> !values.isEmpty())
                    .map(Parts::new);
        }
        if (expression instanceof Subscript subscript) {
            return part(subscript, names);
        }
        if (expression instanceof JoinedStr text) {
            return formatted(text, names);
        }
        if (expression instanceof Attribute field) {
            return value(field.value(), names).flatMap(row -> field(row, field.name()));
        }
        if (expression instanceof BinOp operation) {
            return arithmetic(operation, names);
        }
        if (expression instanceof UnaryOp operation) {
            return unary(operation, names);
        }
        if (expression instanceof BoolOp operation) {
            return logic(operation, names);
        }
        if (expression instanceof Compare comparison) {
            return compare(comparison, names);
        }
        if (expression instanceof IfExp choice) {
            return choice(choice, names);
        }
        return expression instanceof Call call ? call(call, names) : Optional.empty();
    }

    private Optional<List<Value>> values(List<Expression> expressions, Map<String, Value> names) {
        var values = new ArrayList<Value>();
        for (var expression : expressions) {
            var value = expression instanceof Starred ? Optional.<Value>empty() : value(expression, names);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(values);
    }

    /** A variable of the program that holds one number, text or truth value from when the pipeline is made until it is used. */
    private Optional<Value> constant(Name name) {
        return context.model()
                .bindingOf(name)
                .filter(binding -> isSteady(binding, name) || LateBinding.isSteady(binding, life, context))
                .flatMap(binding -> Shape.of(context.model().typeOf(name)))
                .filter(shape -> shape instanceof Shape.Atom && !shape.nullable())
                .map(shape -> new Literal(name.id(), shape));
    }

    private boolean isSteady(Binding binding, Name name) {
        return binding.definitions().size() == 1
                && context.model().mutations(binding).isEmpty()
                && (binding.kind() == BindingKind.PARAMETER
                        || context.model().onlyValue(name).isPresent());
    }

    private Optional<Value> literal(Constant constant) {
        var kind =
                switch (constant.type()) {
                    case INT -> Kind.INT;
                    case FLOAT -> Kind.FLOAT;
                    case STRING -> Kind.STRING;
                    case TRUE, FALSE -> Kind.BOOLEAN;
                    default -> null;
                };
        if (kind == null
                || constant.isFragment()
                || constant.intValue().filter(value -> value.bitLength() > 63).isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Literal(context.textOf(constant), Shape.of(kind)));
    }

    private static Optional<Value> field(Value row, String name) {
        return row instanceof Parts parts ? parts.find(name) : Optional.empty();
    }

    private Optional<Value> part(Subscript subscript, Map<String, Value> names) {
        if (subscript.index() instanceof Constant name && name.isString()) {
            return value(subscript.value(), names)
                    .flatMap(row -> field(row, name.stringValue().orElse("")));
        }
        if (subscript.index() instanceof Slice slice) {
            return value(subscript.value(), names).flatMap(text -> slice(text, slice));
        }
        var index = subscript.index() instanceof Constant constant ? constant.intValue() : Optional.<BigInteger>empty();
        if (value(subscript.value(), names).orElse(null) instanceof Col list
                && list.shape() instanceof Shape.ListOf elements) {
            return end(list, elements, subscript.index());
        }
        return value(subscript.value(), names)
                .map(Columns::partsOf)
                .filter(parts -> index.filter(
                                at -> at.signum() >= 0 && at.bitLength() < 8 && at.intValue() < parts.size())
                        .isPresent())
                .map(parts -> parts.get(index.orElseThrow().intValue()));
    }

    private static Optional<Value> slice(Value text, Slice slice) {
        var from = slice.lower().isEmpty() ? Optional.of(0) : slice.lower().flatMap(Columns::place);
        var to = slice.upper().flatMap(Columns::place);
        boolean written = slice.step().isEmpty()
                && from.isPresent()
                && to.isPresent() == slice.upper().isPresent();
        return written && text instanceof Col column && text.shape().isA(Kind.STRING)
                ? Texts.slice(column, from.get(), to)
                : Optional.empty();
    }

    private static Optional<Integer> place(Expression bound) {
        return bound instanceof Constant constant
                ? constant.intValue()
                        .filter(at -> at.signum() >= 0 && at.bitLength() < 24)
                        .map(BigInteger::intValue)
                : Optional.empty();
    }

    /** The first or the last element of a list that has one. */
    private static Optional<Value> end(Col list, Shape.ListOf elements, Expression index) {
        boolean first = index instanceof Constant zero
                && zero.intValue().filter(at -> at.signum() == 0).isPresent();
        boolean last = index instanceof UnaryOp minus
                && minus.operator() == UnaryOperator.MINUS
                && minus.operand() instanceof Constant one
                && one.intValue().filter(BigInteger.ONE::equals).isPresent();
        if (!elements.isFilled() || elements.isSet() || (!first && !last)) {
            return Optional.empty();
        }
        var text = first ? list.operand(Value.ATOM) + "[0]" : "F.element_at(" + list.text() + ", -1)";
        return Optional.of(Col.computed(text, Value.ATOM, elements.element(), list));
    }

    private Optional<Value> arithmetic(BinOp operation, Map<String, Value> names) {
        var left = value(operation.left(), names);
        var right = value(operation.right(), names);
        return left.isEmpty() || right.isEmpty()
                ? Optional.empty()
                : Numbers.arithmetic(operation.operator(), left.get(), right.get());
    }

    private Optional<Value> unary(UnaryOp operation, Map<String, Value> names) {
        if (operation.operator() == UnaryOperator.MINUS
                && operation.operand() instanceof Constant constant
                && (constant.intValue().isPresent() || constant.floatValue().isPresent())) {
            return literal(constant).map(value -> new Literal("-" + ((Literal) value).text(), value.shape()));
        }
        var operand = value(operation.operand(), names);
        if (operand.isEmpty() || operand.get() instanceof Literal) {
            return Optional.empty();
        }
        return switch (operation.operator()) {
            case MINUS ->
                operand.filter(value ->
                                value.shape().isNumber() || value.shape().isWholeNumber())
                        .map(Numbers::wide)
                        .map(Col::negative);
            case NOT -> operand.flatMap(Conditions::truth).map(Conditions::not);
            default -> Optional.empty();
        };
    }

    private Optional<Value> logic(BoolOp operation, Map<String, Value> names) {
        var values = values(operation.values(), names);
        if (values.isEmpty()
                || !values.get().stream()
                        .allMatch(value -> value.shape().isA(Kind.BOOLEAN) && !(value instanceof Literal))) {
            return Optional.empty();
        }
        return Optional.of(Conditions.joined(values.get(), operation.operator() == BooleanOperator.AND));
    }

    private Optional<Value> compare(Compare comparison, Map<String, Value> names) {
        var conditions = new ArrayList<Value>();
        var left = comparison.left();
        for (int i = 0; i < comparison.operators().size(); i++) {
            var right = comparison.comparators().get(i);
            var condition = compare(left, comparison.operators().get(i), right, names);
            if (condition.isEmpty()) {
                return Optional.empty();
            }
            conditions.add(condition.get());
            left = right;
        }
        return Optional.of(conditions.size() == 1 ? conditions.get(0) : Conditions.joined(conditions, true));
    }

    private Optional<Value> compare(
            Expression left, CompareOperator operator, Expression right, Map<String, Value> names) {
        if (operator == CompareOperator.IN || operator == CompareOperator.NOT_IN) {
            return contained(left, right, names)
                    .map(condition ->
                            operator == CompareOperator.IN ? condition : Conditions.not(condition.asColumn()));
        }
        var first = value(left, names);
        if (operator == CompareOperator.IS || operator == CompareOperator.IS_NOT) {
            boolean none = right instanceof Constant constant && constant.type() == ConstantType.NONE;
            return first.filter(value -> none
                            && value instanceof Col column
                            && column.shape().nullable())
                    .map(value -> Conditions.isNull(value.asColumn(), operator == CompareOperator.IS));
        }
        var second = value(right, names);
        return first.isEmpty() || second.isEmpty()
                ? Optional.empty()
                : Conditions.compare(first.get(), operator, second.get());
    }

    /** {@code "text" in column}, or {@code column in ("a", "b")}. */
    private Optional<Value> contained(Expression left, Expression right, Map<String, Value> names) {
        var element = value(left, names);
        if (element.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> options = right instanceof Tuple tuple
                ? tuple.elements()
                : right instanceof ListDisplay list
                        ? list.elements()
                        : right instanceof SetDisplay set ? set.elements() : List.of();
        if (!options.isEmpty()) {
            return oneOf(element.get(), options, names);
        }
        if (right instanceof Name name && isListOf(name, element.get())) {
            return Optional.of(Conditions.isIn(element.get(), name.id()));
        }
        var whole = value(right, names);
        return whole.filter(text -> text instanceof Col
                        && text.shape().isA(Kind.STRING)
                        && element.get().shape().isA(Kind.STRING))
                .map(text -> Col.computed(
                        text.asColumn().operand(Value.ATOM) + ".contains(" + raw(element.get()) + ")",
                        Value.ATOM,
                        Shape.of(Kind.BOOLEAN),
                        text,
                        element.get()));
    }

    private Optional<Value> oneOf(Value element, List<Expression> options, Map<String, Value> names) {
        var values = values(options, names);
        boolean comparable = element instanceof Col
                && values.isPresent()
                && values.get().stream()
                        .allMatch(option -> option instanceof Literal
                                && ((option.shape().isA(Kind.STRING)
                                                && element.shape().isA(Kind.STRING))
                                        || (option.shape().isInt()
                                                && element.shape().isInt())));
        if (!comparable) {
            return Optional.empty();
        }
        return Optional.of(
                Conditions.isIn(element, values.get().stream().map(Columns::raw).collect(Collectors.joining(", "))));
    }

    /** Whether the variable is a list or a set that is written down, of constants of the element's type. */
    private boolean isListOf(Name name, Value element) {
        var elements = context.model()
                .onlyValue(name)
                .map(value -> value instanceof ListDisplay list
                        ? list.elements()
                        : value instanceof SetDisplay set ? set.elements() : List.<Expression>of());
        boolean unchanged = context.model()
                .bindingOf(name)
                .filter(binding -> binding.definitions().size() == 1
                        && context.model().mutations(binding).isEmpty())
                .isPresent();
        return unchanged
                && element instanceof Col
                && elements.filter(some -> !some.isEmpty()
                                && some.stream().allMatch(option -> isConstant(option, element.shape())))
                        .isPresent();
    }

    private boolean isConstant(Expression option, Shape shape) {
        return option instanceof Constant constant
                && literal(constant)
                        .filter(value -> (value.shape().isA(Kind.STRING) && shape.isA(Kind.STRING))
                                || (value.shape().isInt() && shape.isInt()))
                        .isPresent();
    }

    /** As an argument of a method that takes constants and columns alike. */
    private static String raw(Value value) {
        return value instanceof Literal literal
                ? literal.text()
                : value.asColumn().text();
    }

    private Optional<Value> choice(IfExp choice, Map<String, Value> names) {
        var test = value(choice.test(), names).flatMap(Conditions::truth);
        var yes = value(choice.body(), names);
        var no = value(choice.orElse(), names);
        boolean same = test.isPresent()
                && yes.isPresent()
                && no.isPresent()
                && yes.get().shape() instanceof Shape.Atom
                && yes.get().shape().isSameAs(no.get().shape());
        return same
                ? Optional.of(Col.computed(
                        "F.when(" + test.get().text() + ", " + raw(yes.get()) + ").otherwise(" + raw(no.get()) + ")",
                        Value.ATOM,
                        yes.get().asColumn().shape().equals(no.get().asColumn().shape())
                                ? yes.get().asColumn().shape()
                                : yes.get().shape().widened(),
                        test.get(),
                        yes.get(),
                        no.get()))
                : Optional.empty();
    }

    private Optional<Value> call(Call call, Map<String, Value> names) {
        if (!call.keywords().isEmpty()) {
            return row(call, names);
        }
        if (call.function() instanceof Attribute method
                && method.value() instanceof Constant text
                && text.isString()
                && call.arguments().size() == 1) {
            return ofLiteral(text, method.name(), call.arguments().get(0), names);
        }
        var arguments = values(call.arguments(), names);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        if (call.function() instanceof Attribute method) {
            return value(method.value(), names)
                    .filter(receiver ->
                            receiver instanceof Col && receiver.shape().isA(Kind.STRING))
                    .flatMap(receiver -> Texts.method(receiver.asColumn(), method.name(), arguments.get()));
        }
        return call.function() instanceof Name name && UserFunction.isBuiltin(name, context)
                ? Builtins.call(name.id(), arguments.get())
                : Optional.empty();
    }

    /** {@code ",".join(...)}. */
    private Optional<Value> ofLiteral(Constant text, String method, Expression argument, Map<String, Value> names) {
        var separator = literal(text);
        if (!method.equals("join") || separator.isEmpty()) {
            return Optional.empty();
        }
        var parts = argument instanceof Tuple tuple
                ? values(tuple.elements(), names)
                : argument instanceof ListDisplay list
                        ? values(list.elements(), names)
                        : value(argument, names)
                                .filter(value -> value.shape() instanceof Shape.ListOf)
                                .map(List::of);
        return parts.filter(some -> !some.isEmpty()).flatMap(some -> Texts.joined((Literal) separator.get(), some));
    }

    /** {@code f"{word}: {n}"}, without formats. */
    private Optional<Value> formatted(JoinedStr text, Map<String, Value> names) {
        var pieces = new ArrayList<Value>();
        for (var piece : text.values()) {
            var value = piece instanceof FormattedValue field
                    ? field.formatSpec().isPresent() || field.conversion().isPresent()
                            ? Optional.<Value>empty()
                            : value(field.value(), names)
                    : piece instanceof Constant constant
                            ? constant.stringValue().<Value>map(Texts::literal)
                            : Optional.<Value>empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            pieces.add(value.get());
        }
        return Texts.formatted(pieces);
    }

    /** {@code Row(name=..., age=...)}, whose fields stay in the order in which they are written. */
    private Optional<Value> row(Call call, Map<String, Value> names) {
        boolean named = call.arguments().isEmpty()
                && !call.keywords().isEmpty()
                && call.keywords().stream().allMatch(keyword -> keyword.name().isPresent());
        if (!named
                || !context.model()
                        .qualifiedName(call.function())
                        .filter(ROWS::contains)
                        .isPresent()) {
            return Optional.empty();
        }
        var fields = call.keywords().stream()
                .map(keyword -> keyword.name().orElseThrow())
                .toList();
        return values(call.keywords().stream().map(Keyword::value).toList(), names)
                .map(values -> new Parts(values, fields));
    }
}
