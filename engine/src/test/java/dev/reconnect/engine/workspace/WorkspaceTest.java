package dev.reconnect.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.settings.PathPatterns;
import dev.reconnect.engine.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkspaceTest {
    @TempDir
    Path root;

    private Settings settings;

    @BeforeEach
    void setUp() {
        settings = Settings.defaults(root);
    }

    @Test
    void foldersAreSearchedInOrder() throws IOException {
        write("b.py", "a.py", "pkg/c.py", "pkg/note.ipynb", "readme.txt", "types.pyi", "a/z.py");
        check(List.of("."), "a.py", "a/z.py", "b.py", "pkg/c.py", "pkg/note.ipynb");
    }

    @Test
    void someFoldersAreNeverEntered() throws IOException {
        write(
                "a.py",
                ".venv/b.py",
                "lib/site-packages/c.py",
                "build/d.py",
                "node_modules/e.py",
                "env/f.py",
                "env/pyvenv.cfg");
        check(List.of("."), "a.py");
        check(List.of("build"), "build/d.py");
    }

    @Test
    void aFileNamedIsTakenWhateverItsName() throws IOException {
        write("script", "a.py");
        settings = settings.withExclude(PathPatterns.of(root, "*"));
        check(List.of("script", "a.py", "./a.py"), "a.py", "script");
    }

    @Test
    void excludesAndIncludes() throws IOException {
        write("a.py", "tests/b.py", "src/tests/c.py", "src/d.py", "src/e.spark");
        settings = settings.withExclude(PathPatterns.of(root, "/tests/"));
        check(List.of("."), "a.py", "src/d.py", "src/tests/c.py");
        settings = settings.withInclude(PathPatterns.of(root, "*.spark"));
        check(List.of("."), "src/e.spark");
    }

    @Test
    void ignoreFilesOfFoldersAboveCount() throws IOException {
        write("src/a.py", "src/gen_b.py", "src/keep/gen_c.py");
        Files.createDirectories(root.resolve(".git/info"));
        Files.writeString(root.resolve(".git/info/exclude"), "a.py\n");
        Files.writeString(root.resolve(".gitignore"), "gen_*\n");
        Files.writeString(root.resolve("src/keep/.gitignore"), "!gen_c.py\n");
        check(List.of("src"), "src/keep/gen_c.py");
        settings = settings.withRespectGitignore(false);
        check(List.of("src"), "src/a.py", "src/gen_b.py", "src/keep/gen_c.py");
    }

    @Test
    void globs() throws IOException {
        write("jobs/a.py", "jobs/x/b.py", "jobs/x/c.txt", "other/d.py");
        check(List.of("jobs/**/*.py"), "jobs/a.py", "jobs/x/b.py");
        check(List.of("*/?.py"), "jobs/a.py", "other/d.py");
        checkRefused("jobs/*.nothing", "No Python file matches");
    }

    @Test
    void linksDoNotLeadInCircles() throws IOException {
        write("pkg/a.py", "elsewhere/b.py");
        Files.createSymbolicLink(root.resolve("pkg/loop"), root.resolve("pkg"));
        Files.createSymbolicLink(root.resolve("pkg/again.py"), root.resolve("pkg/a.py"));
        Files.createSymbolicLink(root.resolve("pkg/out.py"), root.resolve("elsewhere/b.py"));
        Files.createSymbolicLink(root.resolve("pkg/gone.py"), root.resolve("nowhere.py"));
        var workspace = Workspace.open(root, List.of("pkg"), settings);
        assertThat(workspace.files().stream().map(WorkspaceFile::name)).containsExactly("pkg/a.py", "pkg/out.py");
        assertThat(workspace.problems())
                .containsExactly(Problem.of(Problem.Kind.UNREADABLE, "pkg/gone.py", "is a link that leads nowhere"));
    }

    @Test
    void largeFilesAreNotRead() throws IOException {
        Files.write(root.resolve("big.py"), new byte[2 * 1024 * 1024]);
        settings = settings.withMaxFileSize(1024 * 1024);
        var reading =
                Workspace.open(root, List.of("big.py"), settings).files().get(0).read();
        assertThat(reading.problem().orElseThrow().kind()).isEqualTo(Problem.Kind.TOO_LARGE);
        assertThat(reading.problem().orElseThrow().message()).startsWith("is larger than 1 MB (2 MB)");
    }

    @Test
    void whatIsNotThereIsAnError() {
        checkRefused("missing.py", "There is no file or folder `missing.py`");
    }

    private void check(List<String> inputs, String... names) {
        var workspace = Workspace.open(root, inputs, settings);
        assertThat(workspace.files().stream().map(WorkspaceFile::name)).containsExactly(names);
        assertThat(workspace.problems()).isEmpty();
    }

    private void checkRefused(String input, String message) {
        assertThatThrownBy(() -> Workspace.open(root, List.of(input), settings))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    private void write(String... names) throws IOException {
        for (var name : names) {
            var file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "spark\n");
        }
    }
}
