package dev.reconnect.cli.report;

import dev.reconnect.cli.Palette;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.Verdict;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Evidence for people: the verdict, why, and on what it stands. */
public final class ProofText {
    private static final int MOST_NAMES = 8;
    private static final Set<String> EXACT = Set.of("exact");

    private ProofText() {}

    /** The whole of it, for {@code reconnect prove}. */
    public static String of(Evidence evidence, Palette palette) {
        var out = new StringBuilder(verdict(evidence.verdict(), palette) + "\n" + body(evidence, palette));
        evidence.advice().forEach(advice -> out.append("  " + palette.cyan("help") + ": " + advice + "\n"));
        return out.toString();
    }

    public static String verdict(Verdict verdict, Palette palette) {
        return switch (verdict) {
            case VERIFIED -> palette.boldGreen(verdict.name());
            case UNPROVEN -> palette.yellow(verdict.name());
            case DIFFERS, FAILED -> palette.red(verdict.name());
        };
    }

    /** What stands under the verdict, indented. */
    public static String body(Evidence evidence, Palette palette) {
        var out = new StringBuilder();
        // The decisive reason tells the first difference too.
        evidence.reasons().forEach(reason -> reason.lines().forEach(line -> out.append("  " + line + "\n")));
        dataSets(evidence, out);
        if (!evidence.observables().isEmpty()) {
            out.append("  compared: " + names(evidence) + "\n");
        }
        for (var skipped : evidence.notCompared()) {
            out.append(palette.dim("  not compared: " + skipped.name() + " (" + skipped.why() + ")") + "\n");
        }
        evidence.environment()
                .ifPresent(environment -> out.append(palette.dim("  run on Spark " + environment.spark() + ", Python "
                                + environment.python() + ", isolation: "
                                + environment.isolation().getOrDefault("mechanism", "none"))
                        + "\n"));
        return out.toString();
    }

    private static void dataSets(Evidence evidence, StringBuilder out) {
        var byResult = new LinkedHashMap<Evidence.Result, String>();
        for (var data : evidence.dataSets()) {
            if (evidence.verdict() == Verdict.VERIFIED && data.result() == Evidence.Result.EQUAL) {
                // The reason of that verdict names them.
                continue;
            }
            byResult.merge(data.result(), data.name(), (names, name) -> names + ", " + name);
        }
        byResult.forEach((result, names) -> out.append("  "
                + switch (result) {
                    case EQUAL -> "equal on";
                    case DIFFERENT -> "different on";
                    case EXCLUDED -> "does not count";
                } + ": " + names + "\n"));
    }

    /** What was compared, each by its name once, with all ways in which it counted on some data set. */
    private static String names(Evidence evidence) {
        var ways = new LinkedHashMap<String, Set<String>>();
        for (var counted : evidence.observables()) {
            ways.computeIfAbsent(counted.name(), name -> new LinkedHashSet<>()).add(counted.counted());
        }
        var names = ways.entrySet().stream()
                .limit(MOST_NAMES)
                .map(each -> each.getKey() + (each.getValue().equals(EXACT) ? "" : way(each.getValue())))
                .collect(Collectors.joining(", "));
        int more = ways.size() - MOST_NAMES;
        return more > 0 ? names + " and " + more + " more" : names;
    }

    private static String way(Set<String> ways) {
        var parts = ways.stream().filter(way -> !EXACT.contains(way)).collect(Collectors.joining("; "));
        return " (" + parts + (ways.containsAll(EXACT) ? "; elsewhere exact" : "") + ")";
    }
}
