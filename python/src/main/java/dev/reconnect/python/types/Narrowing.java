package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.CompareOperator;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.MatchAs;
import dev.reconnect.python.tree.MatchClass;
import dev.reconnect.python.tree.MatchOr;
import dev.reconnect.python.tree.MatchSingleton;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.List;

/** What a test that came out one way says about the type of the name it speaks of. */
final class Narrowing {
    private final Inference inference;

    Narrowing(Inference inference) {
        this.inference = inference;
    }

    Type narrow(Type type, Node test, boolean positive, Binding binding, Context context) {
        if (test instanceof Name || test instanceof NamedExpr) {
            return positive ? type.withoutNone() : type;
        }
        if (test instanceof Compare compare) {
            return compared(type, compare, positive, context);
        }
        if (test instanceof Call call) {
            return called(type, call, positive, context);
        }
        if (test instanceof BoolOp operation) {
            return any(type, operation, positive, binding, context);
        }
        return positive && !(test instanceof Expression) ? matched(type, test, context) : type;
    }

    private Type any(Type type, BoolOp operation, boolean positive, Binding binding, Context context) {
        var types = new ArrayList<Type>();
        for (Expression value : operation.values()) {
            types.add(narrow(type, value, positive, binding, context));
        }
        return Type.union(types);
    }

    private Type compared(Type type, Compare compare, boolean positive, Context context) {
        if (compare.operators().size() != 1) {
            return type;
        }
        var operator = compare.operators().get(0);
        boolean same = operator == CompareOperator.IS || operator == CompareOperator.EQ;
        boolean different = operator == CompareOperator.IS_NOT || operator == CompareOperator.NOT_EQ;
        if (!same && !different) {
            return type;
        }
        boolean holds = same == positive;
        Expression other = compare.comparators().get(0);
        if (compare.left() instanceof Call call) {
            boolean isType = call.function() instanceof Name name && name.id().equals("type");
            return isType && holds ? only(type, inference.annotations().classes(other, context)) : type;
        }
        if (other instanceof Constant constant && constant.isNone()) {
            if (!holds) {
                return type.withoutNone();
            }
            return type.alternatives().contains(Type.NONE) || type.isUnknown() ? Type.NONE : type;
        }
        return type;
    }

    private Type called(Type type, Call call, boolean positive, Context context) {
        boolean instance = call.function() instanceof Name name
                && (name.id().equals("isinstance") || name.id().equals("issubclass"))
                && call.arguments().size() == 2;
        if (!instance || ((Name) call.function()).id().equals("issubclass")) {
            return type;
        }
        Type classes = inference.annotations().classes(call.arguments().get(1), context);
        return positive ? only(type, classes) : without(type, classes);
    }

    /** A value of the type that is an instance of one of the classes. */
    Type only(Type type, Type classes) {
        if (classes.isUnknown()) {
            return type.alternatives().size() > 1 || type.isUnknown() ? Type.UNKNOWN : type;
        }
        var kept = new ArrayList<Type>();
        for (Type wanted : classes.alternatives()) {
            if (wanted.isUnknown()) {
                kept.add(Type.UNKNOWN);
                continue;
            }
            var name = wanted.className().orElse("");
            boolean found = false;
            for (Type option : type.alternatives()) {
                if (option.mayBe(name)) {
                    kept.add(option.isInstance(name) ? option : wanted);
                    found = true;
                }
            }
            if (!found) {
                kept.add(wanted);
            }
        }
        boolean some = kept.stream().anyMatch(option -> type.alternatives().contains(option));
        if (some && !type.isUnknown()) {
            kept.removeIf(option -> !type.alternatives().contains(option));
        }
        return Type.union(kept);
    }

    private static Type without(Type type, Type classes) {
        if (!(type instanceof Type.Union union)) {
            return type;
        }
        var kept = new ArrayList<Type>();
        for (Type option : union.members()) {
            boolean excluded = false;
            for (Type unwanted : classes.alternatives()) {
                excluded |= option.isInstance(unwanted.className().orElse(""));
            }
            if (!excluded) {
                kept.add(option);
            }
        }
        return kept.isEmpty() ? type : Type.union(kept);
    }

    /** A value of the type that a pattern has accepted. */
    Type matched(Type type, Node pattern, Context context) {
        if (pattern instanceof MatchClass match) {
            return only(type, inference.annotations().classes(match.type(), context));
        }
        if (pattern instanceof MatchSingleton singleton) {
            return singleton.value().equals("None") ? Type.NONE : type;
        }
        if (pattern instanceof MatchAs as && as.pattern().isPresent()) {
            return matched(type, as.pattern().get(), context);
        }
        if (pattern instanceof MatchOr or) {
            List<Type> types = new ArrayList<>();
            for (var option : or.patterns()) {
                types.add(matched(type, option, context));
            }
            return Type.union(types);
        }
        return type;
    }
}
