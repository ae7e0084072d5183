package dev.reconnect.assist;

import dev.reconnect.assist.model.Reply;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;

/** Programs with regions that rules leave, and answers about them. */
final class Programs {
    static final SparkRelease TARGET = SparkRelease.find("4.2").orElseThrow();
    static final RuleSet RULES = RuleSet.load();

    /** A region with a comment, a name that is used later, and a function that it uses. */
    static final String BEST =
            """
            import os
            import shutil
            from pyspark.sql import DataFrame, SparkSession
            from pyspark.sql import functions as F

            limit = 10


            def wipe(folder):
                shutil.rmtree(folder)


            def best(orders: DataFrame) -> dict:
                # the best order of each region
                totals = orders.rdd.map(lambda row: (row["region"], row["amount"])).reduceByKey(max).collectAsMap()
                print("regions:", len(totals))
                return totals


            spark = SparkSession.builder.getOrCreate()
            print(best(spark.table("orders")))
            """;

    static final String RIGHT =
            """
            ```python
            rows = orders.groupBy("region").agg(F.max("amount").alias("best")).collect()
            totals = {row["region"]: row["best"] for row in rows}
            ```
            """;

    private Programs() {}

    static Analysis analysis(String program) {
        var settings = Settings.defaults(Path.of("").toAbsolutePath());
        return new RuleRunner(RULES, settings).analyse(Workspace.of(SourceFile.of("job.py", program)), Progress.NONE);
    }

    /** A program after all fixes of rules and of the lifter. */
    static Analysis fixed(String program) {
        var settings = Settings.defaults(Path.of("").toAbsolutePath());
        var workspace = Workspace.of(SourceFile.of("job.py", program));
        var fixes = new Fixer(new RuleRunner(RULES, settings), FixFilter.UNSAFE).fix(workspace);
        return fixes.files().isEmpty()
                ? analysis(program)
                : analysis(fixes.files().get(0).text());
    }

    static List<Region> regions(Analysis analysis) {
        return Regions.of(analysis);
    }

    static Reply reply(String text) {
        return new Reply(text, false, 100, 20, 0.5);
    }

    static String fenced(String code) {
        return "```python\n" + code + "\n```\n";
    }
}
