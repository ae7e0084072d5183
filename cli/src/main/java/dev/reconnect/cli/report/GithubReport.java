package dev.reconnect.cli.report;

import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;

/** A scan as workflow commands, which GitHub shows beside the lines of a pull request. */
public final class GithubReport {
    private GithubReport() {}

    public static String of(ScanReport report) {
        var out = new StringBuilder();
        for (var problem : report.scan().problems()) {
            out.append("::error file=" + property(problem.file()) + "::"
                    + data(problem.file() + " " + problem.message()) + "\n");
        }
        for (var file : report.scan().files()) {
            var places = new Places(file.source());
            for (var finding : file.findings()) {
                out.append(line(finding, places));
            }
        }
        return out.toString();
    }

    private static String line(Finding finding, Places places) {
        var start = places.of(finding.range().start());
        var end = places.of(finding.range().end());
        boolean oneLine = start.line() == end.line() && start.cell().equals(end.cell());
        var command =
                switch (finding.severity()) {
                    case ERROR -> "error";
                    case WARNING -> "warning";
                    case INFO -> "notice";
                };
        // GitHub shows an annotation below its last line, and understands columns within one line only.
        var columns = oneLine ? ",endLine=" + end.line() + ",col=" + start.column() + ",endColumn=" + end.column() : "";
        var advice = finding.fixes().stream()
                .findFirst()
                .map(Fix::title)
                .or(finding::instead)
                .map(text -> "\n" + text)
                .orElse("");
        return "::" + command + " file=" + property(finding.file()) + ",line=" + start.line() + columns + ",title="
                + property(finding.rule()) + "::" + data(finding.message() + advice) + "\n";
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
