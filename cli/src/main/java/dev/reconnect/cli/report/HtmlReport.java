package dev.reconnect.cli.report;

import dev.reconnect.core.Severity;
import dev.reconnect.engine.ScanResult;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One HTML file that needs nothing else: an overview with charts, then each program with its evidence and its files, before and after side
 * by side. Style and script stand inside; the page's own policy forbids every request.
 */
public final class HtmlReport {
    private static final int MOST_RULES = 10;
    private static final int MOST_INPUTS = 3;

    private final String title;
    private final ScanReport report;
    private final ScanResult after;
    private final List<HtmlProgram> programs;
    private final String trace;
    private final StringBuilder out = new StringBuilder(1 << 16);

    private HtmlReport(String title, ScanReport report, ScanResult after, List<HtmlProgram> programs, String trace) {
        this.title = title;
        this.report = report;
        this.after = after;
        this.programs = List.copyOf(programs);
        this.trace = trace;
    }

    /**
     * A scan, and what its safe fixes would make of the files.
     *
     * @param trace a section about a trace, before the programs; may be empty
     */
    public static String ofScan(ScanReport report, FixResult fixes, String trace) {
        var programs = new ArrayList<HtmlProgram>();
        for (var file : report.scan().files()) {
            if (file.findings().isEmpty()) {
                continue;
            }
            var fix = fixes.files().stream()
                    .filter(fixed -> fixed.name().equals(file.name()))
                    .findFirst();
            programs.add(new HtmlProgram(
                    file.name(),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(new HtmlProgram.HtmlFile(file, fix))));
        }
        return new HtmlReport("Scan for", report, fixes.after(), programs, trace).page();
    }

    /** Programs with their outcomes. */
    public static String ofMigration(ScanReport before, ScanResult after, List<HtmlProgram> programs) {
        return new HtmlReport("Migration to", before, after, programs, "").page();
    }

    private String page() {
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n")
                .append(
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';"
                                + " script-src 'unsafe-inline'; img-src data:\">\n")
                .append("<link rel=\"icon\" href=\"data:,\">\n")
                .append("<title>" + Html.escape(title + " " + report.target().target()) + "</title>\n<style>\n")
                .append(resource("report.css"))
                .append("</style>\n</head>\n<body>\n");
        header();
        out.append("<main>\n");
        overview();
        out.append(trace);
        problems();
        filters();
        programs.forEach(this::program);
        if (programs.isEmpty()) {
            out.append("<p class=\"empty\">Nothing found: nothing stands in the way of Spark Connect.</p>\n");
        }
        out.append("<p id=\"none\" class=\"empty\" hidden>Nothing matches the filters.</p>\n</main>\n<script>\n")
                .append(resource("report.js"))
                .append("</script>\n</body>\n</html>\n");
        return out.toString();
    }

    private void header() {
        out.append(
                "<header><div><h1>" + Html.escape(title) + " Spark Connect</h1><p>Target "
                        + report.target().target()
                        + " · reconnect " + Html.escape(report.version()) + " · "
                        + Html.escape(inputs()) + "</p></div>"
                        + "<button id=\"theme\" type=\"button\" aria-label=\"Switch between light and dark\">◐</button></header>\n");
    }

    private String inputs() {
        var inputs = report.inputs();
        return String.join(", ", inputs.subList(0, Math.min(inputs.size(), MOST_INPUTS)))
                + (inputs.size() > MOST_INPUTS ? " and " + (inputs.size() - MOST_INPUTS) + " more" : "");
    }

    private void overview() {
        out.append("<section class=\"cards\" aria-label=\"Overview\">\n");
        readiness();
        if (programs.stream().anyMatch(program -> program.outcome().isPresent())) {
            outcomes();
        }
        severities();
        rules();
        out.append("</section>\n");
    }

    private void readiness() {
        var sites = report.scan().callSites();
        var left = after.callSites();
        var now = Words.percent(sites.readiness());
        out.append("<article class=\"card\"><h2>Readiness</h2>"
                + HtmlCharts.ring(sites.readiness(), left.readiness(), now, "runs today")
                + "<p>" + (sites.total() - sites.broken()) + " of " + Words.count(sites.total(), "Spark call site")
                + " run on the target as they are; with the fixes "
                + Words.percent(left.readiness())
                + ".</p><p class=\"dim\">Readiness is the share of places that use a PySpark member and"
                + " that no error touches.</p></article>\n");
    }

