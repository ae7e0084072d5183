package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.tree.Node;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Adds to the inference what runs have seen, where it knows nothing, or an RDD but not its elements. */
final class Observations {
    private static final String RDD = "pyspark.RDD";
    private static final String FRAME = "pyspark.sql.DataFrame";

    private final ObservedTypes observed;
    private final Map<FileModel, SeenFile> files = new HashMap<>();

    private record SeenFile(LineIndex lines, Map<SourceSpan, ObservedCall> calls) {}

    Observations(ObservedTypes observed) {
        this.observed = observed;
    }

    /** The type, or what was seen where that says more. */
    Type refine(Type inferred, Expression expression, FileModel model) {
        if (observed == ObservedTypes.NONE
                || !saysLittle(inferred)
                || model.trees().size() != 1) {
            return inferred;
        }
        Type seen = seen(expression, model);
        if (inferred.isUnknown()) {
            return seen;
        }
        // The class is as sure as it was; what it holds is what runs have shown.
        return seen instanceof Type.Instance rdd && isBareRdd(inferred) && !isBareRdd(seen)
                ? new Type.Instance(((Type.Instance) inferred).type(), rdd.arguments(), confidenceOf(inferred))
                : inferred;
    }

    private static boolean saysLittle(Type type) {
        return type != Unions.NEVER && (type.isUnknown() || isBareRdd(type));
    }

    private static boolean isBareRdd(Type type) {
        return type instanceof Type.Instance instance
                && instance.type().name().equals(RDD)
                && (instance.arguments().isEmpty()
                        || instance.arguments().get(0).isUnknown());
    }

    private static Confidence confidenceOf(Type type) {
        return ((Type.Instance) type).confidence();
    }

    private Type seen(Expression expression, FileModel model) {
        Type result = Type.UNKNOWN;
        if (expression instanceof Call || expression instanceof Attribute || expression instanceof BinOp) {
            result = find(expression, model).map(Observations::result).orElse(Type.UNKNOWN);
        }
        if (result.isUnknown() && expression.parent().orElse(null) instanceof Attribute member) {
            Node use = member.parent().orElse(member) instanceof Call call && call.function() == member ? call : member;
            result = find(use, model)
                    .filter(call -> call.member().equals(member.name()))
                    .map(Observations::receiver)
                    .orElse(Type.UNKNOWN);
        }
        return result;
    }

    /** What was seen of a call, attribute or operation. */
    Optional<ObservedCall> find(Node node, FileModel model) {
        if (observed == ObservedTypes.NONE || model.trees().size() != 1) {
            return Optional.empty();
        }
        var file = files.computeIfAbsent(model, this::seenFile);
        if (file.calls().isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(file.calls().get(SourceSpan.of(node.range(), file.lines())));
    }

    private SeenFile seenFile(FileModel model) {
        var text = model.trees().get(0).text();
        return new SeenFile(LineIndex.of(text), observed.callsIn(model.path(), text));
    }

    private static Type result(ObservedCall call) {
        if (call.result().isEmpty()) {
            return Type.UNKNOWN;
        }
        var name = call.result().get();
        if (name.equals(FRAME) && !call.columns().isEmpty()) {
            var fields = call.columns().stream()
                    .map(column -> new FrameSchema.Field(column, Type.UNKNOWN))
                    .toList();
            return likely(name, List.of(new FrameSchema(fields)));
        }
        return likely(name, elements(name, call.elements()));
    }

    private static Type receiver(ObservedCall call) {
        return call.owner()
                .map(owner -> likely(owner, elements(owner, call.receiverElements())))
                .orElse(Type.UNKNOWN);
    }

    private static List<Type> elements(String name, Optional<ObservedShape> shape) {
        return name.equals(RDD) ? shape.map(ObservedShape::type).stream().toList() : List.of();
    }

    private static Type likely(String name, List<Type> arguments) {
        return new Type.Instance(Stubs.shared().reference(name), arguments, Confidence.LIKELY);
    }
}
