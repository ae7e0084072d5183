package dev.reconnect.python.types;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The arguments of a call. Most calls give the same whatever they are given, so a type is worked out when it is asked for. */
final class Arguments {
    private final List<Type> positional;
    private final Map<String, Supplier<Type>> named;
    private final boolean open;

    private Arguments(List<Type> positional, Map<String, Supplier<Type>> named, boolean open) {
        this.positional = positional;
        this.named = named;
        this.open = open;
    }

    /** @param open whether starred arguments may add any others */
    static Arguments later(List<Supplier<Type>> positional, Map<String, Supplier<Type>> named, boolean open) {
        return new Arguments(new Later(positional), named, open);
    }

    static Arguments of(List<Type> positional) {
        return new Arguments(List.copyOf(positional), Map.of(), false);
    }

    /** The same arguments by name behind other ones by position. */
    Arguments with(List<Type> others, boolean isOpen) {
        return new Arguments(others, named, isOpen);
    }

    /** Each type is worked out as it is read: whoever keeps the list copies it. */
    List<Type> positional() {
        return positional;
    }

    Set<String> names() {
        return named.keySet();
    }

    @Nullable
    Type named(String name) {
        var type = named.get(name);
        return type == null ? null : type.get();
    }

    Type named(String name, Type otherwise) {
        var type = named(name);
        return type == null ? otherwise : type;
    }

    boolean open() {
        return open;
    }

    Type first() {
        return positional.isEmpty() ? Type.UNKNOWN : positional.get(0);
    }

    boolean anyMatch(Predicate<Type> test) {
        return positional.stream().anyMatch(test) || named.values().stream().anyMatch(type -> test.test(type.get()));
    }

    private static final class Later extends AbstractList<Type> {
        private final List<Supplier<Type>> types;

        Later(List<Supplier<Type>> types) {
            this.types = types;
        }

        @Override
        public Type get(int index) {
            return types.get(index).get();
        }

        @Override
        public int size() {
            return types.size();
        }
    }
}
