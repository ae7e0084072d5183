package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The types that were seen of values at one place: one alternative for each, and what containers held. */
public record ObservedShape(List<Alternative> alternatives) {
    public ObservedShape {
        alternatives = List.copyOf(alternatives);
    }

    /**
     * One type.
     *
     * @param type {@code None}, a builtin class, {@code Row}, {@code ResultIterable}, or a class with its module; {@code ...} for more than
     *     was kept
     * @param isWide whether it is {@code int} with values that do not fit in 64 bits
     * @param fields the names of a Row or named tuple
     * @param items the shapes at the places of a tuple or Row, or for other containers: of all elements, or of keys and of values
     * @param isOpen whether {@code items} speak of elements at any place
     */
    public record Alternative(
            String type, boolean isWide, List<String> fields, List<ObservedShape> items, boolean isOpen) {
        public Alternative {
            fields = List.copyOf(fields);
            items = List.copyOf(items);
        }

        private boolean isLike(Alternative other) {
            return type.equals(other.type)
                    && isWide == other.isWide
                    && isOpen == other.isOpen
                    && fields.equals(other.fields)
                    && items.size() == other.items.size();
        }

        private Alternative with(Alternative other) {
            var both = new ArrayList<ObservedShape>();
            for (int i = 0; i < items.size(); i++) {
                both.add(items.get(i).with(other.items.get(i)));
            }
            return new Alternative(type, isWide, fields, both, isOpen);
        }

        /** As annotations would write it: {@code tuple[str, int]}. */
        String display() {
            var inside = new ArrayList<String>();
            for (int i = 0; i < items.size(); i++) {
                var name = i < fields.size() ? fields.get(i) + ": " : "";
                inside.add(name + items.get(i).display());
            }
            if (isOpen && type.equals("tuple")) {
                inside.add("...");
            }
            return (isWide ? "int beyond 64 bits" : type)
                    + (inside.isEmpty() ? "" : "[" + String.join(", ", inside) + "]");
        }
    }

    /** As annotations would write it, {@code None} last: {@code tuple[str, int] | None}. */
    public String display() {
        var parts = new ArrayList<String>();
        alternatives.stream().filter(one -> !one.type().equals("None")).forEach(one -> parts.add(one.display()));
        if (isNullable()) {
            parts.add("None");
        }
        return String.join(" | ", parts);
    }

    /** What was seen here or there. */
    public ObservedShape with(ObservedShape other) {
        var all = new ArrayList<>(alternatives);
        for (var more : other.alternatives) {
            int same = -1;
            for (int i = 0; i < all.size(); i++) {
                same = all.get(i).isLike(more) ? i : same;
            }
            if (same < 0) {
                all.add(more);
            } else {
                all.set(same, all.get(same).with(more));
            }
        }
        return new ObservedShape(all);
    }

    /** Whether a value was None. */
    public boolean isNullable() {
        return alternatives.stream().anyMatch(one -> one.type().equals("None"));
    }

    /** Whether a value, or a part of one, was an integer that does not fit in 64 bits. */
    public boolean hasWideIntegers() {
        return alternatives.stream()
                .anyMatch(one -> one.isWide() || one.items().stream().anyMatch(ObservedShape::hasWideIntegers));
    }

    /** The only alternative beside None; absent where there are several or none. */
    public Optional<Alternative> only() {
        var others =
                alternatives.stream().filter(one -> !one.type().equals("None")).toList();
        return others.size() == 1 ? Optional.of(others.get(0)) : Optional.empty();
    }

    /** The type that says as much, likely at best. */
    public Type type() {
        var types = new ArrayList<Type>();
        for (var alternative : alternatives) {
            types.add(typeOf(alternative).atMost(Confidence.LIKELY));
        }
        return types.isEmpty() ? Type.UNKNOWN : Type.union(types);
    }

    private static Type typeOf(Alternative one) {
        return switch (one.type()) {
            case "None" -> Type.NONE;
            case "bool", "int", "float", "complex", "str", "bytes", "bytearray" -> Stubs.instance(one.type());
            case "tuple" ->
                one.isOpen()
                        ? container("tuple", one)
                        : new Type.Tuple(
                                one.items().stream().map(ObservedShape::type).toList());
            case "list", "set", "frozenset", "dict" -> container(one.type(), one);
            case "ResultIterable" -> container("pyspark.resultiterable.ResultIterable", one);
            case "Row" -> row(one);
            case "datetime.date", "datetime.datetime", "datetime.timedelta", "decimal.Decimal" ->
                Stubs.instance(one.type());
            default -> Type.UNKNOWN;
        };
    }

    private static Type container(String name, Alternative one) {
        return Stubs.instance(
                name, one.items().stream().map(ObservedShape::type).toArray(Type[]::new));
    }

    private static Type row(Alternative one) {
        var fields = new ArrayList<FrameSchema.Field>();
        for (int i = 0; i < one.fields().size() && i < one.items().size(); i++) {
            fields.add(new FrameSchema.Field(
                    one.fields().get(i), one.items().get(i).type()));
        }
        return Stubs.instance("pyspark.sql.Row", new FrameSchema(fields));
    }
}
