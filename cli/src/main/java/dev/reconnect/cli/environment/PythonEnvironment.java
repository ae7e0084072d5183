package dev.reconnect.cli.environment;

import dev.reconnect.core.facts.SparkRelease;
import java.nio.file.Path;

/**
 * A Python interpreter that can run PySpark programs on classic Spark and on Connect.
 *
 * @param python the interpreter's version, such as {@code 3.11.4}
 * @param spark the version of PySpark it has, such as {@code 4.2.1}
 */
public record PythonEnvironment(Path interpreter, String python, String spark, SparkRelease release) {}
