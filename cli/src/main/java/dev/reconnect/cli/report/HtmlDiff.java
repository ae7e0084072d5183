package dev.reconnect.cli.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.reconnect.cli.report.HtmlProgram.HtmlFile;
import dev.reconnect.core.Finding;
import dev.reconnect.engine.fix.Change;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A file before and after, side by side, with each finding under its line; long stretches without either are folded. */
final class HtmlDiff {
    private static final int CONTEXT = 3;
    private static final int LEAST_FOLDED = 4;

    private final HtmlFile file;
    private final StringBuilder out;
    private final HtmlCode before;
    private final HtmlCode after;
    private final Places places;
    private final HtmlFinding writer;
    private final Map<Integer, List<Finding>> findings = new TreeMap<>();
    private final List<Row> rows = new ArrayList<>();

    private HtmlDiff(ScanReport report, HtmlFile file, StringBuilder out) {
        var source = file.before().source();
        this.file = file;
        this.out = out;
        this.before = HtmlCode.of(source.parse());
        this.after = file.fix().flatMap(HtmlDiff::fixed).map(HtmlCode::of).orElse(before);
        this.places = new Places(source);
        this.writer = new HtmlFinding(report, source, places, before, out);
    }

    static void write(ScanReport report, HtmlFile file, StringBuilder out) {
        new HtmlDiff(report, file, out).write();
    }

    private static Optional<SyntaxTree> fixed(FileFix fix) {
        var edits = fix.changes().stream().map(Change::edit).toList();
        return fix.source().edited(edits).map(SourceFile::parse);
    }

    /** One line of each side; a side without a line has number 0. */
    private record Row(int left, String before, int right, String after, boolean changed) {}

    private void write() {
        for (var finding : file.before().findings()) {
            int line = places.lines().line(finding.range().start());
            findings.computeIfAbsent(line, at -> new ArrayList<>()).add(finding);
        }
        align();
        boolean changed = rows.stream().anyMatch(Row::changed);
        out.append("<div class=\"code" + (changed ? "" : " single") + "\" role=\"table\" aria-label=\"code\">\n");
        var shown = shown();
        int at = 0;
        while (at < rows.size()) {
            int end = at;
            while (end < rows.size() && !shown[end]) {
                end++;
            }
            if (end - at >= LEAST_FOLDED) {
                fold(at, end);
                at = end;
                continue;
            }
            row(rows.get(at), "");
            at++;
        }
        out.append("</div>\n");
    }

    private void align() {
        var before = lines(file.before().source().text());
        var after = lines(file.after());
        int left = 0;
        int right = 0;
        for (AbstractDelta<String> delta : DiffUtils.diff(before, after).getDeltas()) {
            while (left < delta.getSource().getPosition()) {
                rows.add(new Row(left + 1, before.get(left++), right + 1, after.get(right++), false));
            }
            int most = Math.max(delta.getSource().size(), delta.getTarget().size());
            for (int i = 0; i < most; i++) {
                boolean hasLeft = i < delta.getSource().size();
                boolean hasRight = i < delta.getTarget().size();
                rows.add(new Row(
                        hasLeft ? left + 1 : 0,
                        hasLeft ? before.get(left) : "",
                        hasRight ? right + 1 : 0,
                        hasRight ? after.get(right) : "",
                        true));
                left += hasLeft ? 1 : 0;
                right += hasRight ? 1 : 0;
            }
        }
        while (left < before.size()) {
            rows.add(new Row(left + 1, before.get(left++), right + 1, after.get(right++), false));
        }
    }

    private boolean[] shown() {
        var shown = new boolean[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).changed() || findings.containsKey(rows.get(i).left())) {
                for (int j = Math.max(0, i - CONTEXT); j <= Math.min(rows.size() - 1, i + CONTEXT); j++) {
                    shown[j] = true;
                }
            }
        }
        return shown;
    }

    private void fold(int from, int to) {
        out.append("<details class=\"fold\"><summary>" + (to - from) + " lines</summary>\n");
        for (int i = from; i < to; i++) {
            row(rows.get(i), "");
        }
        out.append("</details>\n");
    }

    private void row(Row row, String extra) {
        var kind = row.changed() ? " changed" : "";
        out.append("<div class=\"row" + kind + extra + "\" role=\"row\">");
        side("old", before, row.left(), row.before(), row.after(), row.changed() && row.left() > 0);
        side("new", after, row.right(), row.after(), row.before(), row.changed() && row.right() > 0);
        out.append("</div>\n");
        for (var finding : findings.getOrDefault(row.left(), List.of())) {
            finding(finding);
        }
    }

    private void side(String side, HtmlCode code, int number, String text, String other, boolean changed) {
        out.append("<span class=\"n " + side + "\">" + (number > 0 ? String.valueOf(number) : "")
                + "</span><span class=\"l " + side + (changed ? " mark" : "") + (number > 0 ? "" : " none")
                + "\" role=\"cell\">");
        if (number > 0) {
            out.append(changed && !other.isEmpty() ? emphasised(code, number, text, other) : code.line(number));
        }
        out.append("</span>");
    }

    /** What differs from the other side stands out within the line. */
    private static String emphasised(HtmlCode code, int number, String text, String other) {
        int head = 0;
        int most = Math.min(text.length(), other.length());
        while (head < most && text.charAt(head) == other.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && text.charAt(text.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        if (head + tail < text.length() / 4 || head + tail == text.length()) {
            return code.line(number);
        }
        return code.line(number, head, text.length() - tail, "em");
    }

    private void finding(Finding finding) {
        boolean left = file.fix().isPresent() && file.remaining().stream().anyMatch(other -> sameAs(finding, other));
        writer.write(finding, file.fix().isPresent() && !left);
    }

    private static boolean sameAs(Finding finding, Finding other) {
        return finding.rule().equals(other.rule()) && finding.message().equals(other.message());
    }

    private static List<String> lines(String text) {
        var lines = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
            lines.add(text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end));
            start = end + 1;
        }
        if (start < text.length()) {
            lines.add(text.substring(start));
        }
        return lines;
    }
}
