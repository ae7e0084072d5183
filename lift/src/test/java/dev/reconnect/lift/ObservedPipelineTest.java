package dev.reconnect.lift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Finding;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.fix.Fixer;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.types.ObservedCall;
import dev.reconnect.python.types.ObservedShape;
import dev.reconnect.python.types.ObservedShape.Alternative;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.SourceSpan;
import dev.reconnect.rules.session.SparkContextConstruction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pipelines whose types only a run knows. */
class ObservedPipelineTest {
    private static final String SOURCE =
            """
            import json
            from pyspark.sql import SparkSession, functions as F


            def parse(line):
                record = json.loads(line)
                return record["user"], record["price"]


            spark = SparkSession.builder.getOrCreate()
            sc = spark.sparkContext
            pairs = sc.textFile("events.jsonl").map(parse)
            print(pairs.collect())
            """;
    private static final String CALL = "sc.textFile(\"events.jsonl\").map(parse)";

    @Test
    void withoutARunItAsksForOne() {
        var findings = fix(ObservedTypes.NONE).after().findings();
        assertThat(findings)
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains(Result.WANTS_RUN);
        assertThat(RddPipeline.wantsRun(findings)).isTrue();
    }

    @Test
    void whatARunHasSeenIsNamedAndHeldTo() {
        var fixed = fix(seen(tuple(one("str"), one("float")))).files().get(0);
        assertThat(fixed.applied().get(0).title())
                .isEqualTo(
                        "Write the pipeline of `pairs` with DataFrames, assuming from a run that `parse` gives `tuple[str, float]`");
        assertThat(fixed.applied().get(0).unsafe()).isTrue();
        assertThat(fixed.text())
                .contains("F.udf(gives(tuple[str, float])(parse), \"struct<_1: string, _2: double>\")(\"value\")")
                .contains("def gives(kind):");
    }

    @Test
    void noneThatWasSeenIsPartOfTheType() {
        var price = new ObservedShape(Stream.of(one("float"), one("None"))
                .flatMap(shape -> shape.alternatives().stream())
                .toList());
        assertThat(fix(seen(tuple(one("str"), price))).files().get(0).text())
                .contains("gives(tuple[str, float | None])(parse)");
    }

    @Test
    void typesThatNoColumnHoldsAreNamed() {
        var mixed = new ObservedShape(Stream.of(one("float"), one("int"))
                .flatMap(shape -> shape.alternatives().stream())
                .toList());
        var findings = fix(seen(tuple(one("str"), mixed))).after().findings();
        assertThat(findings)
                .extracting(Finding::message)
                .singleElement()
                .asString()
                .contains("a run has seen `tuple[str, float | int]` of the function");
        assertThat(RddPipeline.wantsRun(findings)).isFalse();
    }

    @Test
    void whatWasSeenIsFollowedThroughOtherFixes() {
        var source = SOURCE.replace(
                        "spark = SparkSession.builder.getOrCreate()\nsc = spark.sparkContext\n",
                        "sc = SparkContext(appName=\"app\")\n")
                .replace("from pyspark.sql import SparkSession, functions as F", "from pyspark import SparkContext");
        var fixed = fix(source, seen(source, tuple(one("str"), one("int"))), new SparkContextConstruction())
                .files()
                .get(0);
        assertThat(fixed.text())
                .contains("spark = SparkSession.builder.appName(\"app\").getOrCreate()")
                .contains("gives(tuple[str, int])(parse)");
    }

    @Test
    void stepsOverDictionariesBecomeOneFunction() {
        var source =
                """
                import json
                from pyspark.sql import SparkSession, functions as F

                spark = SparkSession.builder.getOrCreate()
                sc = spark.sparkContext
                records = sc.textFile("events.jsonl").map(json.loads)
                errors = records.filter(lambda record: record["level"] == "ERROR").map(lambda record: record["host"])
                print(errors.collect())
                """;
        var call = source.substring(source.indexOf("records.filter"), source.indexOf("\nprint"));
        assertThat(fix(source, seen(source, call, one("str"))).files().get(0).text())
                .contains(
                        """
                        @F.udf("array<string>")
                        @gives(list[str])
                        def errors_of(line):
                            record = json.loads(line)
                            if record["level"] == "ERROR":
                                return [record["host"]]
                            return []


                        errors = records.select(F.explode(errors_of("value")).alias("value"))
                        """);
    }

    private static FixResult fix(ObservedTypes observed) {
        return fix(SOURCE, observed);
    }

    private static FixResult fix(String source, ObservedTypes observed, PythonRule... others) {
        var rules =
                Stream.concat(Stream.of(new RddPipeline()), Stream.of(others)).toArray(PythonRule[]::new);
        var runner = new RuleRunner(RuleSet.of(rules), Settings.defaults(Path.of(""))).with(observed);
        var workspace = Workspace.of(List.of(SourceFile.of("job.py", source)));
        return new Fixer(runner, FixFilter.UNSAFE).fix(workspace, Progress.NONE);
    }

    private static ObservedTypes seen(ObservedShape elements) {
        return seen(SOURCE, elements);
    }

    private static ObservedTypes seen(String source, ObservedShape elements) {
        return seen(source, CALL, elements);
    }

    /** Evidence of that text, for the elements of a call of {@code map} in it. */
    private static ObservedTypes seen(String source, String call, ObservedShape elements) {
        int start = source.indexOf(call);
        var span = SourceSpan.of(new TextRange(start, start + call.length()), LineIndex.of(source));
        var observed = new ObservedCall(
                "pyspark.RDD.map", Optional.of("pyspark.RDD"), Optional.of(elements), Optional.empty(), List.of());
        return (path, text) -> text.equals(source) ? Map.of(span, observed) : Map.of();
    }

    private static ObservedShape one(String type) {
        return new ObservedShape(List.of(new Alternative(type, false, List.of(), List.of(), true)));
    }

    private static ObservedShape tuple(ObservedShape... items) {
        return new ObservedShape(List.of(new Alternative("tuple", false, List.of(), List.of(items), false)));
    }
}
