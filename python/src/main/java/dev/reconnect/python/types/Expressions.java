package dev.reconnect.python.types;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Await;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.BinaryOperator;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.BooleanOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Dict;
import dev.reconnect.python.tree.DictComp;
import dev.reconnect.python.tree.DictEntry;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.GeneratorExp;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.SetComp;
import dev.reconnect.python.tree.SetDisplay;
import dev.reconnect.python.tree.Slice;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types of expressions from those of their parts. */
final class Expressions {
    private static final String COLUMN = "pyspark.sql.Column";
    /** Longer literals than this say no more about their elements. */
    private static final int MAX_ELEMENTS = 64;
    /** A chain of calls is worked out from its start once it is this long, so that depth does not follow its length. */
    private static final int LONG_CHAIN = 40;

    private final Inference inference;
    /** What the last expression that was looked at continues: no longer than that. */
    private @Nullable Expression shortChain;

    Expressions(Inference inference) {
        this.inference = inference;
    }

    Type infer(Expression expression, Context context) {
        startOfChain(expression, context);
        return kind(expression, context);
    }

    private void startOfChain(Expression expression, Context context) {
        if (expression == shortChain || !isLongChain(expression)) {
            shortChain = receiverOf(expression);
            return;
        }
        var chain = new ArrayList<Expression>();
        Expression link = receiverOf(expression);
        while (link != null && !context.known().containsKey(link)) {
            chain.add(link);
            link = receiverOf(link);
        }
        for (int i = chain.size() - 1; i >= 0; i--) {
            inference.typeOf(chain.get(i), context);
        }
    }

    private static boolean isLongChain(Expression expression) {
        Expression link = receiverOf(expression);
        for (int length = 0; link != null; length++) {
            if (length > LONG_CHAIN) {
                return true;
            }
            link = receiverOf(link);
        }
        return false;
    }

    private static @Nullable Expression receiverOf(Expression expression) {
        return switch (expression.kind()) {
            case ATTRIBUTE -> ((Attribute) expression).value();
            case CALL -> ((Call) expression).function();
            case SUBSCRIPT -> ((Subscript) expression).value();
            case BIN_OP -> ((BinOp) expression).left();
            default -> null;
        };
    }

    private Type kind(Expression expression, Context context) {
        return switch (expression.kind()) {
            case CONSTANT -> constant((Constant) expression);
            case JOINED_STR -> Types.of("str");
            case NAME -> name((Name) expression, context);
            case ATTRIBUTE -> attribute((Attribute) expression, context);
            case CALL -> inference.calls().call((Call) expression, context);
            case SUBSCRIPT -> subscript((Subscript) expression, context);
            case BIN_OP -> {
                var operation = (BinOp) expression;
                yield binary(
                        inference.typeOf(operation.left(), context),
                        operation.operator(),
                        inference.typeOf(operation.right(), context),
                        context);
            }
            case UNARY_OP -> unary((UnaryOp) expression, context);
            case BOOL_OP -> logical((BoolOp) expression, context);
            case COMPARE -> comparison((Compare) expression, context);
            case IF_EXP ->
                Type.union(List.of(
                        inference.typeOf(((IfExp) expression).body(), context),
                        inference.typeOf(((IfExp) expression).orElse(), context)));
            case LAMBDA -> new Type.Callable(Optional.empty(), new CallTargets.Anonymous((Lambda) expression, context));
            case NAMED_EXPR -> inference.typeOf(((NamedExpr) expression).value(), context);
            case TUPLE -> tuple(((Tuple) expression).elements(), context);
            case LIST -> collection("list", ((ListDisplay) expression).elements(), context);
            case SET -> collection("set", ((SetDisplay) expression).elements(), context);
            case DICT -> dict((Dict) expression, context);
            case LIST_COMP -> element("list", ((ListComp) expression).element(), context);
            case SET_COMP -> element("set", ((SetComp) expression).element(), context);
            case GENERATOR_EXP -> element("generator", ((GeneratorExp) expression).element(), context);
            case DICT_COMP ->
                Stubs.instance(
                        "dict",
                        Types.widen(inference.typeOf(((DictComp) expression).key(), context)),
                        Types.widen(inference.typeOf(((DictComp) expression).value(), context)));
            case STARRED -> inference.typeOf(((Starred) expression).value(), context);
            case AWAIT -> awaited(inference.typeOf(((Await) expression).value(), context));
            case SLICE -> Types.of("slice");
            default -> Type.UNKNOWN;
        };
    }

