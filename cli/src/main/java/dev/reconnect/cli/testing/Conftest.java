package dev.reconnect.cli.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The file that brings Spark and the program to the tests: of the template what these tests need. */
record Conftest(String program, String folder, String original, String migrated, List<String> places) {
    /** Begins a part of the template, which is for tests that need what it names; {@code end} ends it. */
    private static final Pattern MARK = Pattern.compile("\\s*#: (\\w+)");

    Conftest {
        places = List.copyOf(places);
    }

    /** @param needs the parts of the template that the tests use */
    String text(Set<String> needs) {
        return String.join("\n", kept(needs))
                .replace("{program}", program)
                .replace("{original}", original)
                .replace("{migrated}", migrated)
                .replace("{folder}", folder)
                .replace("{filling}", filling());
    }

    private static List<String> kept(Set<String> needs) {
        var kept = new ArrayList<String>();
        var open = new ArrayDeque<String>();
        for (var line : template().split("\n", -1)) {
            var mark = MARK.matcher(line);
            if (!mark.matches()) {
                if (needs.containsAll(open)) {
                    kept.add(line);
                }
            } else if (mark.group(1).equals("end")) {
                open.pop();
            } else {
                open.push(mark.group(1));
            }
        }
        return kept;
    }

    private String filling() {
        var text = new StringBuilder();
        for (int i = 0; i < places.size(); i++) {
            var name = i == 0 ? "data" : "data" + (i + 1);
            text.append(".replace(\"{" + name + "}\", str(work / " + PythonText.quoted(places.get(i)) + "))");
        }
        return text.toString();
    }

    private static String template() {
        try (InputStream stream = Conftest.class.getResourceAsStream("conftest.py")) {
            if (stream == null) {
                throw new IllegalStateException("conftest.py is missing from the jar");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
