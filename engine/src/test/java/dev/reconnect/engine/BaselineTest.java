package dev.reconnect.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.fixture.OldName;
import dev.reconnect.engine.fixture.Shout;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
    private static final RuleSet RULES = RuleSet.of(new Shout(), new OldName());

    @TempDir
    Path folder;

    @Test
    void linesMayMoveAndIndent() {
        check("spark = 1\nx = old\n", "y = 2\n\nspark = 1\nif y:\n    x = old\n", 0);
        check("spark = 1\nx = old\ny = old\n", "spark = 1\nx = old + 1\ny = old\n", 1);
        check("spark = 1\nx = old\n", "spark = 1\nx = old\nx = old\n", 1);
        check("spark = 1\nx = old\nx = old\n", "spark = 1\nx = old\n", 0);
    }

    @Test
    void sortedAndStable() {
        var json =
                Baseline.of(scan("spark = A(old)\n", Settings.defaults(folder))).json();
        assertThat(json)
                .isEqualTo(
                        """
                        {
                          "version": 1,
                          "findings": [
                            {"file": "job.py", "rule": "old-name", "line": "%1$s", "count": 1},
                            {"file": "job.py", "rule": "shout", "line": "%1$s", "count": 1}
                          ]
                        }
                        """
                                .formatted(json.split("\"")[15]));
        assertThat(Baseline.EMPTY.json()).isEqualTo("{\n  \"version\": 1,\n  \"findings\": []\n}\n");
    }

    @Test
    void damagedFilesAreRefused() throws IOException {
        var file = folder.resolve("b.json");
        checkRefused(file, "there is no such file");
        Files.writeString(file, "{\"version\": 2}");
        checkRefused(file, "not a baseline of version 1");
        Files.writeString(file, "{\"findings\": [{\"file\": 1}]}");
        checkRefused(file, "not a baseline");
        Files.writeString(file, "[");
        checkRefused(file, "");
    }

    private void checkRefused(Path file, String message) {
        assertThatThrownBy(() -> Baseline.read(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(message);
    }

    private void check(String accepted, String now, int fresh) {
        var settings = Settings.defaults(folder);
        var file = folder.resolve(Baseline.FILE_NAME);
        Baseline.of(scan(accepted, settings)).write(file);
        var scan = scan(now, settings.withBaseline(Optional.of(file)));
        assertThat(scan.findings()).hasSize(fresh);
        assertThat(scan.accepted()).isPositive();
    }

    private static ScanResult scan(String text, Settings settings) {
        return new RuleRunner(RULES, settings).scan(Workspace.of(SourceFile.of("job.py", text)));
    }
}
