package dev.reconnect.python.types;

import dev.reconnect.python.stubs.StubLibrary;
import dev.reconnect.python.stubs.StubSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The classes and modules that stubs describe, as types. What it holds never changes once read, so that all projects share one. */
final class Stubs {
    private final StubLibrary library = StubLibrary.bundled();
    private final Map<String, PythonClass> classes = new ConcurrentHashMap<>();
    private final Map<String, Type> functions = new ConcurrentHashMap<>();

    private Stubs() {}

    static Stubs shared() {
        return Shared.STUBS;
    }

    /** A class that a stub mentions; one without a stub is known by name alone. */
    PythonClass reference(String name) {
        var known = classes.get(name);
        if (known != null) {
            return known;
        }
        var section = library.find(name).orElse(null);
        PythonClass type = section != null && !section.isModule() ? stubClass(section) : new ForeignClass(name);
        var other = classes.putIfAbsent(name, type);
        return other != null ? other : type;
    }

    static Type.Instance instance(String name) {
        return new Type.Instance(shared().reference(name));
    }

    static Type.Instance instance(String name, Type... arguments) {
        return new Type.Instance(shared().reference(name), List.of(arguments));
    }

    @Nullable
    StubClass findClass(String name) {
        return reference(name) instanceof StubClass type ? type : null;
    }

    boolean isModule(String name) {
        var section = library.find(name).orElse(null);
        return section != null && section.isModule();
    }

    boolean covers(String name) {
        return library.covers(name);
    }

    @Nullable
    StubSection module(String name) {
        var section = library.find(name).orElse(null);
        return section != null && section.isModule() ? section : null;
    }

    /** The function of a module that has that qualified name and is declared so. */
    Type function(String qualified, List<StubSection.Line> lines) {
        return functions.computeIfAbsent(qualified, name -> {
            var signatures = lines.stream()
                    .map(line -> StubTypeParser.signature(this, line.text()))
                    .toList();
            return new Type.Callable(Optional.of(name), new CallTargets.Declared(name, signatures, null, null));
        });
    }

    private PythonClass stubClass(StubSection section) {
        var known = classes.get(section.name());
        if (known != null) {
            return known;
        }
        var type = new StubClass(section, this);
        var other = classes.putIfAbsent(section.name(), type);
        return other != null ? other : type;
    }

    private static final class Shared {
        private static final Stubs STUBS = new Stubs();
    }
}
