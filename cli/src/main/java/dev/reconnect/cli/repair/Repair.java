package dev.reconnect.cli.repair;

import dev.reconnect.assist.Suggestion;
import dev.reconnect.engine.fix.UnifiedDiff;
import dev.reconnect.engine.workspace.AtomicFile;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What became of a program that failed.
 *
 * @param rounds the exceptions, in the order in which they were met
 * @param reasons why the outcome is what it is
 * @param files the program and its modules, before and after
 * @param onRuntime whether the runtime serves what has no counterpart on Spark Connect
 * @param evidence the proof of the result; absent if nothing was run
 * @param suggestions what came of asking a model
 */
public record Repair(
        String name,
        Outcome outcome,
        List<Round> rounds,
        List<String> reasons,
        List<RepairedFile> files,
        boolean onRuntime,
        Optional<Evidence> evidence,
        List<Suggestion> suggestions) {
    public Repair {
        rounds = List.copyOf(rounds);
        reasons = List.copyOf(reasons);
        files = List.copyOf(files);
        suggestions = List.copyOf(suggestions);
    }

    /** The same, with what came of asking a model. */
    Repair asking(List<Suggestion> asked) {
        return new Repair(name, outcome, rounds, reasons, files, onRuntime, evidence, asked);
    }

    /** How a repair ends. */
    public enum Outcome {
        /** The program gives the results on Connect that the original gives on classic Spark. */
        REPAIRED,
        /** It runs on Connect to its end, and its results could not be compared. */
        RUNS,
        /** It does not fail on Connect. */
        RUNS_ALREADY,
        /** It fails on classic Spark in the same way: that is not a matter of Connect. */
        FAILS_ON_CLASSIC,
        /** Nothing that is known mends it. */
        REFUSED
    }

    /**
     * One file of the program.
     *
     * @param path where the user has it
     * @param charset in which both texts are the bytes of the files
     */
    public record RepairedFile(Path path, String before, String after, Charset charset) {
        static RepairedFile of(Path path, byte[] before, byte[] after) {
            var charset = isUtf8(before) && isUtf8(after) ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            return new RepairedFile(path, new String(before, charset), new String(after, charset), charset);
        }

        private static boolean isUtf8(byte[] bytes) {
            return Arrays.equals(new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8), bytes);
        }

        String name() {
            return path.toString().replace('\\', '/');
        }

        boolean isChanged() {
            return !before.equals(after);
        }
    }

    public boolean isHandedOut() {
        return outcome == Outcome.REPAIRED || outcome == Outcome.RUNS;
    }

    public Verdict verdict() {
        return evidence.map(Evidence::verdict).orElse(Verdict.UNPROVEN);
    }

    /** Replaces the files that are changed. */
    public void write() {
        for (var file : files) {
            if (file.isChanged()) {
                AtomicFile.write(file.path(), file.after().getBytes(file.charset()));
            }
        }
    }

    /** The change as a patch; empty where nothing is handed out. */
    public String patch() {
        if (!isHandedOut()) {
            return "";
        }
        var patch = new StringBuilder();
        for (var file : files) {
            patch.append(UnifiedDiff.of(file.name(), file.before(), file.after()));
        }
        return patch.toString();
    }
}
