package dev.reconnect.cli.environment;

import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What an interpreter says about itself.
 *
 * @param executable as the interpreter names itself
 * @param spark the version of PySpark it has, where it has one
 */
record Interpreter(Path executable, int minor, String version, Optional<String> spark) {
    /** Python puts the folder it is started in first; what lies there is the user's, and may be called as a module of Python is. */
    static final String WITHOUT_FOLDER = "import sys; sys.path = [path for path in sys.path if path]\n";

    private static final String QUESTIONS =
            """
            try:
                from importlib.metadata import version
                spark = version("pyspark")
            except Exception:
                spark = ""
            print(sys.executable, sys.version_info[0], sys.version_info[1], "%d.%d.%d" % sys.version_info[:3], spark, sep="\\n")
            """;
    private static final long PATIENCE_SECONDS = 60;

    /** Asks an interpreter; empty if it does not answer as Python 3 does. */
    static Optional<Interpreter> ask(String command) {
        try {
            var process = Programs.builder(List.of(command, "-c", WITHOUT_FOLDER + QUESTIONS))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            var answer = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .split("\\R", -1);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0 || answer.length < 5) {
                process.destroyForcibly();
                return Optional.empty();
            }
            int minor = answer[1].equals("3") ? Integer.parseInt(answer[2]) : 0;
            return Optional.of(new Interpreter(
                    Path.of(answer[0]),
                    minor,
                    answer[3],
                    answer[4].isEmpty() ? Optional.empty() : Optional.of(answer[4])));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("Interrupted", "", e);
        }
    }

    boolean suits(SparkRelease release) {
        return oldestMinor(release) <= minor && minor <= newestMinor(release);
    }

    /** As PySpark's own metadata and the packages it needs have it. */
    static int oldestMinor(SparkRelease release) {
        return release == SparkRelease.SPARK_4_3 ? 11 : 10;
    }

    static int newestMinor(SparkRelease release) {
        return switch (release) {
            case SPARK_3_5 -> 12;
            case SPARK_4_0 -> 13;
            case SPARK_4_1, SPARK_4_2, SPARK_4_3 -> 14;
        };
    }

    static String range(SparkRelease release) {
        return "3." + oldestMinor(release) + " to 3." + newestMinor(release);
    }
}
