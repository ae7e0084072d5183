package dev.reconnect.cli.trace;

import dev.reconnect.python.types.ObservedShape;
import dev.reconnect.python.types.SourceSpan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What runs of a program did with Spark: the content of one trace file, runs taken together.
 *
 * @param skipped how many lines could not be read, such as one that was cut short
 */
public record Trace(
        List<Run> runs,
        List<TracedFile> files,
        List<Operation> operations,
        List<JvmUse> jvmUses,
        List<Unexecuted> unexecuted,
        int skipped) {
    public Trace {
        runs = List.copyOf(runs);
        files = List.copyOf(files);
        operations = List.copyOf(operations);
        jvmUses = List.copyOf(jvmUses);
        unexecuted = List.copyOf(unexecuted);
    }

    /**
     * One run.
     *
     * @param mode {@code run} (the runtime), {@code strict} or {@code native} (classic Spark)
     * @param seconds how long it took; absent where it did not end in order
     * @param troubles how often the tracer itself failed, so that something is missing
     */
    public record Run(
            String mode,
            Optional<String> program,
            String python,
            String pyspark,
            Optional<String> spark,
            Optional<Double> seconds,
            long leftOut,
            long troubles) {
        public boolean isClassic() {
            return mode.equals("native");
        }
    }

    /** A text of the program; without a hash where it could not be read. */
    public record TracedFile(String path, Optional<String> sha256) {}

    /** A place; without a span where only the line is known. */
    public record Site(TracedFile file, int line, Optional<SourceSpan> span, Optional<String> function) {}

    /**
     * What one call site did with one member of PySpark.
     *
     * @param onRuntime whether a run on the runtime came by
     * @param returns the kinds of what it gave
     * @param receiverElements elements of the only operation that this one was applied to
     */
    public record Operation(
            String symbol,
            Site site,
            long count,
            double seconds,
            boolean onRuntime,
            List<String> returns,
            Optional<ObservedShape> elements,
            Optional<ObservedShape> receiverElements,
            List<List<String>> columns,
            Optional<Long> rows,
            Optional<Long> bytes,
            Map<String, Long> failures,
            String strategy,
            String fidelity) {
        public Operation {
            returns = List.copyOf(returns);
            columns = List.copyOf(columns);
        }

        Operation with(Operation other) {
            var kinds = new TreeSet<>(returns);
            kinds.addAll(other.returns);
            var schemas = new LinkedHashSet<>(columns);
            schemas.addAll(other.columns);
            var failed = new TreeMap<>(failures);
            other.failures.forEach((name, times) -> failed.merge(name, times, Long::sum));
            var served = onRuntime ? this : other;
            return new Operation(
                    symbol,
                    site,
                    count + other.count,
                    seconds + other.seconds,
                    onRuntime || other.onRuntime,
                    List.copyOf(kinds),
                    both(elements, other.elements),
                    both(receiverElements, other.receiverElements),
                    List.copyOf(schemas),
                    sum(rows, other.rows),
                    sum(bytes, other.bytes),
                    failed,
                    served.strategy,
                    served.fidelity);
        }

        private static Optional<ObservedShape> both(Optional<ObservedShape> one, Optional<ObservedShape> other) {
            return one.isPresent() && other.isPresent()
                    ? Optional.of(one.get().with(other.get()))
                    : one.or(() -> other);
        }

        private static Optional<Long> sum(Optional<Long> one, Optional<Long> other) {
            return one.isPresent() && other.isPresent() ? Optional.of(one.get() + other.get()) : one.or(() -> other);
        }
    }

    /** What one call site asked of the JVM, and the stand-in that answered. */
    public record JvmUse(String path, Site site, long count, boolean onRuntime, Optional<String> substitute) {
        JvmUse with(JvmUse other) {
            return new JvmUse(
                    path,
                    site,
                    count + other.count,
                    onRuntime || other.onRuntime,
                    substitute.or(() -> other.substitute));
        }
    }

    /** A call that no run came to. */
    public record Unexecuted(String name, Site site) {}
}