    private static Type constant(Constant constant) {
        return switch (constant.type()) {
            case STRING -> new Type.Literal("str", constant.stringValue().orElse(""));
            case BYTES -> Types.of("bytes");
            case INT ->
                new Type.Literal(
                        "int", constant.intValue().map(Object::toString).orElse("0"));
            case FLOAT -> Types.of("float");
            case TRUE -> new Type.Literal("bool", "True");
            case FALSE -> new Type.Literal("bool", "False");
            case NONE -> Type.NONE;
            default -> Type.UNKNOWN;
        };
    }

    private Type name(Name name, Context context) {
        if (name.context() != ExpressionContext.LOAD) {
            var definition = context.model().scopes().definitionAt(name);
            return definition.map(made -> inference.typeOf(made, context)).orElse(Type.UNKNOWN);
        }
        return inference.typeOfName(name, context);
    }

    private Type attribute(Attribute attribute, Context context) {
        return inference.members().type(inference.typeOf(attribute.value(), context), attribute.name(), context);
    }

    private Type element(String collection, Expression element, Context context) {
        return Stubs.instance(collection, Types.widen(inference.typeOf(element, context)));
    }

    private Type tuple(List<Expression> elements, Context context) {
        if (elements.size() > MAX_ELEMENTS) {
            return collection("tuple", elements, context);
        }
        var types = new ArrayList<Type>(elements.size());
        for (Expression element : elements) {
            if (element instanceof Starred) {
                return collection("tuple", elements, context);
            }
            types.add(inference.typeOf(element, context));
        }
        return Types.bounded(new Type.Tuple(types));
    }

    private Type collection(String name, List<Expression> elements, Context context) {
        if (elements.isEmpty()) {
            return Stubs.instance(name);
        }
        var types = new ArrayList<Type>();
        for (Expression element : elements.subList(0, Math.min(elements.size(), MAX_ELEMENTS))) {
            Type type = inference.typeOf(element, context);
            types.add(Types.widen(element instanceof Starred ? iterated(type, context) : type));
        }
        return Types.bounded(Stubs.instance(name, Type.union(types)));
    }

    private Type dict(Dict dict, Context context) {
        if (dict.entries().isEmpty()) {
            return Stubs.instance("dict");
        }
        var keys = new ArrayList<Type>();
        var values = new ArrayList<Type>();
        for (DictEntry entry : dict.entries().subList(0, Math.min(dict.entries().size(), MAX_ELEMENTS))) {
            Type value = inference.typeOf(entry.value(), context);
            if (entry.key().isPresent()) {
                keys.add(Types.widen(inference.typeOf(entry.key().get(), context)));
                values.add(Types.widen(value));
            } else if (value instanceof Type.Instance other && other.arguments().size() == 2) {
                keys.add(other.arguments().get(0));
                values.add(other.arguments().get(1));
            } else {
                keys.add(Type.UNKNOWN);
                values.add(Type.UNKNOWN);
            }
        }
        return Types.bounded(Stubs.instance("dict", Type.union(keys), Type.union(values)));
    }

    private Type unary(UnaryOp operation, Context context) {
        Type operand = inference.typeOf(operation.operand(), context);
        if (operation.operator() == UnaryOperator.NOT) {
            return Types.of("bool");
        }
        if (operand.isInstance(COLUMN)) {
            return operand;
        }
        if (operation.operator() == UnaryOperator.MINUS
                && operand instanceof Type.Literal literal
                && literal.intValue().isPresent()) {
            return new Type.Literal("int", String.valueOf(-literal.intValue().get()));
        }
        return operation.operator() == UnaryOperator.INVERT && !(operand instanceof Type.Literal)
                ? operand
                : Types.widen(operand);
    }

    private Type logical(BoolOp operation, Context context) {
        var types = new ArrayList<Type>();
        int last = operation.values().size() - 1;
        for (int i = 0; i <= last; i++) {
            Type type = inference.typeOf(operation.values().get(i), context);
            boolean or = operation.operator() == BooleanOperator.OR;
            types.add(or && i < last ? type.withoutNone().equals(Type.NONE) ? Unions.NEVER : type.withoutNone() : type);
        }
        return Type.union(types);
    }

    private Type comparison(Compare compare, Context context) {
        for (var operator : compare.operators()) {
            switch (operator) {
                case IS, IS_NOT, IN, NOT_IN -> {
                    return Types.of("bool");
                }
                case EQ, NOT_EQ, LT, LT_E, GT, GT_E -> {}
            }
        }
        Type left = inference.typeOf(compare.left(), context);
        if (left.isInstance(COLUMN)) {
            return left;
        }
        for (Expression other : compare.comparators()) {
            Type right = inference.typeOf(other, context);
            if (right.isInstance(COLUMN)) {
                return right;
            }
            if (right.isUnknown()) {
                return right;
            }
        }
        return left.isUnknown() ? left : Types.of("bool");
    }

