package dev.reconnect.engine.settings;

import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlTable;

/** Reads settings out of TOML; any key or value that means nothing here is an error with its line. */
final class TomlSettings {
    private static final List<String> KEYS = List.of(
            "target",
            "select",
            "ignore",
            "include",
            "exclude",
            "respect-gitignore",
            "baseline",
            "unsafe-fixes",
            "cache",
            "cache-dir",
            "max-file-size-mb");

    private final Path file;
    private final TomlTable table;

    private TomlSettings(Path file, TomlTable table) {
        this.file = file;
        this.table = table;
    }

    /** The settings in the text; none where a shared file has no table of ours. */
    static Optional<Settings> parse(Path file, String text, boolean shared) {
        var result = Toml.parse(text);
        if (result.hasErrors()) {
            var first = result.errors().get(0);
            throw new UserException(
                    where(file, first.position().line()) + ": " + first.getMessage(), "Correct the TOML there");
        }
        if (!shared) {
            return Optional.of(new TomlSettings(file, result).settings());
        }
        var path = List.of("tool", "reconnect");
        return result.isTable(path)
                ? Optional.of(new TomlSettings(file, result.getTableOrEmpty(path)).settings())
                : Optional.empty();
    }

    private Settings settings() {
        for (var key : table.keySet().stream().sorted().toList()) {
            if (!KEYS.contains(key)) {
                throw unknown(key);
            }
        }
        var root = SettingsFile.parentOf(file);
        var settings = Settings.defaults(root);
        return new Settings(
                root,
                Optional.of(file),
                target().orElse(settings.target()),
                strings("select"),
                strings("ignore"),
                new PathPatterns(root, strings("include")),
                new PathPatterns(root, strings("exclude")),
                flag("respect-gitignore").orElse(settings.respectGitignore()),
                string("baseline").map(root::resolve),
                flag("unsafe-fixes").orElse(settings.unsafeFixes()),
                flag("cache").orElse(settings.cache()),
                string("cache-dir").map(root::resolve),
                size("max-file-size-mb").orElse(settings.maxFileSize()));
    }

    private Optional<SparkRelease> target() {
        return string("target").map(name -> SparkRelease.find(name).orElseThrow(() -> {
            var known = Arrays.stream(SparkRelease.values())
                    .map(SparkRelease::target)
                    .collect(Collectors.joining(", "));
            return new UserException(where("target") + ": unknown target `" + name + "`", "Targets are " + known);
        }));
    }

    private List<String> strings(String key) {
        var value = table.get(List.of(key));
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof TomlArray array)) {
            throw wrong(key, "a list of strings");
        }
        var strings = new ArrayList<String>();
        for (int i = 0; i < array.size(); i++) {
            if (!(array.get(i) instanceof String string)) {
                throw wrong(key, "a list of strings");
            }
            strings.add(string);
        }
        return strings;
    }

    private Optional<String> string(String key) {
        var value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String string)) {
            throw wrong(key, "a string");
        }
        return Optional.of(string);
    }

    private Optional<Boolean> flag(String key) {
        var value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Boolean flag)) {
            throw wrong(key, "`true` or `false`");
        }
        return Optional.of(flag);
    }

    private Optional<Long> size(String key) {
        var value = table.get(List.of(key));
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof Long megabytes) || megabytes < 1 || megabytes > 1024) {
            throw wrong(key, "a whole number from 1 to 1024");
        }
        return Optional.of(megabytes * 1024 * 1024);
    }

    private UserException unknown(String key) {
        var advice = Nearest.to(key, KEYS)
                .map(nearest -> "Did you mean `" + nearest + "`?")
                .orElse("Keys are " + String.join(", ", KEYS));
        return new UserException(where(key) + ": unknown key `" + key + "`", advice);
    }

    private UserException wrong(String key, String expected) {
        return new UserException(where(key) + ": `" + key + "` has to be " + expected, "Correct the value there");
    }

    private String where(String key) {
        var position = table.inputPositionOf(List.of(key));
        return where(file, position == null ? 1 : position.line());
    }

    private static String where(Path file, int line) {
        return file + ":" + line;
    }
}
