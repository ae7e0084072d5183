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
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FormattedValue;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.GeneratorExp;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.JoinedStr;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.SetDisplay;
import dev.reconnect.python.tree.Slice;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import dev.reconnect.python.tree.Yield;
import dev.reconnect.python.tree.YieldFrom;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Expressions of Python as columns of Spark: those that give the same value on every input of their types, and never raise unless what they
 * demand does not hold. All others stay Python. Integers have 64 bits: beyond that Spark says so where Python goes on.
 */
final class Columns {
    /** Builtins that ask of their argument nothing but its elements, so that it may be a generator. */
    private static final Set<String> CONSUMERS = Set.of("list", "max", "min", "set", "sorted", "sum");

    /** Builtins that raise where they are given {@code None}. */
    private static final Set<String> RAISE_FOR_NONE = Set.of("len", "int", "float", "abs", "min", "max");

    /** How deep calls of the program's functions are followed. */
    private static final int MOST_CALLS = 8;

    /** What is longer than that is not written more than once. */
    private static final int MOST_REPEATED = 40;

    /** What is longer than that, nobody wants to read as a column. */
    private static final int MOST_TEXT = 240;

    private static final String NO_TEXT = "AttributeError: None has no such method";

    private static final Set<String> ROWS = Set.of("pyspark.sql.Row", "pyspark.sql.types.Row");

    private final RuleContext context;
    /** The texts of columns that are greater than zero. */
    private final Set<String> positive = new HashSet<>();

    /** The texts of columns that are {@code F.when(...).otherwise(...)}. */
    private final Set<String> choices = new HashSet<>();

    /** The texts of columns that are not null where code is looked at. */
    private Set<String> present = Set.of();

    /** Of lists of tuples, by their texts: what makes a row of each tuple. */
    private final Map<String, Parts> rows = new HashMap<>();

    private Optional<TextRange> life = Optional.empty();
    /** Where a function is given that is written elsewhere: its variables are not those of that place. */
    private Optional<Expression> caller = Optional.empty();

    /** The functions that are being looked into, the innermost last. */
    private final Deque<FunctionDef> within = new ArrayDeque<>();

    Columns(RuleContext context) {
        this.context = context;
    }

    /** What the function gives for the arguments; absent where that is not computed exactly, or not for every element. */
    Optional<Value> apply(UserFunction function, Value... arguments) {
        return demanding(function, arguments).filter(Columns::isAlways);
    }

    /** What the function gives, of which nothing is asked but its elements, so that it may be a generator; see {@link #demanding}. */
    Optional<Value> listed(UserFunction function, Value argument) {
        return given(function, true, argument)
                .filter(value ->
                        value.shape() instanceof Shape.ListOf && !value.shape().nullable());
    }

    /** What the function gives for the arguments that its {@link Value#demands()} let pass; absent where that is not computed exactly. */
    Optional<Value> demanding(UserFunction function, Value... arguments) {
        return given(function, false, arguments);
    }

    private Optional<Value> given(UserFunction function, boolean isIterated, Value... arguments) {
        if (function.qualifiedName().startsWith("builtins.") && arguments.length == 1) {
            return builtin(function.qualifiedName().substring("builtins.".length()), List.of(arguments[0]));
        }
        if (function.given() instanceof Call made && arguments.length == 1) {
            return made(made, arguments[0]);
        }
        if (function.result().isEmpty() && function.code().orElse(null) instanceof FunctionDef code) {
            enter(function);
            Map<String, Value> names = new HashMap<>();
            return bind(function, arguments, names) ? given(code, names, isIterated) : Optional.empty();
        }
        var demands = new ArrayList<Demand>();
        return function.result()
                .flatMap(result ->
                        names(function, demands, arguments).flatMap(names -> found(result, names, isIterated)))
                .flatMap(value -> demanding(demands, value));
    }

    /** From here on, variables are looked up for the function. */
    private void enter(UserFunction function) {
        life = LateBinding.life(function.given(), context);
        caller = function.code().filter(code -> code != function.given()).map(code -> function.given());
    }

