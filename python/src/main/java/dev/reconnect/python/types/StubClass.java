package dev.reconnect.python.types;

import dev.reconnect.python.stubs.StubSection;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A class that a stub describes: of PySpark or of Python itself. */
final class StubClass extends PythonClass {
    private final StubSection section;
    private final Stubs stubs;
    private final Map<String, Optional<Member>> members = new ConcurrentHashMap<>();
    private volatile @Nullable List<Type> bases;
    private volatile @Nullable List<String> ancestors;

    /**
     * A member as declared, type variables open.
     *
     * @param type of a property or attribute
     * @param signatures of a function
     */
    record Member(StubSection.Kind kind, Type type, List<Signature> signatures) {
        boolean isFunction() {
            return !signatures.isEmpty();
        }
    }

    StubClass(StubSection section, Stubs stubs) {
        super(section.name());
        this.section = section;
        this.stubs = stubs;
    }

    List<String> variables() {
        return section.variables();
    }

    /** The base classes, with the arguments that they are declared with. */
    List<Type> bases() {
        List<Type> read = bases;
        if (read == null) {
            var parsed = new ArrayList<Type>();
            for (String base : section.bases()) {
                parsed.add(StubTypeParser.type(stubs, base));
            }
            read = List.copyOf(parsed);
            bases = read;
        }
        return read;
    }

    /** A member that this class itself declares. */
    Optional<Member> findOwn(String name) {
        return members.computeIfAbsent(name, key -> parse(section.lines(key)));
    }

    @Override
    public List<String> ancestors() {
        List<String> known = ancestors;
        if (known == null) {
            var names = new LinkedHashSet<String>();
            collect(this, names);
            names.add("object");
            known = List.copyOf(names);
            ancestors = known;
        }
        return known;
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    private static void collect(StubClass type, Set<String> names) {
        if (!names.add(type.name())) {
            return;
        }
        for (Type base : type.bases()) {
            if (base instanceof Type.Instance instance && instance.type() instanceof StubClass known) {
                collect(known, names);
            } else {
                base.className().ifPresent(names::add);
            }
        }
    }

    private Optional<Member> parse(List<StubSection.Line> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var kind = lines.get(0).kind();
        return Optional.of(
                switch (kind) {
                    case PROPERTY, ATTRIBUTE, VALUE, REEXPORT ->
                        new Member(kind, StubTypeParser.type(stubs, lines.get(0).text()), List.of());
                    case METHOD, CLASS_METHOD, STATIC_METHOD, FUNCTION ->
                        new Member(
                                kind,
                                Type.UNKNOWN,
                                lines.stream()
                                        .map(line -> StubTypeParser.signature(stubs, line.text()))
                                        .toList());
                });
    }
}
