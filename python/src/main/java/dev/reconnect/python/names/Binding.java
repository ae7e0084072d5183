package dev.reconnect.python.names;

import dev.reconnect.python.tree.Name;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** A name in the scope that owns it, with every place that binds it and every place that reads it. */
public final class Binding {
    private final String name;
    private final Scope scope;
    private final List<Definition> definitions = new ArrayList<>(2);
    private final List<Name> references = new ArrayList<>(4);

    Binding(String name, Scope scope) {
        this.name = name;
        this.scope = scope;
    }

    public String name() {
        return name;
    }

    public Scope scope() {
        return scope;
    }

    /** How the first definition binds it; {@code GLOBAL} where no code of the file ever does. */
    public BindingKind kind() {
        return definitions.isEmpty() ? BindingKind.GLOBAL : definitions.get(0).kind();
    }

    /** In the order of the file; those that {@code global} and {@code nonlocal} make elsewhere included. */
    public List<Definition> definitions() {
        return Collections.unmodifiableList(definitions);
    }

    /** The names that read it, in the order of the file, those in nested scopes included. */
    public List<Name> references() {
        scope.owner().resolveUses();
        return Collections.unmodifiableList(references);
    }

    /** Whether more than one place gives it a value. */
    public boolean isReassigned() {
        int values = 0;
        for (Definition definition : definitions) {
            if (definition.kind() != BindingKind.DECLARATION && definition.kind() != BindingKind.DELETE) {
                values++;
            }
        }
        return values > 1;
    }

    void add(Definition definition) {
        definitions.add(definition);
    }

    void addReference(Name name) {
        references.add(name);
    }

    void sortReferences(Comparator<Name> order) {
        references.sort(order);
    }

    @Override
    public String toString() {
        return name;
    }
}
