package dev.reconnect.python.types;

/** The classes of Python itself. */
final class Builtins {
    private Builtins() {}

    static PythonClass type(String name) {
        return new ForeignClass(name);
    }
}
