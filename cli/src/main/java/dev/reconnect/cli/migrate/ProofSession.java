package dev.reconnect.cli.migrate;

import dev.reconnect.cli.ProgressLine;
import dev.reconnect.cli.environment.ConnectServer;
import dev.reconnect.cli.environment.Environments;
import dev.reconnect.cli.environment.PythonEnvironment;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.proof.Evidence;
import dev.reconnect.proof.HostSettings;
import dev.reconnect.proof.Inputs;
import dev.reconnect.proof.ProofException;
import dev.reconnect.proof.ProofRequest;
import dev.reconnect.proof.Prover;
import dev.reconnect.proof.SparkHosts;
import dev.reconnect.proof.SuiteRunner;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proofs need, made when the first one starts and kept for all: the Python environment, warm processes, a scratch folder. */
public final class ProofSession implements AutoCloseable {
    private final ProofSettings settings;
    private final ProgressLine progress;
    private final Path folder;
    private String program = "";
    private boolean tracesRuns;
    private @Nullable SparkHosts hosts;
    private @Nullable Prover prover;

    public ProofSession(ProofSettings settings, ProgressLine progress) {
        this.settings = settings;
        this.progress = progress;
        this.folder = runs().resolve("run-" + ProcessHandle.current().pid());
    }

    private static Path runs() {
        return Environments.cacheFolder().resolve("runs");
    }

    public ProofSettings settings() {
        return settings;
    }

    /** A fresh folder for the files of a program that is about to be proven. */
    public Path newStage() {
        try {
            Files.createDirectories(folder);
            return Files.createTempDirectory(folder, "stage-");
        } catch (IOException e) {
            throw new UserException(
                    "Cannot write to " + folder + ": " + e.getMessage(),
                    "Is the disk full, or the folder read-only? RECONNECT_CACHE names another",
                    e);
        }
    }

    /** Says what is going on that is no proof. */
    public void announce(String stage) {
        progress.begin(stage);
    }

    /** Runs both programs and compares them. */
    public Evidence prove(Path original, Path migrated, String name) {
        return prove(request(original, migrated), name);
    }

    /** The same, of a program with those fixes. */
    Evidence prove(Path original, Path migrated, String name, FixResult fixes) {
        return prove(request(original, migrated).lifted(UnsafeFixes.liftPipelines(fixes)), name);
    }

    /** The same, on variants of the data whatever the settings say. */
    public Evidence proveOnVariants(Path original, Path migrated, String name) {
        return prove(request(original, migrated).variants(true), name);
    }

    private Evidence prove(ProofRequest.Builder request, String name) {
        program = name;
        var running = started();
        settings.release().map(SparkRelease::label).ifPresent(request::release);
        progress.begin("Proving " + name);
        return running.prove(request.build());
    }

    /** What the original's first run has noted of types; proofs of the same program do not make it again. */
    Optional<String> trace(Path original, String name) {
        program = name;
        var running = started();
        progress.begin("Running " + name);
        return running.trace(request(original, original).build());
    }

    /** What the original reads of its data. */
    public Inputs inputs(Path original, String name) throws ProofException {
        program = name;
        var running = started();
        progress.begin("Running " + name);
        return running.inputs(request(original, original).build());
    }

    /** Runs tests in the same warm processes. */
    public SuiteRunner suites() {
        started();
        return new SuiteRunner(Objects.requireNonNull(hosts), settings.limits());
    }

    /** Says what is being done now. */
    public void saying(String stage) {
        progress.begin(stage);
    }

    /** The release of Spark that programs run on, once something has run. */
    public String sparkVersion() {
        started();
        return Objects.requireNonNull(hosts).environment().spark();
    }

    /** What the last proof's runs of the original have noted of types. */
    List<String> traces() {
        return prover == null ? List.of() : prover.traces();
    }

    /** Whether runs of the original note types from now on. */
    void traceRuns(boolean value) {
        tracesRuns = value;
    }

    private ProofRequest.Builder request(Path original, Path migrated) {
        var request = ProofRequest.of(original, migrated)
                .arguments(settings.arguments())
                .calls(settings.calls())
                .variants(settings.variants())
                .seed(settings.seed())
                .limits(settings.limits())
                .traced(tracesRuns);
        settings.dataFor(original).forEach(request::data);
        return request;
    }

    private Prover started() {
        if (prover != null) {
            return prover;
        }
        removeLeftovers();
        PythonEnvironment environment = new Environments(Environments.cacheFolder(), progress)
                .resolve(settings.release(), settings.python(), List.of());
        var host = hostSettings(environment);
        progress.begin("Starting Spark");
        try {
            Files.createDirectories(folder);
            var running = SparkHosts.start(host);
            running.warm();
            hosts = running;
            prover = new Prover(running, outcomes(), this::show);
            return prover;
        } catch (ProofException | IOException e) {
            throw new UserException(
                    "Cannot start Spark: " + e.getMessage(), "The logs are in " + folder.resolve("logs"), e);
        }
    }

    private HostSettings hostSettings(PythonEnvironment environment) {
        var cache = Environments.cacheFolder();
        var host = HostSettings.of(environment.interpreter(), folder).withIsolation(settings.isolation());
        if (settings.remote().isPresent()) {
            return host.withRemote(settings.remote().get());
        }
        return new ConnectServer(cache, progress)
                .ensure(environment.release())
                .map(host::withServerJar)
                .orElse(host);
    }

    private Optional<Path> outcomes() {
        return settings.remembers() ? Optional.of(Environments.cacheFolder().resolve("outcomes")) : Optional.empty();
    }

    private void show(String label, int done, int total) {
        progress.begin("Proving " + program + ", run " + Math.min(done + 1, total) + " of " + total + ": " + label);
    }

    /** Folders of processes that were killed. */
    private static void removeLeftovers() {
        if (!Files.isDirectory(runs())) {
            return;
        }
        try (var folders = Files.newDirectoryStream(runs(), "run-*")) {
            for (var leftover : folders) {
                var owner = leftover.getFileName().toString().substring("run-".length());
                boolean alive = !owner.matches("[0-9]{1,9}")
                        || ProcessHandle.of(Long.parseLong(owner))
                                .map(ProcessHandle::isAlive)
                                .orElse(false);
                if (!alive) {
                    delete(leftover);
                }
            }
        } catch (IOException ignored) {
            // What cannot be removed now is tried again next time.
        }
    }

    @Override
    public void close() {
        if (hosts != null) {
            progress.begin("Stopping Spark");
            hosts.close();
        }
        if (settings.keepsLogs()) {
            return;
        }
        try {
            delete(folder);
        } catch (IOException ignored) {
            // The next run removes it.
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
