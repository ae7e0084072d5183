package dev.reconnect.cli.testing;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.BinaryOperator;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.BooleanOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.JoinedStr;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The wrong variants of one file, in source order: changes to joins, keys, the handling of nulls, order, comparisons, constants, aggregates, and
 * steps left out. Changes that no result depends on, such as to numbers of partitions, log levels and names of applications, are not made.
 */
final class Mutations {
    private static final Set<String> INERT = Set.of(
            "setLogLevel",
            "appName",
            "config",
            "set",
            "setAppName",
            "setMaster",
            "master",
            "repartition",
            "coalesce",
            "persist",
            "cache",
            "unpersist",
            "setJobGroup",
            "setCheckpointDir",
            "add_argument",
            "textFile",
            "parallelize",
            "StructField",
            "sleep",
            "round");

    /** Methods of frames, columns and texts that leave a valid program when they are left out. */
    private static final Set<String> STEPS = Set.of(
            "distinct",
            "dropDuplicates",
            "drop_duplicates",
            "where",
            "filter",
            "orderBy",
            "sort",
            "sortBy",
            "sortByKey",
            "limit",
            "dropna",
            "fillna",
            "union",
            "unionAll",
            "unionByName",
            "subtract",
            "exceptAll",
            "intersect",
            "otherwise",
            "strip",
            "lower",
            "upper",
            "drop",
            "cast",
            "over");

    private static final Map<String, String> SWAPS = Map.ofEntries(
            Map.entry("sum", "max"),
            Map.entry("max", "min"),
            Map.entry("min", "max"),
            Map.entry("avg", "max"),
            Map.entry("mean", "max"),
            Map.entry("first", "last"),
            Map.entry("last", "first"),
            Map.entry("collect_set", "collect_list"),
            Map.entry("countDistinct", "count"),
            Map.entry("count_distinct", "count"),
            Map.entry("desc", "asc"),
            Map.entry("asc", "desc"),
            Map.entry("isNull", "isNotNull"),
            Map.entry("isNotNull", "isNull"),
            Map.entry("eqNullSafe", "__eq__"),
            Map.entry("row_number", "rank"),
            Map.entry("rank", "dense_rank"),
            Map.entry("dense_rank", "rank"),
            Map.entry("lag", "lead"),
            Map.entry("lead", "lag"),
            Map.entry("floor", "ceil"),
            Map.entry("ceil", "floor"),
            Map.entry("lower", "upper"),
            Map.entry("upper", "lower"),
            Map.entry("startswith", "endswith"),
            Map.entry("endswith", "startswith"),
            Map.entry("greatest", "least"),
            Map.entry("least", "greatest"),
            Map.entry("rollup", "cube"),
            Map.entry("zipWithIndex", "zipWithUniqueId"),
            Map.entry("any", "all"),
            Map.entry("all", "any"),
            Map.entry("sorted", "list"));

    private static final Map<String, String> JOINS = Map.ofEntries(
            Map.entry("left", "inner"),
            Map.entry("left_outer", "inner"),
            Map.entry("leftouter", "inner"),
            Map.entry("right", "inner"),
            Map.entry("right_outer", "inner"),
            Map.entry("outer", "inner"),
            Map.entry("full", "inner"),
            Map.entry("full_outer", "inner"),
            Map.entry("inner", "left"),
            Map.entry("left_semi", "left_anti"),
            Map.entry("leftsemi", "left_anti"),
            Map.entry("semi", "anti"),
            Map.entry("left_anti", "left_semi"),
            Map.entry("leftanti", "left_semi"),
            Map.entry("anti", "semi"));

    private static final Map<CompareOperator, String> COMPARISONS = Map.of(
            CompareOperator.EQ, "!=",
            CompareOperator.NOT_EQ, "==",
            CompareOperator.LT, "<=",
            CompareOperator.LT_E, "<",
            CompareOperator.GT, ">=",
            CompareOperator.GT_E, ">",
            CompareOperator.IS, "is not",
            CompareOperator.IS_NOT, "is",
            CompareOperator.IN, "not in",
            CompareOperator.NOT_IN, "in");

    private static final Map<BinaryOperator, String> ARITHMETIC = Map.of(
            BinaryOperator.ADD, "-",
            BinaryOperator.SUB, "+",
            BinaryOperator.MULT, "+",
            BinaryOperator.DIV, "*",
            BinaryOperator.FLOOR_DIV, "*",
            BinaryOperator.BIT_AND, "|",
            BinaryOperator.BIT_OR, "&");

    private static final Set<String> QUERIES = Set.of("where", "filter", "expr", "selectExpr", "sql");
    private static final Set<String> VALUES = Set.of("when", "otherwise", "lit", "get", "fillna");

    private final String place;
    private final SourceFile source;
    private final SyntaxTree tree;
    private final String text;
    private final Set<String> modules = new LinkedHashSet<>();
    private final List<Mutant> mutants = new ArrayList<>();

