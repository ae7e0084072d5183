package dev.reconnect.assist;

import dev.reconnect.core.facts.Facts;
import dev.reconnect.core.facts.SparkRelease;
import java.util.List;
import java.util.Set;

/** What a rewritten region may import, call and name beside what the region mentions already. */
final class Vocabulary {
    static final Set<String> MODULES = Set.of(
            "pyspark.sql",
            "pyspark.sql.functions",
            "pyspark.sql.types",
            "pyspark.sql.window",
            "math",
            "datetime",
            "json",
            "re",
            "functools",
            "itertools",
            "operator",
            "collections",
            "decimal",
            "string",
            "statistics",
            "typing");

    /** Of modules that hold more: what is for computing. */
    static final Set<String> OF_SQL =
            Set.of("functions", "types", "Window", "WindowSpec", "Row", "DataFrame", "Column", "GroupedData");

    static final Set<String> BUILTINS = Set.of(
            "abs",
            "all",
            "any",
            "bool",
            "dict",
            "divmod",
            "enumerate",
            "filter",
            "float",
            "frozenset",
            "hash",
            "int",
            "isinstance",
            "iter",
            "len",
            "list",
            "map",
            "max",
            "min",
            "next",
            "pow",
            "range",
            "repr",
            "reversed",
            "round",
            "set",
            "slice",
            "sorted",
            "str",
            "sum",
            "tuple",
            "zip",
            "True",
            "False",
            "None",
            "ValueError",
            "KeyError",
            "TypeError",
            "IndexError",
            "ZeroDivisionError");

    /** Methods of Python's own values. */
    static final Set<String> METHODS = Set.of(
            "append",
            "capitalize",
            "casefold",
            "copy",
            "count",
            "date",
            "endswith",
            "extend",
            "find",
            "get",
            "index",
            "isalnum",
            "isalpha",
            "isdigit",
            "isoformat",
            "items",
            "join",
            "keys",
            "lower",
            "lstrip",
            "most_common",
            "partition",
            "pop",
            "replace",
            "rsplit",
            "rstrip",
            "setdefault",
            "sort",
            "split",
            "splitlines",
            "startswith",
            "strftime",
            "strip",
            "title",
            "total_seconds",
            "update",
            "upper",
            "values",
            "zfill",
            "add",
            "asDict");

    /** Classes whose members are for building plans. */
    private static final List<String> CLASSES = List.of(
            "DataFrame",
            "Column",
            "GroupedData",
            "Window",
            "WindowSpec",
            "DataFrameNaFunctions",
            "DataFrameStatFunctions",
            "Row",
            "functions",
            "types",
            "DataFrameReader",
            "DataFrameWriter");

    static final Set<String> OF_SESSION = Set.of("createDataFrame", "range");

    /** Members that reach the JVM, the server or other machines, and those that make a result depend on when and where it is computed. */
    static final Set<String> NEVER_NEW = Set.of(
            "java_method",
            "reflect",
            "try_reflect",
            "sql",
            "catalog",
            "conf",
            "sparkContext",
            "sparkSession",
            "register",
            "addArtifact",
            "addArtifacts",
            "stop",
            "builder",
            "newSession",
            "call_udf",
            "call_function",
            "foreach",
            "foreachPartition",
            "toPandas",
            "toLocalIterator",
            "createTempView",
            "createOrReplaceTempView",
            "createGlobalTempView",
            "createOrReplaceGlobalTempView",
            "checkpoint",
            "localCheckpoint",
            "writeTo",
            "writeStream",
            "mergeInto",
            "explain",
            "show",
            "rdd",
            "pandas_api",
            "input_file_name",
            "now",
            "today",
            "utcnow",
            "current_date",
            "current_timestamp",
            "curdate",
            "unix_timestamp",
            "localtimestamp",
            "rand",
            "randn",
            "uuid",
            "monotonically_increasing_id",
            "spark_partition_id",
            "version",
            "client",
            "is_remote",
            "session_window",
            "current_user",
            "current_database",
            "current_catalog");

    static final Set<String> READS = Set.of(
            "read",
            "readStream",
            "table",
            "load",
            "jdbc",
            "textFile",
            "wholeTextFiles",
            "binaryFiles",
            "binaryRecords",
            "sequenceFile",
            "newAPIHadoopFile",
            "hadoopFile",
            "pickleFile",
            "sql");

    static final Set<String> WRITES = Set.of(
            "write",
            "writeTo",
            "save",
            "saveAsTable",
            "insertInto",
            "saveAsTextFile",
            "saveAsPickleFile",
            "saveAsSequenceFile",
            "saveAsHadoopFile",
            "saveAsNewAPIHadoopFile",
            "foreach",
            "foreachPartition");

    private Vocabulary() {}

    /** Whether it is a member of one of the classes that plans are built with, and works on the target. */
    static boolean isPlanBuilding(String member, SparkRelease target) {
        return CLASSES.stream()
                .map(type -> Facts.ofSpark().find("pyspark.sql." + type + "." + member))
                .anyMatch(fact ->
                        fact.filter(found -> !found.isUnsupported(target)).isPresent());
    }
}
