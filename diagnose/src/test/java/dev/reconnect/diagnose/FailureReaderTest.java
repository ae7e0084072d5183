package dev.reconnect.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class FailureReaderTest {
    private static final String PLAIN =
            """
            Traceback (most recent call last):
              File "/jobs/daily.py", line 12, in <module>
                main()
              File "/jobs/daily.py", line 8, in main
                rdd = frame.rdd
                      ^^^^^^^^^
            pyspark.errors.exceptions.base.PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.
            """;

    private static Failure read(String text) {
        return FailureReader.read(text).orElseThrow();
    }

    private static void isPlain(Failure failure) {
        assertThat(failure.raised()).hasSize(1);
        assertThat(failure.last().type()).isEqualTo("pyspark.errors.exceptions.base.PySparkNotImplementedError");
        assertThat(failure.last().message()).isEqualTo("[NOT_IMPLEMENTED] rdd is not implemented.");
        assertThat(failure.last().condition()).contains("NOT_IMPLEMENTED");
        assertThat(failure.last().frames())
                .containsExactly(
                        new Frame("/jobs/daily.py", 12, "<module>", Optional.of("main()")),
                        new Frame("/jobs/daily.py", 8, "main", Optional.of("rdd = frame.rdd")));
    }

    @Test
    void plain() {
        isPlain(read(PLAIN));
        isPlain(read(PLAIN.replace("\n", "\r\n")));
        isPlain(read("Starting\nError: nothing yet\n" + PLAIN));
    }

    @Test
    void coloured() {
        isPlain(read(PLAIN.replace("\"/jobs/daily.py\"", "\u001b[35m\"/jobs/daily.py\"\u001b[0m")
                .replace("[NOT_IMPLEMENTED]", "\u001b[1;31m[NOT_IMPLEMENTED]\u001b[0m")));
    }

    @Test
    void inALog() {
        int[] second = {10};
        var logged = new StringBuilder();
        PLAIN.lines().forEach(line -> logged.append(
                        "[2026-03-01, 09:15:%d UTC] {subprocess.py:93} INFO - ".formatted(second[0]++))
                .append(line)
                .append('\n'));
        isPlain(read(logged.toString()));
    }

    @Test
    void withinJson() {
        var escaped = PLAIN.replace("\"", "\\\"").replace("\n", "\\n");
        isPlain(read("{\"level\": \"ERROR\", \"exc_info\": \"" + escaped + "\"}"));
        isPlain(read("{\"exc_info\": \"" + escaped + "\", \"level\": \"ERROR\"}"));
    }

    @Test
    void brokenOverLines() {
        isPlain(read(PLAIN.replace("/jobs/daily.py\", line 8", "/jobs/da\nily.py\", li\nne 8")));
    }

    @Test
    void chained() {
        var failure = read(
                PLAIN
                        + """

                The above exception was the direct cause of the following exception:

                Traceback (most recent call last):
                  File "/jobs/daily.py", line 14, in <module>
                    raise RuntimeError("no rows") from error
                RuntimeError: no rows
                """);
        assertThat(failure.raised())
                .extracting(Raised::simpleType)
                .containsExactly("PySparkNotImplementedError", "RuntimeError");
        assertThat(failure.last().message()).isEqualTo("no rows");
        assertThat(failure.raised().get(0).message()).isEqualTo("[NOT_IMPLEMENTED] rdd is not implemented.");
    }

    @Test
    void exceptionGroup() {
        var failure = read(
                """
                  + Exception Group Traceback (most recent call last):
                  |   File "/jobs/all.py", line 3, in <module>
                  |     raise ExceptionGroup("jobs", errors)
                  | ExceptionGroup: jobs (2 sub-exceptions)
                  +-+---------------- 1 ----------------
                    | Traceback (most recent call last):
                    |   File "/jobs/a.py", line 7, in run
                    |     frame.rdd.count()
                    | pyspark.errors.exceptions.base.PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.
                    +---------------- 2 ----------------
                    | Traceback (most recent call last):
                    |   File "/jobs/b.py", line 2, in run
                    |     1 / 0
                    | ZeroDivisionError: division by zero
                    +------------------------------------
                """);
        assertThat(failure.raised())
                .extracting(Raised::simpleType)
                .containsExactlyInAnyOrder("ExceptionGroup", "PySparkNotImplementedError", "ZeroDivisionError");
        assertThat(failure.raised()).anySatisfy(raised -> assertThat(raised.frames())
                .containsExactly(new Frame("/jobs/a.py", 7, "run", Optional.of("frame.rdd.count()"))));
    }

    @Test
    void notebook() {
        var failure = read(
                """
                ---------------------------------------------------------------------------
                PySparkAttributeError                     Traceback (most recent call last)
                Cell In[3], line 2
                      1 numbers = [1, 2]
                ----> 2 rdd = spark.sparkContext.parallelize(numbers)

                File /python/site-packages/pyspark/sql/connect/session.py:923, in SparkSession.__getattr__(self, name)
                    921 def __getattr__(self, name: str) -> Any:
                    922     if name in ["_jsc", "sparkContext"]:
                --> 923         raise PySparkAttributeError(
                    924             errorClass="JVM_ATTRIBUTE_NOT_SUPPORTED")

                PySparkAttributeError: [JVM_ATTRIBUTE_NOT_SUPPORTED] Attribute `sparkContext` is not supported in Spark Connect.
                """);
        assertThat(failure.raised()).hasSize(1);
        assertThat(failure.last().condition()).contains("JVM_ATTRIBUTE_NOT_SUPPORTED");
        assertThat(failure.last().frames())
                .containsExactly(
                        new Frame(
                                "Cell In[3]",
                                2,
                                "<module>",
                                Optional.of("rdd = spark.sparkContext.parallelize(numbers)")),
                        new Frame(
                                "/python/site-packages/pyspark/sql/connect/session.py",
                                923,
                                "SparkSession.__getattr__",
                                Optional.of("raise PySparkAttributeError(")));
    }

    @Test
    void databricks() {
        var failure = read(
                """
                PySparkAttributeError                     Traceback (most recent call last)
                File <command-4211>, line 1
                ----> 1 sc.parallelize([1, 2, 3])

                PySparkAttributeError: [JVM_ATTRIBUTE_NOT_SUPPORTED] Attribute `sparkContext` is not supported
                """);
        assertThat(failure.last().frames())
                .containsExactly(new Frame("<command-4211>", 1, "", Optional.of("sc.parallelize([1, 2, 3])")));
    }

    @Test
    void olderNotebook() {
        var failure = read(
                """
                ValueError                                Traceback (most recent call last)
                <ipython-input-7-0ab1> in <module>
                      1 def f():
                ----> 2     return g(1)
                      3 f()

                ~/work/helpers.py in g(n)
                     10     if n:
                ---> 11         raise ValueError("bad")

                ValueError: bad
                """);
        assertThat(failure.last().frames())
                .containsExactly(
                        new Frame("<ipython-input-7-0ab1>", 2, "<module>", Optional.of("return g(1)")),
                        new Frame("~/work/helpers.py", 11, "g", Optional.of("raise ValueError(\"bad\")")));
        assertThat(failure.last().message()).isEqualTo("bad");
    }

    @Test
    void withTheTracebackOfAWorkerAndTheStackOfTheServer() {
        var failure = read(
                """
                Traceback (most recent call last):
                  File "/jobs/ratio.py", line 9, in <module>
                    df.show()
                pyspark.errors.exceptions.connect.PythonException:\s
                  An exception was thrown from the Python worker. Please see the stack trace below.
                Traceback (most recent call last):
                  File "/jobs/ratio.py", line 4, in ratio
                    return a / b
                ZeroDivisionError: division by zero

                JVM stacktrace:
                org.apache.spark.api.python.PythonException
                \tat org.apache.spark.api.python.BasePythonRunner.handle(PythonRunner.scala:500)
                """);
        assertThat(failure.raised())
                .extracting(Raised::simpleType)
                .containsExactly("ZeroDivisionError", "PythonException");
        assertThat(failure.raised().get(0).message()).isEqualTo("division by zero");
        assertThat(failure.last().frames()).extracting(Frame::line).containsExactly(9);
    }

    @Test
    void cutOff() {
        var start = read(PLAIN.substring(0, PLAIN.indexOf("pyspark.errors")));
        assertThat(start.last().frames()).extracting(Frame::line).containsExactly(12, 8);
        assertThat(start.last().type()).isEmpty();
        var end = read(PLAIN.substring(PLAIN.indexOf("  File \"/jobs/daily.py\", line 8")));
        assertThat(end.last().frames()).extracting(Frame::line).containsExactly(8);
        assertThat(end.last().condition()).contains("NOT_IMPLEMENTED");
    }

    @Test
    void messageAlone() {
        var named = read(
                "ERROR job failed: pyspark.errors.exceptions.base.PySparkNotImplementedError: [NOT_IMPLEMENTED] rdd is not implemented.");
        assertThat(named.last().simpleType()).isEqualTo("PySparkNotImplementedError");
        assertThat(named.last().message()).isEqualTo("[NOT_IMPLEMENTED] rdd is not implemented.");
        var condition = read("[NOT_IMPLEMENTED] rdd is not implemented.");
        assertThat(condition.last().type()).isEmpty();
        assertThat(condition.last().condition()).contains("NOT_IMPLEMENTED");
        assertThat(read("TypeError: 'Column' object is not callable").last().message())
                .isEqualTo("'Column' object is not callable");
    }

    @Test
    void nothing() {
        assertThat(FailureReader.read("")).isEmpty();
        assertThat(FailureReader.read("All went well.\nRows: 12\n")).isEmpty();
    }
}