    private static Type awaited(Type type) {
        return type instanceof Type.Instance instance
                        && instance.mayBe("coroutine")
                        && !instance.arguments().isEmpty()
                ? instance.arguments().get(0)
                : type.isUnknown() ? type : Type.UNKNOWN;
    }

    Type binary(Type left, BinaryOperator operator, Type right, Context context) {
        if (left.mayBe(COLUMN) || right.mayBe(COLUMN)) {
            return Stubs.instance(COLUMN);
        }
        if (left == Unions.NEVER || right == Unions.NEVER) {
            return left == Unions.NEVER ? right : left;
        }
        if (left instanceof Type.Union || right instanceof Type.Union) {
            var types = new ArrayList<Type>();
            for (Type one : left.alternatives()) {
                for (Type other : right.alternatives()) {
                    types.add(binary(one, operator, other, context));
                }
            }
            return Type.union(types);
        }
        if (left.isUnknown()) {
            return left;
        }
        return arithmetic(left, operator, right, context);
    }

    private Type arithmetic(Type left, BinaryOperator operator, Type right, Context context) {
        var one = left.className().orElse("");
        var other = right.className().orElse("");
        if (operator == BinaryOperator.MOD && (one.equals("str") || one.equals("bytes"))) {
            return Types.of(one);
        }
        if (isNumber(one) && isNumber(other)) {
            boolean real = one.equals("float")
                    || other.equals("float")
                    || operator == BinaryOperator.DIV
                    || (operator == BinaryOperator.POW && !(right instanceof Type.Literal));
            return Types.of(one.equals("complex") || other.equals("complex") ? "complex" : real ? "float" : "int");
        }
        if (operator == BinaryOperator.MULT && one.equals("int") && isSequence(other)) {
            return Types.widen(right);
        }
        if (operator == BinaryOperator.MULT && isSequence(one)) {
            return left instanceof Type.Tuple ? Types.asInstance(Types.widen(left)) : Types.widen(left);
        }
        if (left instanceof Type.Tuple a && right instanceof Type.Tuple b && operator == BinaryOperator.ADD) {
            var elements = new ArrayList<>(a.elements());
            elements.addAll(b.elements());
            return Types.bounded(new Type.Tuple(elements));
        }
        if (one.equals(other) && (isSequence(one) || one.equals("set") || one.equals("dict"))) {
            return Type.union(List.of(Types.widen(left), Types.widen(right)));
        }
        Type result = operated(left, methodOf(operator, "__"), right, context);
        if (result == null) {
            result = operated(right, methodOf(operator, "__r"), left, context);
        }
        return result != null ? result : right.isUnknown() ? right : Type.UNKNOWN;
    }

    private @Nullable Type operated(Type receiver, String method, Type argument, Context context) {
        if (receiver instanceof Type.Instance instance && instance.type() instanceof ForeignClass) {
            return new Type.Unknown(instance.type().name());
        }
        var found = inference.members().find(receiver, method, context);
        return found == null ? null : inference.calls().invoke(found.type(), List.of(argument), context);
    }

    private static String methodOf(BinaryOperator operator, String prefix) {
        var name =
                switch (operator) {
                    case ADD -> "add";
                    case SUB -> "sub";
                    case MULT -> "mul";
                    case MAT_MULT -> "matmul";
                    case DIV -> "truediv";
                    case MOD -> "mod";
                    case POW -> "pow";
                    case LEFT_SHIFT -> "lshift";
                    case RIGHT_SHIFT -> "rshift";
                    case BIT_OR -> "or";
                    case BIT_XOR -> "xor";
                    case BIT_AND -> "and";
                    case FLOOR_DIV -> "floordiv";
                };
        return prefix + name + "__";
    }

    private static boolean isNumber(String name) {
        return name.equals("int") || name.equals("float") || name.equals("bool") || name.equals("complex");
    }

    private static boolean isSequence(String name) {
        return name.equals("list") || name.equals("str") || name.equals("tuple") || name.equals("bytes");
    }

    private Type subscript(Subscript subscript, Context context) {
        Type container = inference.typeOf(subscript.value(), context);
        Type index = inference.typeOf(subscript.index(), context);
        return item(container, index, subscript.index() instanceof Slice, context);
    }

