package dev.reconnect.python.stubs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A class or module of a stub file; its lines are looked into when a member is first asked for. */
public final class StubSection {
    /** What a line declares. */
    public enum Kind {
        PROPERTY,
        ATTRIBUTE,
        METHOD,
        CLASS_METHOD,
        STATIC_METHOD,
        FUNCTION,
        VALUE,
        REEXPORT
    }

    /**
     * A declaration.
     *
     * @param text what follows the name: {@code (a: int) -> str} of a function, a type, or a qualified name
     */
    public record Line(Kind kind, String name, String text) {}

    private final String name;
    private final boolean module;
    private final List<String> variables;
    private final String file;
    private final int start;
    private final int end;
    private volatile @Nullable Contents contents;

    StubSection(String header, boolean module, String file, int start, int end) {
        int bracket = header.indexOf('[');
        this.name = bracket < 0 ? header : header.substring(0, bracket);
        this.variables = bracket < 0 ? List.of() : variablesOf(header, bracket);
        this.module = module;
        this.file = file;
        this.start = start;
        this.end = end;
    }

    public String name() {
        return name;
    }

    public boolean isModule() {
        return module;
    }

    /** The type variables of a generic class, without their quotes. */
    public List<String> variables() {
        return variables;
    }

    /** The declarations of a member: several for an overloaded function, none where there is no such member. */
    public List<Line> lines(String member) {
        return contents().members.getOrDefault(member, List.of());
    }

    /** The names of the members, in the order of the file. */
    public List<String> members() {
        return List.copyOf(contents().members.keySet());
    }

    /** The base classes as written. */
    public List<String> bases() {
        return contents().bases;
    }

    /** What a star import of the module brings; absent where the stub does not say. */
    public Optional<List<String>> exported() {
        return contents().names.isEmpty() ? Optional.empty() : Optional.of(contents().names);
    }

    private Contents contents() {
        Contents read = contents;
        if (read == null) {
            read = new Contents();
            int line = start;
            while (line < end) {
                int stop = file.indexOf('\n', line);
                stop = stop < 0 || stop > end ? end : stop;
                read.add(file.substring(line, stop));
                line = stop + 1;
            }
            contents = read;
        }
        return read;
    }

    private static List<String> variablesOf(String header, int bracket) {
        var found = new ArrayList<String>();
        for (String part : header.substring(bracket + 1, header.length() - 1).split(",")) {
            found.add(part.strip().substring(1));
        }
        return List.copyOf(found);
    }

    private static final class Contents {
        private final Map<String, List<Line>> members = new LinkedHashMap<>();
        private final List<String> bases = new ArrayList<>();
        private final List<String> names = new ArrayList<>();

        void add(String line) {
            int space = line.indexOf(' ');
            if (space < 0) {
                return;
            }
            var rest = line.substring(space + 1);
            switch (line.substring(0, space)) {
                case "base" -> bases.add(rest);
                case "names" -> names.addAll(List.of(rest.split(" ")));
                case "prop" -> typed(Kind.PROPERTY, rest);
                case "attr" -> typed(Kind.ATTRIBUTE, rest);
                case "value" -> typed(Kind.VALUE, rest);
                case "def" -> function(Kind.METHOD, rest);
                case "classdef" -> function(Kind.CLASS_METHOD, rest);
                case "staticdef" -> function(Kind.STATIC_METHOD, rest);
                case "func" -> function(Kind.FUNCTION, rest);
                case "reexport" -> split(Kind.REEXPORT, rest, " = ");
                default -> {}
            }
        }

        private void typed(Kind kind, String rest) {
            split(kind, rest, ": ");
        }

        private void split(Kind kind, String rest, String separator) {
            int at = rest.indexOf(separator);
            if (at > 0) {
                put(new Line(kind, rest.substring(0, at), rest.substring(at + separator.length())));
            }
        }

        private void function(Kind kind, String rest) {
            int open = rest.indexOf('(');
            if (open > 0) {
                put(new Line(kind, rest.substring(0, open), rest.substring(open)));
            }
        }

        private void put(Line line) {
            members.computeIfAbsent(line.name(), key -> new ArrayList<>(1)).add(line);
        }
    }
}
