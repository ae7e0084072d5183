package dev.reconnect.cli.report;

import dev.reconnect.cli.Palette;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Severity;
import dev.reconnect.engine.FileScan;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A scan for people: each finding with its code, what happens on Connect and what to write instead, then the sums. */
public final class TextReport {
    private static final int MOST_LINES = 6;

    private final ScanReport report;
    private final Palette palette;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> explained = new HashSet<>();
    private final Map<Fix, Integer> shown = new HashMap<>();

    private TextReport(ScanReport report, Palette palette) {
        this.report = report;
        this.palette = palette;
    }

    /** Findings and sums. */
    public static String of(ScanReport report, Palette palette) {
        var text = new TextReport(report, palette);
        text.problems();
        report.scan().files().forEach(text::file);
        text.summary();
        return text.out.toString();
    }

    /** Only the findings and problems, for {@code --quiet}: one line each. */
    public static String brief(ScanReport report) {
        var lines = new StringBuilder();
        for (var problem : report.scan().problems()) {
            lines.append(problem.file() + ": " + problem.message() + "\n");
        }
        for (var file : report.scan().files()) {
            var places = new Places(file.source());
            for (var finding : file.findings()) {
                lines.append(file.name() + ":" + places.of(finding.range().start()) + ": "
                        + Words.of(finding.severity()) + "[" + finding.rule() + "] " + finding.message() + "\n");
            }
        }
        return lines.toString();
    }

    private void problems() {
        out.append(ProblemText.of(report.scan().problems(), palette));
        if (!report.scan().problems().isEmpty()) {
            out.append('\n');
        }
    }

    private void file(FileScan file) {
        var places = new Places(file.source());
        shown.clear();
        for (var finding : file.findings()) {
            finding(finding, file.source().text(), places);
        }
    }

    private void finding(Finding finding, String text, Places places) {
        int widest = String.valueOf(places.shownLine(places.lastLine(finding.range())))
                .length();
        var margin = " ".repeat(Math.max(widest, 2));
        out.append(label(finding.severity()) + palette.bold("[" + finding.rule() + "]: " + finding.message())
                + doubt(finding) + "\n");
        out.append(margin + palette.blue("--> ") + finding.file() + ":"
                + places.of(finding.range().start()) + "\n");
        frame(finding, places, margin);
        if (finding.fixes().isEmpty()) {
            byHand(finding, margin);
        } else {
            fix(finding, finding.fixes().get(0), places, text, margin);
        }
        out.append('\n');
    }

    private String label(Severity severity) {
        return switch (severity) {
            case ERROR -> palette.red("error");
            case WARNING -> palette.yellow("warning");
            case INFO -> palette.cyan("info");
        };
    }

    private String doubt(Finding finding) {
        return finding.confidence() == Confidence.CERTAIN
                ? ""
                : palette.dim(" (" + finding.confidence().name().toLowerCase(Locale.ROOT) + ")");
    }

    private void frame(Finding finding, Places places, String margin) {
        int first = places.lines().line(finding.range().start());
        int last = places.lastLine(finding.range());
        out.append(margin + palette.blue(" |") + "\n");
        int shown = Math.min(last, first + MOST_LINES - 1);
        for (int line = first; line <= shown; line++) {
            codeLine(finding, places, line, margin);
        }
        if (last > shown) {
            out.append(palette.blue("...") + "\n");
        }
    }

    private void codeLine(Finding finding, Places places, int line, String margin) {
        var code = places.lineText(line);
        int lineStart = places.lines().lineStart(line);
        int from = Math.min(Math.max(finding.range().start() - lineStart, 0), code.length());
        int to = Math.min(Math.max(finding.range().end() - lineStart, from), code.length());
        if (line > places.lines().line(finding.range().start())) {
            from = Math.min(code.length() - code.stripLeading().length(), to);
        }
        numbered(places.shownLine(line), margin, palette.blue(" | ") + Width.expandTabs(code));
        var carets = "^".repeat(Math.max(1, Width.of(code, to) - Width.of(code, from)));
        var painted = finding.severity() == Severity.ERROR ? palette.red(carets) : palette.yellow(carets);
        out.append(margin + palette.blue(" | ") + " ".repeat(Width.of(code, from)) + painted + "\n");
    }

