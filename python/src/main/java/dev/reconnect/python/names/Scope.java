package dev.reconnect.python.names;

import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A region of a file with names of its own. */
public final class Scope {
    private final ScopeKind kind;
    private final Node node;
    private final @Nullable Scope parent;
    private final Scopes owner;
    private final Map<String, Binding> bindings = new LinkedHashMap<>();
    private final Map<String, Scope> redirected = new HashMap<>(0);
    private final List<ImportFrom> starImports = new ArrayList<>(0);
    private final List<Name> uses = new ArrayList<>();
    private final List<Definition> written = new ArrayList<>();
    private final Set<Binding> free = new LinkedHashSet<>();

    Scope(ScopeKind kind, Node node, @Nullable Scope parent, Scopes owner) {
        this.kind = kind;
        this.node = node;
        this.parent = parent;
        this.owner = owner;
    }

    public ScopeKind kind() {
        return kind;
    }

    /** The node that opens it; for a notebook's module scope, the module of the first cell. */
    public Node node() {
        return node;
    }

    public Optional<Scope> parent() {
        return Optional.ofNullable(parent);
    }

    /** What this scope itself owns, in the order of the first definition. */
    public Collection<Binding> bindings() {
        return Collections.unmodifiableCollection(bindings.values());
    }

    public Optional<Binding> findOwn(String name) {
        return Optional.ofNullable(bindings.get(name));
    }

    /** What the name means here: own names first, then those of enclosing functions and of the module. */
    public Optional<Binding> resolve(String name) {
        return Optional.ofNullable(lookup(name));
    }

    /** The {@code from m import *} statements of this scope. */
    public List<ImportFrom> starImports() {
        return Collections.unmodifiableList(starImports);
    }

    /** Whether code of this scope runs in one go with that of the scope around it. */
    boolean isInline() {
        return kind != ScopeKind.MODULE && kind != ScopeKind.FUNCTION;
    }

    /** The function or module whose run this scope's code belongs to. */
    Scope root() {
        Scope scope = this;
        while (scope.isInline() && scope.parent != null) {
            scope = scope.parent;
        }
        return scope;
    }

    @Nullable
    Scope parentOrNull() {
        return parent;
    }

    Scopes owner() {
        return owner;
    }

    List<Name> uses() {
        return uses;
    }

    /** Definitions made by the code of this root and its inline scopes, in the order of the file. */
    List<Definition> written() {
        return written;
    }

    /** Variables of enclosing scopes that this function, or one inside it, reads. */
    Set<Binding> free() {
        return free;
    }

    List<ImportFrom> stars() {
        return starImports;
    }

    void redirect(String name, Scope target) {
        redirected.put(name, target);
    }

    /** The binding that an assignment in this scope's code binds. */
    Binding own(String name) {
        Scope target = redirected.isEmpty() ? this : redirected.getOrDefault(name, this);
        Binding binding = target.bindings.get(name);
        if (binding == null) {
            binding = new Binding(name, target);
            target.bindings.put(name, binding);
        }
        return binding;
    }

    @Nullable
    Binding lookup(String name) {
        for (Scope scope = this; scope != null; scope = scope.parent) {
            if (scope.kind == ScopeKind.CLASS && scope != this) {
                continue;
            }
            Scope target = scope.redirected.isEmpty() ? scope : scope.redirected.getOrDefault(name, scope);
            Binding binding = target.bindings.get(name);
            if (binding != null) {
                return binding;
            }
        }
        return null;
    }
}
