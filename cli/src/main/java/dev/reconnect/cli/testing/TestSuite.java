package dev.reconnect.cli.testing;

import dev.reconnect.cli.testing.GeneratedTest.Expectation;
import dev.reconnect.cli.testing.GeneratedTest.Reproducer;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The files of tests of one program. */
final class TestSuite {
    private final String title;
    private final String release;
    private final Conftest conftest;
    private final Set<String> form;
    private final List<String> arguments;

    /** @param form what kind of program it is, in words of the template of {@link Conftest} */
    TestSuite(String program, String release, Conftest conftest, Set<String> form, List<String> arguments) {
        this.title = program;
        this.release = release;
        this.conftest = conftest;
        this.form = Set.copyOf(form);
        this.arguments = List.copyOf(arguments);
    }

    boolean hasArguments() {
        return !arguments.isEmpty();
    }

    /** The files by name, with these tests. */
    Map<String, String> files(List<GeneratedTest> tests) {
        var name = PythonText.identifier(title.replaceFirst("\\.\\w+$", ""));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("conftest.py", conftest.text(needs(tests)));
        var what = "as classic Spark " + release + " has it";
        add(
                files,
                "test_" + name + ".py",
                "What " + title + " prints and writes, " + what + ".",
                tests,
                test -> !test.isOfCalls());
        add(
                files,
                "test_" + name + "_functions.py",
                "What the functions of " + title + " return, " + what + ".",
                tests,
                GeneratedTest::isOfCalls);
        return files;
    }

    private void add(
            Map<String, String> files,
            String name,
            String docstring,
            List<GeneratedTest> tests,
            Predicate<GeneratedTest> chosen) {
        var mine = tests.stream().filter(chosen).toList();
        if (!mine.isEmpty()) {
            files.put(name, new TestModule(docstring, arguments, mine).text());
        }
    }

    /** A conftest that can do all, to record with. */
    String conftestForAll() {
        var all = new HashSet<>(form);
        all.addAll(Set.of("runs", "calls", "runpy", "csv", "json", "parquet", "reproducer", "text"));
        return conftest.text(all);
    }

    private Set<String> needs(List<GeneratedTest> tests) {
        var needs = new HashSet<>(form);
        for (var test : tests) {
            needs.add(test.isOfCalls() ? "calls" : "runs");
            if (test instanceof Expectation expectation) {
                needs.add(expectation.seen().kind().replace(" without header", ""));
            } else if (test instanceof Reproducer) {
                needs.add("reproducer");
            }
        }
        if (needs.contains("calls") || form.contains("script")) {
            needs.add("runpy");
        }
        if (form.contains("notebook")) {
            needs.add("json");
        }
        return needs;
    }
}
