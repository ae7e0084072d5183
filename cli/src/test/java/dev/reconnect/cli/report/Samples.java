package dev.reconnect.cli.report;

import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.proof.Difference;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.HostEnvironment;
import dev.reconnect.proof.Limits;
import dev.reconnect.proof.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Scans and evidence for the tests of reports. */
final class Samples {
    /** Needs a safe fix, one that brings an import, and has characters beyond ASCII and the basic plane. */
    static final String JOB =
            """
            # Täglich 😀 <script>alert("x")</script>
            from pyspark.sql import SparkSession

            def main(spark: SparkSession):
            \tpeople = spark.table("people")
            \tif people.rdd.isEmpty(): print("niemand 😀", people.rdd.count())
            \treturn spark.sparkContext.parallelize([("N", "North")]).toDF(["region", "name"])
            """;

    private static final RuleSet RULES = RuleSet.load();

    private Samples() {}

    static ScanReport scan(String name, String text) {
        var settings = Settings.defaults(Path.of("")).withCache(false);
        var scan = new RuleRunner(RULES, settings).scan(Workspace.of(SourceFile.of(name, text)));
        return new ScanReport(scan, RULES, SparkRelease.SPARK_4_2, List.of(name), "0.1.0");
    }

    static FixResult fixes(String name, String text) {
        var settings = Settings.defaults(Path.of("")).withCache(false);
        return new Fixer(new RuleRunner(RULES, settings), FixFilter.SAFE).fix(Workspace.of(SourceFile.of(name, text)));
    }

    static Evidence evidence(Verdict verdict) {
        boolean differs = verdict == Verdict.DIFFERS;
        return new Evidence(
                verdict,
                List.of("standard output differs <b>"),
                List.of("look"),
                differs
                        ? Optional.of(new Difference("nulls", "standard output", "line 3", "1 < 2", "\u0007None"))
                        : Optional.empty(),
                new Evidence.Tracebacks(Optional.empty(), Optional.empty()),
                new Evidence.ProgramFile("job \"1\".py", "ab12"),
                new Evidence.ProgramFile("job.py", "cd34"),
                List.of("--data", "{data}"),
                List.of(),
                List.of(
                        new Evidence.DataSet("given", "11", List.of(), Evidence.Result.EQUAL, ""),
                        new Evidence.DataSet(
                                "nulls",
                                "22",
                                List.of(),
                                differs ? Evidence.Result.DIFFERENT : Evidence.Result.EQUAL,
                                differs ? "standard output differs" : ""),
                        new Evidence.DataSet(
                                "extremes", "33", List.of(), Evidence.Result.EXCLUDED, "ends differently & twice")),
                List.of(new Evidence.Counted("standard output", "exact", 2)),
                List.of(new Evidence.NotCompared("name now", "two classic runs differ")),
                Optional.of(new HostEnvironment("4.2.1", "3.11.7", Optional.of("17"), Map.of("mechanism", "none"))),
                "own",
                Limits.DEFAULT,
                1,
                new Evidence.Effort(6, 0, 12.5));
    }
}
