package dev.reconnect.rules.data;

import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Dict;
import dev.reconnect.python.tree.DictEntry;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows written out in the program. Spark infers the same types from a local list as from an RDD only where every row has the same ones:
 * an RDD shows just its first rows, and later values of another type become null.
 */
final class LiteralRows {
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private LiteralRows() {}

    /** Whether the expression is a list of rows of constants, each column of one type and not without a value. */
    static boolean isUniform(Expression rows) {
        if (!(rows instanceof ListDisplay list) || list.elements().isEmpty()) {
            return false;
        }
        List<ConstantType> columns = new ArrayList<>();
        String layout = null;
        for (Expression row : list.elements()) {
            var values = values(row);
            var own = layout(row);
            if (values.isEmpty() || (layout != null && !layout.equals(own))) {
                return false;
            }
            layout = own;
            if (!merge(columns, values.get())) {
                return false;
            }
        }
        return columns.stream().noneMatch(ConstantType.NONE::equals);
    }

    /** Whether it is a list without rows. */
    static boolean isEmpty(Expression rows) {
        return rows instanceof ListDisplay list && list.elements().isEmpty();
    }

    private static boolean merge(List<ConstantType> columns, List<Expression> values) {
        if (columns.isEmpty()) {
            for (int i = 0; i < values.size(); i++) {
                columns.add(ConstantType.NONE);
            }
        }
        if (columns.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            var type = type(values.get(i));
            if (type.isEmpty()) {
                return false;
            }
            var known = columns.get(i);
            if (known == ConstantType.NONE) {
                columns.set(i, type.get());
            } else if (type.get() != ConstantType.NONE && type.get() != known) {
                return false;
            }
        }
        return true;
    }

    private static Optional<ConstantType> type(Expression value) {
        if (value instanceof UnaryOp unary && unary.operator() == UnaryOperator.MINUS) {
            return type(unary.operand()).filter(type -> type == ConstantType.INT || type == ConstantType.FLOAT);
        }
        if (!(value instanceof Constant constant)) {
            return Optional.empty();
        }
        boolean fits =
                constant.intValue().map(number -> number.compareTo(MAX) <= 0).orElse(true);
        return switch (constant.type()) {
            case TRUE, FALSE -> Optional.of(ConstantType.TRUE);
            case INT -> fits ? Optional.of(ConstantType.INT) : Optional.empty();
            case FLOAT, STRING, BYTES, NONE -> Optional.of(constant.type());
            default -> Optional.empty();
        };
    }

    private static Optional<List<Expression>> values(Expression row) {
        if (row instanceof Tuple tuple) {
            return Optional.of(tuple.elements());
        }
        if (row instanceof ListDisplay list) {
            return Optional.of(list.elements());
        }
        if (row instanceof Dict dict) {
            return Optional.of(dictValues(dict));
        }
        return isNamedRow(row)
                ? Optional.of(
                        ((Call) row).keywords().stream().map(Keyword::value).toList())
                : Optional.empty();
    }

    private static List<Expression> dictValues(Dict dict) {
        List<Expression> values = new ArrayList<>();
        for (DictEntry entry : dict.entries()) {
            values.add(entry.value());
        }
        return values;
    }

    /** What has to be the same for all rows: how they are written, and the names in them, in order. */
    private static String layout(Expression row) {
        var layout = new StringBuilder(row.kind().name());
        if (row instanceof Dict dict) {
            for (DictEntry entry : dict.entries()) {
                boolean named = entry.key().orElse(null) instanceof Constant key && key.isString();
                layout.append(',')
                        .append(
                                named
                                        ? ((Constant) entry.key().orElseThrow())
                                                .stringValue()
                                                .orElseThrow()
                                        : "?" + entry.start());
            }
        } else if (isNamedRow(row)) {
            ((Call) row).keywords().forEach(keyword -> layout.append(',')
                    .append(keyword.name().orElse("")));
        }
        return layout.toString();
    }

    private static boolean isNamedRow(Expression row) {
        return row instanceof Call call
                && call.function() instanceof Name name
                && name.id().equals("Row")
                && call.arguments().isEmpty()
                && call.keywords().stream().allMatch(keyword -> keyword.name().isPresent());
    }
}
