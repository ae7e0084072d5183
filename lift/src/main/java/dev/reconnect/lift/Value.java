package dev.reconnect.lift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an expression of a function gives, as code that Spark computes. */
sealed interface Value permits Value.Col, Value.Literal, Value.Parts, Value.Grouped {
    /** How tightly the text of a column binds, as Python reads it. */
    int COMPARISON = 0;

    int OR = 1;
    int AND = 2;
    int SUM = 3;
    int PRODUCT = 4;
    int SIGN = 5;
    int ATOM = 6;

    Shape shape();

    /** The columns that it is computed from. */
    Set<String> reads();

    /** What has to hold for it to be computed, in the order in which Python finds out. */
    List<Demand> demands();

    /**
     * A column.
     *
     * @param text an expression of the class Column
     * @param path the name that {@code F.col} takes; empty for what is computed
     * @param negates the name of the column that it is the negative of; empty for others
     * @param binds one of the constants of {@link Value}
     */
    record Col(
            String text, String path, String negates, int binds, Shape shape, Set<String> reads, List<Demand> demands)
            implements Value {
        static Col of(String path, Shape shape) {
            int dot = path.indexOf('.');
            return new Col(
                    "F.col(\"" + path + "\")",
                    path,
                    "",
                    ATOM,
                    shape,
                    Set.of(dot < 0 ? path : path.substring(0, dot)),
                    List.of());
        }

        static Col computed(String text, int binds, Shape shape, Value... from) {
            var reads = new HashSet<String>();
            for (var value : from) {
                reads.addAll(value.reads());
            }
            return new Col(text, "", "", binds, shape, Set.copyOf(reads), demandsOf(List.of(from)));
        }

        /** The same, which can be computed only if these hold too. */
        Col demanding(List<Demand> more) {
            var all = new LinkedHashSet<>(demands);
            all.addAll(more);
            return with(List.copyOf(all));
        }

        Col with(List<Demand> demands) {
            return new Col(text, path, negates, binds, shape, reads, demands);
        }

        /** The same values, which look like that. */
        Col as(Shape other) {
            return new Col(text, path, negates, binds, other, reads, demands);
        }

        Col negative() {
            return new Col("-" + operand(SIGN), "", path, SIGN, shape, reads, demands);
        }

        boolean isPlain() {
            return !path.isEmpty();
        }

        /** The text as an operand of something that binds so tightly. */
        String operand(int other) {
            return binds < other ? "(" + text + ")" : text;
        }
    }

    /** A constant, or a variable of the program that is one. */
    record Literal(String text, Shape shape) implements Value {
        /** Whether {@code lit} makes an {@code int} of it, as it does of all small numbers; a variable may hold any. */
        private boolean fitsInt() {
            return text.length() < 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }

        @Override
        public List<Demand> demands() {
            return List.of();
        }

        @Override
        public Set<String> reads() {
            return Set.of();
        }
    }

    /**
     * A tuple that is known part by part.
     *
     * @param names of the fields, where it is a row; none for other tuples
     */
    record Parts(List<Value> values, List<String> names) implements Value {
        public Parts {
            values = List.copyOf(values);
            names = List.copyOf(names);
        }

        Parts(List<Value> values) {
            this(values, List.of());
        }

        /** The field of a row; absent where there is none of that name, or where this is no row. */
        Optional<Value> find(String name) {
            int at = names.indexOf(name);
            return at < 0 ? Optional.empty() : Optional.of(values.get(at));
        }

        boolean isRow() {
            return !names.isEmpty();
        }

        @Override
        public Shape shape() {
            return new Shape.TupleOf(values.stream().map(Value::shape).toList(), false, names);
        }

        @Override
        public Set<String> reads() {
            var reads = new HashSet<String>();
            values.forEach(value -> reads.addAll(value.reads()));
            return reads;
        }

        @Override
        public List<Demand> demands() {
            return demandsOf(values);
        }
    }

    /** The values of a key, inside {@code agg}: as a list, or as what an aggregate function makes of them. */
    record Grouped(String path, Shape element) implements Value {
        private static final String COLLECT_SET = "F.collect_set(";

        @Override
        public Shape shape() {
            return new Shape.ListOf(element, false, true);
        }

        @Override
        public Set<String> reads() {
            return Set.of(path);
        }

        @Override
        public List<Demand> demands() {
            return List.of();
        }

        /** How many values there are in a set of all values of a key; absent for other columns. */
        static Optional<Value> distinct(Col set) {
            return set.text().startsWith(COLLECT_SET)
                    ? Optional.of(Col.computed(
                            "F.count_distinct(" + set.text().substring(COLLECT_SET.length()),
                            ATOM,
                            Shape.of(Shape.Kind.INT),
                            set))
                    : Optional.empty();
        }

        /** An aggregate function of the values. */
        Col by(String function, Shape gives) {
            return Col.computed("F." + function + "(\"" + path + "\")", ATOM, gives, this);
        }
    }

    /** The value where it is not {@code None}, for which what is done with it raises. */
    default Value present(String error) {
        if (!(this instanceof Col column)
                || !(column.shape() instanceof Shape.Atom)
                || !column.shape().nullable()) {
            return this;
        }
        return column.as(column.shape().notNull()).demanding(List.of(Demand.notNull(column.with(List.of()), error)));
    }

    private static List<Demand> demandsOf(List<Value> values) {
        var demands = new LinkedHashSet<Demand>();
        values.forEach(value -> demands.addAll(value.demands()));
        return List.copyOf(demands);
    }

    /** The value as a column: constants by {@code lit}, tuples by {@code struct}. */
    default Col asColumn() {
        if (this instanceof Col column) {
            return column;
        }
        if (this instanceof Grouped values) {
            return values.by("collect_list", values.shape());
        }
        if (this instanceof Literal literal) {
            var shape = literal.shape().isInt() && literal.fitsInt() ? Shape.of(Shape.Kind.SMALL_INT) : literal.shape();
            return Col.computed("F.lit(" + literal.text() + ")", ATOM, shape);
        }
        var row = (Parts) this;
        var parts = row.values();
        var fields = new StringBuilder();
        var shapes = new ArrayList<Shape>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i).asColumn();
            shapes.add(part.shape());
            var name = row.isRow() ? row.names().get(i) : "_" + (i + 1);
            fields.append(i == 0 ? "" : ", ")
                    .append(
                            part.path().equals(name)
                                    ? "\"" + name + "\""
                                    : part.operand(ATOM) + ".alias(\"" + name + "\")");
        }
        return Col.computed("F.struct(" + fields + ")", ATOM, new Shape.TupleOf(shapes, false, row.names()), this);
    }
}
