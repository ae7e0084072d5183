package dev.reconnect.assist;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Sees that code binds what the program reads after the region, and nothing else that it reads, and leaves the block as the region does. */
final class ScopeGate {
    private static final Set<NodeKind> EXITS =
            Set.of(NodeKind.RETURN, NodeKind.YIELD, NodeKind.YIELD_FROM, NodeKind.BREAK, NodeKind.CONTINUE);

    private ScopeGate() {}

    static Optional<String> objection(Trial trial) {
        return unbound(trial).or(() -> overwritten(trial)).or(() -> exits(trial));
    }

    private static Optional<String> unbound(Trial trial) {
        var bound = bound(trial.fresh());
        return Regions.outputs(trial.region(), trial.model()).stream()
                .map(Binding::name)
                .filter(name -> !bound.contains(name))
                .findFirst()
                .map(name -> "does not bind `" + name + "`, which is used after the region");
    }

    private static Set<String> bound(Written code) {
        var bound = new HashSet<String>();
        code.nodes(Name.class).stream()
                .filter(name -> name.context() == ExpressionContext.STORE)
                .forEach(name -> bound.add(name.id()));
        code.nodes(FunctionDef.class).forEach(function -> bound.add(function.name()));
        code.imports().forEach(request -> bound.add(request.boundName()));
        return bound;
    }

    private static Optional<String> overwritten(Trial trial) {
        var before = bound(trial.old());
        return bound(trial.fresh()).stream()
                .filter(name -> !before.contains(name))
                .filter(name -> trial.fresh().imports().stream()
                        .noneMatch(request -> request.boundName().equals(name)))
                .filter(name -> trial.scope()
                        .resolve(name)
                        .filter(binding -> !binding.references().isEmpty())
                        .isPresent())
                .sorted()
                .findFirst()
                .map(name -> "binds `" + name + "`, which means something else in the program");
    }

    private static Optional<String> exits(Trial trial) {
        for (var kind : EXITS) {
            if (has(trial.old(), kind) != has(trial.fresh(), kind)) {
                return Optional.of((has(trial.old(), kind) ? "leaves out " : "adds ") + "`"
                        + kind.toString().toLowerCase(Locale.ROOT) + "`");
            }
        }
        return Optional.empty();
    }

    /** Whether it stands in the code, and not in a function inside it. */
    private static boolean has(Written code, NodeKind kind) {
        return code.nodes(Node.class).stream()
                .anyMatch(node -> node.kind() == kind
                        && node.findAncestor(FunctionDef.class).isEmpty());
    }
}
