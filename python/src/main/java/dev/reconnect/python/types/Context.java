package dev.reconnect.python.types;

import dev.reconnect.python.names.Scope;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where an expression is looked at: its file, and the arguments of the calls of the functions and lambdas around it that are under
 * consideration. The root context of a file knows no arguments: there a parameter is what all its callers say. Belongs to one
 * {@link Inference}; compared by identity.
 */
final class Context {
    private final FileModel model;
    private final @Nullable Node owner;
    private final Map<Parameter, Type> arguments;
    private final @Nullable Context outer;
    private final Context root;
    private final Map<Object, Type> known;
    private final Map<Object, Context> calls = new HashMap<>();

    private Context(
            FileModel model,
            @Nullable Node owner,
            Map<Parameter, Type> arguments,
            @Nullable Context outer,
            Map<Object, Type> known) {
        this.model = model;
        this.owner = owner;
        this.arguments = arguments;
        this.outer = outer;
        this.root = outer == null ? this : outer.root;
        this.known = known;
    }

    static Context root(FileModel model) {
        return new Context(model, null, Map.of(), null, new HashMap<>());
    }

    /** The one context of such a call of a function or lambda that is defined in this context; the call is known by its key. */
    Context calling(Object call, Node function, Map<Parameter, Type> given) {
        return calls.computeIfAbsent(call, key -> new Context(model, function, given, this, new HashMap<>()));
    }

    FileModel model() {
        return model;
    }

    /** The context of the same file that knows no arguments. */
    Context root() {
        return root;
    }

    /** What is known already; keys are nodes, flows and calls. */
    Map<Object, Type> known() {
        return known;
    }

    @Nullable
    Type argument(Parameter parameter) {
        return arguments.get(parameter);
    }

    /** The part of this context that says something about code of the scope. */
    Context of(Scope scope) {
        for (Scope around = scope; around != null; around = around.parent().orElse(null)) {
            if (around.kind() == ScopeKind.FUNCTION || around.kind() == ScopeKind.LAMBDA) {
                for (Context context = this; context != null && context.owner != null; context = context.outer) {
                    if (context.owner == around.node()) {
                        return context;
                    }
                }
            }
        }
        return root;
    }
}
