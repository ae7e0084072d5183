package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.python.tree.Parser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a file does not depend on which files of the project were asked about before it, or at the same time. */
class OrderTest {
    private static final int MODULES = 8;
    private static final int FUNCTIONS = 5;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void filesInAnyOrderAndOnSeveralThreads(int seed) throws Exception {
        var texts = modules(new Random(seed));
        var paths = new ArrayList<>(texts.keySet());
        var forwards = ask(project(texts), paths);
        assertThat(forwards.toString()).contains("DataFrame");
        Collections.reverse(paths);
        assertThat(ask(project(texts), paths)).isEqualTo(forwards);
        Collections.shuffle(paths, new Random(seed));
        assertThat(ask(project(texts), paths)).isEqualTo(forwards);
        assertThat(askAtOnce(project(texts), paths)).isEqualTo(forwards);
        for (var path : paths) {
            assertThat(ask(project(texts), List.of(path))).containsExactly(Map.entry(path, forwards.get(path)));
        }
    }

    private static Map<String, List<String>> ask(Project project, List<String> paths) {
        var answers = new TreeMap<String, List<String>>();
        for (var path : paths) {
            answers.put(path, answers(project.model(path)));
        }
        return answers;
    }

    private static Map<String, List<String>> askAtOnce(Project project, List<String> paths) throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<List<String>>>();
            for (var path : paths) {
                tasks.add(() -> answers(project.model(path)));
            }
            var answers = new TreeMap<String, List<String>>();
            var results = pool.invokeAll(tasks);
            for (int i = 0; i < results.size(); i++) {
                answers.put(paths.get(i), results.get(i).get());
            }
            return answers;
        } finally {
            pool.shutdown();
        }
    }

    private static List<String> answers(FileModel model) {
        return model.types().stream()
                .map(typed -> typed.expression().range() + " " + typed.type().display())
                .toList();
    }

    private static Project project(Map<String, String> texts) {
        var files = new ArrayList<ProjectFile>();
        texts.forEach((path, text) ->
                files.add(ProjectFile.of(path, Parser.parse(text).module())));
        return Project.of(files);
    }

    /** Modules whose functions, methods and attributes lead to each other in circles. */
    private static Map<String, String> modules(Random random) {
        var texts = new TreeMap<String, String>();
        for (int i = 0; i < MODULES; i++) {
            var text = new StringBuilder("from pyspark.sql import SparkSession\n");
            for (int j = 0; j < MODULES; j++) {
                text.append(i == j ? "" : "import m" + j + "\n");
            }
            text.append("spark = SparkSession.builder.getOrCreate()\n");
            for (int j = 0; j < FUNCTIONS; j++) {
                text.append(function("f" + j, "", random, i));
            }
            text.append("class C:\n");
            text.append("    def __init__(self, given):\n        self.a = given\n        self.b = ");
            text.append(expression(random, i, 2)).append("\n");
            for (int j = 0; j < 3; j++) {
                text.append(function("g" + j, "    ", random, i));
            }
            texts.put("m" + i + ".py", text.toString());
        }
        return texts;
    }

    private static String function(String name, String indent, Random random, int module) {
        var text = new StringBuilder(
                indent + "def " + name + (indent.isEmpty() ? "(x, y=None):\n" : "(self, x, y=None):\n"));
        for (int i = random.nextInt(3); i >= 0; i--) {
            text.append(indent)
                    .append(
                            switch (random.nextInt(6)) {
                                case 0 -> "    while y:\n" + indent + "        x = " + expression(random, module, 2);
                                case 1 ->
                                    "    for y in [x, " + expression(random, module, 1) + "]:\n" + indent
                                            + "        x = y";
                                case 2 ->
                                    "    if x is None:\n" + indent + "        x = " + expression(random, module, 2);
                                case 3 -> "    y = lambda z: " + expression(random, module, 1);
                                default -> "    x = " + expression(random, module, 2);
                            })
                    .append("\n");
        }
        return text + indent + "    return " + expression(random, module, 2) + "\n";
    }

    private static String expression(Random random, int module, int depth) {
        if (depth == 0) {
            return List.of("x", "y", "spark", "1", "'a'", "None", "spark.table('t')")
                    .get(random.nextInt(7));
        }
        var inner = expression(random, module, depth - 1);
        var other = random.nextInt(MODULES);
        var from = other == module ? "" : "m" + other + ".";
        return switch (random.nextInt(9)) {
            case 0 -> inner + ".rdd.map(lambda row: (row[0], " + expression(random, module, depth - 1) + "))";
            case 1 -> "[" + inner + "]";
            case 2 -> from + "C(" + inner + ").a";
            case 3 -> from + "C(" + inner + ").b";
            case 4 -> from + "C(" + inner + ").g" + random.nextInt(3) + "(" + expression(random, module, 0) + ")";
            case 5 -> inner + " or " + expression(random, module, depth - 1);
            default ->
                from + "f" + random.nextInt(FUNCTIONS) + "(" + inner + ", " + expression(random, module, 0) + ")";
        };
    }
}
