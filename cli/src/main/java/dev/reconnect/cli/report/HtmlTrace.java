package dev.reconnect.cli.report;

import dev.reconnect.cli.trace.Trace;
import dev.reconnect.cli.trace.Trace.Operation;
import dev.reconnect.cli.trace.Trace.Site;
import dev.reconnect.cli.trace.TraceSummary;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The section of the HTML report that says what a trace has shown. */
public final class HtmlTrace {
    private final TraceSummary summary;
    private final Function<String, String> shown;
    private final StringBuilder out = new StringBuilder();

    private HtmlTrace(TraceSummary summary, Function<String, String> shown) {
        this.summary = summary;
        this.shown = shown;
    }

    /** @param shown how to write a path */
    public static String of(TraceSummary summary, Function<String, String> shown) {
        var section = new HtmlTrace(summary, shown);
        section.write();
        return section.out.toString();
    }

    private void write() {
        out.append("<section class=\"trace card\" aria-label=\"Trace\">\n<h2>Seen at run time</h2>\n");
        summary.trace().runs().forEach(this::run);
        unreported();
        time();
        served();
        unexecuted();
        missing();
        out.append("</section>\n");
    }

    private void run(Trace.Run run) {
        out.append("<p><code>" + Html.escape(run.program().map(shown).orElse("a program")) + "</code> on "
                + Html.escape(TraceText.where(run)) + ", Python "
                + Html.escape(run.python())
                + run.seconds()
                        .map(seconds -> ", " + TraceText.seconds(seconds) + ", of which "
                                + TraceText.seconds(summary.sparkSeconds()) + " in calls of Spark")
                        .orElse(", did not end in order")
                + ".</p>\n");
    }

    private void unreported() {
        if (summary.unreported().isEmpty()) {
            if (summary.checkedFiles() > 0 && !summary.served().isEmpty()) {
                out.append("<p class=\"dim\">Static analysis reports each of the "
                        + Words.count(summary.served().size(), "call site")
                        + " that Spark Connect lacks.</p>\n");
            }
            return;
        }
        out.append("<details open><summary>Not reported by static analysis: "
                + Words.count(summary.unreported().size(), "call site") + "</summary>\n<table><thead>"
                + "<tr><th scope=\"col\">Place</th><th scope=\"col\">Member</th></tr></thead><tbody>\n");
        summary.unreported()
                .forEach(call -> out.append(
                        "<tr><td>" + place(call.site()) + "</td><td>" + symbol(call.symbol()) + "</td></tr>\n"));
        out.append("</tbody></table></details>\n");
    }

    private void time() {
        if (summary.slowest().isEmpty()) {
            return;
        }
        double most = summary.slowest().get(0).seconds();
        out.append(
                "<details open><summary>Where time went</summary>\n<table class=\"times\"><thead>"
                        + "<tr><th scope=\"col\">Time</th><th scope=\"col\" aria-label=\"Share\"></th>"
                        + "<th scope=\"col\">Place</th><th scope=\"col\">Member</th><th scope=\"col\">Got</th></tr></thead><tbody>\n");
        for (var operation : summary.slowest()) {
            out.append("<tr><td class=\"number\">" + TraceText.seconds(operation.seconds()) + "</td><td>"
                    + bar(operation.seconds() / most) + "</td><td>" + place(operation.site()) + "</td><td>"
                    + symbol(operation.symbol()) + times(operation.count()) + "</td><td>" + got(operation)
                    + "</td></tr>\n");
        }
        out.append("</tbody></table></details>\n");
    }

    private static String bar(double share) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"share\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">"
                        + "<rect width=\"%.1f\" height=\"10\" rx=\"2\"/></svg>",
                100 * share);
    }

    private static String got(Operation operation) {
        return operation.rows().map(rows -> TraceText.rows(rows) + " ").orElse("")
                + operation.bytes().map(TraceText::size).orElse("");
    }

    private void served() {
        if (summary.served().isEmpty()) {
            return;
        }
        var title = summary.ranOnRuntime() ? "Served by the runtime" : "Not on Spark Connect";
        out.append("<details><summary>" + title + ": "
                + Words.count(summary.served().size(), "call site") + "</summary>\n<table><thead>"
                + "<tr><th scope=\"col\">Place</th><th scope=\"col\">Member</th><th scope=\"col\">Elements</th>"
                + "<th scope=\"col\">How</th></tr></thead><tbody>\n");
        for (var operation : summary.served()) {
            out.append("<tr><td>" + place(operation.site()) + "</td><td>" + symbol(operation.symbol())
                    + times(operation.count()) + "</td><td>"
                    + operation
                            .elements()
                            .map(shape -> "<code>" + Html.escape(shape.display()) + "</code>")
                            .orElse("")
                    + "</td><td>" + Html.escape(operation.strategy())
                    + (operation.fidelity().equals("exact")
                            ? ""
                            : " <span class=\"tag warning\">" + Html.escape(operation.fidelity()) + "</span>")
                    + "</td></tr>\n");
        }
        for (var use : summary.trace().jvmUses()) {
            out.append("<tr><td>" + place(use.site()) + "</td><td>" + symbol(use.path()) + times(use.count())
                    + "</td><td></td><td>"
                    + use.substitute()
                            .map(name -> "the stand-in " + Html.escape(name))
                            .orElse("the JVM")
                    + "</td></tr>\n");
        }
        out.append("</tbody></table></details>\n");
    }

    private void unexecuted() {
        var sites = summary.trace().unexecuted();
        if (sites.isEmpty()) {
            return;
        }
        out.append("<details><summary>Never come to: " + Words.count(sites.size(), "call site")
                + "</summary>\n<table><tbody>\n");
        sites.forEach(site ->
                out.append("<tr><td>" + place(site.site()) + "</td><td>" + symbol(site.name()) + "</td></tr>\n"));
        out.append("</tbody></table></details>\n");
    }

    private void missing() {
        if (!summary.changed().isEmpty()) {
            out.append("<p class=\"dim\">Sources that are not at hand, or have changed since: "
                    + summary.changed().stream()
                            .map(file -> "<code>" + Html.escape(shown.apply(file.path())) + "</code>")
                            .collect(Collectors.joining(", "))
                    + "</p>\n");
        }
        TraceText.incomplete(summary.trace())
                .forEach(text -> out.append("<p class=\"dim\">" + Html.escape(text) + "</p>\n"));
    }

    private String place(Site site) {
        return "<code>" + Html.escape(TraceText.place(site, shown)) + "</code>";
    }

    private static String symbol(String name) {
        return "<code>" + Html.escape(name.startsWith("pyspark.") ? name.substring("pyspark.".length()) : name)
                + "</code>";
    }

    private static String times(long count) {
        return count == 1 ? "" : " <span class=\"dim\">× " + count + "</span>";
    }
}
