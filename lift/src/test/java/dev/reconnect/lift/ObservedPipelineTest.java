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
import dev.reconnect.python.tree.LineIndex;
import dev.reconnect.python.types.ObservedCall;
import dev.reconnect.python.types.ObservedShape;
import dev.reconnect.python.types.ObservedShape.Alternative;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.SourceSpan;
import java.nio.file.Path;
import java.util.HashMap;
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

    private static FixResult fix(ObservedTypes observed) {
        return fix(SOURCE, observed);
    }

    private static FixResult fix(String source, ObservedTypes observed) {
        var runner = new RuleRunner(RuleSet.of(new RddPipeline()), Settings.defaults(Path.of(""))).with(observed);
        var workspace = Workspace.of(List.of(SourceFile.of("job.py", source)));
        return new Fixer(runner, FixFilter.UNSAFE).fix(workspace, Progress.NONE);
    }

    /** Evidence for the elements of the call, wherever it stands in a text. */
    private static ObservedTypes seen(ObservedShape elements) {
        var call = new ObservedCall(
                "pyspark.RDD.map", Optional.of("pyspark.RDD"), Optional.of(elements), Optional.empty(), List.of());
        return (path, text) -> {
            Map<SourceSpan, ObservedCall> calls = new HashMap<>();
            int start = text.indexOf(CALL);
            if (start >= 0) {
                calls.put(SourceSpan.of(new TextRange(start, start + CALL.length()), LineIndex.of(text)), call);
            }
            return calls;
        };
    }

    private static ObservedShape one(String type) {
        return new ObservedShape(List.of(new Alternative(type, false, List.of(), List.of(), true)));
    }

    private static ObservedShape tuple(ObservedShape... items) {
        return new ObservedShape(List.of(new Alternative("tuple", false, List.of(), List.of(items), false)));
    }
}
