package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parameter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What names mean by convention: those that notebooks and shells give, and those of parameters whose use agrees. */
final class Conventions {
    private static final String SESSION = "pyspark.sql.SparkSession";
    private static final String CONTEXT = "pyspark.SparkContext";
    private static final String SQL_CONTEXT = "pyspark.sql.SQLContext";
    private static final String FRAME = "pyspark.sql.DataFrame";
    private static final String RDD = "pyspark.RDD";

    /** Members that frames of other libraries have too: using them does not tell a Spark frame. */
    private static final Set<String> COMMON = Set.of(
            "agg",
            "alias",
            "apply",
            "approxQuantile",
            "columns",
            "copy",
            "corr",
            "count",
            "cov",
            "describe",
            "drop",
            "drop_duplicates",
            "dropna",
            "dtypes",
            "explain",
            "explode",
            "fillna",
            "filter",
            "first",
            "groupby",
            "head",
            "hint",
            "join",
            "limit",
            "map",
            "melt",
            "pivot",
            "replace",
            "sample",
            "schema",
            "select",
            "show",
            "sort",
            "summary",
            "sum",
            "mean",
            "max",
            "min",
            "tail",
            "take",
            "to",
            "transform",
            "transpose",
            "union",
            "unpivot",
            "distinct",
            "intersect",
            "sql",
            "collect",
            "cache",
            "write");

    private Conventions() {}

    /** A name that nothing defines: given by a notebook or shell, or unknown. */
    static Type given(String name, FileModel model) {
        var type =
                switch (name) {
                    case "spark" -> SESSION;
                    case "sc" -> CONTEXT;
                    case "sqlContext" -> SQL_CONTEXT;
                    case "dbutils" -> "dbutils.DBUtils";
                    default -> null;
                };
        if (type == null) {
            return Type.UNKNOWN;
        }
        var certainty = model.isNotebook() ? Confidence.CERTAIN : Confidence.LIKELY;
        return Stubs.instance(type).atMost(certainty);
    }

    /** {@code spark = spark} and the like, which read the name from outside before they bind it. */
    static boolean isSelfAssigned(Binding binding) {
        for (Definition definition : binding.definitions()) {
            boolean guarded = definition.kind() == BindingKind.IMPORT || definition.kind() == BindingKind.FUNCTION;
            if (guarded) {
                return false;
            }
        }
        return binding.scope().parent().isEmpty();
    }

    /** The likely type of a parameter that nothing else is known about. */
    static Type parameter(Parameter parameter, FunctionDef function, FileModel model) {
        var type = conventional(parameter.name());
        if (type == null || !model.mentionsSpark()) {
            return Type.UNKNOWN;
        }
        var definition = model.scopes().definitionAt(parameter);
        if (definition.isEmpty()) {
            return Type.UNKNOWN;
        }
        StubClass stub = Stubs.shared().findClass(type);
        if (stub == null) {
            return Type.UNKNOWN;
        }
        boolean agrees = usesAgree(definition.get().binding().references(), stub, type.equals(FRAME));
        return agrees ? new Type.Instance(stub, List.of(), Confidence.LIKELY) : Type.UNKNOWN;
    }

    private static @Nullable String conventional(String name) {
        return switch (name) {
            case "spark", "spark_session", "sparkSession", "sparksession", "session" -> SESSION;
            case "sc", "spark_context", "sparkContext" -> CONTEXT;
            case "sqlContext", "sql_context", "sqlCtx" -> SQL_CONTEXT;
            case "rdd" -> RDD;
            case "df", "sdf", "spark_df", "sparkDF", "dataframe", "data_frame" -> FRAME;
            default -> {
                if (name.endsWith("_rdd") || name.endsWith("RDD")) {
                    yield RDD;
                }
                yield name.endsWith("_df") || name.startsWith("df_") || name.endsWith("DF") || name.endsWith("_sdf")
                        ? FRAME
                        : null;
            }
        };
    }

    /** Whether every member that is used exists, and one of them speaks for the class. */
    private static boolean usesAgree(List<Name> references, StubClass type, boolean frame) {
        boolean telling = false;
        for (Name name : references) {
            if (name.parent().orElse(null) instanceof Attribute attribute && attribute.value() == name) {
                boolean exists = isMember(type, attribute.name());
                boolean called = attribute.parent().orElse(null) instanceof Call call && call.function() == attribute;
                if (!exists && (called || !frame)) {
                    return false;
                }
                telling |= exists && !(frame && COMMON.contains(attribute.name()));
            }
        }
        return telling;
    }

    private static boolean isMember(StubClass type, String name) {
        if (type.findOwn(name).isPresent()) {
            return true;
        }
        for (String ancestor : type.ancestors()) {
            StubClass base = Stubs.shared().findClass(ancestor);
            if (base != null && base.findOwn(name).isPresent()) {
                return true;
            }
        }
        return false;
    }
}
