package dev.reconnect.engine.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.Progress;
import dev.reconnect.engine.RuleRunner;
import dev.reconnect.engine.RuleSet;
import dev.reconnect.engine.fixture.Circular;
import dev.reconnect.engine.fixture.NeedsImport;
import dev.reconnect.engine.fixture.OldName;
import dev.reconnect.engine.fixture.Shout;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixerTest {
    private static final RuleSet RULES = RuleSet.of(new OldName(), new Shout(), new Circular(), new NeedsImport());

    @Test
    void roundsGoOnUntilNothingIsLeft() {
        var fix = check("spark = old\n", "spark = new\n");
        assertThat(fix.applied()).extracting(AppliedFix::title).containsExactly("Use `middle`", "Use `new`");
        assertThat(fix.applied()).extracting(AppliedFix::round).containsExactly(1, 2);
        assertThat(fix.changes()).hasSize(1);
        assertThat(fix.changes().get(0).reasons()).hasSize(2);
        assertThat(fix.remaining()).isEmpty();
    }

    @Test
    void placesOfTheFixedTextComeFromTheOriginal() {
        var fix = check("spark = A(B(C(1)), old)\nafter = 1\n", "spark = a(b(c(1)), new)\nafter = 1\n");
        for (String word : List.of("spark", " = ", "after", "1\n")) {
            assertThat(fix.originalOffset(fix.text().lastIndexOf(word)))
                    .as(word)
                    .isEqualTo(fix.source().text().lastIndexOf(word));
        }
        var longer = new FileFix(
                fix.source(),
                "",
                "",
                List.of(new Change(new TextRange(2, 4), new TextRange(2, 9), "1234567", List.of())),
                List.of(),
                List.of());
        assertThat(List.of(0, 1, 2, 8, 9, 12))
                .extracting(longer::originalOffset)
                .containsExactly(0, 1, 2, 2, 4, 7);
    }

    @Test
    void overlappingFixesTakeTurns() {
        check("spark = A(B(C(1)), old)\n", "spark = a(b(c(1)), new)\n");
    }

    @Test
    void unsafeFixesOnlyOnRequestAndDisplayOnlyNever() {
        checkUnchanged("spark = risky + shown\n");
        var unsafe = fix(FixFilter.UNSAFE, SourceFile.of("job.py", "spark = risky + shown\n"));
        assertThat(unsafe.files().get(0).text()).isEqualTo("spark = dared + shown\n");
        assertThat(unsafe.applied()).extracting(AppliedFix::unsafe).containsExactly(true);
        assertThat(unsafe.after().findings()).hasSize(1);
    }

    @Test
    void aFixThatBreaksTheSyntaxIsDropped() {
        var result = fix(FixFilter.SAFE, SourceFile.of("job.py", "spark = broken + old\n"));
        assertThat(result.files().get(0).text()).isEqualTo("spark = broken + new\n");
        assertThat(result.problems()).singleElement().satisfies(problem -> assertThat(problem.message())
                .contains("would not parse after the fix of `old-name`"));
    }

    @Test
    void circlesEnd() {
        var result = fix(FixFilter.SAFE, SourceFile.of("job.py", "spark = tick\n"));
        assertThat(result.problems())
                .extracting(Problem::message)
                .containsExactly("is fixed back and forth by `circular`");
        var growing = fix(FixFilter.SAFE, SourceFile.of("job.py", "spark = grow\n"));
        assertThat(growing.problems())
                .extracting(Problem::message)
                .containsExactly("has no less to fix after 50 more rounds of `circular`");
    }

    @Test
    void longWaysAreGoneToTheirEnd() {
        var fix = check("spark = down45 + down12\n", "spark = down0 + down0\n");
        assertThat(fix.applied()).extracting(AppliedFix::round).contains(1, 45);
    }

    @Test
    void linesSideBySideGoInOneRound() {
        var fix = check("spark = 1\ngone\ngone\ngone\nrest()\n", "spark = 1\nrest()\n");
        assertThat(fix.applied()).extracting(AppliedFix::round).containsExactly(1, 1, 1);
        assertThat(fix.changes()).extracting(Change::reasons).allSatisfy(reasons -> assertThat(reasons)
                .hasSize(1));
    }

    @Test
    void silencedFindingsStay() {
        checkUnchanged("spark = old  # reconnect: ignore\n");
    }

    @Test
    void importsComeAndGo() {
        check(
                """
                import spark
                from a import legacy, other

                x = legacy.col("a")
                y = legacy.col("b") + other
                """,
                """
                import spark
                from a import other
                from pyspark.sql import functions as F

                x = F.col("a")
                y = F.col("b") + other
                """);
    }

    @Test
    void anImportInUseStays() {
        check(
                "from pyspark.sql import functions as F\nimport legacy\nlegacy.col(1)\nlegacy.rest()\n",
                "from pyspark.sql import functions as F\nimport legacy\nF.col(1)\nlegacy.rest()\n");
        check(
                "from pyspark.sql import functions as F\nimport legacy\n__all__ = ['legacy']\nlegacy.col(1)\n",
                "from pyspark.sql import functions as F\nimport legacy\n__all__ = ['legacy']\nF.col(1)\n");
        check(
                "from pyspark.sql import functions as F\nimport legacy  # for effect\nlegacy.col(1)\n",
                "from pyspark.sql import functions as F\nimport legacy  # for effect\nF.col(1)\n");
    }

    @Test
    void anImportThatWasUnusedBeforeStays() {
        check(
                "from pyspark.sql import functions as F\nimport unused\nimport legacy\nlegacy.col(1)\n",
                "from pyspark.sql import functions as F\nimport unused\nF.col(1)\n");
    }

    @Test
    void anImportThatAnotherFileTakesStays() {
        var result = fix(
                FixFilter.SAFE,
                SourceFile.of("lib/job.py", "from pyspark.sql import functions as F\nimport legacy\nlegacy.col(1)\n"),
                SourceFile.of("main.py", "from lib.job import legacy\n"));
        assertThat(result.files())
                .extracting(FileFix::text)
                .containsExactly("from pyspark.sql import functions as F\nimport legacy\nF.col(1)\n");
    }

    @Test
    void aNameThatAnotherFileTakesStays() {
        var library = SourceFile.of("lib.py", "spark = 1\nold = 1\nprint(old)\n");
        var alone = SourceFile.of("alone.py", "spark = 1\nold = 1\n");
        var user = SourceFile.of("user.py", "import lib\nprint(lib.old)\n");
        var result = fix(FixFilter.SAFE, library, alone, user);
        assertThat(result.files())
                .extracting(FileFix::name, FileFix::text)
                .containsExactlyInAnyOrder(
                        tuple("lib.py", "spark = 1\nold = 1\nprint(new)\n"), tuple("alone.py", "spark = 1\nnew = 1\n"));
        assertThat(result.before().findings())
                .extracting(
                        finding -> finding.file() + ":" + finding.range().start(),
                        finding -> finding.fixes().get(0).applicability())
                .contains(
                        tuple("lib.py:10", Applicability.DISPLAY_ONLY),
                        tuple("lib.py:24", Applicability.SAFE),
                        tuple("alone.py:10", Applicability.SAFE));
    }

    @Test
    void anImportInsideOneFunctionDoesNotServeAnother() {
        check(
                """
                import legacy

                def f():
                    from pyspark.sql import functions as F
                    return legacy.col(1)

                def g():
                    return legacy.col(2)
                """,
                """
                from pyspark.sql import functions as F

                def f():
                    from pyspark.sql import functions as F
                    return F.col(1)

                def g():
                    return F.col(2)
                """);
    }

    @Test
    void lineEndsOfTheFile() {
        check(
                "import spark\r\n\r\nlegacy.col(1)\r\n",
                "import spark\r\nfrom pyspark.sql import functions as F\r\n\r\nF.col(1)\r\n");
    }

    @Test
    void eachChangedStretchHasItsReason() {
        var fix = check(
                "import spark\nlegacy.col(old)\n",
                "import spark\nfrom pyspark.sql import functions as F\nF.col(new)\n");
        assertThat(fix.changes()).hasSize(3);
        assertThat(fix.changes().get(0).replacement()).isEqualTo("\nfrom pyspark.sql import functions as F");
        assertThat(fix.changes().get(0).reasons()).extracting(AppliedFix::rule).containsExactly("needs-import");
        assertThat(fix.changes().get(2).reasons()).extracting(AppliedFix::rule).containsOnly("old-name");
        assertThat(fix.diff())
                .isEqualTo(
                        """
                        diff --git a/job.py b/job.py
                        --- a/job.py
                        +++ b/job.py
                        @@ -1,2 +1,3 @@
                         import spark
                        -legacy.col(old)
                        +from pyspark.sql import functions as F
                        +F.col(new)
                        """);
    }

    @Test
    void notebooksKeepTheirJson() {
        var json =
                """
                {"cells": [
                  {"cell_type": "markdown", "source": ["# old spark\\n"]},
                  {"cell_type": "code", "outputs": [{"text": "old"}], "source": ["import spark\\n", "%time x = old"]},
                  {"cell_type": "code",  "source": "legacy.col(old)"}
                 ], "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 5}
                """;
        var file = SourceFile.ofBytes("n.ipynb", json.getBytes(StandardCharsets.UTF_8))
                .file()
                .orElseThrow();
        var result = fix(FixFilter.SAFE, file);
        assertThat(result.problems()).isEmpty();
        var fixed = result.files().get(0).diskText();
        assertThat(fixed)
                .isEqualTo(json.replace(
                                "\"import spark\\n\", ",
                                "\"import spark\\n\", \"from pyspark.sql import functions as F\\n\", ")
                        .replace("legacy.col(old)", "F.col(new)"));
    }

    @Test
    void filesAreWrittenBackByteForByte(@TempDir Path root) throws IOException {
        var file = root.resolve("job.py");
        var before = "\uFEFF# spark é\r\nx = old\r\n\ty\r\n";
        Files.write(file, before.getBytes(StandardCharsets.UTF_8));
        var fix = fixOnDisk(root).files().get(0);
        fix.write();
        assertThat(Files.readAllBytes(file))
                .isEqualTo(before.replace("old", "new").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileThatChangedMeanwhileIsNotOverwritten(@TempDir Path root) throws IOException {
        var file = root.resolve("job.py");
        Files.writeString(file, "spark = old\n");
        var fix = fixOnDisk(root).files().get(0);
        Files.writeString(file, "spark = 1\n");
        assertThatThrownBy(fix::write).isInstanceOf(UserException.class).hasMessageContaining("was changed");
        assertThat(file).hasContent("spark = 1");
    }

    @Test
    void oneFileThatCannotBeWrittenKeepsAllAsTheyWere(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("a.py"), "spark = old\n");
        Files.writeString(root.resolve("b.py"), "spark = old\n");
        var result = fixOnDisk(root);
        Files.delete(root.resolve("b.py"));
        assertThatThrownBy(result::write)
                .isInstanceOf(UserException.class)
                .hasMessage("`b.py` was removed while it was being fixed");
        assertThat(root.resolve("a.py")).hasContent("spark = old");
        Files.writeString(root.resolve("b.py"), "spark = old\n");
        result.write();
        assertThat(root.resolve("a.py")).hasContent("spark = new");
        assertThat(root.resolve("b.py")).hasContent("spark = new");
    }

    private static FixResult fixOnDisk(Path root) {
        var settings = Settings.defaults(root);
        return new Fixer(new RuleRunner(RULES, settings), FixFilter.SAFE)
                .fix(Workspace.open(root, List.of("."), settings), Progress.NONE);
    }

    private static FileFix check(String before, String after) {
        var result = fix(FixFilter.SAFE, SourceFile.of("job.py", before));
        assertThat(result.problems()).isEmpty();
        assertThat(result.files()).hasSize(1);
        assertThat(result.files().get(0).text()).isEqualTo(after);
        return result.files().get(0);
    }

    private static void checkUnchanged(String text) {
        assertThat(fix(FixFilter.SAFE, SourceFile.of("job.py", text)).files()).isEmpty();
    }

    private static FixResult fix(FixFilter filter, SourceFile... files) {
        return new Fixer(new RuleRunner(RULES, Settings.defaults(Path.of(""))), filter).fix(Workspace.of(files));
    }
}
