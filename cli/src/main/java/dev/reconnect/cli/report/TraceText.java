package dev.reconnect.cli.report;

import dev.reconnect.cli.Palette;
import dev.reconnect.cli.trace.Trace;
import dev.reconnect.cli.trace.Trace.Operation;
import dev.reconnect.cli.trace.Trace.Site;
import dev.reconnect.cli.trace.TraceSummary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What a trace says, as text. */
public final class TraceText {
    private final TraceSummary summary;
    private final Function<String, String> shown;
    private final Palette palette;
    private final StringBuilder out = new StringBuilder();

    private TraceText(TraceSummary summary, Function<String, String> shown, Palette palette) {
        this.summary = summary;
        this.shown = shown;
        this.palette = palette;
    }

    /** @param shown how to write a path */
    public static String of(TraceSummary summary, Function<String, String> shown, Palette palette) {
        var text = new TraceText(summary, shown, palette);
        text.runs();
        text.served();
        text.slowest();
        text.unreported();
        text.unexecuted();
        text.remarks();
        return text.out.toString();
    }

    private void runs() {
        for (var run : summary.trace().runs()) {
            out.append(palette.bold(run.program().map(shown).orElse("a program")) + " on "
                    + where(run) + ", Python " + run.python()
                    + run.seconds()
                            .map(seconds -> ", " + seconds(seconds))
                            .orElse(palette.yellow(", did not end in order"))
                    + "\n");
        }
    }

    static String where(Trace.Run run) {
        return (run.isClassic() ? "classic Spark " : "Spark Connect ")
                + run.spark().orElse(run.pyspark());
    }

    private void heading(String title) {
        out.append("\n" + palette.bold(title) + "\n");
    }

    private void served() {
        if (summary.served().isEmpty()) {
            heading("Nothing that Spark Connect lacks was called");
            return;
        }
        heading(
                summary.ranOnRuntime()
                        ? "Served by the runtime: "
                                + Words.count(summary.served().size(), "call site")
                        : "Not on Spark Connect: "
                                + Words.count(summary.served().size(), "call site"));
        for (var operation : summary.served()) {
            out.append("  " + place(operation.site()) + "  " + operation.symbol() + palette.dim(details(operation))
                    + "\n");
        }
        for (var use : summary.trace().jvmUses()) {
            out.append("  " + place(use.site()) + "  JVM " + use.path()
                    + palette.dim(times(use.count())
                            + use.substitute()
                                    .map(name -> ", by the stand-in " + name)
                                    .orElse(""))
                    + "\n");
        }
    }

    private static String details(Operation operation) {
        return times(operation.count())
                + operation.elements().map(shape -> " -> " + shape.display()).orElse("")
                + (operation.fidelity().equals("exact") ? "" : ", " + operation.fidelity())
                + (operation.failures().isEmpty() ? "" : ", failed: " + operation.failures());
    }

    private static String times(long count) {
        return count == 1 ? "" : " x " + count;
    }

    private void slowest() {
        if (summary.slowest().isEmpty()) {
            return;
        }
        heading("Where time went: " + seconds(summary.sparkSeconds()) + " in calls of Spark");
        for (var operation : summary.slowest()) {
            out.append(String.format(Locale.ROOT, "  %9s  ", seconds(operation.seconds())) + place(operation.site())
                    + "  " + operation.symbol() + palette.dim(times(operation.count()) + received(operation)) + "\n");
        }
    }

    private static String received(Operation operation) {
        return operation.rows().map(rows -> ", " + rows(rows)).orElse("")
                + operation.bytes().map(bytes -> ", " + size(bytes)).orElse("");
    }

    private void unreported() {
        if (summary.unreported().isEmpty()) {
            return;
        }
        heading("Not reported by static analysis: "
                + Words.count(summary.unreported().size(), "call site"));
        for (var call : summary.unreported()) {
            out.append("  " + place(call.site()) + "  " + call.symbol() + "\n");
        }
        out.append("  `reconnect scan --trace` takes them into account\n");
    }

    private void unexecuted() {
        var sites = summary.trace().unexecuted();
        if (sites.isEmpty()) {
            return;
        }
        heading("Never come to: " + Words.count(sites.size(), "call site"));
        sites.forEach(site -> out.append("  " + place(site.site()) + "  " + site.name() + "\n"));
    }

    private void remarks() {
        if (!summary.changed().isEmpty()) {
            heading("Sources that are not at hand, or have changed since");
            summary.changed().forEach(file -> out.append("  " + shown.apply(file.path()) + "\n"));
        }
        incomplete(summary.trace()).forEach(text -> out.append("\n" + palette.yellow("note") + ": " + text + "\n"));
    }

    /** What a trace says of what it lacks. */
    static List<String> incomplete(Trace trace) {
        long leftOut = trace.runs().stream().mapToLong(Trace.Run::leftOut).sum();
        long troubles = trace.runs().stream().mapToLong(Trace.Run::troubles).sum();
        return Stream.of(
                        remark(leftOut, "further call site", "counted, not listed"),
                        remark(troubles, "failure", "of the tracer itself: something is missing in the trace"),
                        remark(trace.skipped(), "line", "of the trace could not be read"))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> remark(long count, String what, String text) {
        return count == 0 ? Optional.empty() : Optional.of(Words.count(Math.toIntExact(count), what) + " " + text);
    }

    private String place(Site site) {
        return place(site, shown);
    }

    static String place(Site site, Function<String, String> shown) {
        var path = site.file().path().isEmpty() ? "?" : shown.apply(site.file().path());
        return path + ":" + site.span().map(span -> span.endLine()).orElse(site.line());
    }

    static String seconds(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.1f s", seconds);
    }

    static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    static String size(long bytes) {
        return bytes < 1024
                ? bytes + " B"
                : bytes < 1 << 20
                        ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1048576.0);
    }
}
