package dev.reconnect.python.types;

/** A quick look at a file's text that says whether it can have anything to do with Spark; errs on the side of yes. */
public final class Relevance {
    private Relevance() {}

    /**
     * Whether the text names Spark, or uses a name that notebooks and shells give or a member that only Spark has. A file of which this is
     * false may still hand on what it gets from other files, but it uses nothing of Spark itself.
     */
    public static boolean isMentioned(String text) {
        for (int i = 0, end = text.length(); i < end; i++) {
            boolean found =
                    switch (text.charAt(i)) {
                        // spark, Spark, pyspark, databricks.connect with its SparkSession
                        case 'p' -> text.startsWith("park", i) || text.startsWith("py4j", i);
                        case '.' -> text.startsWith(".rdd", i);
                        case '_' ->
                            text.startsWith("_jvm", i)
                                    || text.startsWith("_jdf", i)
                                    || text.startsWith("_jsc", i)
                                    || text.startsWith("_jrdd", i);
                        case 's' ->
                            text.startsWith("sqlC", i)
                                    || (text.startsWith("sc.", i)
                                            && (i == 0 || !Character.isJavaIdentifierPart(text.charAt(i - 1))));
                        case 'd' -> text.startsWith("dbutils", i) || text.startsWith("databricks", i);
                        default -> false;
                    };
            if (found) {
                return true;
            }
        }
        return false;
    }
}
