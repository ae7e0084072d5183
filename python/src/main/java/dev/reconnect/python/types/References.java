package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Subscript;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names and attributes of one file refer to; used by one thread at a time. */
final class References {
    /** Members that nothing but Spark has, and what has them: enough to think of Spark where the receiver is not known. */
    private static final Set<String> SESSION_MEMBERS = Set.of("sparkContext", "_jsparkSession");

    private static final Set<String> FRAME_MEMBERS = Set.of("rdd", "_jdf", "sql_ctx");
    private static final Set<String> CONTEXT_MEMBERS = Set.of(
            "parallelize",
            "_jsc",
            "_jvm",
            "_gateway",
            "wholeTextFiles",
            "binaryFiles",
            "newAPIHadoopRDD",
            "newAPIHadoopFile",
            "sequenceFile",
            "hadoopFile",
            "hadoopRDD",
            "addPyFile",
            "setCheckpointDir",
            "defaultParallelism",
            "setJobGroup",
            "cancelJobGroup",
            "setLocalProperty",
            "getLocalProperty");
    private static final Set<String> RDD_MEMBERS = Set.of(
            "reduceByKey",
            "reduceByKeyLocally",
            "groupByKey",
            "aggregateByKey",
            "combineByKey",
            "foldByKey",
            "sortByKey",
            "mapPartitions",
            "mapPartitionsWithIndex",
            "mapPartitionsWithSplit",
            "flatMap",
            "flatMapValues",
            "mapValues",
            "zipWithUniqueId",
            "saveAsTextFile",
            "saveAsPickleFile",
            "saveAsSequenceFile",
            "saveAsHadoopFile",
            "saveAsNewAPIHadoopFile",
            "saveAsHadoopDataset",
            "saveAsNewAPIHadoopDataset",
            "takeSample",
            "takeOrdered",
            "treeReduce",
            "treeAggregate",
            "countByKey",
            "countByValue",
            "collectAsMap",
            "subtractByKey",
            "leftOuterJoin",
            "rightOuterJoin",
            "fullOuterJoin",
            "repartitionAndSortWithinPartitions",
            "getNumPartitions",
            "countApproxDistinct",
            "countApprox",
            "glom",
            "_jrdd",
            "toDebugString");

    private final FileModel model;
    private final Inference inference;
    private final Context root;
    private final Map<Attribute, Optional<MemberReference>> members = new HashMap<>();
    private final Map<Expression, Optional<String>> names = new HashMap<>();

    References(FileModel model) {
        this.model = model;
        this.inference = new Inference(model.project(), new Uses());
        this.root = inference.root(model);
    }

    Uses uses() {
        return inference.uses();
    }

    Type typeOf(Expression expression) {
        Type known = root.known().get(expression);
        if (known == null) {
            inference.begin();
            return inference.settled(expression, root);
        }
        return known == Unions.NEVER ? Type.UNKNOWN : known;
    }

    Optional<String> qualifiedName(Expression expression) {
        Optional<String> known = names.get(expression);
        if (known == null) {
            inference.begin();
            known = Optional.ofNullable(nameOf(expression, 0));
            names.put(expression, known);
        }
        return known;
    }

    Optional<MemberReference> memberOf(Attribute attribute) {
        Optional<MemberReference> known = members.get(attribute);
        if (known == null) {
            inference.begin();
            known = findMember(attribute);
            members.put(attribute, known);
        }
        return known;
    }

    /** The file that does not name Spark but is given something of it by the call. */
    @Nullable
    FileModel receiverOf(Call call) {
        if (call.arguments().isEmpty() && call.keywords().isEmpty()) {
            return null;
        }
        inference.begin();
        FileModel receiver = definerOf(call.function());
        if (receiver == null || receiver == model || receiver.isUser() || isOfLibrary(receiver)) {
            return null;
        }
        boolean gives = call.arguments().stream().anyMatch(this::holdsSpark)
                || call.keywords().stream().anyMatch(keyword -> holdsSpark(keyword.value()));
        return gives ? receiver : null;
    }

