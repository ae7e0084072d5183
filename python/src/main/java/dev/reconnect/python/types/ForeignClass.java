package dev.reconnect.python.types;

import java.util.List;

/** A class of a library that nothing is known about but where it comes from. */
final class ForeignClass extends PythonClass {
    ForeignClass(String name) {
        super(name);
    }

    @Override
    public List<String> ancestors() {
        return List.of(name());
    }

    @Override
    public boolean isComplete() {
        return false;
    }
}
