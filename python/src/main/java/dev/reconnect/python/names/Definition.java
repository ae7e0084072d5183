package dev.reconnect.python.names;

import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.Node;
import java.util.Optional;

/** One place that binds a name. */
public final class Definition implements Flow {
    private final Binding binding;
    private final BindingKind kind;
    private final Node node;
    private final Node site;
    private final Scope writer;
    private final long position;

    Definition(Binding binding, BindingKind kind, Node node, Node site, Scope writer, long position) {
        this.binding = binding;
        this.kind = kind;
        this.node = node;
        this.site = site;
        this.writer = writer;
        this.position = position;
    }

    public Binding binding() {
        return binding;
    }

    public BindingKind kind() {
        return kind;
    }

    /** The node that names it: a {@code Name}, {@code Alias}, {@code FunctionDef}, {@code Parameter}, {@code ExceptHandler}, pattern, ... */
    public Node node() {
        return node;
    }

    /** The statement or clause that does the binding: an {@code Assign}, {@code For}, {@code WithItem}, ...; else the node itself. */
    public Node site() {
        return site;
    }

    /** The scope whose code does the binding; not the binding's own scope where {@code global} or {@code nonlocal} is at work. */
    public Scope writer() {
        return writer;
    }

    /** The whole value, where the definition is a plain assignment to the name alone. */
    public Optional<Expression> value() {
        if (node.parent().orElse(null) != site) {
            return Optional.empty();
        }
        if (site instanceof Assign assign) {
            return Optional.of(assign.value());
        }
        if (site instanceof AnnAssign assign) {
            return assign.value();
        }
        return site instanceof NamedExpr named ? Optional.of(named.value()) : Optional.empty();
    }

    /** Orders definitions of a file by where they stand, over the cells of a notebook too. */
    long position() {
        return position;
    }

    @Override
    public String toString() {
        return kind + " " + binding.name() + "@" + node.start();
    }
}
