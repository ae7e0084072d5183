package dev.reconnect.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.cli.Palette;
import dev.reconnect.proof.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** Reports for people and for CI systems, as text. */
final class TextReportTest {
    @Test
    void caretsStandUnderTheCodeAlsoBehindTabsAndWideCharacters() {
        var lines = TextReport.of(Samples.scan("job.py", Samples.JOB), Palette.PLAIN)
                .lines()
                .toList();
        int header = -1;
        for (int i = 0; i < lines.size(); i++) {
            header = lines.get(i).startsWith("error[rdd-count]") ? i : header;
        }
        assertThat(lines.get(header + 1)).endsWith("job.py:6:46");
        var code = lines.get(header + 3);
        var carets = lines.get(header + 4);
        // The emoji takes two columns of the terminal and two units of the string.
        assertThat(code.indexOf("people.rdd.count()")).isEqualTo(carets.indexOf('^'));
        assertThat(carets.strip()).endsWith("^".repeat("people.rdd.count()".length()));
    }

    @Test
    void fixesShowTheirLinesAndImports() {
        var text = TextReport.of(Samples.scan("job.py", Samples.JOB), Palette.PLAIN);
        assertThat(text)
                .contains("help: Use `DataFrame.isEmpty()` (safe fix; by hand about 2 min)")
                .contains("6 | -         if people.rdd.isEmpty(): print")
                .contains("  | +         if people.isEmpty(): print");
    }

    @Test
    void whatNoFixCuresIsToldWithItsCounterpartAndTheRuntime() {
        var text = TextReport.of(
                Samples.scan(
                        "job.py",
                        """
                        def names(sc):
                            return sc.textFile("names.txt").map(str.strip)

                        from pyspark import SparkContext
                        names(SparkContext())
                        """),
                Palette.PLAIN);
        assertThat(text)
                .contains("`SparkContext.textFile` is not available on Spark Connect")
                .contains("   = instead: `spark.read.text(path)`, column `value`\n")
                .contains("  what is left may run on the runtime: `reconnect migrate");
        assertThat(TextReport.of(Samples.scan("job.py", CHAIN), Palette.PLAIN)).doesNotContain("on the runtime");
    }

    @Test
    void plainTextHasNoColours() {
        var report = Samples.scan("job.py", Samples.JOB);
        assertThat(TextReport.of(report, Palette.PLAIN)).doesNotContain("\u001b");
        assertThat(TextReport.of(report, Palette.COLOURED)).contains("\u001b[");
    }

    @Test
    void annotationsEscapeWhatGithubWouldMisread() {
        var text = GithubReport.of(Samples.scan("a,b:c.py", Samples.JOB));
        assertThat(text.lines()).allMatch(line -> line.startsWith("::error file=a%2Cb%3Ac.py,line="));
        assertThat(text).contains("title=rdd-is-empty::").contains("%0AUse `DataFrame.isEmpty()`");
    }

    private static final String CHAIN =
            """
            from pyspark.sql import Row, SparkSession

            spark = SparkSession.builder.getOrCreate()
            people = spark.sparkContext.parallelize([
                Row(name="Ann"),
                Row(name="Bo"),
            ]).toDF()
            """;

    @Test
    void eachLineOfAChainThatFailsIsFoundAndTheirFixShownOnce() {
        var report = Samples.scan("job.py", CHAIN);
        var text = TextReport.of(report, Palette.PLAIN);
        assertThat(text)
                .contains("--> job.py:4:29\n")
                .contains("--> job.py:7:4\n")
                .containsOnlyOnce("| + people = spark.createDataFrame([")
                .containsOnlyOnce("(the fix for line 4)")
                .contains("  1 can be fixed safely");
        assertThat(Samples.fixes("job.py", CHAIN).applied()).hasSize(1);
    }

    @Test
    void annotationsStandAtTheFirstLineOfWhatTheyAreAbout() {
        assertThat(GithubReport.of(Samples.scan("job.py", CHAIN)).lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .startsWith("::error file=job.py,line=4,endLine=4,col=29,endColumn=40,"),
                        second -> assertThat(second)
                                .startsWith("::error file=job.py,line=7,endLine=7,col=4,endColumn=8,"));
        var longCall = CHAIN + "total = spark.sparkContext.accumulator(\n    0\n)\n";
        assertThat(GithubReport.of(Samples.scan("job.py", longCall)))
                .contains("::error file=job.py,line=8,title=accumulator::");
    }

    @Test
    void ofAFileThatIsNoPythonTheFirstPlacesAreShown() {
        var text = TextReport.of(Samples.scan("log.py", "import pyspark\n" + "$ ls -l\n".repeat(9)), Palette.PLAIN);
        assertThat(text)
                .startsWith("warning: `log.py` line 2: ")
                .containsOnlyOnce("warning: `log.py` line 4: ")
                .doesNotContain("line 5")
                .contains("warning: `log.py` has 6 more places that do not read as Python\n");
    }

    @Test
    void percentNeverRoundsUpToAll() {
        assertThat(Words.percent(0.999)).isEqualTo("99 %");
        assertThat(Words.percent(1)).isEqualTo("100 %");
        assertThat(Words.effort(125)).isEqualTo("2 h 5 min");
    }

    @Test
    void junitIsXmlWithTheRightNumbers() throws Exception {
        for (var verdict : Verdict.values()) {
            var bytes = JunitReport.of(Samples.evidence(verdict)).getBytes(StandardCharsets.UTF_8);
            var suite = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(bytes))
                    .getDocumentElement();
            assertThat(suite.getAttribute("tests")).isEqualTo("4");
            for (var kind : new String[] {"failure", "error", "skipped"}) {
                var declared = suite.getAttribute(kind.equals("skipped") ? kind : kind + "s");
                assertThat(suite.getElementsByTagName(kind).getLength()).isEqualTo(Integer.parseInt(declared));
            }
            assertThat(suite.getElementsByTagName("failure").getLength())
                    .isEqualTo(
                            switch (verdict) {
                                case VERIFIED, FAILED -> 0;
                                case DIFFERS -> 2;
                                case UNPROVEN -> 1;
                            });
        }
    }

    @Test
    void proofNamesTheDifference() {
        var text = ProofText.of(Samples.evidence(Verdict.DIFFERS), Palette.PLAIN);
        assertThat(text)
                .startsWith("DIFFERS\n")
                .contains("different on: nulls")
                .contains("does not count: extremes")
                .contains("not compared: name now (two classic runs differ)");
    }
}
