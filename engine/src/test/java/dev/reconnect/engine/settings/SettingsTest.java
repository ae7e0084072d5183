package dev.reconnect.engine.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path root;

    @Test
    void nearestFileCounts() throws IOException {
        write("pyproject.toml", "[tool.reconnect]\ntarget = \"spark-4.0\"\n");
        write("a/pyproject.toml", "[project]\nname = \"reconnect-user\"\n");
        write("b/reconnect.toml", "select = [\"rdd\", \"jvm\"]\n");
        Files.createDirectories(root.resolve("a/deep"));
        assertThat(Settings.find(root.resolve("a/deep")).target()).isEqualTo(SparkRelease.SPARK_4_0);
        assertThat(Settings.find(root.resolve("b")).select()).containsExactly("rdd", "jvm");
        assertThat(Settings.find(root.resolve("b")).target()).isEqualTo(SparkRelease.DEFAULT);
    }

    @Test
    void everyKey() throws IOException {
        write(
                "reconnect.toml",
                """
                target = "4.1"
                select = ["rdd"]
                ignore = ["rdd-count"]
                include = ["*.spark"]
                exclude = ["/old/"]
                respect-gitignore = false
                baseline = "accepted.json"
                unsafe-fixes = true
                cache = false
                cache-dir = "tmp/cache"
                max-file-size-mb = 3
                """);
        var settings = Settings.find(root);
        assertThat(settings)
                .isEqualTo(new Settings(
                        root,
                        Optional.of(root.resolve("reconnect.toml")),
                        SparkRelease.SPARK_4_1,
                        java.util.List.of("rdd"),
                        java.util.List.of("rdd-count"),
                        PathPatterns.of(root, "*.spark"),
                        PathPatterns.of(root, "/old/"),
                        false,
                        Optional.of(root.resolve("accepted.json")),
                        true,
                        false,
                        Optional.of(root.resolve("tmp/cache")),
                        3L * 1024 * 1024));
    }

    @Test
    void mistakesNameTheLine() throws IOException {
        checkRefused("\nselct = []\n", "reconnect.toml:2: unknown key `selct`", "Did you mean `select`?");
        checkRefused("something-else = 1\n", ":1: unknown key `something-else`", "Keys are target, select,");
        checkRefused("\n\ntarget = \"spark-2.4\"\n", ":3: unknown target `spark-2.4`", "spark-4.2");
        checkRefused("select = \"rdd\"\n", ":1: `select` has to be a list of strings", "");
        checkRefused("select = [1]\n", ":1: `select` has to be a list of strings", "");
        checkRefused("cache = 1\n", ":1: `cache` has to be `true` or `false`", "");
        checkRefused("max-file-size-mb = 0\n", ":1: `max-file-size-mb` has to be a whole number", "");
        checkRefused("cache = \n", ":1", "Correct the TOML there");
    }

    @Test
    void withReplacesOneValue() {
        var settings = Settings.defaults(root);
        assertThat(settings.withCache(false).withCache(true)).isEqualTo(settings);
        assertThat(settings.withTarget(SparkRelease.SPARK_3_5).target()).isEqualTo(SparkRelease.SPARK_3_5);
        assertThat(settings.withUnsafeFixes(true).unsafeFixes()).isTrue();
    }

    private void checkRefused(String toml, String message, String advice) throws IOException {
        write("reconnect.toml", toml);
        assertThatThrownBy(() -> Settings.find(root))
                .isInstanceOfSatisfying(
                        UserException.class, e -> assertThat(e.advice()).contains(advice))
                .hasMessageContaining(message);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