    private Mutations(String place, SourceFile source) {
        this.place = place;
        this.source = source;
        this.tree = source.parse();
        this.text = source.text();
    }

    /** @param place the file relative to the program's folder */
    static List<Mutant> of(String place, SourceFile source) {
        var mutations = new Mutations(place, source);
        mutations.tree.module().walk(mutations::noteModule);
        mutations.tree.module().walk(mutations::visit);
        return List.copyOf(mutations.mutants);
    }

    /** What calls of modules' functions begin with: nothing is left of `F.lower(x)` without `.lower(x)`. */
    private void noteModule(Node node) {
        if (node instanceof Import || node instanceof ImportFrom) {
            node.forEachChild(child -> {
                if (child instanceof Alias alias) {
                    modules.add(alias.boundName());
                }
            });
        }
    }

    private void visit(Node node) {
        if (node instanceof Compare compare) {
            comparison(compare);
        } else if (node instanceof BinOp operation) {
            arithmetic(operation);
        } else if (node instanceof BoolOp operation) {
            connective(operation);
        } else if (node instanceof UnaryOp operation) {
            negation(operation);
        } else if (node instanceof Constant constant) {
            constant(constant);
        } else if (node instanceof Call call) {
            call(call);
        } else if (node instanceof If branch) {
            negated(branch.test(), "condition");
        } else if (node instanceof IfExp choice) {
            negated(choice.test(), "condition");
        } else if (node instanceof Comprehension comprehension) {
            comprehension.conditions().forEach(condition -> negated(condition, "condition"));
        }
    }

    private void comparison(Compare compare) {
        boolean isMainGuard = compare.left() instanceof Name name && name.id().equals("__name__");
        if (isMainGuard || compare.operators().size() != 1) {
            return;
        }
        var operator = compare.operators().get(0);
        between(
                compare.left(),
                compare.comparators().get(0),
                operator.symbol(),
                COMPARISONS.getOrDefault(operator, operator.symbol()),
                "comparison");
    }

    private void arithmetic(BinOp operation) {
        var other = Optional.ofNullable(ARITHMETIC.get(operation.operator()));
        if (other.isEmpty() || isText(operation.left()) || isText(operation.right())) {
            return;
        }
        between(operation.left(), operation.right(), operation.operator().symbol(), other.get(), "operator");
    }

    private static boolean isText(Expression expression) {
        return expression instanceof JoinedStr || (expression instanceof Constant constant && constant.isString());
    }

    private void connective(BoolOp operation) {
        boolean isAnd = operation.operator() == BooleanOperator.AND;
        between(
                operation.values().get(0),
                operation.values().get(1),
                isAnd ? "and" : "or",
                isAnd ? "or" : "and",
                "connective");
    }

    private void negation(UnaryOp operation) {
        if (operation.operator() == UnaryOperator.NOT || operation.operator() == UnaryOperator.INVERT) {
            var kept = operation.operand().parenthesizedRange().substring(text);
            change(operation.range(), kept, "negation");
        }
    }

    private void negated(Expression test, String operator) {
        boolean isMutatedOtherwise = test instanceof Compare || test instanceof UnaryOp || test instanceof BoolOp;
        if (!isMutatedOtherwise) {
            change(test.range(), "not (" + test.range().substring(text) + ")", operator);
        }
    }

    private void constant(Constant constant) {
        if (isInert(constant) || constant.isFragment()) {
            return;
        }
        if (constant.type() == ConstantType.INT) {
            var value = constant.intValue().orElse(BigInteger.ZERO);
            change(constant.range(), value.add(BigInteger.ONE).toString(), "off by one");
        } else if (constant.type() == ConstantType.TRUE || constant.type() == ConstantType.FALSE) {
            change(constant.range(), constant.type() == ConstantType.TRUE ? "False" : "True", "constant");
        } else if (constant.isString()) {
            string(constant);
        }
    }

    private void string(Constant constant) {
        var call = argumentOf(constant);
        if (call.isEmpty() || constant.pieces().size() != 1) {
            return;
        }
        var name = nameOf(call.get());
        var content = constant.pieces().get(0).content();
        var value = content.substring(text);
        if (QUERIES.contains(name)) {
            QueryMutations.of(value)
                    .forEach(found -> add(
                            new TextRange(
                                    content.start() + found.range().start(),
                                    content.start() + found.range().end()),
                            found.replacement(),
                            found.operator(),
                            value,
                            found.applied(value)));
        } else if (name.equals("join") && JOINS.containsKey(value)) {
            change(content, JOINS.get(value), "join");
        } else if (VALUES.contains(name) && isValue(constant, call.get())) {
            change(content, value + "_", "constant");
        }
    }

