package dev.reconnect.python.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A class by its canonical name: of PySpark, of Python itself, of the project, or of a library that nothing is known about. */
public abstract sealed class PythonClass permits StubClass, SourceClass, ForeignClass {
    private final String name;

    PythonClass(String name) {
        this.name = name;
    }

    /** The qualified name that programs use for it, such as {@code pyspark.sql.DataFrame}; builtins are bare. */
    public final String name() {
        return name;
    }

    /** The names of this class and of all its base classes, nearest first. */
    public abstract List<String> ancestors();

    /** Whether every base class is known, so that a member that is not found does not exist. */
    public abstract boolean isComplete();

    /** Whether this class or one that it derives from has that canonical name. */
    public final boolean derivesFrom(String other) {
        return name.equals(other) || ancestors().contains(other);
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof PythonClass type && type.name.equals(name);
    }

    @Override
    public final int hashCode() {
        return name.hashCode();
    }

    @Override
    public final String toString() {
        return name;
    }
}