    Type item(Type container, Type index, boolean slice, Context context) {
        if (container instanceof Type.Union union) {
            var types = new ArrayList<Type>();
            for (Type member : union.members()) {
                if (!member.equals(Type.NONE)) {
                    types.add(item(member, index, slice, context));
                }
            }
            return Type.union(types);
        }
        if (container.isUnknown() || container instanceof Type.ClassObject) {
            return container;
        }
        if (container.schema().isPresent() && container.mayBe("pyspark.sql.Row")) {
            return field(container.schema().get(), index);
        }
        if (container instanceof Type.Tuple tuple) {
            if (slice) {
                return Types.asInstance(Types.widen(tuple));
            }
            var at = index instanceof Type.Literal literal ? literal.intValue() : Optional.<Long>empty();
            int size = tuple.elements().size();
            return at.filter(i -> i < size && i >= -size)
                    .map(i -> tuple.elements().get((int) (i < 0 ? i + size : i)))
                    .orElseGet(() -> size == 0 ? Type.UNKNOWN : Type.union(tuple.elements()));
        }
        if (container instanceof Type.Literal) {
            return Types.widen(container);
        }
        if (container instanceof Type.Instance instance) {
            if (slice && instance.mayBe("sequence")) {
                return instance;
            }
            if (instance.type() instanceof ForeignClass) {
                return new Type.Unknown(instance.type().name());
            }
            var found = inference.members().find(instance, "__getitem__", context);
            if (found != null) {
                return inference.calls().invoke(found.type(), List.of(index), context);
            }
        }
        return Type.UNKNOWN;
    }

    private static Type field(FrameSchema schema, Type index) {
        if (!(index instanceof Type.Literal literal)) {
            return Type.UNKNOWN;
        }
        if (literal.stringValue().isPresent()) {
            return schema.find(literal.text()).map(FrameSchema.Field::type).orElse(Type.UNKNOWN);
        }
        long at = literal.intValue().orElse(-1L);
        int size = schema.fields().size();
        at = at < 0 ? at + size : at;
        return at >= 0 && at < size ? schema.fields().get((int) at).type() : Type.UNKNOWN;
    }

    /** What a loop over the value gives. */
    Type iterated(Type type, Context context) {
        if (type instanceof Type.Union union) {
            var types = new ArrayList<Type>();
            for (Type member : union.members()) {
                if (!member.equals(Type.NONE)) {
                    types.add(iterated(member, context));
                }
            }
            return Type.union(types);
        }
        if (type.isUnknown()) {
            return type;
        }
        if (type instanceof Type.Tuple tuple) {
            return tuple.elements().isEmpty() ? Type.UNKNOWN : Type.union(tuple.elements());
        }
        if (type instanceof Type.Literal literal) {
            return literal.type().equals("str") ? Types.of("str") : Type.UNKNOWN;
        }
        if (!(type instanceof Type.Instance instance)) {
            return Type.UNKNOWN;
        }
        if (instance.type() instanceof ForeignClass) {
            return new Type.Unknown(instance.type().name());
        }
        if (instance.schema().isPresent()) {
            return Type.union(instance.schema().get().fields().stream()
                    .map(FrameSchema.Field::type)
                    .toList());
        }
        var seen = Types.view(instance, "iterable");
        if (seen != null) {
            return seen.arguments().isEmpty() ? Type.UNKNOWN : seen.arguments().get(0);
        }
        var found = inference.members().find(instance, "__iter__", context);
        if (found != null) {
            Type iterator = inference.calls().invoke(found.type(), List.of(), context);
            return iterator.equals(instance) ? next(instance, context) : iterated(iterator, context);
        }
        return Type.UNKNOWN;
    }

    private Type next(Type.Instance iterator, Context context) {
        var found = inference.members().find(iterator, "__next__", context);
        return found == null ? Type.UNKNOWN : inference.calls().invoke(found.type(), List.of(), context);
    }

    /** What a target gets at an index of an unpacking; {@code star} is the index of the starred target, or -1. */
    Type unpacked(Type whole, int index, int count, int star, Context context) {
        if (whole instanceof Type.Union union) {
            var types = new ArrayList<Type>();
            for (Type member : union.members()) {
                types.add(unpacked(member, index, count, star, context));
            }
            return Type.union(types);
        }
        List<Type> elements = null;
        if (whole instanceof Type.Tuple tuple) {
            elements = tuple.elements();
        } else if (whole.schema().isPresent() && whole.mayBe("pyspark.sql.Row")) {
            elements = whole.schema().get().fields().stream()
                    .map(FrameSchema.Field::type)
                    .toList();
        }
        if (elements == null) {
            return iterated(whole, context);
        }
        if (star < 0 || index < star) {
            return index < elements.size() ? elements.get(index) : Type.UNKNOWN;
        }
        int fromEnd = count - index;
        if (index > star) {
            return fromEnd <= elements.size() ? elements.get(elements.size() - fromEnd) : Type.UNKNOWN;
        }
        int until = Math.max(star, elements.size() - (count - star - 1));
        var middle = elements.subList(Math.min(star, elements.size()), Math.min(until, elements.size()));
        return middle.isEmpty() ? Type.UNKNOWN : Type.union(middle);
    }
}