    private void numbered(int line, String margin, String rest) {
        var number = String.valueOf(line);
        out.append(palette.blue(" ".repeat(Math.max(0, margin.length() - number.length())) + number) + rest + "\n");
    }

    private void byHand(Finding finding, String margin) {
        finding.instead().ifPresent(text -> out.append(margin + palette.blue(" = ") + "instead: " + text + "\n"));
        int minutes = report.effortMinutes(finding.rule());
        out.append(margin + palette.blue(" = ") + "by hand, about " + Words.effort(minutes));
        if (explained.add(finding.rule())) {
            out.append("; `reconnect rule " + finding.rule() + "` says how");
        }
        out.append('\n');
    }

    private void fix(Finding finding, Fix fix, Places places, String text, String margin) {
        int line = places.of(finding.range().start()).line();
        var first = shown.putIfAbsent(fix, line);
        if (first != null) {
            out.append(palette.cyan("help") + ": " + fix.title() + palette.dim(" (the fix for line " + first + ")")
                    + "\n");
            return;
        }
        var kind =
                switch (fix.applicability()) {
                    case SAFE -> "safe fix";
                    case UNSAFE -> "unsafe fix";
                    case DISPLAY_ONLY -> "to be finished by hand";
                };
        out.append(palette.cyan("help") + ": " + fix.title()
                + palette.dim(
                        " (" + kind + "; by hand about " + Words.effort(report.effortMinutes(finding.rule())) + ")")
                + "\n");
        var preview = FixPreview.of(fix, places, text);
        for (var statement : preview.imports()) {
            out.append(margin + palette.blue(" | ") + palette.green("+ " + statement) + "\n");
        }
        for (var hunk : preview.hunks()) {
            int number = hunk.line();
            for (var before : hunk.before()) {
                numbered(number++, margin, palette.blue(" | ") + palette.plainRed("- " + Width.expandTabs(before)));
            }
            for (var after : hunk.after()) {
                out.append(margin + palette.blue(" | ") + palette.green("+ " + Width.expandTabs(after)) + "\n");
            }
        }
    }

    private void summary() {
        var scan = report.scan();
        var sites = scan.callSites();
        out.append(palette.bold("Summary") + ": " + Words.count(scan.filesSeen(), "file") + ", "
                + Words.count(scan.files().size(), "file") + " with Spark code\n");
        if (sites.total() > 0) {
            out.append("  readiness for " + report.target().target() + ": "
                    + palette.bold(Words.percent(sites.readiness()))
                    + " (" + (sites.total() - sites.broken()) + " of " + Words.count(sites.total(), "Spark call site")
                    + " run there)\n");
        }
        int errors = scan.count(Severity.ERROR);
        int warnings = scan.count(Severity.WARNING);
        int infos = scan.count(Severity.INFO);
        if (errors + warnings + infos == 0) {
            out.append("  " + palette.boldGreen("nothing found") + "\n");
        } else {
            out.append("  found " + Words.count(errors, "error") + ", " + Words.count(warnings, "warning")
                    + (infos == 0 ? "" : ", " + infos + " for information") + "\n");
            fixable();
        }
        if (scan.suppressed() + scan.accepted() > 0) {
            out.append("  not shown: " + scan.suppressed() + " suppressed by comments, " + scan.accepted()
                    + " accepted in the baseline\n");
        }
    }

    private void fixable() {
        var plan = report.plan();
        int safe = plan.steps().stream().mapToInt(step -> step.safe()).sum();
        int unsafe = plan.steps().stream().mapToInt(step -> step.unsafe()).sum();
        out.append("  by hand about " + Words.effort(plan.effortMinutes()));
        if (safe > 0) {
            out.append(", after the safe fixes " + Words.effort(plan.effortMinutesAfterSafeFixes()));
        }
        out.append('\n');
        var paths = report.inputs().isEmpty() ? "." : String.join(" ", report.inputs());
        if (safe + unsafe > 0) {
            out.append("  " + safe + " can be fixed safely" + (unsafe > 0 ? ", " + unsafe + " with `--unsafe`" : "")
                    + ": `reconnect fix " + paths + " --diff`\n");
        }
        if (plan.effortMinutesAfterSafeFixes() > 0 && !report.inputs().contains("-")) {
            out.append("  what is left may run on the runtime: `reconnect migrate " + paths
                    + "` tries, and compares the results\n");
        }
    }
}
