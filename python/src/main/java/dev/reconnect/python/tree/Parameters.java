package dev.reconnect.python.tree;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The parameters of a function or lambda in source order, without the parentheses. */
public final class Parameters extends Node {
    private final List<Parameter> all;

    Parameters(int start, int end, List<Parameter> all) {
        super(NodeKind.ARGUMENTS, start, end);
        this.all = all;
        adoptAll(all);
    }

    public List<Parameter> all() {
        return all;
    }

    /** The parameter of that name. */
    public Optional<Parameter> find(String name) {
        for (Parameter parameter : all) {
            if (parameter.name().equals(name)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(all, action);
    }
}
