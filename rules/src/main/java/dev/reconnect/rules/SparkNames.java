package dev.reconnect.rules;

/** Canonical names of the Spark classes that rules ask for. */
public final class SparkNames {
    public static final String SESSION = "pyspark.sql.SparkSession";
    public static final String BUILDER = "pyspark.sql.SparkSession.Builder";
    public static final String CONTEXT = "pyspark.SparkContext";
    public static final String CONF = "pyspark.SparkConf";
    public static final String RUNTIME_CONF = "pyspark.sql.conf.RuntimeConfig";
    public static final String SQL_CONTEXT = "pyspark.sql.SQLContext";
    public static final String HIVE_CONTEXT = "pyspark.sql.HiveContext";
    public static final String FRAME = "pyspark.sql.DataFrame";
    public static final String COLUMN = "pyspark.sql.Column";
    public static final String CATALOG = "pyspark.sql.Catalog";
    public static final String READER = "pyspark.sql.DataFrameReader";
    public static final String RDD = "pyspark.RDD";

    private SparkNames() {}
}
