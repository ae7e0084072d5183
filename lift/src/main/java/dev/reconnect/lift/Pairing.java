package dev.reconnect.lift;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Methods of two RDDs, as methods of two frames. */
final class Pairing {
    /** Their names. */
    static final Set<String> METHODS = Set.of(
            "join",
            "leftOuterJoin",
            "rightOuterJoin",
            "fullOuterJoin",
            "union",
            "subtract",
            "subtractByKey",
            "intersection",
            "cartesian",
            "cogroup",
            "groupWith");

    private static final Set<String> BY_KEY = Set.of("subtractByKey", "cogroup", "groupWith");

    /** The kinds of joins, by the names that RDDs and frames have for them. */
    private static final Map<String, String> JOINS =
            Map.of("join", "inner", "leftOuterJoin", "left", "rightOuterJoin", "right", "fullOuterJoin", "full");

    private Pairing() {}

    static Lifted lift(Lifted one, Lifted other, Call call, Attribute method) throws Blocked {
        boolean byKey = BY_KEY.contains(method.name()) || JOINS.containsKey(method.name());
        var left = byKey ? one.asPairs() : one;
        var right = byKey ? other.asPairs() : other;
        return switch (method.name()) {
            case "union" -> union(left, right, call);
            case "subtract" -> subtract(left, right, call);
            case "subtractByKey" -> subtractByKey(left, right, call);
            case "intersection" -> intersection(left, right, call);
            case "cartesian" -> cartesian(left, right, call);
            case "cogroup", "groupWith" -> cogroup(left, right, call);
            default -> {
                var how = Optional.ofNullable(JOINS.get(method.name()));
                yield join(left, right, call, how.orElseThrow(() -> Blocked.method(method, "RDD")));
            }
        };
    }

    /** Pairs of pairs: what a key has on both sides. Keys that are missing on one side leave {@code None}. */
    private static Lifted join(Lifted left, Lifted right, Call call, String how) throws Blocked {
        keys(left, right, call);
        var first = left.frame();
        var second = right.frame();
        boolean leftMayMiss = how.equals("right") || how.equals("full");
        boolean rightMayMiss = how.equals("left") || how.equals("full");
        var one = first.parts().get(1);
        var other = second.parts().get(1);
        var values = new Shape.TupleOf(
                List.of(leftMayMiss ? one.orNull() : one, rightMayMiss ? other.orNull() : other), false);
        var frame = new Frame(
                Shape.pair(first.parts().get(0), values),
                Order.OPEN,
                first.uniqueKeys() && second.uniqueKeys(),
                List.of());
        var join = ".join(" + right.text() + ".toDF(\"_1\", \"other\"), \"_1\""
                + (how.equals("inner") ? ")" : ", \"" + how + "\")");
        return left.then(
                frame,
                join,
                ".select(\"_1\", F.struct(F.col(\"_2\").alias(\"_1\"), F.col(\"other\").alias(\"_2\")).alias(\"_2\"))");
    }

    /** What a key has on each side, in two lists. */
    private static Lifted cogroup(Lifted left, Lifted right, Call call) throws Blocked {
        keys(left, right, call);
        var one = left.frame().parts().get(1);
        var other = right.frame().parts().get(1);
        if (one.nullable() || other.nullable()) {
            throw Grouping.withoutNone(call);
        }
        if (call.arguments().size()
                > (call.function() instanceof Attribute method && method.name().equals("cogroup") ? 2 : 1)) {
            throw new Blocked(call, "it groups more than two RDDs");
        }
        var lists = new Shape.TupleOf(List.of(new Shape.ListOf(one, false), new Shape.ListOf(other, false)), false);
        var frame = new Frame(Shape.pair(left.frame().parts().get(0), lists), Order.OPEN, true, List.of());
        var others = right.then(right.frame(), Grouping.BY_KEY, Grouping.listed("other"));
        return left.then(
                frame,
                Grouping.BY_KEY,
                Grouping.LISTED,
                ".join(" + others.text() + ", \"_1\", \"full\")",
                ".select(\"_1\", F.struct(F.coalesce(\"_2\", F.array()).alias(\"_1\"), F.coalesce(\"other\", F.array()).alias(\"_2\"))"
                        + ".alias(\"_2\"))");
    }

