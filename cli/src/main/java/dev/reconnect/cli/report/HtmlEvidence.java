package dev.reconnect.cli.report;

import dev.reconnect.proof.Evidence;
import java.util.Locale;

/** A proof as a section of the HTML report: what was run, what was compared, what came of it. */
final class HtmlEvidence {
    private HtmlEvidence() {}

    static void write(Evidence evidence, StringBuilder out) {
        out.append("<details class=\"evidence\"" + (evidence.difference().isPresent() ? " open" : "")
                + "><summary>Evidence: " + Words.count(evidence.dataSets().size(), "data set") + ", "
                + Words.count(evidence.observables().size(), "observable") + "</summary>\n");
        difference(evidence, out);
        out.append("<div class=\"tables\">");
        dataSets(evidence, out);
        observables(evidence, out);
        out.append("</div>");
        facts(evidence, out);
        out.append("</details>\n");
    }

    private static void difference(Evidence evidence, StringBuilder out) {
        evidence.difference()
                .ifPresent(difference -> out.append("<div class=\"difference\"><p>First difference: <b>"
                        + Html.escape(difference.observable()) + "</b>"
                        + (difference.at().isEmpty() ? "" : ", " + Html.escape(difference.at()))
                        + ", on data set <b>" + Html.escape(difference.dataSet())
                        + "</b></p><dl><dt>classic</dt><dd><pre>"
                        + Html.escape(difference.expected()) + "</pre></dd><dt>Connect</dt><dd><pre>"
                        + Html.escape(difference.got()) + "</pre></dd></dl></div>\n"));
    }

    private static void dataSets(Evidence evidence, StringBuilder out) {
        if (evidence.dataSets().isEmpty()) {
            return;
        }
        out.append("<table><thead><tr><th>data set</th><th>result</th><th>note</th></tr></thead><tbody>");
        for (var data : evidence.dataSets()) {
            var result = data.result().name().toLowerCase(Locale.ROOT);
            out.append("<tr title=\"sha256 " + Html.escape(data.sha256()) + "\"><td>" + Html.escape(data.name())
                    + "</td><td><span class=\"result " + result + "\">" + result + "</span></td><td>"
                    + Html.escape(data.note())
                    + "</td></tr>");
        }
        out.append("</tbody></table>");
    }

    private static void observables(Evidence evidence, StringBuilder out) {
        if (evidence.observables().isEmpty() && evidence.notCompared().isEmpty()) {
            return;
        }
        out.append("<table><thead><tr><th>observable</th><th>compared</th><th>data sets</th></tr></thead><tbody>");
        for (var counted : evidence.observables()) {
            out.append("<tr><td>" + Html.escape(counted.name()) + "</td><td>" + Html.escape(counted.counted())
                    + "</td><td>" + counted.dataSets() + "</td></tr>");
        }
        for (var skipped : evidence.notCompared()) {
            out.append("<tr class=\"dim\"><td>" + Html.escape(skipped.name()) + "</td><td colspan=\"2\">not compared: "
                    + Html.escape(skipped.why()) + "</td></tr>");
        }
        out.append("</tbody></table>");
    }

    private static void facts(Evidence evidence, StringBuilder out) {
        out.append("<p class=\"dim\">");
        evidence.environment().ifPresent(environment -> {
            out.append("Spark " + Html.escape(environment.spark()) + ", Python " + Html.escape(environment.python()));
            environment.java().ifPresent(java -> out.append(", " + Html.escape(java)));
            out.append("; isolation: ");
            var separator = "";
            for (var aspect : environment.isolation().entrySet()) {
                out.append(separator + Html.escape(aspect.getKey() + " " + aspect.getValue()));
                separator = ", ";
            }
            out.append("; ");
        });
        out.append("server: " + Html.escape(evidence.server()));
        if (!evidence.arguments().isEmpty()) {
            out.append("; called with <code>" + Html.escape(String.join(" ", evidence.arguments())) + "</code>");
        }
        for (var call : evidence.calls()) {
            out.append("; <code>" + Html.escape(call) + "</code>");
        }
        out.append("</p>\n");
    }
}
