package dev.reconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.fixture.Member;
import dev.reconnect.engine.fixture.OldName;
import dev.reconnect.engine.fixture.Shout;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private static final RuleSet RULES = RuleSet.of(new Shout(), new OldName(), new Member());

    private Settings settings = Settings.defaults(Path.of(""));

    @Test
    void onTheLine() {
        check("spark = old  # reconnect: ignore\n");
        check("spark = old  # reconnect: ignore[old-name]\n");
        check(
                "spark = old  # noqa  # reconnect: ignore[old-name, shout] for a reason\nA()",
                "2 shout",
                "1 unused-suppression");
        check("spark = 1  # reconnect: ignore\ny = old\n", "2 old-name", "1 unused-suppression");
    }

    @Test
    void onTheFirstOrLastLineOfAStatement() {
        check("spark = f(  # reconnect: ignore\n    1,\n    old,\n)\n");
        check("spark = f(\n    1,\n    old,\n)  # reconnect: ignore[old-name]\n");
        check("if (\n    old\n):  # reconnect: ignore\n    spark = old\n", "4 old-name");
        check("def f(a=old):  # reconnect: ignore\n    spark = 1\n    return old\n", "3 old-name");
    }

    @Test
    void onTheLineOfTheCallThatAFindingStandsAt() {
        check("spark = (\n    A\n    .old(1)  # reconnect: ignore\n)\n");
        check("spark = (  # reconnect: ignore[member]\n    A\n    .old(1)\n)\n");
        check("spark = (\n    A\n    .old(1)\n)  # reconnect: ignore[member]\n");
        check("spark = (\n    A  # reconnect: ignore\n    .old(1)\n)\n", "3 member", "2 unused-suppression");
    }

    @Test
    void forTheWholeFile() {
        check("'''A spark job.'''\n# reconnect: ignore-file[old-name]\nx = old\ny = A(old)\n", "4 shout");
        check("# reconnect: ignore-file\nx = old\nspark = A(old)\n");
        check("spark = old\n# reconnect: ignore-file\n", "1 old-name", "2 unknown-suppression");
    }

    @Test
    void mistakesAreReported() {
        check("spark = old  # reconnect: ignore[old-nam]\n", "1 old-name", "1 unknown-suppression");
        check("spark = old  # reconnect: ingore\n", "1 old-name", "1 unknown-suppression");
        check("spark = old  # reconnect: ignore[old-name\n", "1 old-name", "1 unknown-suppression");
        check("spark = '# reconnect: ignore'; old\n", "1 old-name");
    }

    @Test
    void whatDidNotRunMayHaveNeededIt() {
        settings = settings.withSelect(List.of("shout"));
        check("spark = old  # reconnect: ignore[old-name]\n");
        check("spark = old  # reconnect: ignore\n");
        check("spark = old  # reconnect: ignore[shout]\n", "1 unused-suppression");
    }

    @Test
    void suppressedFindingsAreCounted() {
        assertThat(scan("spark = old + old  # reconnect: ignore\n").suppressed())
                .isEqualTo(2);
    }

    private void check(String text, String... findings) {
        assertThat(scan(text).findings())
                .extracting(finding ->
                        text.substring(0, finding.range().start()).lines().count()
                                + (finding.range().start() == 0
                                                || text.charAt(finding.range().start() - 1) == '\n'
                                        ? 1
                                        : 0)
                                + " " + finding.rule())
                .containsExactlyInAnyOrder(findings);
    }

    private ScanResult scan(String text) {
        return new RuleRunner(RULES, settings).scan(Workspace.of(SourceFile.of("job.py", text)));
    }
}