    /** Whether the file belongs to a library that is scanned along: a package of its name, or a module beside {@code os}. */
    private boolean isOfLibrary(FileModel file) {
        var name = model.project().modules().nameOf(file.path());
        if (!Libraries.isForeign(name)) {
            return false;
        }
        inference.uses().key(Keys.ofModule("os"));
        var folder = file.path().substring(0, file.path().lastIndexOf('/') + 1);
        return name.indexOf('.') > 0 || model.project().find(folder + "os.py") != null;
    }

    /** The file of the project that defines what is called; null where that is nothing of the project. */
    private @Nullable FileModel definerOf(Expression callee) {
        if (callee instanceof Attribute attribute && !hasSource(inference.settled(attribute.value(), root))) {
            return null;
        }
        for (Type option : inference.settled(callee, root).alternatives()) {
            if (option instanceof Type.Callable callable && callable.target() instanceof CallTargets.Defined target) {
                return target.model();
            }
            if (option instanceof Type.ClassObject object && object.type() instanceof SourceClass type) {
                return type.model();
            }
        }
        return null;
    }

    private static boolean hasSource(Type receiver) {
        for (Type option : receiver.alternatives()) {
            boolean is =
                    (option instanceof Type.ModuleType module && !module.path().isEmpty())
                            || (option instanceof Type.Instance instance && instance.type() instanceof SourceClass)
                            || (option instanceof Type.ClassObject object && object.type() instanceof SourceClass);
            if (is) {
                return true;
            }
        }
        return false;
    }

    private boolean holdsSpark(Expression argument) {
        return Types.holdsSpark(inference.settled(argument, root));
    }

    private @Nullable String nameOf(Expression expression, int depth) {
        if (depth > 30) {
            return null;
        }
        if (expression instanceof Name name) {
            return nameOf(name);
        }
        if (!(expression instanceof Attribute attribute)) {
            return null;
        }
        Type receiver = inference.settled(attribute.value(), root);
        if (receiver instanceof Type.ModuleType || receiver instanceof Type.ClassObject) {
            Type type = inference.settled(attribute, root);
            var own = nameOf(type);
            if (own != null) {
                return own;
            }
            var found = inference.members().find(receiver, attribute.name(), root);
            if (found != null) {
                return found.definedBy() + "." + attribute.name();
            }
        }
        var outer = nameOf(attribute.value(), depth + 1);
        return outer == null ? null : outer + "." + attribute.name();
    }

    private @Nullable String nameOf(Name name) {
        var own = nameOf(inference.settled(name, root));
        if (own != null) {
            return own;
        }
        Definition reaching = model.scopes().onlyDefinitionReaching(name).orElse(null);
        if (reaching == null || reaching.kind() != BindingKind.IMPORT) {
            return null;
        }
        var alias = (Alias) reaching.node();
        if (!(reaching.site() instanceof ImportFrom from)) {
            return alias.asName().isPresent() ? alias.name() : alias.boundName();
        }
        Type module =
                inference.members().module(model, from.level(), from.module().orElse(""));
        return module instanceof Type.ModuleType known ? known.name() + "." + alias.name() : null;
    }

    /** The name of a class, module or function. */
    private static @Nullable String nameOf(Type type) {
        if (type instanceof Type.ClassObject object) {
            return object.name();
        }
        if (type instanceof Type.ModuleType module) {
            return module.name();
        }
        if (type instanceof Type.Callable callable) {
            var name = callable.name().orElse(null);
            return name != null && name.startsWith("builtins.") ? name.substring("builtins.".length()) : name;
        }
        return null;
    }

    Optional<MemberReference> memberNamed(Expression receiver, String name) {
        inference.begin();
        return findMember(inference.settled(receiver, root), name);
    }

