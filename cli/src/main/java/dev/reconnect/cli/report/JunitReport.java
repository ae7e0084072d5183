package dev.reconnect.cli.report;

import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import java.util.Locale;

/** Evidence as JUnit XML: a test for each data set, and one for the verdict. */
public final class JunitReport {
    private JunitReport() {}

    public static String of(Evidence evidence) {
        var cases = new StringBuilder();
        int failures = 0;
        int skipped = 0;
        for (var data : evidence.dataSets()) {
            failures += data.result() == Evidence.Result.DIFFERENT ? 1 : 0;
            skipped += data.result() == Evidence.Result.EXCLUDED ? 1 : 0;
            cases.append(dataSet(evidence, data));
        }
        boolean failed = evidence.verdict() == Verdict.FAILED;
        boolean verified = evidence.verdict() == Verdict.VERIFIED;
        failures += verified || failed ? 0 : 1;
        cases.append(verdict(evidence));
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<testsuite name=\"reconnect prove "
                + escaped(evidence.original().name()) + "\" tests=\""
                + (evidence.dataSets().size() + 1) + "\" failures=\"" + failures + "\" errors=\"" + (failed ? 1 : 0)
                + "\" skipped=\"" + skipped + "\" time=\""
                + String.format(Locale.ROOT, "%.3f", evidence.effort().seconds()) + "\">\n" + cases + "</testsuite>\n";
    }

    private static String dataSet(Evidence evidence, Evidence.DataSet data) {
        var name = "  <testcase classname=\"" + escaped(evidence.original().name()) + "\" name=\"data set "
                + escaped(data.name()) + "\"";
        return switch (data.result()) {
            case EQUAL -> name + "/>\n";
            case EXCLUDED -> name + "><skipped message=\"" + escaped(data.note()) + "\"/></testcase>\n";
            case DIFFERENT ->
                name + "><failure message=\"" + escaped(data.note()) + "\">"
                        + escaped(evidence.difference()
                                .map(difference -> difference.forReading())
                                .orElse(""))
                        + "</failure></testcase>\n";
        };
    }

    private static String verdict(Evidence evidence) {
        var name = "  <testcase classname=\"" + escaped(evidence.original().name()) + "\" name=\"verdict\"";
        var reasons = escaped(String.join("\n", evidence.reasons()));
        return switch (evidence.verdict()) {
            case VERIFIED -> name + "/>\n";
            case FAILED -> name + "><error message=\"FAILED\">" + reasons + "</error></testcase>\n";
            case DIFFERS, UNPROVEN ->
                name + "><failure message=\"" + evidence.verdict() + "\">" + reasons + "</failure></testcase>\n";
        };
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\n', '\t' -> escaped.append(c);
                // XML 1.0 has no way to write other control characters.
                default -> escaped.append(c < 0x20 ? '\uFFFD' : c);
            }
        }
        return escaped.toString();
    }
}
