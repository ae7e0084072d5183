package dev.reconnect.cli.testing;

import dev.reconnect.cli.testing.GeneratedTest.Expectation;
import dev.reconnect.cli.testing.GeneratedTest.Reproducer;
import dev.reconnect.cli.testing.GeneratedTests.NotTested;
import dev.reconnect.proof.Suite.Raised;
import dev.reconnect.proof.Suite.Recording;
import dev.reconnect.proof.Suite.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns what runs of a program showed into tests: of what all classic runs agree on, as far as they agree. */
final class Observables {
    static final String GIVEN = "given";

    private final Set<String> functions = new HashSet<>();
    private final List<NotTested> notTested;

    /** @param notTested is told what becomes no test, and why */
    Observables(List<NotTested> notTested) {
        this.notTested = notTested;
    }

    List<GeneratedTest> expectations(String dataCase, List<Recording> recordings) {
        var tests = new ArrayList<GeneratedTest>();
        for (var seen : recordings.get(0).seen()) {
            var inOrder = inOrder(dataCase, seen, recordings);
            if (inOrder.isPresent()) {
                var name = functionName(seen) + (dataCase.equals(GIVEN) ? "" : "_" + dataCase);
                tests.add(new Expectation(unique(name), dataCase, seen, inOrder.get()));
            }
        }
        return tests;
    }

    /** That the original fails on Connect: as a whole, or each of its functions that does. */
    List<GeneratedTest> reproducers(Recording onConnect, boolean hasArguments) {
        var tests = new ArrayList<GeneratedTest>();
        onConnect
                .raised()
                .ifPresent(raised -> tests.add(new Reproducer(
                        unique("test_original_fails_on_connect"), raised, Optional.empty(), hasArguments)));
        var met = new HashSet<Raised>();
        for (var seen : onConnect.seen()) {
            if (seen.raised().isPresent() && met.add(seen.raised().get())) {
                var name = functionName(seen) + "_of_original_fails_on_connect";
                tests.add(new Reproducer(unique(name), seen.raised().get(), Optional.of(seen.name()), false));
            }
        }
        return tests;
    }

    /** Whether the order counts; empty, with a note, if the value does not. */
    private Optional<Boolean> inOrder(String dataCase, Seen seen, List<Recording> recordings) {
        var again = recordings.stream()
                .flatMap(recording -> recording.seen().stream())
                .filter(other ->
                        other.kind().equals(seen.kind()) && other.name().equals(seen.name()))
                .filter(other -> other.problem().isEmpty())
                .toList();
        if (seen.problem().isPresent()) {
            skip(dataCase, seen, seen.problem().get());
        } else if (again.size() < recordings.size()) {
            skip(dataCase, seen, "classic Spark itself does not always show it");
        } else if (again.stream().allMatch(other -> other.ordered().equals(seen.ordered()))) {
            return Optional.of(true);
        } else if (seen.unordered().isPresent()
                && again.stream().allMatch(other -> other.unordered().equals(seen.unordered()))) {
            return Optional.of(false);
        } else {
            skip(
                    dataCase,
                    seen,
                    "classic Spark itself gives different values when rows are divided or ordered otherwise");
        }
        return Optional.empty();
    }

    private void skip(String dataCase, Seen seen, String why) {
        notTested.add(new NotTested(describe(seen) + (dataCase.equals(GIVEN) ? "" : " (" + dataCase + ")"), why));
    }

    private static String describe(Seen seen) {
        return switch (seen.kind()) {
            case "printed" -> "standard output";
            case "shown" -> "output " + (Integer.parseInt(seen.name()) + 1) + " of the cells";
            case "frame" -> "frame " + seen.name();
            case "call" -> seen.name();
            default -> "file {out}/" + seen.name();
        };
    }

    private static String functionName(Seen seen) {
        return switch (seen.kind()) {
            case "printed" -> "test_prints";
            case "shown" -> "test_shows_" + (Integer.parseInt(seen.name()) + 1);
            case "frame" -> "test_frame_" + PythonText.identifier(seen.name());
            case "call" -> "test_" + PythonText.identifier(seen.name().replaceFirst("^program\\.(\\w+)(?s:.*)", "$1"));
            default -> "test_writes_" + PythonText.identifier(seen.name());
        };
    }

    private String unique(String name) {
        var unique = name;
        for (int number = 2; !functions.add(unique); number++) {
            unique = name + "_" + number;
        }
        return unique;
    }
}
