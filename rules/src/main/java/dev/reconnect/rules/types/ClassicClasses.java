package dev.reconnect.rules.types;

import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.rules.SparkNames;
import java.util.Map;
import java.util.Optional;

/** Public classes whose objects on a Connect client are of another class, and the module of that class. */
final class ClassicClasses {
    private static final Map<String, String> MODULES = Map.ofEntries(
            Map.entry(SparkNames.SESSION, "session"),
            Map.entry(SparkNames.FRAME, "dataframe"),
            Map.entry(SparkNames.COLUMN, "column"),
            Map.entry("pyspark.sql.GroupedData", "group"),
            Map.entry("pyspark.sql.DataFrameReader", "readwriter"),
            Map.entry("pyspark.sql.DataFrameWriter", "readwriter"),
            Map.entry("pyspark.sql.DataFrameWriterV2", "readwriter"),
            Map.entry(SparkNames.CATALOG, "catalog"));

    private ClassicClasses() {}

    /** The module of the Connect class; absent where the public class stands for both. */
    static Optional<String> connectModule(String qualifiedName, SparkRelease target) {
        boolean shared = qualifiedName.equals(SparkNames.FRAME) || qualifiedName.equals(SparkNames.COLUMN);
        return shared && target.isAtLeast(SparkRelease.SPARK_4_0)
                ? Optional.empty()
                : Optional.ofNullable(MODULES.get(qualifiedName)).map(module -> "pyspark.sql.connect." + module);
    }

    static String simpleName(String qualifiedName) {
        return qualifiedName.substring(qualifiedName.lastIndexOf('.') + 1);
    }
}
