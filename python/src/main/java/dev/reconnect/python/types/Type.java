package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known about a value. Types are plain data; what they say holds for every run, except that an {@link Instance} may be less than
 * certain and that {@link Unknown} says nothing.
 */
public sealed interface Type
        permits Type.Instance,
                Type.ClassObject,
                Type.ModuleType,
                Type.Callable,
                Type.Tuple,
                Type.Literal,
                Type.Union,
                Type.Unknown,
                Type.Variable,
                FrameSchema {
    /** Nothing is known. */
    @SuppressWarnings(
            "ClassInitializationDeadlock") // Project initialises this interface before any thread can meet its
    // subtypes.
    Unknown UNKNOWN = new Unknown("");

    @SuppressWarnings("ClassInitializationDeadlock")
    Literal NONE = new Literal("None", "None");

    /** More members than this make a union unknown. */
    int MAX_UNION = 12;

    /** How the type is written: {@code pyspark.RDD[tuple[str, int]]}; a type that is not certain ends with a question mark. */
    String display();

    /** Whether it is certainly an instance of that class or of one derived from it; {@code None} beside it does not count. */
    default boolean isInstance(String className) {
        return false;
    }

    /** Whether it is known, or has reason to be taken, for an instance of that class: a member of a union, or a likely type. */
    default boolean mayBe(String className) {
        return false;
    }

    /** Whether nothing is known. */
    default boolean isUnknown() {
        return false;
    }

    /** The class that a value of this type is an instance of, where it is one class. */
    default Optional<String> className() {
        return Optional.empty();
    }

    /** The members of a union, or the type itself. */
    default List<Type> alternatives() {
        return List.of(this);
    }

    /** The type without {@code None}. */
    default Type withoutNone() {
        return this;
    }

    /** The same type, no surer than that. */
    default Type atMost(Confidence confidence) {
        return this;
    }

    /** The columns of a DataFrame or the fields of a Row, where literal code shows them. */
    default Optional<FrameSchema> schema() {
        return Optional.empty();
    }

    /** The union of the types: without repetition, flat, unknown where one is unknown and nothing speaks for another. */
    static Type union(List<? extends Type> types) {
        if (types.size() == 1) {
            return types.get(0);
        }
        return Unions.of(types);
    }

    /** An instance of a class. */
    record Instance(PythonClass type, List<Type> arguments, Confidence confidence) implements Type {
        public Instance {
            arguments = List.copyOf(arguments);
        }

        Instance(PythonClass type, List<Type> arguments) {
            this(type, arguments, Confidence.CERTAIN);
        }

        Instance(PythonClass type) {
            this(type, List.of(), Confidence.CERTAIN);
        }

        @Override
        public Optional<String> className() {
            return Optional.of(type.name());
        }

        @Override
        public boolean isInstance(String className) {
            return confidence == Confidence.CERTAIN && type.derivesFrom(className);
        }

        @Override
        public boolean mayBe(String className) {
            return type.derivesFrom(className);
        }

        @Override
        public Type atMost(Confidence limit) {
            return limit.compareTo(confidence) > 0 ? new Instance(type, arguments, limit) : this;
        }

        @Override
        public Optional<FrameSchema> schema() {
            return arguments.size() == 1 && arguments.get(0) instanceof FrameSchema schema
                    ? Optional.of(schema)
                    : Optional.empty();
        }

        @Override
        public String display() {
            var of = arguments.isEmpty()
                    ? ""
                    : arguments.stream().map(Type::display).collect(Collectors.joining(", ", "[", "]"));
            return type.name() + of + (confidence == Confidence.CERTAIN ? "" : "?");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Instance that
                    && that.confidence == confidence
                    && that.type.equals(type)
                    && that.arguments.equals(arguments);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + arguments.hashCode();
        }
    }

    /** A class itself, such as the value of the name {@code SparkSession}. */
    record ClassObject(PythonClass type) implements Type {
        public String name() {
            return type.name();
        }

        @Override
        public String display() {
            return "type[" + type.name() + "]";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ClassObject that && that.type.equals(type);
        }

        @Override
        public int hashCode() {
            return type.hashCode();
        }
    }

    /**
     * A module.
     *
     * @param path the project's file, or folder for a package without one; empty for a module from outside the project
     */
    record ModuleType(String name, String path) implements Type {
        ModuleType(String name) {
            this(name, "");
        }

        @Override
        public String display() {
            return "module[" + name + "]";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ModuleType that && that.name.equals(name) && that.path.equals(path);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + path.hashCode();
        }
    }

    /** A function, method or lambda. */
    record Callable(Optional<String> name, CallTarget target) implements Type {
        @Override
        public String display() {
            return name.map(known -> "function[" + known + "]").orElseGet(target::display);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Callable that && that.name.equals(name) && that.target.equals(target);
        }

        @Override
        public int hashCode() {
            return 31 * name.hashCode() + target.hashCode();
        }
    }

    /** A tuple of known length. */
    record Tuple(List<Type> elements) implements Type {
        public Tuple {
            elements = List.copyOf(elements);
        }

        @Override
        public Optional<String> className() {
            return Optional.of("tuple");
        }

        @Override
        public boolean isInstance(String className) {
            return className.equals("tuple") || className.equals("object");
        }

        @Override
        public boolean mayBe(String className) {
            return isInstance(className);
        }

        @Override
        public Type atMost(Confidence confidence) {
            return new Tuple(
                    elements.stream().map(element -> element.atMost(confidence)).toList());
        }

        @Override
        public String display() {
            return elements.isEmpty()
                    ? "tuple[()]"
                    : elements.stream().map(Type::display).collect(Collectors.joining(", ", "tuple[", "]"));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tuple that && that.elements.equals(elements);
        }

        @Override
        public int hashCode() {
            return elements.hashCode();
        }
    }

    /** A constant. The class is {@code int}, {@code str}, {@code bool} or {@code None}; the text is the value as {@code str()} gives it. */
    record Literal(String type, String text) implements Type {
        @Override
        public Optional<String> className() {
            return Optional.of(type);
        }

        @Override
        public boolean isInstance(String className) {
            return className.equals(type)
                    || className.equals("object")
                    || (type.equals("bool") && className.equals("int"));
        }

        @Override
        public boolean mayBe(String className) {
            return isInstance(className);
        }

        public Optional<String> stringValue() {
            return type.equals("str") ? Optional.of(text) : Optional.empty();
        }

        public Optional<Long> intValue() {
            if (!type.equals("int")) {
                return Optional.empty();
            }
            try {
                return Optional.of(Long.parseLong(text));
            } catch (NumberFormatException tooBig) {
                return Optional.empty();
            }
        }

        @Override
        public String display() {
            return type;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Literal that && that.type.equals(type) && that.text.equals(text);
        }

        @Override
        public int hashCode() {
            return 31 * type.hashCode() + text.hashCode();
        }
    }

    /** One of several types; never holds a union, nor one type twice. */
    record Union(List<Type> members) implements Type {
        public Union {
            members = List.copyOf(members);
        }

        @Override
        public boolean isInstance(String className) {
            boolean some = false;
            for (Type member : members) {
                if (member.equals(NONE)) {
                    continue;
                }
                if (!member.isInstance(className)) {
                    return false;
                }
                some = true;
            }
            return some;
        }

        @Override
        public boolean mayBe(String className) {
            return members.stream().anyMatch(member -> member.mayBe(className));
        }

        @Override
        public List<Type> alternatives() {
            return members;
        }

        @Override
        public Type withoutNone() {
            var rest = members.stream().filter(member -> !member.equals(NONE)).toList();
            return rest.size() == members.size() ? this : union(rest);
        }

        @Override
        public Type atMost(Confidence confidence) {
            return union(
                    members.stream().map(member -> member.atMost(confidence)).toList());
        }

        @Override
        public Optional<FrameSchema> schema() {
            var schemas = new LinkedHashSet<Optional<FrameSchema>>();
            for (Type member : members) {
                if (!member.equals(NONE)) {
                    schemas.add(member.schema());
                }
            }
            return schemas.size() == 1 ? schemas.iterator().next() : Optional.empty();
        }

        @Override
        public String display() {
            var shown = new ArrayList<String>();
            for (Type member : members) {
                if (!shown.contains(member.display())) {
                    shown.add(member.display());
                }
            }
            return String.join(" | ", shown);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Union that && that.members.equals(members);
        }

        @Override
        public int hashCode() {
            return members.hashCode();
        }
    }

    /**
     * Nothing is known but, at best, that the value comes out of a library that has nothing to do with Spark.
     *
     * @param origin the library's module, or empty
     */
    record Unknown(String origin) implements Type {
        @Override
        public boolean isUnknown() {
            return true;
        }

        /** Whether the value comes out of a library that has nothing to do with Spark. */
        public boolean isForeign() {
            return !origin.isEmpty();
        }

        @Override
        public String display() {
            return origin.isEmpty() ? "Unknown" : "Unknown[" + origin + "]";
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Unknown that && that.origin.equals(origin);
        }

        @Override
        public int hashCode() {
            return origin.hashCode();
        }
    }

    /** A type variable of a signature; never the type of an expression. */
    record Variable(String name) implements Type {
        @Override
        public String display() {
            return "'" + name;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Variable that && that.name.equals(name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }
}
