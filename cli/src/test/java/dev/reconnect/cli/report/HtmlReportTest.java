package dev.reconnect.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reconnect.assist.Attempt;
import dev.reconnect.assist.Gate;
import dev.reconnect.assist.Suggestion;
import dev.reconnect.proof.Verdict;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTML report stands alone, and works in a real browser. */
final class HtmlReportTest {
    private static final List<String> BROWSERS = List.of("chromium", "chromium-browser", "google-chrome", "chrome");

    @TempDir
    private Path folder;

    private static String page() {
        var report = Samples.scan("job.py", Samples.JOB);
        var fixes = Samples.fixes("job.py", Samples.JOB);
        var file = new HtmlProgram.HtmlFile(
                report.scan().files().get(0), fixes.files().stream().findFirst());
        var good = new HtmlProgram(
                "good.py",
                Optional.of("UNCHANGED"),
                List.of(),
                List.of(),
                Optional.of(Samples.evidence(Verdict.VERIFIED)),
                List.of(),
                List.of());
        var bad = new HtmlProgram(
                "job.py",
                Optional.of("REFUSED"),
                List.of("`x` & <y>"),
                List.of("look"),
                Optional.of(Samples.evidence(Verdict.DIFFERS)),
                List.of(new Suggestion(
                        "ollama:<b>small</b>",
                        "job.py",
                        4,
                        Optional.empty(),
                        List.of(new Attempt(1, 1, Optional.of(Gate.PROOF), "`stdout` <differs>", "abc123", 120, 1.5)),
                        "as it had failed before")),
                List.of(file));
        return HtmlReport.ofMigration(report, fixes.after(), List.of(good, bad));
    }

    @Test
    void tellsWhereEditsOfModelsComeFrom() {
        assertThat(page())
                .contains("Model: 1 region")
                .contains("ollama:&lt;b&gt;small&lt;/b&gt;")
                .contains("stopped: proof")
                .contains("question abc123");
    }

    @Test
    void standsAlone() {
        assertThat(page())
                .doesNotContain("http:")
                .doesNotContain("https:")
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;")
                .contains("default-src 'none'");
    }

    @Test
    void codeIsColouredAndUnfoldsWithItsFix() {
        assertThat(page())
                .contains("<i class=c># Täglich 😀 &lt;script&gt;")
                .contains("<i class=k>from</i> pyspark.sql <i class=k>import</i> SparkSession")
                .contains("<i class=k>def</i> <i class=d>main</i>(spark: SparkSession):")
                .contains("<i class=k>if</i> <u>people.rdd.isEmpty()</u>: print(<i class=s>&quot;niemand 😀&quot;</i>")
                .contains("<span class=\"l come\">\t<i class=k>if</i> people.isEmpty(): print(")
                .contains("<details class=\"finding error fixed\"");
    }

    @Test
    void scanWithoutFindingsSaysSo() {
        var report = Samples.scan("job.py", "print(1)\n");
        assertThat(HtmlReport.ofScan(report, Samples.fixes("job.py", "print(1)\n"), ""))
                .contains("Nothing found");
    }

    @Test
    void opensInABrowserWithoutErrorsAndFilters() throws IOException, InterruptedException {
        var probe =
                """
                <script>
                const seen = (selector) => [...document.querySelectorAll(selector)].filter((e) => e.getClientRects().length).length;
                const answers = { programs: seen(".program"), findings: seen(".finding"), rings: seen("svg.ring") };
                document.querySelector("#rule").value = "rdd-count";
                document.querySelector("#rule").dispatchEvent(new Event("input", { bubbles: true }));
                answers.programsOfRule = seen(".program");
                answers.findingsOfRule = seen(".finding");
                document.querySelector("#search").value = "no such text anywhere";
                document.querySelector("#search").dispatchEvent(new Event("input", { bubbles: true }));
                answers.programsOfNothing = seen(".program");
                answers.none = seen("#none");
                answers.wide = document.documentElement.scrollWidth > innerWidth;
                document.querySelector("#theme").click();
                answers.theme = document.documentElement.dataset.theme;
                document.title = JSON.stringify(answers);
                </script>
                """;
        var seen = open(page().replace("</body>", probe + "</body>"), 1200);
        assertThat(seen.log()).doesNotContain("CONSOLE");
        assertThat(seen.dom())
                .contains("\"programs\":2,\"findings\":3,\"rings\":1,\"programsOfRule\":1,\"findingsOfRule\":1,"
                        + "\"programsOfNothing\":0,\"none\":1,\"wide\":false,\"theme\":\"");
    }

    @Test
    void fitsAPhone() throws IOException, InterruptedException {
        var probe = "<script>document.title = 'wide ' + (document.documentElement.scrollWidth > innerWidth);</script>";
        assertThat(open(page().replace("</body>", probe + "</body>"), 500).dom())
                .contains("<title>wide false</title>");
    }

    private record Seen(String dom, String log) {}

    private Seen open(String html, int width) throws IOException, InterruptedException {
        var browser = browser();
        assumeTrue(browser.isPresent(), "no Chromium on the PATH: the page was not opened in a browser");
        var page = Files.writeString(folder.resolve("page.html"), html);
        var dom = folder.resolve("dom.html");
        var log = folder.resolve("log.txt");
        var command = new ArrayList<>(List.of(
                browser.get().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--window-size=" + width + ",900",
                "--dump-dom",
                page.toUri().toString()));
        var process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        assertThat(process.waitFor(300, TimeUnit.SECONDS))
                .as("the browser ends")
                .isTrue();
        return new Seen(Files.readString(dom), Files.readString(log, StandardCharsets.ISO_8859_1));
    }

    private static Optional<Path> browser() {
        for (var name : BROWSERS) {
            for (var place : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
                var candidate = Path.of(place, name);
                if (Files.isExecutable(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }
}
