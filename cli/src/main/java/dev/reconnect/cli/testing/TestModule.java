package dev.reconnect.cli.testing;

import dev.reconnect.cli.testing.GeneratedTest.Expectation;
import dev.reconnect.cli.testing.GeneratedTest.Reproducer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The text of one file of tests. */
final class TestModule {
    private final String docstring;
    private final List<String> arguments;
    private final List<GeneratedTest> tests;

    TestModule(String docstring, List<String> arguments, List<GeneratedTest> tests) {
        this.docstring = docstring;
        this.arguments = List.copyOf(arguments);
        this.tests = List.copyOf(tests);
    }

    String text() {
        var bodies = tests.stream().map(GeneratedTest::text).collect(Collectors.joining("\n\n"));
        boolean runs = tests.stream().anyMatch(test -> !test.isOfCalls());
        var blocks = new ArrayList<String>();
        blocks.add("\"\"\"" + docstring + "\"\"\"\n\n" + imports(bodies, runs) + (runs ? argumentsLine() : ""));
        if (runs) {
            cases().forEach(dataCase -> blocks.add(fixture(dataCase)));
        }
        blocks.add(bodies);
        return blocks.stream().map(String::stripTrailing).collect(Collectors.joining("\n\n\n")) + "\n";
    }

    private String imports(String bodies, boolean runs) {
        var lines = new StringBuilder();
        if (bodies.contains("datetime.")) {
            lines.append("import datetime\n");
        }
        if (bodies.contains("Decimal(")) {
            lines.append("from decimal import Decimal\n");
        }
        if (!lines.isEmpty()) {
            lines.append('\n');
        }
        if (runs || bodies.contains("pytest.")) {
            lines.append("import pytest\n");
        }
        raisedTypes().forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    private Set<String> raisedTypes() {
        var lines = new TreeSet<String>();
        for (var test : tests) {
            if (test instanceof Reproducer reproducer
                    && !reproducer.raised().module().equals("builtins")) {
                lines.add("from " + reproducer.raised().module() + " import "
                        + reproducer.raised().type());
            }
        }
        return lines;
    }

    private String argumentsLine() {
        return arguments.isEmpty()
                ? ""
                : "\nARGUMENTS = [" + arguments.stream().map(PythonText::quoted).collect(Collectors.joining(", "))
                        + "]\n";
    }

    private Set<String> cases() {
        var cases = new LinkedHashSet<String>();
        for (var test : tests) {
            if (test instanceof Expectation expectation && !expectation.isOfCalls()) {
                cases.add(expectation.dataCase());
            }
        }
        return cases;
    }

    private String fixture(String dataCase) {
        var frames = new ArrayList<String>();
        for (var test : tests) {
            if (test instanceof Expectation expectation
                    && expectation.dataCase().equals(dataCase)
                    && expectation.seen().kind().equals("frame")) {
                frames.add(PythonText.quoted(expectation.seen().name()));
            }
        }
        return "@pytest.fixture(scope=\"module\")\ndef " + dataCase + "(run):\n    return run(\"" + dataCase + "\""
                + (arguments.isEmpty() ? "" : ", *ARGUMENTS")
                + (frames.isEmpty() ? "" : ", frames=[" + String.join(", ", frames) + "]") + ")\n";
    }
}
