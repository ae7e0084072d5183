package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Any text gets an answer, in bounded time and on an ordinary stack. */
class RobustnessTest {
    private static final String PROGRAM =
            """
            from pyspark.sql import SparkSession, functions as F
            from typing import Optional

            class Job:
                def __init__(self, spark=None):
                    self.spark = spark or SparkSession.builder.getOrCreate()

                @property
                def df(self) -> "Optional[DataFrame]":
                    return self.spark.table("t")

                def run(self, *names, **options):
                    global result
                    result = [self.df.rdd.map(lambda r: (r[0], 1)).reduceByKey(lambda a, b: a + b) for _ in names]
                    for i, (k, *v) in enumerate(result):
                        try:
                            k = yield v
                        except (ValueError, TypeError) as e:
                            print(f"{e!r} {k}")
                        else:
                            with open(k) as f, open(v) as g:
                                k += f.read()
                    match result:
                        case [x, *rest] if x:
                            return rest
                        case {"a": Job() as j, **others}:
                            del j
                    return (y := self.df) and y.filter(F.col("a") > 1)

            if __name__ == "__main__":
                job = Job()
                while True:
                    print(list(job.run(*[1, 2], **{"a": 1})))
                    break
            """;

    @Test
    void everyCutOfAProgram() {
        for (int end = 0; end < PROGRAM.length(); end += 3) {
            askEverything(PROGRAM.substring(0, end));
        }
    }

    @Test
    void changedCharacters() {
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder(PROGRAM);
            for (int j = 0; j < 4; j++) {
                text.setCharAt(random.nextInt(text.length()), "(){}[]:,.=*\n \"'aλ@".charAt(random.nextInt(18)));
            }
            askEverything(text.toString());
        }
    }

    @Test
    void longAndDeepPrograms() {
        assertQuick("x = 1" + " + x".repeat(5_000));
        assertQuick("x = a" + ".b().c[0]".repeat(3_000));
        assertQuick("x = " + "[".repeat(90) + "]".repeat(90));
        assertQuick("x = 1\n" + "x = (x, x)\n".repeat(3_000));
        assertQuick("x = 1\n" + "x = [x]\n".repeat(3_000) + "print(x)\n");
        assertQuick(chain(4_000));
        assertQuick("x = 1\n" + "if x:\n    x = x + 1\n".repeat(3_000));
        assertQuick("if a:\n    x = 0\n" + "elif b:\n    x = 1\n".repeat(1_500) + "print(x)\n");
        assertQuick(functions(150));
        assertQuick("x = 1\n" + nested("while x:\n", 60) + "    ".repeat(60) + "x = [x, x]\n");
        assertQuick("def f(x):\n    return " + "f(".repeat(60) + "x" + ")".repeat(60) + "\nf(f)\n");
        assertQuick("f = lambda x: x(x)\nf(f)\n");
        assertQuick("class A(A):\n    pass\nA().x\nclass B(C): pass\nclass C(B): pass\nB().x\n");
        assertQuick("x = {**" + "{**".repeat(80) + "x" + "}".repeat(81) + "\n");
    }

    @Test
    void answersDoNotDependOnTheOrderOfQuestionsOrOnThreads() throws Exception {
        var tree = Parser.parse(PROGRAM + PROGRAM.replace("Job", "Other")).module();
        var forwards = displayed(Project.of("a.py", tree), tree, false);
        assertThat(displayed(Project.of("a.py", tree), tree, true)).isEqualTo(forwards);
        var shared = Project.of("a.py", tree);
        var pool = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<List<String>>>();
            for (int i = 0; i < 8; i++) {
                boolean backwards = i % 2 == 1;
                tasks.add(() -> displayed(shared, tree, backwards));
            }
            for (var answer : pool.invokeAll(tasks)) {
                assertThat(answer.get()).isEqualTo(forwards);
            }
        } finally {
            pool.shutdown();
        }
    }

    /** {@code -Dreconnect.corpus=FOLDER} asks about every file below; without it, nothing is installed to look at. */
    @Test
    void installedFiles() throws IOException {
        var folder = System.getProperty("reconnect.corpus", "");
        if (folder.isEmpty()) {
            askEverything(PROGRAM);
            return;
        }
        try (var files = Files.walk(Path.of(folder))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".py"))
                    .sorted()
                    .toList()) {
                askEverything(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static String chain(int length) {
        var text = new StringBuilder("x0 = [1]\n");
        for (int i = 1; i < length; i++) {
            text.append("x").append(i).append(" = x").append(i - 1).append(".copy()\n");
        }
        return text.append("print(x").append(length - 1).append(")\n").toString();
    }

    private static String functions(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append("def f").append(i).append("(x, y):\n    return f").append((i * 7 + 1) % count);
            text.append("(y, f").append((i * 3 + 2) % count).append("(x, x))\n");
        }
        return text.append("f0(1, 'a')\n").toString();
    }

    private static String nested(String header, int depth) {
        var text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("    ".repeat(i)).append(header);
        }
        return text.toString();
    }

    private static void assertQuick(String text) {
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> onSmallStack(() -> askEverything(text)));
    }

    private static void onSmallStack(Runnable task) {
        var failures = new ArrayList<Throwable>();
        var thread = new Thread(null, task, "small stack", 1 << 20);
        thread.setUncaughtExceptionHandler((where, failure) -> failures.add(failure));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertThat(failures).isEmpty();
    }

    private static void askEverything(String text) {
        var tree = Parser.parse(text).module();
        var model = Project.of("main.py", tree).model("main.py");
        var asked = new HashSet<Binding>();
        tree.walk(node -> {
            if (node instanceof Expression expression) {
                assertThat(model.typeOf(expression).display()).isNotNull();
            }
            if (node instanceof Attribute attribute) {
                assertThat(model.memberOf(attribute)).isNotNull();
                assertThat(model.qualifiedName(attribute)).isNotNull();
            }
            if (node instanceof Name name) {
                model.bindingOf(name).filter(asked::add).ifPresent(model::mutations);
                assertThat(model.onlyValue(name)).isNotNull();
            }
            assertThat(model.scopeOf(node)).isNotNull();
        });
    }

    private static List<String> displayed(Project project, Module tree, boolean backwards) {
        var expressions = new ArrayList<Expression>();
        tree.walk(node -> {
            if (node instanceof Expression expression) {
                expressions.add(expression);
            }
        });
        var model = project.model("a.py");
        var shown = new String[expressions.size()];
        for (int i = 0; i < shown.length; i++) {
            int at = backwards ? shown.length - 1 - i : i;
            shown[at] = model.typeOf(expressions.get(at)).display();
        }
        return List.of(shown);
    }
}
