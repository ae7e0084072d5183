package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs the pages beside it. Each code block under a heading is a file ({@code ```py path.py}, or {@code main.py}); in it
 * {@code reveal_type(x)  # revealed: T}, {@code reveal_name(x)} and {@code reveal_member(x.y)} state what is known about an expression.
 */
class RevealTest {
    @TestFactory
    Stream<DynamicTest> values() {
        return cases("values.md");
    }

    @TestFactory
    Stream<DynamicTest> flow() {
        return cases("flow.md");
    }

    @TestFactory
    Stream<DynamicTest> functions() {
        return cases("functions.md");
    }

    @TestFactory
    Stream<DynamicTest> spark() {
        return cases("spark.md");
    }

    @TestFactory
    Stream<DynamicTest> members() {
        return cases("members.md");
    }

    @TestFactory
    Stream<DynamicTest> modules() {
        return cases("modules.md");
    }

    private static Stream<DynamicTest> cases(String page) {
        var tests = new ArrayList<DynamicTest>();
        var title = page;
        Map<String, String> files = new LinkedHashMap<>();
        String path = null;
        var block = new StringBuilder();
        for (String line : (read(page) + "\n## end").split("\n")) {
            if (path != null) {
                if (line.equals("```")) {
                    files.put(path, block.toString());
                    path = null;
                } else {
                    block.append(line).append('\n');
                }
            } else if (line.startsWith("```py")) {
                path = line.substring(5).isBlank()
                        ? "main.py"
                        : line.substring(5).strip();
                block.setLength(0);
            } else if (line.startsWith("## ")) {
                if (!files.isEmpty()) {
                    Map<String, String> copy = new LinkedHashMap<>(files);
                    tests.add(DynamicTest.dynamicTest(title, () -> check(copy)));
                }
                files.clear();
                title = line.substring(3);
            }
        }
        return tests.stream();
    }

    private static void check(Map<String, String> sources) {
        var files = new ArrayList<ProjectFile>();
        Map<String, Module> trees = new LinkedHashMap<>();
        sources.forEach((path, text) -> {
            var tree = Parser.parse(text).module();
            trees.put(path, tree);
            boolean notebook = path.endsWith(".ipynb");
            files.add(new ProjectFile(path, () -> List.of(tree), notebook));
        });
        var project = Project.of(files);
        var expected = new ArrayList<String>();
        var actual = new ArrayList<String>();
        trees.forEach((path, tree) -> tree.walk(node -> {
            if (node instanceof Call call
                    && call.function() instanceof Name name
                    && name.id().startsWith("reveal_")) {
                var text = tree.text();
                int end = text.indexOf('\n', call.end());
                var line = text.substring(text.lastIndexOf('\n', call.start()) + 1, end < 0 ? text.length() : end);
                int comment = line.indexOf("# revealed: ");
                var stated = comment < 0
                        ? "?"
                        : line.substring(comment + "# revealed: ".length()).strip();
                var where = path + ": " + call.range().substring(text) + " -> ";
                expected.add(where + stated);
                actual.add(where + reveal(name.id(), call.arguments().get(0), project.model(path)));
            }
        }));
        assertThat(actual).isNotEmpty().containsExactlyElementsOf(expected);
    }

    private static String reveal(String question, Expression expression, FileModel model) {
        return switch (question) {
            case "reveal_name" -> model.qualifiedName(expression).orElse("none");
            case "reveal_member" ->
                model.memberOf((Attribute) expression)
                        .map(member -> member.qualifiedName()
                                + " "
                                + member.confidence().name().toLowerCase(Locale.ROOT))
                        .orElse("none");
            default -> model.typeOf(expression).display();
        };
    }

    private static String read(String page) {
        try (InputStream text = RevealTest.class.getResourceAsStream(page)) {
            assertThat(text).as(page).isNotNull();
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
