package dev.reconnect.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is said about generated tests: what they are to expect, and what became of them. */
public final class Suite {
    private Suite() {}

    /** Where programs run; classic Spark with one of the ways to divide and order rows. */
    public enum Lane {
        CLASSIC("classic", "a"),
        CLASSIC_OTHERWISE("classic", "b"),
        CLASSIC_ASCENDING("classic", "ascending"),
        CLASSIC_DESCENDING("classic", "descending"),
        CONNECT("connect", "b");

        private final String host;
        private final String parallelism;

        Lane(String host, String parallelism) {
            this.host = host;
            this.parallelism = parallelism;
        }

        String host() {
            return host;
        }

        String parallelism() {
            return parallelism;
        }
    }

    /**
     * Something that a run of a program showed.
     *
     * @param kind how a test gets at it: printed, csv, frame, call, ...
     * @param ordered its value as Python source
     * @param unordered the same with its elements sorted; empty if it is no list
     * @param problem why no test can expect it
     * @param raised what it raised instead
     */
    public record Seen(
            String kind,
            String name,
            String ordered,
            Optional<String> unordered,
            Optional<String> problem,
            Optional<Raised> raised) {}

    /** An exception, with the module to import its class from. */
    public record Raised(String module, String type, String message) {}

    /** An {@code if} or a loop, and which ways it went. */
    public record Branch(String file, int line, boolean entered, boolean passed) {}

    /** One run of a program; what it raised if it failed. */
    public record Recording(Optional<Raised> raised, List<Seen> seen, List<Branch> branches) {
        public Recording {
            seen = List.copyOf(seen);
            branches = List.copyOf(branches);
        }
    }

    /**
     * What became of the tests of one program.
     *
     * @param tests for each test why it failed; nothing if it passed
     */
    public record Result(Map<String, String> tests) {
        public Result {
            tests = Map.copyOf(tests);
        }

        public boolean passed(String test) {
            return "".equals(tests.get(test));
        }
    }
}
