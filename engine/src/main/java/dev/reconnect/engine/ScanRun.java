package dev.reconnect.engine;

import dev.reconnect.engine.Snapshot.Basis;
import dev.reconnect.engine.Snapshot.Checked;
import dev.reconnect.engine.Snapshot.Part;
import dev.reconnect.python.types.Carriers;
import dev.reconnect.python.types.Keys;
import dev.reconnect.python.types.Modules;
import dev.reconnect.python.types.ObservedTypes;
import dev.reconnect.python.types.Project;
import dev.reconnect.python.types.ProjectFile;
import dev.reconnect.python.types.ProjectFile.Role;
import dev.reconnect.python.types.Uses;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One scan of the files of a workspace. Rules look at the files that name Spark, at those that may get something of it by imports, and, in
 * further rounds, at those that calls were seen to give something of Spark. What an earlier scan found is taken over where it holds still.
 */
final class ScanRun {
    /** Longer chains of functions that hand on an argument from file to file are not followed to their end. */
    private static final int MOST_ROUNDS = 12;

    private final FileCheck check;
    private final ObservedTypes observed;
    private final List<LoadedFile> files;
    private final Progress progress;
    private final List<FileState> states;
    private final Modules modules;
    /** For each file of the project, its place among all files. */
    private final int[] places;

    private Project project;
    private boolean unchanged;

    ScanRun(FileCheck check, ObservedTypes observed, List<LoadedFile> files, Progress progress) {
        this.check = check;
        this.observed = observed;
        this.files = files;
        this.progress = progress;
        this.states = files.stream().map(LoadedFile::state).toList();
        this.places = IntStream.range(0, files.size())
                .filter(place -> states.get(place).isReadable())
                .toArray();
        this.modules = Modules.of(states.stream()
                .filter(FileState::isReadable)
                .map(FileState::name)
                .toList());
        this.project = Project.of(List.of());
    }

    /** The names and types that the last round had. */
    Project project() {
        return project;
    }

    /** Whether all of the earlier snapshot holds, and nothing else was looked at. */
    boolean isUnchanged() {
        return unchanged;
    }

    Snapshot run(Optional<Snapshot> before) {
        var whole = new Reuse(before, states).whole();
        if (whole.isPresent()) {
            unchanged = true;
            return whole.get();
        }
        var relevant = firstRelevant();
        var known = before;
        for (int round = 1; ; round++) {
            var reuse = new Reuse(known, states);
            var projectFiles = projectFiles(relevant, reuse);
            project = round == 1 ? Project.of(projectFiles, modules, observed) : project.with(projectFiles);
            var now = check(relevant, reuse.stillHolding(relevant, project));
            var receivers = receivers(now);
            receivers.andNot(relevant);
            if (receivers.isEmpty() || round == MOST_ROUNDS) {
                return now;
            }
            relevant.or(receivers);
            known = Optional.of(now);
        }
    }

    private BitSet firstRelevant() {
        var sources = new BitSet();
        var relevant = new BitSet();
        for (int i = 0; i < states.size(); i++) {
            var glance = states.get(i).glance();
            sources.set(i, states.get(i).isReadable() && glance.isSource());
            relevant.set(i, states.get(i).isReadable() && glance.isMentioned());
        }
        var carriers = new Carriers(
                states.stream().map(FileState::name).toList(),
                states.stream().map(FileState::glance).toList(),
                modules);
        relevant.or(carriers.of(sources));
        return relevant;
    }

    private List<ProjectFile> projectFiles(BitSet relevant, Reuse reuse) {
        var projectFiles = new ArrayList<ProjectFile>(places.length);
        for (int place : places) {
            var file = files.get(place);
            var role =
                    file.state().glance().isMentioned() ? Role.USER : relevant.get(place) ? Role.RECEIVER : Role.NONE;
            projectFiles.add(file.projectFile(role, reuse.calls(place)));
        }
        return projectFiles;
    }

    private Snapshot check(BitSet relevant, Reuse.Holding holding) {
        var open = relevant.stream().filter(place -> !holding.holds(place)).toArray();
        progress.begin("Checking", open.length);
        if (open.length > 0) {
            // Sooner or later a question needs the calls of all of them: several threads get there faster.
            var users = relevant.stream().toArray();
            Workers.inOrder(
                    users.length,
                    i -> project.model(states.get(users[i]).name()).calls());
        }
        var found = Workers.inOrder(open.length, i -> {
            var result = check(files.get(open[i]));
            progress.step();
            return result;
        });
        var parts = new ArrayList<Part>(files.size());
        int next = 0;
        for (int place = 0; place < files.size(); place++) {
            var checked = holding.checked(place);
            if (relevant.get(place) && checked.isEmpty()) {
                checked = Optional.of(found.get(next++));
            }
            parts.add(part(place, relevant.get(place), checked, holding.shared(place)));
        }
        return new Snapshot(states, parts);
    }

    private Part part(int place, boolean relevant, Optional<Checked> checked, Basis shared) {
        if (!states.get(place).isReadable()) {
            return Part.NOTHING;
        }
        var model = project.model(states.get(place).name());
        var now = basis(model.sharedUses());
        boolean nothing = !relevant && now.isEmpty() && shared.isEmpty();
        var calls = relevant ? Optional.of(model.calls()) : Optional.<Keys>empty();
        return nothing ? Part.NOTHING : new Part(checked, calls, now.and(shared));
    }

    private Checked check(LoadedFile file) {
        var model = project.model(file.name());
        try {
            return new Checked(check.check(file.parsed(), model), basis(model.uses()));
        } catch (Exception | StackOverflowError e) {
            var problem =
                    Problem.of(Problem.Kind.INTERNAL, file.name(), "could not be checked: " + FileCheck.describe(e));
            return new Checked(FileCheck.Result.failed(problem), Basis.NOTHING);
        } finally {
            model.forget();
        }
    }

    private Basis basis(Uses uses) {
        var inProject = uses.files();
        var keys = uses.keys();
        if (inProject.isEmpty() && keys.size() == 0) {
            return Basis.NOTHING;
        }
        var all = new BitSet();
        for (int i = inProject.nextSetBit(0); i >= 0; i = inProject.nextSetBit(i + 1)) {
            all.set(places[i]);
        }
        return new Basis(all, keys);
    }

    private BitSet receivers(Snapshot now) {
        var names = new HashSet<String>();
        for (var part : now.parts()) {
            part.checked().ifPresent(checked -> names.addAll(checked.result().receivers()));
        }
        var receivers = new BitSet();
        for (int place = 0; place < states.size() && !names.isEmpty(); place++) {
            receivers.set(place, names.contains(states.get(place).name()));
        }
        return receivers;
    }
}