    /** A value that ends up in results: of {@code get} and {@code when} the second argument, else the first. */
    private static boolean isValue(Constant constant, Call call) {
        int place = call.arguments().indexOf(constant);
        return Set.of("get", "when").contains(nameOf(call)) ? place == 1 : place == 0;
    }

    private void call(Call call) {
        var name = nameOf(call);
        boolean ofModule = isOfModule(call);
        if (STEPS.contains(name) && call.function() instanceof Attribute attribute && !ofModule) {
            var left = new TextRange(attribute.value().parenthesizedRange().end(), call.end());
            change(left, "", "left out");
        }
        if (SWAPS.containsKey(name) && !isInert(call)) {
            swapped(call, name);
        }
        if (name.equals("join") && call.function() instanceof Attribute) {
            join(call);
        }
        if (name.equals("coalesce") && ofModule && call.arguments().size() > 1) {
            var rest = new TextRange(
                    call.arguments().get(0).parenthesizedRange().end(),
                    call.arguments()
                            .get(call.arguments().size() - 1)
                            .parenthesizedRange()
                            .end());
            change(rest, "", "null handling");
        }
    }

    private void swapped(Call call, String name) {
        boolean isBuiltin = call.function() instanceof Name;
        if (name.equals("sorted") && (!isBuiltin || !call.keywords().isEmpty())) {
            call.findKeyword("key").ifPresent(this::withoutKeyword);
            return;
        }
        var range = call.function() instanceof Attribute attribute
                ? attribute.nameRange()
                : call.function().range();
        change(range, SWAPS.getOrDefault(name, name), isOrder(name) ? "order" : "function");
    }

    private static boolean isOrder(String name) {
        return Set.of("asc", "desc", "sorted").contains(name);
    }

    private void withoutKeyword(Keyword keyword) {
        int start = text.lastIndexOf(',', keyword.start());
        if (start > 0) {
            change(new TextRange(start, keyword.end()), "", "order");
        }
    }

    private void join(Call call) {
        boolean joinsTexts = call.function() instanceof Attribute attribute && isText(attribute.value());
        if (joinsTexts || call.arguments().isEmpty()) {
            return;
        }
        boolean saysHow = call.arguments().size() > 2 || call.findKeyword("how").isPresent();
        boolean saysOn = call.arguments().size() > 1 || call.findKeyword("on").isPresent();
        if (saysOn && !saysHow) {
            int end = call.argumentsRange().end() - 1;
            var comma = text.substring(0, end).stripTrailing().endsWith(",") ? " " : ", ";
            add(TextRange.at(end), comma + "how=\"left\"", "join", "join(...)", "join(..., how=\"left\")");
        }
        if (call.arguments().size() > 1
                && call.arguments().get(1) instanceof ListDisplay keys
                && keys.elements().size() > 1) {
            var elements = keys.elements();
            var last = new TextRange(
                    elements.get(elements.size() - 2).parenthesizedRange().end(),
                    elements.get(elements.size() - 1).parenthesizedRange().end());
            change(last, "", "join key");
        }
    }

    private boolean isInert(Node node) {
        for (var above = node.parent(); above.isPresent(); above = above.get().parent()) {
            if (above.get() instanceof Call call) {
                boolean isNullHandling = nameOf(call).equals("coalesce") && isOfModule(call);
                return INERT.contains(nameOf(call)) && !isNullHandling;
            }
        }
        return false;
    }

    private boolean isOfModule(Call call) {
        return call.function() instanceof Attribute attribute
                && attribute.value() instanceof Name receiver
                && modules.contains(receiver.id());
    }

    private static Optional<Call> argumentOf(Expression expression) {
        var above = expression.parent();
        if (above.isPresent() && above.get() instanceof Keyword keyword) {
            above = keyword.parent();
        }
        return above.filter(Call.class::isInstance).map(Call.class::cast);
    }

    private static String nameOf(Call call) {
        if (call.function() instanceof Attribute attribute) {
            return attribute.name();
        }
        return call.function() instanceof Name name ? name.id() : "";
    }

    private void between(Expression left, Expression right, String symbol, String other, String operator) {
        int start = left.parenthesizedRange().end();
        var gap = new TextRange(start, right.parenthesizedRange().start()).substring(text);
        int at = gap.indexOf(symbol);
        if (at >= 0) {
            var range = new TextRange(start + at, start + at + symbol.length());
            var whole = new TextRange(left.start(), right.end()).substring(text);
            int inside = range.start() - left.start();
            var after = whole.substring(0, inside) + other + whole.substring(inside + symbol.length());
            add(range, other, operator, whole, after);
        }
    }

    private void change(TextRange range, String replacement, String operator) {
        add(range, replacement, operator, range.substring(text), replacement);
    }

    private void add(TextRange range, String replacement, String operator, String before, String after) {
        var edit = Edit.replace(range, replacement);
        mutants.add(new Mutant(place, source, tree.lines().line(range.start()), operator, before, after, edit));
    }
}