    /** The list that a function makes of its argument in its first line, if nothing behind that reads the argument. */
    Optional<Value> opening(UserFunction function, Value argument) {
        if (function.lines().isEmpty() || !function.takes(1) || !isOpening(function)) {
            return Optional.empty();
        }
        enter(function);
        var names = Map.of(function.parameters().get(0).name(), argument);
        return found(function.lines().get(0).value(), names)
                .filter(value ->
                        value instanceof Col column && !column.isPlain() && column.shape() instanceof Shape.ListOf);
    }

    /** The list that a function without further lines loops over; absent for what is none, or not computed exactly. */
    Optional<Value> list(UserFunction function, Expression iterable, Value argument) {
        return function.takes(1)
                ? arguments(function, argument)
                        .flatMap(names -> found(iterable, names))
                        .filter(value -> value instanceof Col
                                && value.shape() instanceof Shape.ListOf shape
                                && !shape.nullable()
                                && !shape.isSet())
                : Optional.empty();
    }

    /** What the function gives, where that list is in a column. */
    Optional<Value> afterOpening(UserFunction function, Value opened) {
        enter(function);
        Map<String, Value> names = new HashMap<>();
        var demands = new ArrayList<Demand>();
        var first = function.lines().get(0);
        if (!assign(first, opened, names, demands)) {
            return Optional.empty();
        }
        for (var line : function.lines().subList(1, function.lines().size())) {
            if (!assign(line, names, demands)) {
                return Optional.empty();
            }
        }
        return function.result().flatMap(result -> found(result, names)).flatMap(value -> demanding(demands, value));
    }

    private static boolean isOpening(UserFunction function) {
        var parameter = function.parameters().get(0).name();
        var reads = new ArrayList<Node>();
        Consumer<Node> look = node -> {
            if (node instanceof Name name && name.id().equals(parameter)) {
                reads.add(name);
            }
        };
        function.lines().stream().skip(1).forEach(line -> line.walk(look));
        function.result().ifPresent(result -> result.walk(look));
        return reads.isEmpty();
    }

    /** The value, where a line before it demands something too; absent where there is no place to say so. */
    private static Optional<Value> demanding(List<Demand> before, Value value) {
        if (before.isEmpty() || value.demands().containsAll(before)) {
            return Optional.of(value);
        }
        if (value instanceof Parts parts && parts.values().get(0) instanceof Col first) {
            var all = new ArrayList<>(parts.values());
            all.set(0, first.with(List.of()).demanding(before).demanding(first.demands()));
            return Optional.of(new Parts(all, parts.names()));
        }
        return value instanceof Col column
                ? Optional.of(column.with(List.of()).demanding(before).demanding(column.demands()))
                : Optional.empty();
    }

    private static boolean isAlways(Value value) {
        return value.demands().isEmpty();
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
        return demanding(UserFunction.of(made.arguments().get(0), context), arguments.toArray(Value[]::new));
    }

    /** The parameters and variables of a function that is called with the arguments; absent where one is not computed exactly, and always. */
    Optional<Map<String, Value>> bound(UserFunction function, Value... arguments) {
        var demands = new ArrayList<Demand>();
        return names(function, demands, arguments).filter(names -> demands.isEmpty());
    }

    /** The names that a function without lines has for its arguments. */
    Optional<Map<String, Value>> arguments(UserFunction function, Value... arguments) {
        return function.lines().isEmpty() ? names(function, new ArrayList<>(), arguments) : Optional.empty();
    }

