package dev.reconnect.cli.environment;

import dev.reconnect.cli.ProgressLine;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Decides which Python runs the user's programs: one that was named, or a private one with a pinned PySpark. */
public final class Environments {
    private final ProgressLine progress;
    private final Path cache;

    public Environments(Path cache, ProgressLine progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** The folder for what is made once and used again. */
    public static Path cacheFolder() {
        var own = System.getenv("RECONNECT_CACHE");
        if (own != null && !own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        var shared = System.getenv("XDG_CACHE_HOME");
        var base = shared != null && shared.startsWith("/")
                ? Path.of(shared)
                : Path.of(System.getProperty("user.home"), ".cache");
        return base.resolve("reconnect");
    }

    /**
     * The environment for a release of Spark.
     *
     * @param wanted the release that was asked for; without one, a named interpreter's own release counts, else the default
     * @param named the interpreter that was named on the command line
     * @param extra further pinned requirements, by the name of their file
     */
    public PythonEnvironment resolve(Optional<SparkRelease> wanted, Optional<String> named, List<String> extra) {
        var choice = named.or(
                () -> Optional.ofNullable(System.getenv("RECONNECT_PYTHON")).filter(value -> !value.isEmpty()));
        if (choice.isEmpty()) {
            return made(wanted.orElse(SparkRelease.DEFAULT), Optional.empty(), extra);
        }
        var interpreter = Interpreter.ask(located(choice.get()))
                .orElseThrow(() -> new UserException(
                        "`" + choice.get() + "` is not a Python interpreter that starts",
                        "Name one by --python or RECONNECT_PYTHON, such as /usr/bin/python3"));
        if (interpreter.spark().isEmpty()) {
            return made(wanted.orElse(SparkRelease.DEFAULT), Optional.of(interpreter), extra);
        }
        return asItIs(interpreter, wanted);
    }

    private static String located(String interpreter) {
        var path = Path.of(interpreter);
        if (Files.isDirectory(path)) {
            var inside = path.resolve("bin").resolve("python");
            return Files.isExecutable(inside) ? inside.toString() : interpreter;
        }
        return interpreter;
    }

    private static PythonEnvironment asItIs(Interpreter interpreter, Optional<SparkRelease> wanted) {
        var version = interpreter.spark().orElseThrow();
        var release = SparkRelease.find(version)
                .orElseThrow(() -> new UserException(
                        "The Python at " + interpreter.executable() + " has PySpark " + version
                                + ", which Reconnect does not know",
                        "It knows 3.5, 4.0, 4.1, 4.2 and 4.3; leave out --python to use a private environment"));
        if (wanted.isPresent() && wanted.get() != release) {
            throw new UserException(
                    "The Python at " + interpreter.executable() + " has PySpark " + version + ", not "
                            + wanted.get().label(),
                    "Say --spark " + release.label()
                            + ", or leave out --python (and RECONNECT_PYTHON) to use a private environment");
        }
        ConnectCheck.check(interpreter, version);
        return new PythonEnvironment(interpreter.executable(), interpreter.version(), version, release);
    }

    private PythonEnvironment made(SparkRelease release, Optional<Interpreter> named, List<String> extra) {
        if (named.isPresent() && !named.get().suits(release)) {
            throw new UserException(
                    "Python " + named.get().version() + " does not suit Spark " + release.label(),
                    "It needs Python " + Interpreter.range(release) + "; name one by --python or RECONNECT_PYTHON");
        }
        var requirements = new Requirements(release, extra);
        if (named.isEmpty()) {
            var known = PrivateEnvironment.findReady(cache, requirements);
            if (known.isPresent()) {
                return known.get();
            }
        }
        progress.begin("Looking for Python");
        var base = named.orElseGet(() -> find(release));
        return new PrivateEnvironment(cache, requirements, base, progress).ensure();
    }

    private static Interpreter find(SparkRelease release) {
        var tried = new LinkedHashSet<String>();
        for (var name :
                List.of("python3", "python3.11", "python3.12", "python3.10", "python3.13", "python3.14", "python")) {
            var found = Programs.find(name).flatMap(path -> Interpreter.ask(path.toString()));
            if (found.isPresent() && found.get().suits(release)) {
                return found.get();
            }
            found.ifPresent(unfit -> tried.add(unfit.version()));
        }
        var seen =
                tried.isEmpty() ? "no Python was found on the PATH" : "found only Python " + String.join(", ", tried);
        throw new UserException(
                "Running programs on Spark " + release.label() + " needs Python " + Interpreter.range(release)
                        + ", and " + seen,
                "Install one, or name it by --python or RECONNECT_PYTHON");
    }
}
