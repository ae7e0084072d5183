package dev.reconnect.engine.settings;

import dev.reconnect.core.facts.SparkRelease;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Everything that decides what is looked at and what is reported. Defaults, then the nearest settings file, then the command line: each
 * later one replaces single values by the {@code with...} methods.
 *
 * @param root the folder of the settings file, or the folder the tool was called in
 * @param source the file these settings were read from
 * @param select rules to run, by name or by group; empty for all
 * @param ignore rules to leave out, by name or by group
 * @param include which files count as Python; empty for {@code *.py} and {@code *.ipynb}
 * @param exclude files and folders to leave out, beside those that are always left out
 * @param baseline a file of findings accepted earlier
 */
public record Settings(
        Path root,
        Optional<Path> source,
        SparkRelease target,
        List<String> select,
        List<String> ignore,
        PathPatterns include,
        PathPatterns exclude,
        boolean respectGitignore,
        Optional<Path> baseline,
        boolean unsafeFixes,
        boolean cache,
        Optional<Path> cacheDirectory,
        long maxFileSize) {
    private static final long DEFAULT_MAX_FILE_SIZE = 10L * 1024 * 1024;

    public Settings {
        select = List.copyOf(select);
        ignore = List.copyOf(ignore);
    }

    public static Settings defaults(Path root) {
        return new Settings(
                root,
                Optional.empty(),
                SparkRelease.DEFAULT,
                List.of(),
                List.of(),
                PathPatterns.of(root),
                PathPatterns.of(root),
                true,
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                DEFAULT_MAX_FILE_SIZE);
    }

    /** The settings that hold in a folder: those of the nearest settings file at or above it, else the defaults. */
    public static Settings find(Path folder) {
        return SettingsFile.find(folder)
                .orElseGet(() -> defaults(folder.toAbsolutePath().normalize()));
    }

    /** The settings of one {@code reconnect.toml} or {@code pyproject.toml}, named by the user. */
    public static Settings read(Path file) {
        return SettingsFile.readNamed(file);
    }

    public Settings withTarget(SparkRelease release) {
        return new Settings(
                root,
                source,
                release,
                select,
                ignore,
                include,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withSelect(List<String> rules) {
        return new Settings(
                root,
                source,
                target,
                rules,
                ignore,
                include,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withIgnore(List<String> rules) {
        return new Settings(
                root,
                source,
                target,
                select,
                rules,
                include,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withInclude(PathPatterns patterns) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                patterns,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withExclude(PathPatterns patterns) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                patterns,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withRespectGitignore(boolean respected) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                exclude,
                respected,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withBaseline(Optional<Path> file) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                exclude,
                respectGitignore,
                file,
                unsafeFixes,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withUnsafeFixes(boolean applied) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                exclude,
                respectGitignore,
                baseline,
                applied,
                cache,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withCache(boolean used) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                used,
                cacheDirectory,
                maxFileSize);
    }

    public Settings withCacheDirectory(Path folder) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                Optional.of(folder),
                maxFileSize);
    }

    public Settings withMaxFileSize(long bytes) {
        return new Settings(
                root,
                source,
                target,
                select,
                ignore,
                include,
                exclude,
                respectGitignore,
                baseline,
                unsafeFixes,
                cache,
                cacheDirectory,
                bytes);
    }
}