    private static void keys(Lifted left, Lifted right, Call call) throws Blocked {
        Steps.pair(left, call);
        Steps.pair(right, call);
        if (!left.frame().parts().get(0).isKey()
                || !right.frame().parts().get(0).isKey()) {
            throw Grouping.unequal(call);
        }
        if (!left.frame().parts().get(0).isSameAs(right.frame().parts().get(0))) {
            throw new Blocked(call, "the keys of the two sides are not of one type");
        }
        areCalledForKeys(left, call);
        areCalledForKeys(right, call);
    }

    /** What gives a key is called to compare it. */
    private static void areCalledForKeys(Lifted side, Call call) throws Blocked {
        if (!side.frame().dues().stream().allMatch(due -> due.contains("_1"))) {
            throw new Blocked(call, "a function on one side might not be called, and Spark not see it fail");
        }
    }

    private static void areCalled(Lifted left, Lifted right, Call call) throws Blocked {
        if (!left.frame().dues().isEmpty() || !right.frame().dues().isEmpty()) {
            throw new Blocked(call, "a function on one side might not be called, and Spark not see it fail");
        }
    }

    static Lifted union(Lifted left, Lifted right, Call call) throws Blocked {
        if (!left.frame().shape().isSameAs(right.frame().shape())) {
            throw new Blocked(call, "the elements of the two sides are not of one type");
        }
        var dues = new LinkedHashSet<>(left.frame().dues());
        dues.addAll(right.frame().dues());
        boolean defined = left.frame().order() == Order.DEFINED && right.frame().order() == Order.DEFINED;
        boolean open = left.frame().order() == Order.OPEN || right.frame().order() == Order.OPEN;
        var order = defined ? Order.DEFINED : open ? Order.OPEN : Order.OF_FILES;
        var frame = new Frame(
                left.frame().shape().common(right.frame().shape()).orElseThrow(), order, false, List.copyOf(dues));
        return left.then(frame, ".union(" + right.text() + ")");
    }

    /** Elements that the other side lacks, as often as they are there; {@code exceptAll} would take away one for one. */
    private static Lifted subtract(Lifted left, Lifted right, Call call) throws Blocked {
        elements(left, right, call);
        var columns = left.frame().columns();
        var on = columns.size() == 1 ? "\"" + columns.get(0) + "\"" : "[\"" + String.join("\", \"", columns) + "\"]";
        return left.then(kept(left), ".join(" + right.text() + ", " + on + ", \"left_anti\")");
    }

    private static Lifted subtractByKey(Lifted left, Lifted right, Call call) throws Blocked {
        keys(left, right, call);
        return left.then(kept(left), ".join(" + right.text() + ", \"_1\", \"left_anti\")");
    }

    /** What stays of the left side, whose functions are called for the comparison. */
    private static Frame kept(Lifted left) {
        var frame = left.frame();
        return new Frame(frame.shape(), Order.OPEN, frame.uniqueKeys(), List.of());
    }

    private static Lifted intersection(Lifted left, Lifted right, Call call) throws Blocked {
        elements(left, right, call);
        return left.then(kept(left), ".intersect(" + right.text() + ")");
    }

    private static void elements(Lifted left, Lifted right, Call call) throws Blocked {
        if (!left.frame().shape().isSameAs(right.frame().shape())) {
            throw new Blocked(call, "the elements of the two sides are not of one type");
        }
        if (!left.frame().shape().isKey()) {
            throw new Blocked(call, "equal elements in Python are not equal rows in Spark");
        }
    }

    /** All pairs; those of scalars alone, for which a row of both is the pair. */
    private static Lifted cartesian(Lifted left, Lifted right, Call call) throws Blocked {
        areCalled(left, right, call);
        var shape = Shape.pair(left.frame().shape(), right.frame().shape());
        var frame = new Frame(shape, Order.OPEN, false, List.of());
        if (!left.frame().isTuple() && !right.frame().isTuple()) {
            return left.then(frame, ".crossJoin(" + right.text() + ")", ".toDF(\"_1\", \"_2\")");
        }
        return left.then(
                frame,
                ".select(" + whole(left.frame()) + ".alias(\"_1\"))",
                ".crossJoin(" + right.text() + ".select(" + whole(right.frame()) + ".alias(\"_2\")))");
    }

    private static String whole(Frame frame) {
        return frame.element().asColumn().text();
    }
}
