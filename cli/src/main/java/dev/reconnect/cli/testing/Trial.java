package dev.reconnect.cli.testing;

import dev.reconnect.cli.testing.GeneratedTest.Expectation;
import dev.reconnect.proof.ProofException;
import dev.reconnect.proof.Suite.Lane;
import dev.reconnect.proof.Suite.Result;
import dev.reconnect.proof.SuiteRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs tests where they have to hold: several times for the original on classic Spark, and for the migrated program on Connect. */
final class Trial {
    /** With rows divided in several ways, which must not matter. */
    private static final List<Lane> CLASSIC =
            List.of(Lane.CLASSIC, Lane.CLASSIC_OTHERWISE, Lane.CLASSIC_ASCENDING, Lane.CLASSIC_OTHERWISE, Lane.CLASSIC);

    private static final int ON_CONNECT = 5;

    private final SuiteRunner runner;
    private final Path suite;

    Trial(SuiteRunner runner, Path suite) {
        this.runner = runner;
        this.suite = suite;
    }

    /** The tests that did not hold once, each with where and why. */
    Map<String, String> failingOnce(List<GeneratedTest> tests, Path original, Path migrated) throws ProofException {
        return failing(tests, original, migrated, List.of(Lane.CLASSIC_OTHERWISE), 1);
    }

    /** The tests that did not hold each time, each with where and why. */
    Map<String, String> failing(List<GeneratedTest> tests, Path original, Path migrated) throws ProofException {
        return failing(tests, original, migrated, CLASSIC, ON_CONNECT);
    }

    private Map<String, String> failing(
            List<GeneratedTest> tests, Path original, Path migrated, List<Lane> classic, int onConnect)
            throws ProofException {
        var connect = runner.test(suite, Collections.nCopies(onConnect, migrated), Lane.CONNECT);
        var running = new ArrayList<SuiteRunner.Running>();
        for (var lane : classic) {
            running.add(runner.test(suite, List.of(original), lane));
        }
        Map<String, String> failing = new LinkedHashMap<>();
        var expectations = tests.stream().filter(Expectation.class::isInstance).toList();
        for (var run : running) {
            note(expectations, run, "on classic Spark", failing);
        }
        note(tests, connect, "for the migrated program on Connect", failing);
        return failing;
    }

    private static void note(
            List<GeneratedTest> tests, SuiteRunner.Running running, String where, Map<String, String> failing)
            throws ProofException {
        for (var result : running.await()) {
            for (var test : tests) {
                why(test, result)
                        .ifPresent(why -> failing.putIfAbsent(test.function(), "it fails " + where + ": " + why));
            }
        }
    }

    private static Optional<String> why(GeneratedTest test, Optional<Result> result) {
        return result.map(found -> found.tests().getOrDefault(test.function(), "it did not run"))
                .or(() -> Optional.of("the run did not come to its end"))
                .filter(why -> !why.isEmpty());
    }
}
