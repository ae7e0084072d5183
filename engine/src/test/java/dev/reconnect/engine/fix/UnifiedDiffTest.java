package dev.reconnect.engine.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDiffTest {
    @Test
    void threeLinesOfContext() {
        assertThat(UnifiedDiff.of("a/job.py", "1\n2\n3\n4\n5\n6\n7\n8\n", "1\n2\n3\n4\nfive\n6\n7\n8\n"))
                .isEqualTo(
                        """
                        diff --git a/a/job.py b/a/job.py
                        --- a/a/job.py
                        +++ b/a/job.py
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        """);
    }

    @Test
    void missingLineEnds() {
        assertThat(UnifiedDiff.of("job.py", "x", "x\n"))
                .isEqualTo(
                        """
                        diff --git a/job.py b/job.py
                        --- a/job.py
                        +++ b/job.py
                        @@ -1,1 +1,1 @@
                        -x
                        \\ No newline at end of file
                        +x
                        """);
        assertThat(UnifiedDiff.of("job.py", "x\n", "x\n")).isEmpty();
    }

    /** Git turns the one text into the other with it. */
    @Test
    void gitAppliesIt(@TempDir Path folder) throws Exception {
        assumeTrue(run(folder, "git", "init", "-q"), "git is installed");
        var random = new Random(3);
        var file = folder.resolve("job.py");
        for (int i = 0; i < 40; i++) {
            var before = text(random);
            var after = i % 2 == 0 ? text(random) : before.replace("b", "bb");
            if (before.isEmpty() || after.isEmpty() || before.equals(after)) {
                continue;
            }
            Files.writeString(file, before);
            Files.writeString(folder.resolve("fix.patch"), UnifiedDiff.of("job.py", before, after));
            assertThat(run(folder, "git", "apply", "--whitespace=nowarn", "fix.patch"))
                    .isTrue();
            assertThat(Files.readString(file)).isEqualTo(after);
        }
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int line = random.nextInt(30); line > 0; line--) {
            text.append("abcé".charAt(random.nextInt(4))).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        return random.nextBoolean() ? text.toString() : text.toString().stripTrailing();
    }

    private static boolean run(Path folder, String... command) throws InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        try {
            var process = builder.start();
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
