package dev.reconnect.python.types;

/** A quick look at a file's text that says whether it can have anything to do with Spark; errs on the side of yes. */
public final class Relevance {
    private static final String[] MARKS = {
        "spark", "Spark", "sc.", "sqlContext", "sqlCtx", ".rdd", "_jvm", "_jdf", "_jsc", "dbutils", "databricks", "py4j"
    };

    private Relevance() {}

    /** Whether the text names Spark, by import or by the names that notebooks and shells give. */
    public static boolean isMentioned(String text) {
        for (String mark : MARKS) {
            if (text.contains(mark)) {
                return true;
            }
        }
        return false;
    }
}
