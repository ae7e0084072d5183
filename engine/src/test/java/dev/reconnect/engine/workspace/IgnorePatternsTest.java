package dev.reconnect.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reconnect.engine.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnorePatternsTest {
    private static final String[] PIECES = {
        "a", "b", "ab", "*", "**", "?", "/", "/", "/", "[ab]", "[!a]", "[[:alpha:]]", "\\a", "c.py", "*.py", "!", " "
    };

    @ParameterizedTest
    @CsvSource({
        "*.py, a.py, true",
        "*.py, d/a.py, true",
        "/a.py, d/a.py, false",
        "d/*.py, d/e/a.py, false",
        "d/**/a.py, d/a.py, true",
        "d/**/a.py, d/e/f/a.py, true",
        "**/a.py, a.py, true",
        "d/**, d/e/a.py, true",
        "d**e, dxe, true",
        "[a-c].py, b.py, true",
        "[!a-c].py, b.py, false",
        "[]a].py, ].py, true",
        "a\\*.py, a*.py, true",
        "a\\*.py, ab.py, false",
        "d/, d, false",
    })
    void filePatterns(String pattern, String path, boolean ignored) {
        var answer = IgnorePatterns.of(List.of(pattern)).answer(path, false);
        assertThat(answer == IgnorePatterns.Answer.IGNORED).isEqualTo(ignored);
    }

    @Test
    void lastMatchWins() {
        var patterns = IgnorePatterns.parse("*.py\n!keep.py\n# a comment\n\\#a.txt\ntrailing   \n");
        assertThat(patterns.answer("keep.py", false)).isEqualTo(IgnorePatterns.Answer.KEPT);
        assertThat(patterns.answer("other.py", false)).isEqualTo(IgnorePatterns.Answer.IGNORED);
        assertThat(patterns.answer("#a.txt", false)).isEqualTo(IgnorePatterns.Answer.IGNORED);
        assertThat(patterns.answer("trailing", false)).isEqualTo(IgnorePatterns.Answer.IGNORED);
        assertThat(patterns.answer("a comment", false)).isEqualTo(IgnorePatterns.Answer.UNDECIDED);
    }

    /** The same files as git leaves untracked, for random ignore files at two levels. */
    @Test
    void agreesWithGit(@TempDir Path root) throws Exception {
        assumeTrue(run(root, "git", "init", "-q").isEmpty(), "git is installed");
        var random = new Random(20);
        for (var folder : List.of("", "a", "b", "ab", "a/b", "a/ab", "ab/a/b")) {
            Files.createDirectories(root.resolve(folder));
            for (var name : List.of("c.py", "a.py", "b.py", "ab.py", " .py")) {
                Files.writeString(root.resolve(folder).resolve(name), "spark\n");
            }
        }
        for (int i = 0; i < 60; i++) {
            Files.writeString(root.resolve(".gitignore"), patterns(random));
            Files.writeString(root.resolve("a/.gitignore"), patterns(random));
            var ours = Workspace.open(root, List.of("."), Settings.defaults(root)).files().stream()
                    .map(WorkspaceFile::name)
                    .toList();
            var theirs = new TreeSet<String>();
            for (var line : run(root, "git", "-c", "core.quotePath=false", "ls-files", "-z", "-o", "--exclude-standard")
                    .split("\0")) {
                if (line.endsWith(".py")) {
                    theirs.add(line);
                }
            }
            assertThat(ours)
                    .as(
                            "%s----%n%s",
                            Files.readString(root.resolve(".gitignore")),
                            Files.readString(root.resolve("a/.gitignore")))
                    .containsExactlyElementsOf(theirs);
        }
    }

    private static String patterns(Random random) {
        var text = new StringBuilder();
        for (int line = random.nextInt(4); line >= 0; line--) {
            for (int piece = random.nextInt(5); piece >= 0; piece--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String run(Path folder, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(new ArrayList<>(List.of(command)));
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment().put("HOME", folder.toString());
        try {
            var process = builder.start();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            process.waitFor();
            return output;
        } catch (IOException e) {
            return "not installed";
        }
    }
}
