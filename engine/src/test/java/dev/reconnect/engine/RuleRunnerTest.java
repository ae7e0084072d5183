package dev.reconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reconnect.core.Finding;
import dev.reconnect.core.Severity;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.fixture.Failing;
import dev.reconnect.engine.fixture.General;
import dev.reconnect.engine.fixture.OldName;
import dev.reconnect.engine.fixture.Shout;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleRunnerTest {
    private static final RuleSet RULES = RuleSet.of(new General(), new Failing(), new Shout(), new OldName());

    private Settings settings = Settings.defaults(Path.of(""));

    @Test
    void generalRulesLeaveClaimedNodesAlone() {
        check("spark = old + other\n", "error old-name 8", "info general 14");
        settings = settings.withSelect(List.of("general"));
        check("spark = old + other\n", "info general 8", "info general 14");
    }

    @Test
    void selection() {
        settings = settings.withSelect(List.of("fixture")).withIgnore(List.of("old-name", "general"));
        check("spark = old + A()\n", "warning shout 14");
        assertThatThrownBy(() -> scan(Settings.defaults(Path.of("")).withSelect(List.of("old-nam")), "spark"))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.advice()).isEqualTo("Did you mean `old-name`?"))
                .hasMessageContaining("no rule or group of rules called `old-nam`");
    }

    @Test
    void aRuleThatFailsIsReportedOnceAndTheOthersGoOn() {
        var scan = scan(settings, "spark = fine + bad + bad + fine + old\n");
        assertThat(scan.findings()).extracting(Finding::rule).containsExactly("failing", "old-name");
        assertThat(scan.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("made the rule `failing` fail: IllegalStateException: bad name");
            assertThat(problem.isInternal()).isTrue();
        });
        assertThat(scan.hasInternalProblems()).isTrue();
    }

    @Test
    void brokenSyntaxIsAProblemAndTheRestIsLookedAt() {
        var scan = scan(settings, "spark = = 1\nx = old\n");
        assertThat(scan.findings()).extracting(Finding::rule).containsExactly("old-name");
        assertThat(scan.problems()).isNotEmpty().allMatch(problem -> problem.kind() == Problem.Kind.SYNTAX);
        assertThat(scan.hasInternalProblems()).isFalse();
    }

    @Test
    void filesThatDoNotMentionSparkAreNotLookedAt() {
        check("old = old\n");
    }

    @Test
    void filesComeInTheOrderOfTheirNamesHoweverOften() {
        var files = new ArrayList<SourceFile>();
        for (int i = 0; i < 200; i++) {
            files.add(SourceFile.of("f" + i + ".py", "spark = old + A(B())\n".repeat(i % 7)));
        }
        var first = new RuleRunner(RULES, settings).scan(Workspace.of(files));
        assertThat(first.files()).extracting(FileScan::name).isSorted().hasSize(171);
        for (int i = 0; i < 3; i++) {
            assertThat(new RuleRunner(RULES, settings).scan(Workspace.of(files)).findings())
                    .isEqualTo(first.findings());
        }
    }

    @Test
    void deeplyNestedCodeIsNoTrouble() {
        check("spark = " + "(".repeat(150) + "old" + ")".repeat(150) + "\n", "error old-name 158");
        check("spark = old" + " + 1".repeat(3000) + "\n", "error old-name 8");
    }

    @Test
    void planSumsUpByRule() {
        var scan = scan(settings, "spark = old + old + A()\n");
        var plan = MigrationPlan.of(scan, RULES);
        assertThat(plan.steps()).extracting(MigrationPlan.Step::rule).containsExactly("old-name", "shout");
        assertThat(plan.effortMinutes()).isEqualTo(12);
        assertThat(plan.effortMinutesAfterSafeFixes()).isZero();
        assertThat(scan.count(Severity.ERROR)).isEqualTo(2);
    }

    @Test
    void readinessIsTheShareOfCallSitesWithoutError() {
        var scan = scan(
                settings,
                """
                from pyspark.sql import SparkSession
                spark = SparkSession.builder.getOrCreate()
                old(spark.range(3).count())
                """);
        assertThat(scan.callSites().total()).isEqualTo(5);
        assertThat(scan.callSites().broken()).isEqualTo(1);
        assertThat(scan.readiness()).isEqualTo(0.8);
    }

    private void check(String text, String... findings) {
        assertThat(scan(settings, text).findings())
                .extracting(finding -> finding.severity().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + finding.rule() + " " + finding.range().start())
                .containsExactly(findings);
    }

    private static ScanResult scan(Settings settings, String text) {
        return new RuleRunner(RULES, settings).scan(Workspace.of(SourceFile.of("job.py", text)));
    }
}