    private void outcomes() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (var outcome : List.of("MIGRATED", "UNCHANGED", "REFUSED")) {
            counts.put(outcome.toLowerCase(Locale.ROOT), (int) programs.stream()
                    .filter(program -> program.outcome().equals(Optional.of(outcome)))
                    .count());
        }
        out.append("<article class=\"card\"><h2>Programs</h2>"
                + HtmlCharts.bars(counts, Map.of("migrated", "good", "unchanged", "good pale", "refused", "error")));
        Map<String, Integer> verdicts = new LinkedHashMap<>();
        for (var verdict : Verdict.values()) {
            int count = (int) programs.stream()
                    .filter(program -> program.evidence().map(Evidence::verdict).equals(Optional.of(verdict)))
                    .count();
            if (count > 0) {
                verdicts.put(verdict.name().toLowerCase(Locale.ROOT), count);
            }
        }
        out.append(HtmlCharts.bars(
                        verdicts,
                        Map.of("verified", "good", "differs", "error", "unproven", "warning", "failed", "error"))
                + "</article>\n");
    }

    private void severities() {
        var scan = report.scan();
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("errors", scan.count(Severity.ERROR));
        counts.put("warnings", scan.count(Severity.WARNING));
        counts.put("infos", scan.count(Severity.INFO));
        var plan = report.plan();
        out.append("<article class=\"card\"><h2>Findings</h2>"
                + HtmlCharts.bars(counts, Map.of("errors", "error", "warnings", "warning", "infos", "info"))
                + "<p>By hand about " + Words.effort(plan.effortMinutes()) + ", after the safe fixes "
                + Words.effort(plan.effortMinutesAfterSafeFixes()) + ".</p>"
                + (scan.suppressed() + scan.accepted() > 0
                        ? "<p class=\"dim\">Not shown: " + scan.suppressed() + " suppressed, " + scan.accepted()
                                + " accepted.</p>"
                        : "")
                + "</article>\n");
    }

    private void rules() {
        var steps = report.plan().steps();
        if (steps.isEmpty()) {
            return;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, String> classes = new LinkedHashMap<>();
        steps.stream()
                .sorted(Comparator.comparing(step -> -step.occurrences()))
                .limit(MOST_RULES)
                .forEach(step -> {
                    counts.put(step.rule(), step.occurrences());
                    classes.put(step.rule(), Words.of(step.severity()));
                });
        out.append("<article class=\"card wide\"><h2>Rules</h2>" + HtmlCharts.bars(counts, classes)
                + (steps.size() > MOST_RULES ? "<p class=\"dim\">and " + (steps.size() - MOST_RULES) + " more</p>" : "")
                + "</article>\n");
    }

    private void problems() {
        if (report.scan().problems().isEmpty()) {
            return;
        }
        out.append("<section class=\"problems\"><h2>Not looked at</h2><ul>");
        for (var problem : report.scan().problems()) {
            out.append("<li><code>" + Html.escape(problem.file()) + "</code> " + Html.sentence(problem.message())
                    + "</li>");
        }
        out.append("</ul></section>\n");
    }

    private void filters() {
        if (programs.isEmpty()) {
            return;
        }
        out.append(
                "<form class=\"filters\" aria-label=\"Filters\"><input id=\"search\" type=\"search\" placeholder=\"Filter by file,"
                        + " message or code\" aria-label=\"Search\">");
        for (var severity : Severity.values()) {
            var word = Words.of(severity);
            out.append("<label><input type=\"checkbox\" name=\"severity\" value=\"" + word + "\" checked> " + word
                    + "s</label>");
        }
        out.append("<label><input type=\"checkbox\" id=\"open\"> only what is left</label>");
        var names = new TreeSet<String>();
        report.scan().findings().forEach(finding -> names.add(finding.rule()));
        out.append("<select id=\"rule\" aria-label=\"Rule\"><option value=\"\">all rules</option>");
        names.forEach(name -> out.append("<option>" + Html.escape(name) + "</option>"));
        out.append("</select>");
        var outcomes = new TreeSet<String>();
        programs.forEach(program -> program.outcome().ifPresent(outcomes::add));
        if (outcomes.size() > 1) {
            out.append("<select id=\"outcome\" aria-label=\"Outcome\"><option value=\"\">all outcomes</option>");
            outcomes.forEach(outcome -> out.append("<option>" + outcome + "</option>"));
            out.append("</select>");
        }
        out.append("</form>\n");
    }

    private void program(HtmlProgram program) {
        long findings = program.files().stream()
                .mapToLong(file -> file.before().findings().size())
                .sum();
        out.append("<details class=\"program\" open data-name=\"" + Html.escape(program.name()) + "\" data-outcome=\""
                + Html.escape(program.outcome().orElse("")) + "\"><summary><span class=\"path\">"
                + Html.escape(program.name())
                + "</span>");
        program.outcome()
                .ifPresent(outcome -> out.append(
                        "<span class=\"badge " + outcome.toLowerCase(Locale.ROOT) + "\">" + outcome + "</span>"));
        program.evidence()
                .ifPresent(evidence -> out.append("<span class=\"badge "
                        + evidence.verdict().name().toLowerCase(Locale.ROOT) + "\">" + evidence.verdict() + "</span>"));
        out.append("<span class=\"dim\">" + Words.count((int) findings, "finding") + "</span></summary>\n");
        list("reasons", program.reasons());
        list("advice", program.advice());
        program.evidence().ifPresent(evidence -> HtmlEvidence.write(evidence, out));
        HtmlSuggestions.write(program.suggestions(), out);
        for (var file : program.files()) {
            if (program.files().size() > 1) {
                out.append("<h3>" + Html.escape(file.before().name()) + "</h3>\n");
            }
            HtmlDiff.write(report, file, out);
        }
        out.append("</details>\n");
    }

    private void list(String kind, List<String> sentences) {
        if (sentences.isEmpty()) {
            return;
        }
        out.append("<ul class=\"" + kind + "\">");
        sentences.forEach(
                sentence -> out.append("<li>" + Html.sentence(sentence).replace("\n", "<br>") + "</li>"));
        out.append("</ul>\n");
    }

    private static String resource(String name) {
        try (InputStream file = HtmlReport.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
