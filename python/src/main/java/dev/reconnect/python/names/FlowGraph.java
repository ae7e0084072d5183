package dev.reconnect.python.names;

import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Return;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reaches what in the code of one module or function, the code of its classes, lambdas and comprehensions included. */
public final class FlowGraph {
    private final Map<Name, Flow> uses = new HashMap<>();
    private final Map<Binding, Flow> last = new HashMap<>();
    private final Map<FunctionDef, Map<Binding, Flow>> captures = new HashMap<>();
    private final List<Return> returns = new ArrayList<>();
    private final List<Node> yields = new ArrayList<>();
    private boolean endReachable = true;

    FlowGraph() {}

    /** Returns that can be reached. */
    public List<Return> returns() {
        return Collections.unmodifiableList(returns);
    }

    /** The {@code yield} and {@code yield from} expressions. */
    public List<Node> yields() {
        return Collections.unmodifiableList(yields);
    }

    /** Whether the code can run off its end. */
    public boolean isEndReachable() {
        return endReachable;
    }

    Flow flowOf(Name name) {
        return uses.getOrDefault(name, Flow.Unbound.INSTANCE);
    }

    Flow finalFlow(Binding binding) {
        return last.getOrDefault(binding, Flow.Unbound.INSTANCE);
    }

    @Nullable
    Flow capturedBy(FunctionDef function, Binding binding) {
        Map<Binding, Flow> flows = captures.get(function);
        return flows == null ? null : flows.get(binding);
    }

    void use(Name name, Flow flow) {
        uses.put(name, flow);
    }

    void capture(FunctionDef function, Binding binding, Flow flow) {
        captures.computeIfAbsent(function, key -> new HashMap<>()).put(binding, flow);
    }

    void returned(Return statement) {
        returns.add(statement);
    }

    void yielded(Node yield) {
        yields.add(yield);
    }

    void finish(Map<Binding, Flow> flows, boolean reachable) {
        last.putAll(flows);
        endReachable = reachable;
    }
}
