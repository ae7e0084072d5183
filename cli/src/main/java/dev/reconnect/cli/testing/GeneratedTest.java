package dev.reconnect.cli.testing;

import dev.reconnect.proof.Suite.Raised;
import dev.reconnect.proof.Suite.Seen;
import java.util.Optional;

/** One test function. */
sealed interface GeneratedTest {
    /** Its name, which no other test of the program has. */
    String function();

    /** What it says. */
    String text();

    /** Whether it calls functions of the program instead of running it. */
    boolean isOfCalls();

    /**
     * What a run of the program or a call of its function has to give.
     *
     * @param inOrder whether the order of the elements counts
     */
    record Expectation(String function, String dataCase, Seen seen, boolean inOrder) implements GeneratedTest {
        @Override
        public boolean isOfCalls() {
            return seen.kind().equals("call");
        }

        @Override
        public String text() {
            var value = value();
            var expected = inOrder ? seen.ordered() : seen.unordered().orElseThrow();
            var actual = inOrder ? value : "sorted(" + value + ", key=repr)";
            return "def " + function + "(" + (isOfCalls() ? callFixtures() : dataCase) + "):\n    assert " + actual
                    + " == " + expected + "\n";
        }

        private String callFixtures() {
            return seen.name().contains("{work}") ? "program, spark, work" : "program, spark";
        }

        private String value() {
            var quoted = "(\"" + seen.name() + "\")";
            return switch (seen.kind()) {
                case "call" -> seen.name();
                case "printed" -> dataCase + ".printed";
                case "shown" -> dataCase + ".shown[" + seen.name() + "]";
                case "frame" -> dataCase + ".frames[\"" + seen.name() + "\"]";
                case "csv without header" -> dataCase + ".csv(\"" + seen.name() + "\", header=False)";
                default -> dataCase + "." + seen.kind() + quoted;
            };
        }
    }

    /** That the original fails on Spark Connect, and with what. */
    record Reproducer(String function, Raised raised, Optional<String> call, boolean hasArguments)
            implements GeneratedTest {
        private static final int LONGEST = 80;

        @Override
        public boolean isOfCalls() {
            return call.isPresent();
        }

        @Override
        public String text() {
            boolean usesFolder = call.orElse("").contains("{work}");
            var fixtures = call.isPresent()
                    ? "original, spark, on_classic" + (usesFolder ? ", work" : "")
                    : "run, original_file, on_classic";
            var action = call.map(text -> text.replace("program.", "original."))
                    .orElse("run(\"given\"" + (hasArguments ? ", *ARGUMENTS" : "") + ", program=original_file)");
            return "def " + function + "(" + fixtures + "):\n"
                    + "    if on_classic:\n"
                    + "        pytest.skip(\"it runs on classic Spark\")\n"
                    + "    with pytest.raises(" + raised.type() + ") as failure:\n"
                    + "        " + action + "\n"
                    + "    assert " + PythonText.quoted(essence(raised.message())) + " in str(failure.value)\n";
        }

        /** The beginning of a message, up to what differs from run to run. */
        private static String essence(String message) {
            var first = message.split("0x|@[0-9a-f]{4}|/tmp|line \\d|SQLSTATE|\\d{4,}", 2)[0].strip();
            return first.length() <= LONGEST
                    ? first
                    : first.substring(0, LONGEST).strip();
        }
    }
}