    /** @param demands gets what the lines of the function demand, whether their variables are used or not */
    private Optional<Map<String, Value>> names(UserFunction function, List<Demand> demands, Value... arguments) {
        enter(function);
        Map<String, Value> names = new HashMap<String, Value>();
        if (!bind(function, arguments, names)) {
            return Optional.empty();
        }
        for (var line : function.lines()) {
            if (!assign(line, names, demands)) {
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
                    ? Optional.of(arguments[i])
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
        return assign(target, value, names) && names.values().stream().allMatch(Columns::isAlways)
                ? Optional.of(names)
                : Optional.empty();
    }

    private boolean assign(Assign line, Map<String, Value> names, List<Demand> demands) {
        var value = found(line.value(), names);
        return value.isPresent() && assign(line, value.get(), names, demands);
    }

    private static boolean assign(Assign line, Value value, Map<String, Value> names, List<Demand> demands) {
        if (line.targets().size() != 1) {
            return false;
        }
        var target = line.targets().get(0);
        if (!assign(target, value, names)) {
            return false;
        }
        demands.addAll(value.demands());
        var first = target instanceof Tuple tuple && tuple.elements().get(0) instanceof Name name
                ? names.get(name.id())
                : null;
        if (first != null) {
            demands.addAll(first.demands());
        }
        return true;
    }

    private static boolean assign(Expression target, Value value, Map<String, Value> names) {
        if (target instanceof Name name) {
            names.put(name.id(), value);
            return true;
        }
        if (!(target instanceof Tuple tuple)) {
            return false;
        }
        int size = tuple.elements().size();
        var parts = value instanceof Col list && list.shape() instanceof Shape.ListOf
                ? elementsOf(list, size)
                : partsOf(value);
        if (parts.size() != size) {
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

    /** The elements of a list that is unpacked to so many names; none where that does not give them. */
    private static List<Value> elementsOf(Col list, int size) {
        var shape = (Shape.ListOf) list.shape();
        if (shape.nullable() || shape.isSet()) {
            return List.of();
        }
        var demand = Demand.size(list, "==", size, "ValueError: other than " + size + " values to unpack");
        return IntStream.range(0, size)
                .<Value>mapToObj(at -> element(list, shape, at).demanding(List.of(demand)))
                .toList();
    }

    /** An element that is there. Spark may look for it before it tests what ensures that: so this must not raise. */
    private static Col element(Col list, Shape.ListOf shape, int at) {
        var given = list.isPlain() ? "\"" + list.path() + "\"" : list.text();
        var text = at >= 0 ? "F.get(" + given + ", " + at + ")" : "F.try_element_at(" + given + ", F.lit(" + at + "))";
        return Col.computed(text, Value.ATOM, shape.element(), list);
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
            var field = tuple.fields().get(i);
            var shape = tuple.parts().get(i);
            parts.add(
                    column.isPlain()
                            ? Col.of(column.path() + "." + field, shape)
                            : Col.computed(column.operand(Value.ATOM) + "." + field, Value.ATOM, shape, column));
        }
        return parts;
    }

    /** What the expression gives; absent where that is not computed exactly, or not for every element. */
    Optional<Value> value(Expression expression, Map<String, Value> names) {
        return found(expression, names).filter(Columns::isAlways);
    }

    /** What the expression gives where its {@link Value#demands()} hold; absent where that is not computed exactly. */
    Optional<Value> demanding(Expression expression, Map<String, Value> names) {
        return found(expression, names);
    }

    private Optional<Value> found(Expression expression, Map<String, Value> names) {
        return found(expression, names, false);
    }

    /** @param isIterated whether nothing is asked of it but its elements: generators are no lists for anything else */
    private Optional<Value> found(Expression expression, Map<String, Value> names, boolean isIterated) {
        return computed(expression, names, isIterated).map(this::narrowed);
    }

    /** The value, of which it may be known that it is not {@code None} here. */
    private Value narrowed(Value value) {
        return value instanceof Col column && column.shape().nullable() && present.contains(column.operand(Value.ATOM))
                ? column.as(column.shape().notNull())
                : value;
    }

    /** What is computed where the test holds, or does not. */
    private <T> T where(Col test, boolean holds, Supplier<T> branch) {
        var before = present;
        present = new HashSet<>(before);
        present.addAll(Demand.present(test, holds));
        try {
            return branch.get();
        } finally {
            present = before;
        }
    }

    private Optional<Value> computed(Expression expression, Map<String, Value> names, boolean isIterated) {
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
            return found(field.value(), names).flatMap(row -> field(row, field.name()));
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
        if (expression instanceof ListComp list) {
            return comprehension(list.element(), list.generators(), names);
        }
        if (expression instanceof GeneratorExp list && isIterated) {
            return comprehension(list.element(), list.generators(), names);
        }
        return expression instanceof Call call ? call(call, names, isIterated) : Optional.empty();
    }

    /** {@code [element for target in list if condition]}, by functions of arrays. */
    private Optional<Value> comprehension(Expression element, List<Comprehension> loops, Map<String, Value> names) {
        var loop = loops.get(0);
        return loops.size() > 1 || loop.isAsync()
                ? Optional.empty()
                : turns(loop.target(), loop.iterable(), loop.conditions(), element, names);
    }

    /** What a loop gives that gives one thing at each turn, or none. */
    private Optional<Value> turns(
            Expression target,
            Expression iterable,
            List<Expression> conditions,
            Expression element,
            Map<String, Value> names) {
        var list = found(iterable, names, true)
                .filter(value -> value instanceof Col && value.shape() instanceof Shape.ListOf)
                .map(Value::asColumn);
        var item = target instanceof Name name ? name.id() : "item";
        if (list.isEmpty() || item.equals("F") || names.containsKey(item)) {
            return Optional.empty();
        }
        var shape = (Shape.ListOf) list.get().shape();
        var inside = new HashMap<>(names);
        if (shape.isSet()
                || shape.nullable()
                || !assign(
                        target,
                        Col.computed(
                                item, Value.ATOM, shape.element(), list.get().with(List.of())),
                        inside)) {
            return Optional.empty();
        }
        var left = list.get();
        for (var condition : conditions) {
            var test = found(condition, inside).flatMap(Conditions::truth);
            if (test.isEmpty()) {
                return Optional.empty();
            }
            left = each("filter", left, item, test.get(), new Shape.ListOf(shape.element(), false));
        }
        boolean same = element instanceof Name name && name.id().equals(item);
        var filled = shape.isFilled() && conditions.isEmpty();
        var kept = left;
        return same
                ? Optional.<Value>of(kept).filter(value -> !conditions.isEmpty())
                : found(element, inside).map(value -> turned(kept, item, value, filled));
    }

    /** The list of what is made of each element. */
    private Col turned(Col list, String item, Value value, boolean filled) {
        var column = value.asColumn();
        var made = each("transform", list, item, column, new Shape.ListOf(column.shape(), false, filled));
        if (value instanceof Parts parts) {
            opened(list, item, parts).ifPresent(opened -> rows.put(made.text(), opened));
        }
        return made;
    }

    /** The tuples with the elements of a list in one part, and in the others what is the same for all of them: as a row for each. */
    private static Optional<Parts> opened(Col list, String item, Parts parts) {
        var reading = Pattern.compile("\\b" + Pattern.quote(item) + "\\b");
        var opened = new ArrayList<Value>();
        int explodes = 0;
        for (var part : parts.values()) {
            var column = part.asColumn();
            if (column.text().equals(item)) {
                opened.add(Col.computed("F.explode(" + list.text() + ")", Value.ATOM, column.shape(), list));
                explodes++;
            } else if (column.demands().isEmpty()
                    && !reading.matcher(column.text()).find()) {
                opened.add(part);
            } else {
                return Optional.empty();
            }
        }
        return explodes == 1 ? Optional.of(new Parts(opened, parts.names())) : Optional.empty();
    }

    /** What {@code select} makes the elements of such a list from, a row for each; absent for lists that are made otherwise. */
    Optional<Parts> rows(Col list) {
        return Optional.ofNullable(rows.get(list.text()));
    }

    /** A function of an array with one of each element, which has to be as the latter demands. */
    private static Col each(String function, Col list, String item, Col value, Shape gives) {
        var demands =
                value.demands().stream().map(demand -> demand.ofAll(list, item)).toList();
        return Col.computed(
                        "F." + function + "(" + list.text() + ", lambda " + item + ": " + value.text() + ")",
                        Value.ATOM,
                        gives,
                        list,
                        value.with(List.of()))
                .demanding(demands);
    }

    private Optional<List<Value>> values(List<Expression> expressions, Map<String, Value> names) {
        var values = new ArrayList<Value>();
        for (var expression : expressions) {
            var value = expression instanceof Starred ? Optional.<Value>empty() : found(expression, names);
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
                .filter(binding -> caller.isEmpty()
                        || context.model()
                                .scopeOf(caller.get())
                                .resolve(name.id())
                                .filter(binding::equals)
                                .isPresent())
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
        if (row instanceof Col
                && row.shape() instanceof Shape.TupleOf tuple
                && tuple.names().contains(name)) {
            return Optional.of(partsOf(row))
                    .filter(parts -> !parts.isEmpty())
                    .map(parts -> parts.get(tuple.names().indexOf(name)));
        }
        return row instanceof Parts parts ? parts.find(name) : Optional.empty();
    }

    private Optional<Value> part(Subscript subscript, Map<String, Value> names) {
        if (subscript.index() instanceof Constant name && name.isString()) {
            return found(subscript.value(), names)
                    .flatMap(row -> field(row, name.stringValue().orElse("")));
        }
        if (subscript.index() instanceof Slice slice) {
            return found(subscript.value(), names).flatMap(text -> slice(text, slice));
        }
        var index = subscript.index() instanceof Constant constant ? constant.intValue() : Optional.<BigInteger>empty();
        if (found(subscript.value(), names).orElse(null) instanceof Col list
                && list.shape() instanceof Shape.ListOf elements) {
            return element(list, elements, subscript.index());
        }
        return found(subscript.value(), names)
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

    /** The element of a list at a place that is written down, from either end. */
    private static Optional<Value> element(Col list, Shape.ListOf elements, Expression index) {
        var place = place(index)
                .or(() -> index instanceof UnaryOp minus && minus.operator() == UnaryOperator.MINUS
                        ? place(minus.operand()).filter(at -> at > 0).map(at -> -at)
                        : Optional.empty());
        if (place.isEmpty() || elements.isSet() || elements.nullable()) {
            return Optional.empty();
        }
        int least = place.get() < 0 ? -place.get() : place.get() + 1;
        if (elements.isFilled() && least == 1) {
            var text = place.get() == 0 ? list.operand(Value.ATOM) + "[0]" : "F.element_at(" + list.text() + ", -1)";
            return Optional.of(Col.computed(text, Value.ATOM, elements.element(), list));
        }
        return Optional.of(element(list, elements, place.get())
                .demanding(List.of(Demand.size(list, ">=", least, "IndexError: list index out of range"))));
    }

    private Optional<Value> arithmetic(BinOp operation, Map<String, Value> names) {
        var left = found(operation.left(), names).map(value -> value.present(Demand.NO_OPERAND));
        var right = found(operation.right(), names).map(value -> value.present(Demand.NO_OPERAND));
        return left.isEmpty() || right.isEmpty()
                ? Optional.empty()
                : Numbers.arithmetic(operation.operator(), left.get(), right.get(), positive);
    }

    private Optional<Value> unary(UnaryOp operation, Map<String, Value> names) {
        if (operation.operator() == UnaryOperator.MINUS
                && operation.operand() instanceof Constant constant
                && (constant.intValue().isPresent() || constant.floatValue().isPresent())) {
            return literal(constant).map(value -> new Literal("-" + ((Literal) value).text(), value.shape()));
        }
        var operand = found(operation.operand(), names);
        if (operand.isEmpty() || operand.get() instanceof Literal) {
            return Optional.empty();
        }
        return switch (operation.operator()) {
            case MINUS ->
                operand.map(value -> value.present(Demand.NO_OPERAND))
                        .filter(value -> value.shape().isNumber())
                        .map(Numbers::wide)
                        .map(Col::negative);
            case NOT -> operand.flatMap(Conditions::truth).map(Conditions::not);
            default -> Optional.empty();
        };
    }

    private Optional<Value> logic(BoolOp operation, Map<String, Value> names) {
        boolean all = operation.operator() == BooleanOperator.AND;
        var values = operands(operation.values(), all, names);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        boolean areConditions =
                values.get().stream().allMatch(value -> value.shape().isA(Kind.BOOLEAN) && !(value instanceof Literal));
        if (areConditions) {
            return Optional.of(Conditions.joined(inTurn(values.get(), all), all));
        }
        return all || values.get().size() != 2
                ? Optional.empty()
                : orElse(values.get().get(0), values.get().get(1));
    }

    /** The operands, each with what those before it say of it. */
    private Optional<List<Value>> operands(List<Expression> expressions, boolean all, Map<String, Value> names) {
        var operands = new ArrayList<Value>();
        var before = present;
        try {
            for (var expression : expressions) {
                var value = found(expression, names);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                operands.add(value.get());
                present = new HashSet<>(present);
                Conditions.truth(value.get()).ifPresent(test -> present.addAll(Demand.present(test, all)));
            }
        } finally {
            present = before;
        }
        return Optional.of(operands);
    }

    /** {@code value or default}. */
    private Optional<Value> orElse(Value value, Value otherwise) {
        if (!(value instanceof Col column) || !(column.shape() instanceof Shape.Atom)) {
            return Optional.empty();
        }
        var some = column.as(column.shape().notNull());
        // Where the test is null, `otherwise` is what `when` gives.
        return Conditions.truth(some)
                .filter(test -> some.shape().isSameAs(otherwise.shape()))
                .map(test -> choice(test, some, otherwise));
    }

    /** Conditions that are looked at only where those before them hold, or none of them does. */
    private static List<Value> inTurn(List<Value> conditions, boolean all) {
        var turns = new ArrayList<Value>();
        for (var condition : conditions) {
            var next = condition.asColumn();
            for (int i = turns.size() - 1; i >= 0; i--) {
                next = where(turns.get(i).asColumn(), all, next);
            }
            turns.add(next);
        }
        return turns;
    }

    /** The column, which is computed only where the test holds, or does not. */
    private static Col where(Col test, boolean holds, Col column) {
        return column.with(column.demands().stream()
                .flatMap(demand -> demand.where(test.with(List.of()), holds).stream())
                .toList());
    }

    private Optional<Value> compare(Compare comparison, Map<String, Value> names) {
        var conditions = new ArrayList<Value>();
        var left = comparison.left();
        for (int i = 0; i < comparison.operators().size(); i++) {
            var right = comparison.comparators().get(i);
            var condition = compare(left, comparison.operators().get(i), right, names);
            if (condition.isEmpty() || (i > 0 && !isAlways(condition.get()))) {
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
        var first = found(left, names);
        if (operator == CompareOperator.IS || operator == CompareOperator.IS_NOT) {
            boolean none = right instanceof Constant constant && constant.type() == ConstantType.NONE;
            return first.filter(value -> none
                            && value instanceof Col column
                            && column.shape().nullable())
                    .map(value -> Conditions.isNull(value.asColumn(), operator == CompareOperator.IS));
        }
        var second = found(right, names);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        return operator == CompareOperator.EQ || operator == CompareOperator.NOT_EQ
                ? Conditions.equal(first.get(), operator, second.get())
                : Conditions.compare(
                        first.get().present(Demand.NO_OPERAND),
                        operator,
                        second.get().present(Demand.NO_OPERAND));
    }

    /** {@code "text" in column}, or {@code column in ("a", "b")}. */
    private Optional<Value> contained(Expression left, Expression right, Map<String, Value> names) {
        var element = found(left, names);
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
        var whole = found(right, names);
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
        var test = found(choice.test(), names).flatMap(Conditions::truth);
        if (test.isEmpty()) {
            return Optional.empty();
        }
        var yes = where(test.get(), true, () -> found(choice.body(), names));
        var no = where(test.get(), false, () -> found(choice.orElse(), names));
        return yes.isPresent() && no.isPresent() ? either(test.get(), yes.get(), no.get()) : Optional.empty();
    }

    private Value choice(Col test, Value yes, Value no) {
        var otherwise = raw(no);
        var text = "F.when(" + test.text() + ", " + raw(yes) + ")"
                + (choices.contains(otherwise) ? otherwise.substring(1) : ".otherwise(" + otherwise + ")");
        choices.add(text);
        return Col.computed(
                text,
                Value.ATOM,
                common(yes.asColumn().shape(), no.asColumn().shape()),
                test,
                where(test, true, yes.asColumn()),
                where(test, false, no.asColumn()));
    }

    /** Of two shapes that are the same in Python: of integers the wider column, where one is known to be that. */
    private static Shape common(Shape one, Shape other) {
        boolean wide = one.isA(Kind.INT) || other.isA(Kind.INT);
        return one.equals(other)
                ? one
                : wide ? Shape.of(Kind.INT) : one.common(other).orElseGet(one::widened);
    }

    private Optional<Value> call(Call call, Map<String, Value> names, boolean isIterated) {
        if (!call.keywords().isEmpty()) {
            return row(call, names);
        }
        if (call.function() instanceof Attribute method
                && method.value() instanceof Constant text
                && text.isString()
                && call.arguments().size() == 1) {
            return ofLiteral(text, method.name(), call.arguments().get(0), names);
        }
        var arguments = isConsumer(call)
                ? found(call.arguments().get(0), names, true).map(List::of)
                : values(call.arguments(), names);
        if (arguments.isEmpty()) {
            return Optional.empty();
        }
        if (call.function() instanceof Attribute method) {
            return found(method.value(), names)
                    .map(receiver -> receiver.shape().notNull().isA(Kind.STRING) ? receiver.present(NO_TEXT) : receiver)
                    .filter(receiver ->
                            receiver instanceof Col && receiver.shape().isA(Kind.STRING))
                    .flatMap(receiver -> Texts.method(receiver.asColumn(), method.name(), arguments.get()));
        }
        if (!(call.function() instanceof Name name)) {
            return Optional.empty();
        }
        if (!UserFunction.isBuiltin(name, context)) {
            return ofProgram(call, arguments.get(), isIterated);
        }
        var value = builtin(name.id(), arguments.get());
        if (name.id().equals("len") && arguments.get().get(0).shape() instanceof Shape.ListOf list && list.isFilled()) {
            value.ifPresent(size -> positive.add(size.asColumn().text()));
        }
        return value;
    }

    private static Optional<Value> builtin(String name, List<Value> arguments) {
        var given = RAISE_FOR_NONE.contains(name)
                ? arguments.stream()
                        .map(value -> value.present(Demand.NO_OPERAND))
                        .toList()
                : arguments;
        return Builtins.call(name, given);
    }

    /** What a function of the program gives, which stands in the place of the call. */
    private Optional<Value> ofProgram(Call call, List<Value> arguments, boolean isIterated) {
        var function = UserFunction.of(call.function(), context);
        if (!(function.code().orElse(null) instanceof FunctionDef code)
                || within.contains(code)
                || within.size() == MOST_CALLS) {
            return Optional.empty();
        }
        var before = caller;
        caller = before.or(() -> Optional.of(call.function()));
        within.add(code);
        try {
            Map<String, Value> names = new HashMap<>();
            var demands = new ArrayList<Demand>();
            arguments.forEach(argument -> demands.addAll(argument.demands()));
            return repeats(code, arguments)
                    ? Optional.empty()
                    : bind(function, arguments.toArray(Value[]::new), names)
                            ? given(code, names, isIterated).flatMap(value -> demanding(demands, value))
                            : Optional.empty();
        } finally {
            within.removeLast();
            caller = before;
        }
    }

    /** Whether something long would have to be written again and again. */
    private static boolean repeats(FunctionDef code, List<Value> arguments) {
        var parameters = code.parameters().all();
        for (int i = 0; i < Math.min(parameters.size(), arguments.size()); i++) {
            var parameter = parameters.get(i).name();
            var reads = new int[1];
            code.body()
                    .forEach(statement -> statement.walk(node ->
                            reads[0] += node instanceof Name name && name.id().equals(parameter) ? 1 : 0));
            if (reads[0] > 1
                    && arguments.get(i) instanceof Col column
                    && column.text().length() > MOST_REPEATED) {
                return true;
            }
        }
        return false;
    }

    /** What a function gives: by a {@code return} in each of its branches, or as a generator by a loop at its end. */
    private Optional<Value> given(FunctionDef code, Map<String, Value> names, boolean isIterated) {
        var yields = new boolean[1];
        code.walk(node -> yields[0] |= node instanceof Yield || node instanceof YieldFrom);
        var value = !yields[0]
                ? returned(code.body(), names)
                : isIterated ? yielded(code.body(), names) : Optional.<Value>empty();
        return value.filter(Columns::isShort);
    }

    private static boolean isShort(Value value) {
        return value instanceof Parts parts
                ? parts.values().stream().allMatch(Columns::isShort)
                : !(value instanceof Col column) || column.text().length() <= MOST_TEXT;
    }

    /** By the first {@code return} that is come to; what a branch demands would have to be said with all that leads to it. */
    private Optional<Value> returned(List<Statement> statements, Map<String, Value> names) {
        var demands = new ArrayList<Demand>();
        for (int i = 0; i < statements.size(); i++) {
            var statement = statements.get(i);
            if (statement instanceof Return end) {
                return end.value().flatMap(result -> found(result, names)).flatMap(value -> demanding(demands, value));
            }
            if (statement instanceof If choice) {
                var rest = statements.subList(i + 1, statements.size());
                return found(choice.test(), names)
                        .flatMap(Conditions::truth)
                        .flatMap(test -> where(test, true, () -> branch(choice.body(), rest, names))
                                .flatMap(yes -> where(test, false, () -> branch(choice.orElse(), rest, names))
                                        .flatMap(no -> either(test, yes, no))))
                        .filter(Columns::isAlways)
                        .flatMap(value -> demanding(demands, value));
            }
            if (!isLine(statement, names, demands)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Value> branch(List<Statement> first, List<Statement> rest, Map<String, Value> names) {
        var all = new ArrayList<>(first);
        all.addAll(rest);
        return returned(all, new HashMap<>(names));
    }

    /** A line that sets a name, or says something to the reader. */
    private boolean isLine(Statement statement, Map<String, Value> names, List<Demand> demands) {
        return (statement instanceof ExpressionStatement text && text.value() instanceof Constant)
                || (statement instanceof Assign line && assign(line, names, demands));
    }

    /** One of two values of one shape; of tuples part by part. */
    private Optional<Value> either(Col test, Value yes, Value no) {
        if (yes.equals(no) && test.demands().isEmpty()) {
            return Optional.of(yes);
        }
        if (yes instanceof Parts some && no instanceof Parts others) {
            if (some.values().size() != others.values().size() || !some.names().equals(others.names())) {
                return Optional.empty();
            }
            var parts = new ArrayList<Value>();
            for (int i = 0; i < some.values().size(); i++) {
                var part = either(test, some.values().get(i), others.values().get(i));
                if (part.isEmpty()) {
                    return Optional.empty();
                }
                parts.add(part.get());
            }
            return Optional.of(new Parts(parts, some.names()));
        }
        boolean same = yes.shape() instanceof Shape.Atom && yes.shape().isSameAs(no.shape());
        return same ? Optional.of(choice(test, yes, no)) : Optional.empty();
    }

    /** What a generator gives that only loops, after lines before that. */
    private Optional<Value> yielded(List<Statement> statements, Map<String, Value> names) {
        var demands = new ArrayList<Demand>();
        int last = statements.size() - 1;
        for (int i = 0; i < last; i++) {
            if (!isLine(statements.get(i), names, demands)) {
                return Optional.empty();
            }
        }
        if (!(statements.get(last) instanceof For loop)
                || loop.isAsync()
                || !loop.orElse().isEmpty()) {
            return Optional.empty();
        }
        var conditions = new ArrayList<Expression>();
        var body = loop.body();
        while (body.size() == 1
                && body.get(0) instanceof If test
                && test.orElse().isEmpty()) {
            conditions.add(test.test());
            body = test.body();
        }
        return body.size() == 1
                        && body.get(0) instanceof ExpressionStatement turn
                        && turn.value() instanceof Yield given
                        && given.value().isPresent()
                ? turns(
                                loop.target(),
                                loop.iterable(),
                                conditions,
                                given.value().get(),
                                names)
                        .flatMap(value -> demanding(demands, value))
                : Optional.empty();
    }

    /** Whether the call takes the elements of its only argument, one after the other. */
    private boolean isConsumer(Call call) {
        return call.arguments().size() == 1
                && call.function() instanceof Name name
                && CONSUMERS.contains(name.id())
                && UserFunction.isBuiltin(name, context);
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
                        : found(argument, names, true)
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
                            : found(field.value(), names)
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