    private Optional<MemberReference> findMember(Attribute attribute) {
        Type receiver = inference.settled(attribute.value(), root);
        var found = findMember(receiver, attribute.name());
        return found.isEmpty() && isBlank(receiver) ? bySpelling(attribute) : found;
    }

    private Optional<MemberReference> findMember(Type receiver, String name) {
        MemberReference best = null;
        int others = 0;
        for (Type option : receiver.alternatives()) {
            if (option.equals(Type.NONE)) {
                continue;
            }
            MemberReference found = member(option, name);
            boolean better = found != null && (best == null || (isSpark(found) && !isSpark(best)));
            if (found == null || (best != null && !found.definedBy().equals(best.definedBy()))) {
                others++;
            }
            best = better ? found : best;
        }
        if (best == null) {
            return Optional.empty();
        }
        boolean unsure = others > 0 && best.confidence() == Confidence.CERTAIN;
        return Optional.of(
                unsure ? new MemberReference(best.owner(), best.definedBy(), best.name(), Confidence.LIKELY) : best);
    }

    private @Nullable MemberReference member(Type receiver, String name) {
        var found = inference.members().find(receiver, name, root);
        if (found == null) {
            return null;
        }
        var confidence = receiver instanceof Type.Instance instance ? instance.confidence() : Confidence.CERTAIN;
        return new MemberReference(found.owner(), found.definedBy(), name, confidence);
    }

    private static boolean isSpark(MemberReference reference) {
        return Types.isSparkName(reference.definedBy()) || Types.isSparkName(reference.owner());
    }

    /** Whether nothing at all is known, not even that the value comes from elsewhere. */
    private static boolean isBlank(Type receiver) {
        return receiver instanceof Type.Unknown unknown && !unknown.isForeign();
    }

    private Optional<MemberReference> bySpelling(Attribute attribute) {
        if (!model.importsSpark() || isSelf(attribute.value()) || isJava(attribute.value())) {
            return Optional.empty();
        }
        var name = attribute.name();
        if (attribute.value() instanceof Attribute inner
                && inner.name().equals("rdd")
                && isMember("pyspark.RDD", name)) {
            Type outer = inference.settled(inner.value(), root);
            return isBlank(outer) ? possible("pyspark.RDD", name) : Optional.empty();
        }
        if (SESSION_MEMBERS.contains(name)) {
            return possible("pyspark.sql.SparkSession", name);
        }
        if (FRAME_MEMBERS.contains(name)) {
            return possible("pyspark.sql.DataFrame", name);
        }
        if (CONTEXT_MEMBERS.contains(name)) {
            return possible("pyspark.SparkContext", name);
        }
        return RDD_MEMBERS.contains(name) ? possible("pyspark.RDD", name) : Optional.empty();
    }

    /** Whether the value comes out of a Java object, whose members may have the names of Spark's. */
    private static boolean isJava(Expression expression) {
        Expression at = expression;
        while (true) {
            if (at instanceof Call call) {
                at = call.function();
            } else if (at instanceof Subscript subscript) {
                at = subscript.value();
            } else if (at instanceof Attribute attribute) {
                if (attribute.name().startsWith("_j") || attribute.name().equals("_gateway")) {
                    return true;
                }
                at = attribute.value();
            } else {
                return false;
            }
        }
    }

    private boolean isSelf(Expression expression) {
        if (!(expression instanceof Name name)) {
            return false;
        }
        Binding binding = model.scopes().bindingOf(name).orElse(null);
        return binding != null
                && binding.kind() == BindingKind.PARAMETER
                && name.id().equals("self");
    }

    private static boolean isMember(String type, String name) {
        StubClass stub = Stubs.shared().findClass(type);
        return stub != null && stub.findOwn(name).isPresent();
    }

    private static Optional<MemberReference> possible(String owner, String name) {
        return Optional.of(new MemberReference(owner, owner, name, Confidence.POSSIBLE));
    }
}
