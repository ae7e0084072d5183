package dev.reconnect.cli.report;

import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.RulePage;
import dev.reconnect.engine.workspace.SourceFile;
import java.util.Optional;

/** One finding under its line: what happens on Connect, and unfolded its code, the fix line by line, and why. */
final class HtmlFinding {
    private static final int MOST_LINES = 6;

    private final ScanReport report;
    private final SourceFile source;
    private final Places places;
    private final HtmlCode code;
    private final StringBuilder out;

    HtmlFinding(ScanReport report, SourceFile source, Places places, HtmlCode code, StringBuilder out) {
        this.report = report;
        this.source = source;
        this.places = places;
        this.code = code;
        this.out = out;
    }

    void write(Finding finding, boolean fixed) {
        var severity = Words.of(finding.severity());
        out.append("<details class=\"finding " + severity + (fixed ? " fixed" : "") + "\" data-severity=\"" + severity
                + "\" data-rule=\"" + Html.escape(finding.rule()) + "\" data-state=\"" + (fixed ? "fixed" : "open")
                + "\"><summary><span class=\"tag " + severity + "\">" + severity + "</span> "
                + Html.sentence(finding.message()) + " <span class=\"rule\">" + Html.escape(finding.rule())
                + "</span>" + cure(finding, fixed) + "</summary>\n");
        frame(finding);
        finding.fixes().stream().findFirst().ifPresent(this::preview);
        report.rules()
                .find(finding.rule())
                .flatMap(rule -> why(rule.page()))
                .ifPresent(why -> out.append("<p>" + Html.sentence(why) + "</p>\n"));
        out.append("</details>\n");
    }

    private String cure(Finding finding, boolean fixed) {
        return finding.fixes().stream()
                .findFirst()
                .map(fix -> "<span class=\"cure\">" + (fixed ? "Fixed: " : "Fix: ") + Html.sentence(fix.title())
                        + " <span class=\"dim\">(" + Words.of(fix.applicability()) + ")</span></span>")
                .orElseGet(() -> fixed
                        ? ""
                        : "<span class=\"cure dim\">" + instead(finding) + "By hand, about "
                                + Words.effort(report.effortMinutes(finding.rule())) + "</span>");
    }

    private static String instead(Finding finding) {
        return finding.instead()
                .map(text -> "Instead: " + Html.sentence(text) + " ")
                .orElse("");
    }

    private void frame(Finding finding) {
        var lines = code.lines();
        int first = lines.line(finding.range().start());
        int last = places.lastLine(finding.range());
        out.append("<div class=\"frame\">");
        for (int line = first; line <= Math.min(last, first + MOST_LINES - 1); line++) {
            var text = places.lineText(line);
            int indent = text.length() - text.stripLeading().length();
            int from = line == first ? finding.range().start() - lines.lineStart(line) : indent;
            int to = finding.range().end() - lines.lineStart(line);
            frameLine(String.valueOf(places.shownLine(line)), "", code.line(line, from, Math.max(from, to), "u"));
        }
        if (last - first >= MOST_LINES) {
            frameLine("", "", "…");
        }
        out.append("</div>\n");
    }

    private void preview(Fix fix) {
        var preview = FixPreview.of(fix, places, source.text());
        if (preview.hunks().isEmpty() && preview.imports().isEmpty()) {
            return;
        }
        out.append("<div class=\"frame\">");
        preview.imports().forEach(statement -> added(statement));
        for (var hunk : preview.hunks()) {
            int number = hunk.line();
            for (var before : hunk.before()) {
                frameLine(
                        String.valueOf(number++),
                        "gone",
                        HtmlCode.ofFragment(before).line(1));
            }
            hunk.after().forEach(this::added);
        }
        out.append("</div>\n");
    }

    private void added(String line) {
        frameLine("+", "come", HtmlCode.ofFragment(line).line(1));
    }

    private void frameLine(String number, String kind, String html) {
        out.append("<span class=\"n\">" + number + "</span><span class=\"l " + kind + "\">" + html + "</span>");
    }

    /** The first paragraph of the page's reasons. */
    private static Optional<String> why(RulePage page) {
        return page.section("Why it fails on Spark Connect")
                .or(() -> page.section("Why it matters"))
                .map(text -> text.strip().lines().findFirst().orElse(""))
                .filter(text -> !text.isEmpty());
    }
}
