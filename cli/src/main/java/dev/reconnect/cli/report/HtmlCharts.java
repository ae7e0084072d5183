package dev.reconnect.cli.report;

import java.util.Locale;
import java.util.Map;

/** Small charts as inline SVG; colours come from the page's style. */
final class HtmlCharts {
    private static final double RADIUS = 42;
    private static final double AROUND = 2 * Math.PI * RADIUS;

    private HtmlCharts() {}

    /** A ring that fills with a share; a second share shows as a paler ring behind it. */
    static String ring(double share, double second, String label, String caption) {
        return "<svg class=\"ring\" viewBox=\"0 0 100 100\" role=\"img\" aria-label=\""
                + Html.escape(label + " " + caption) + "\">"
                + "<circle class=\"track\" cx=\"50\" cy=\"50\" r=\"42\"/>"
                + arc("later", second)
                + arc("now", share)
                + "<text x=\"50\" y=\"51\" class=\"big\">" + Html.escape(label) + "</text>"
                + "<text x=\"50\" y=\"66\" class=\"small\">" + Html.escape(caption) + "</text></svg>";
    }

    private static String arc(String kind, double share) {
        if (share <= 0) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "<circle class=\"%s\" cx=\"50\" cy=\"50\" r=\"42\" stroke-dasharray=\"%.2f %.2f\" transform=\"rotate(-90 50 50)\"/>",
                kind,
                AROUND * Math.min(share, 1),
                AROUND);
    }

    /** Labelled bars, longest as long as the card; the class of each colours it. */
    static String bars(Map<String, Integer> counts, Map<String, String> classes) {
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(1);
        var html = new StringBuilder("<div class=\"bars\">");
        counts.forEach((name, count) -> html.append("<div class=\"bar\"><span class=\"name\">" + Html.escape(name)
                + "</span><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"track\" width=\"100\""
                + " height=\"10\" rx=\"2\"/><rect class=\"" + classes.getOrDefault(name, "neutral") + "\" width=\""
                + String.format(Locale.ROOT, "%.1f", 100.0 * count / Math.max(most, 1))
                + "\" height=\"10\" rx=\"2\"/></svg><span class=\"count\">" + count + "</span></div>"));
        return html.append("</div>").toString();
    }
}
