package dev.reconnect.python.names;

import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.AugAssign;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Subscript;
import dev.reconnect.python.tree.TypeAlias;
import dev.reconnect.python.tree.While;
import dev.reconnect.python.tree.WithItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The scopes of one file (the cells of a notebook are one file), and the definitions that reach each use of a name. Knows nothing of other
 * files or of types. Safe for use by several threads.
 */
public final class Scopes {
    private static final Set<String> MUTATORS = Set.of(
            "append",
            "extend",
            "insert",
            "remove",
            "pop",
            "clear",
            "sort",
            "reverse",
            "add",
            "discard",
            "update",
            "setdefault",
            "popitem",
            "appendleft",
            "popleft",
            "extendleft",
            "put",
            "write");

    private final Map<Node, Scope> byNode = new HashMap<>();
    private final Map<Node, Definition> definitions = new HashMap<>();
    private final List<Scope> all = new ArrayList<>();
    private final Map<Scope, FlowGraph> graphs = new ConcurrentHashMap<>();
    private final Map<Flow.Captured, Flow> captured = new ConcurrentHashMap<>();
    private final Map<Module, Integer> trees = new LinkedHashMap<>();
    private final Scope module;
    private volatile @Nullable Map<Name, Binding> uses;

    private Scopes(List<Module> modules) {
        module = new Scope(ScopeKind.MODULE, modules.get(0), null, this);
        all.add(module);
        for (Module tree : modules) {
            trees.put(tree, trees.size());
            byNode.put(tree, module);
        }
        new ScopeBuilder(this, module).build(modules);
    }

    public static Scopes of(Module tree) {
        return new Scopes(List.of(tree));
    }

    /** The cells of a notebook, in order, run as one module. */
    public static Scopes ofCells(List<Module> cells) {
        return new Scopes(List.copyOf(cells));
    }

    public Scope module() {
        return module;
    }

    /** The scope that the node's code runs in: a function's default values and decorators belong to the scope around it. */
    public Scope scopeOf(Node node) {
        Node child = node;
        for (Node above = parentOf(node); above != null; child = above, above = parentOf(above)) {
            if (opensScope(above) && isInside(above, child, node)) {
                Scope scope = byNode.get(above);
                if (scope != null) {
                    return scope;
                }
            }
        }
        return module;
    }

    private static boolean opensScope(Node node) {
        return switch (node.kind()) {
            case FUNCTION_DEF, ASYNC_FUNCTION_DEF, CLASS_DEF, LAMBDA, LIST_COMP, SET_COMP, DICT_COMP, GENERATOR_EXP ->
                true;
            default -> false;
        };
    }

    /** The scope that a module, function, class, lambda or comprehension opens. */
    public Optional<Scope> openedBy(Node node) {
        return Optional.ofNullable(byNode.get(node));
    }

    /** What a name binds or reads; absent for builtins, for star imports and for names that nothing defines. */
    public Optional<Binding> bindingOf(Name name) {
        Definition definition = definitions.get(name);
        return definition != null
                ? Optional.of(definition.binding())
                : Optional.ofNullable(resolveUses().get(name));
    }

    /** The definition that a node makes, be it a target name, an alias, a parameter, a function or a class. */
    public Optional<Definition> definitionAt(Node node) {
        return Optional.ofNullable(definitions.get(node));
    }

    /** Where the value of a name that is read comes from. */
    public Flow flowOf(Name name) {
        return graph(scopeOf(name).root()).flowOf(name);
    }

    /** Where the value of a binding comes from once the run of its module or function is over. */
    public Flow finalFlow(Binding binding) {
        var join = new Flow.Join();
        join.add(graph(binding.scope().root()).finalFlow(binding));
        for (Definition definition : binding.definitions()) {
            if (definition.writer().root() != binding.scope().root()) {
                join.add(definition);
            }
        }
        return join.inputs().size() == 1 ? join.inputs().get(0) : join;
    }

    /** The flows of the code of a module or function. */
    public FlowGraph graph(Scope root) {
        FlowGraph graph = graphs.get(root);
        if (graph == null) {
            graph = FlowBuilder.build(this, root);
            FlowGraph other = graphs.putIfAbsent(root, graph);
            graph = other != null ? other : graph;
        }
        return graph;
    }

    /** Resolves a read of an enclosing scope's variable: its value where the function is defined, or any that it is given later. */
    public Flow resolve(Flow.Captured read) {
        Flow flow = captured.get(read);
        if (flow == null) {
            flow = capture(read);
            Flow other = captured.putIfAbsent(read, flow);
            flow = other != null ? other : flow;
        }
        return flow;
    }

    /** The definitions that may have given the value, through joins and tests; captured variables resolved. */
    public List<Definition> definitionsReaching(Name name) {
        return definitionsReaching(name, Integer.MAX_VALUE);
    }

    /** The definition that alone may have given the value; absent where there are several, or none in this file. */
    public Optional<Definition> onlyDefinitionReaching(Name name) {
        List<Definition> reaching = definitionsReaching(name, 2);
        return reaching.size() == 1 ? Optional.of(reaching.get(0)) : Optional.empty();
    }

    private List<Definition> definitionsReaching(Name name, int limit) {
        var seen = new LinkedHashSet<Flow>();
        var found = new ArrayList<Definition>();
        var pending = new ArrayList<Flow>();
        pending.add(flowOf(name));
        while (!pending.isEmpty() && found.size() < limit) {
            Flow flow = pending.remove(pending.size() - 1);
            if (!seen.add(flow)) {
                continue;
            }
            if (flow instanceof Definition definition) {
                found.add(definition);
            } else if (flow instanceof Flow.Join join) {
                pending.addAll(join.inputs());
                // What is at hand first: one who asks for few need not follow a long chain of joins.
                pending.sort((one, other) -> Boolean.compare(one instanceof Definition, other instanceof Definition));
            } else if (flow instanceof Flow.Narrowed narrowed) {
                pending.add(narrowed.base());
            } else if (flow instanceof Flow.Captured read) {
                pending.add(resolve(read));
            }
        }
        found.sort((a, b) -> Long.compare(a.position(), b.position()));
        return found;
    }

    /** Variables of enclosing functions and of the module that a function or lambda reads, itself or in a function inside it. */
    public Set<Binding> freeVariables(Node function) {
        resolveUses();
        Scope scope = byNode.get(function);
        return scope == null ? Set.of() : Collections.unmodifiableSet(scope.free());
    }

    /**
     * Places that change what a name stands for or what it holds: assignments after the first, augmented ones, deletions, stores to its
     * items and attributes, calls of methods such as {@code append}. In the order of the file.
     */
    public List<Node> mutations(Binding binding) {
        var found = new LinkedHashSet<Node>();
        boolean first = true;
        for (Definition definition : binding.definitions()) {
            if (definition.kind() == BindingKind.DECLARATION) {
                continue;
            }
            if (!first && !isImportedAnew(definition, binding)) {
                found.add(definition.node());
            }
            first = false;
        }
        for (Name name : binding.references()) {
            Node change = mutationThrough(name);
            if (change != null) {
                found.add(change);
            }
        }
        var changes = new ArrayList<>(found);
        changes.sort((a, b) -> Long.compare(positionOf(a), positionOf(b)));
        return changes;
    }

    /** Whether all that binds the name imports the same thing. */
    private static boolean isImportedAnew(Definition definition, Binding binding) {
        String path = importedPath(definition);
        return path != null && binding.definitions().stream().allMatch(other -> path.equals(importedPath(other)));
    }

    private static @Nullable String importedPath(Definition definition) {
        if (!(definition.node() instanceof Alias alias)) {
            return null;
        }
        return alias.parent().orElse(null) instanceof ImportFrom from
                ? ".".repeat(from.level()) + from.module().orElse("") + "." + alias.name()
                : alias.asName().isPresent() ? alias.name() : alias.boundName();
    }

    /** Whether the name is read anywhere after the offset, or in a function, which may run at any time. */
    public boolean isUsedAfter(Binding binding, int offset) {
        for (Name name : binding.references()) {
            if (name.start() >= offset
                    || scopeOf(name).root() != binding.scope().root()
                    || isInLoopWith(name, offset)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInLoopWith(Node node, int offset) {
        for (Node above = parentOf(node); above != null; above = parentOf(above)) {
            boolean loop = above instanceof For || above instanceof While;
            if (loop && above.start() <= offset && offset < above.end()) {
                return true;
            }
        }
        return false;
    }

    void record(Node node, Definition definition) {
        definitions.put(node, definition);
    }

    void opened(Node node, Scope scope) {
        byNode.put(node, scope);
        all.add(scope);
    }

    Set<Module> trees() {
        return trees.keySet();
    }

    @Nullable
    Scope scopeAt(Node node) {
        return byNode.get(node);
    }

    long positionOf(Node node) {
        return ((long) treeOf(node) << 32) | node.start();
    }

    static @Nullable Node parentOf(Node node) {
        return node.parent().orElse(null);
    }

    /** How a target that is a child of the site is bound; null where it is read. */
    static @Nullable BindingKind bindingKind(Node site, Node child) {
        return switch (site.kind()) {
            case ASSIGN -> ((Assign) site).value() == child ? null : BindingKind.ASSIGNMENT;
            case AUG_ASSIGN -> ((AugAssign) site).value() == child ? null : BindingKind.AUGMENTED;
            case ANN_ASSIGN -> ((AnnAssign) site).target() == child ? BindingKind.ASSIGNMENT : null;
            case FOR, ASYNC_FOR -> ((For) site).target() == child ? BindingKind.FOR : null;
            case COMPREHENSION -> ((Comprehension) site).target() == child ? BindingKind.COMPREHENSION : null;
            case NAMED_EXPR -> ((NamedExpr) site).target() == child ? BindingKind.NAMED : null;
            case TYPE_ALIAS -> ((TypeAlias) site).name() == child ? BindingKind.TYPE_ALIAS : null;
            case WITH_ITEM -> ((WithItem) site).context() == child ? null : BindingKind.WITH;
            case DELETE -> BindingKind.DELETE;
            default -> null;
        };
    }

    /** Gives each name that is read its binding, and each binding its readers; done once, when first asked for. */
    Map<Name, Binding> resolveUses() {
        Map<Name, Binding> resolved = uses;
        if (resolved == null) {
            synchronized (this) {
                resolved = uses;
                if (resolved == null) {
                    resolved = new UseResolver().resolve();
                    uses = resolved;
                }
            }
        }
        return resolved;
    }

    private Flow capture(Flow.Captured read) {
        Binding binding = read.binding();
        Scope defining = scopeOf(read.function()).root();
        FlowGraph graph = graph(defining);
        if (binding.scope().root() != defining) {
            Flow flow = graph.capturedBy(read.function(), binding);
            if (flow != null) {
                return flow;
            }
            return defining.node() instanceof FunctionDef outer
                    ? new Flow.Captured(binding, outer)
                    : finalFlow(binding);
        }
        var join = new Flow.Join();
        Flow here = graph.capturedBy(read.function(), binding);
        if (here != null) {
            join.add(here);
        }
        long end = positionOf(read.function());
        for (Definition definition : binding.definitions()) {
            if (definition.position() > end || definition.writer().root() != defining) {
                join.add(definition);
            }
        }
        if (join.inputs().isEmpty()) {
            return Flow.Unbound.INSTANCE;
        }
        return join.inputs().size() == 1 ? join.inputs().get(0) : join;
    }

    private static boolean isInside(Node opener, Node child, Node node) {
        return switch (opener.kind()) {
            case FUNCTION_DEF, ASYNC_FUNCTION_DEF ->
                child instanceof Statement || (child.kind() == NodeKind.ARGUMENTS && node instanceof Parameter);
            case CLASS_DEF -> child instanceof Statement;
            case LAMBDA -> ((Lambda) opener).body() == child || node instanceof Parameter;
            case LIST_COMP, SET_COMP, DICT_COMP, GENERATOR_EXP -> !isFirstIterable(child, node);
            default -> true;
        };
    }

    private static boolean isFirstIterable(Node child, Node node) {
        if (!(child instanceof Comprehension generator) || node == child) {
            return false;
        }
        Node above = parentOf(child);
        boolean[] first = {true, false};
        if (above != null) {
            above.forEachChild(other -> {
                if (other instanceof Comprehension && first[0]) {
                    first[0] = false;
                    first[1] = other == child;
                }
            });
        }
        return first[1]
                && generator.iterable().start() <= node.start()
                && node.end() <= generator.iterable().end();
    }

    private static @Nullable Node mutationThrough(Name name) {
        Node child = name;
        Node above = parentOf(child);
        boolean direct = true;
        while ((above instanceof Subscript subscript && subscript.value() == child)
                || (above instanceof Attribute selected && selected.value() == child)) {
            if (above instanceof Attribute attribute
                    && direct
                    && MUTATORS.contains(attribute.name())
                    && parentOf(attribute) instanceof Call call
                    && call.function() == attribute) {
                return call;
            }
            direct &= above instanceof Subscript;
            child = above;
            above = parentOf(above);
        }
        boolean stored = child != name && child instanceof Expression target && isStored(target);
        return stored ? child : null;
    }

    private static boolean isStored(Expression target) {
        return switch (target.context()) {
            case LOAD -> false;
            case STORE, DELETE -> true;
        };
    }

    private int treeOf(Node node) {
        if (trees.size() == 1) {
            return 0;
        }
        Node root = node;
        for (Node above = parentOf(root); above != null; above = parentOf(above)) {
            root = above;
        }
        return trees.getOrDefault(root, 0);
    }

    /** Resolves every read of the file. */
    private final class UseResolver {
        private final Map<Name, Binding> resolved = new HashMap<>();

        Map<Name, Binding> resolve() {
            var references = new LinkedHashSet<Binding>();
            for (Scope scope : all) {
                for (Name name : scope.uses()) {
                    Binding binding = scope.lookup(name.id());
                    if (binding != null) {
                        resolved.put(name, binding);
                        references.add(binding);
                        binding.addReference(name);
                        markFree(scope, binding);
                    }
                }
            }
            for (Binding binding : references) {
                binding.sortReferences((a, b) -> Long.compare(positionOf(a), positionOf(b)));
            }
            return resolved;
        }

        private void markFree(Scope from, Binding binding) {
            for (Scope scope = from; scope != null && scope != binding.scope(); scope = scope.parentOrNull()) {
                if (scope.kind() == ScopeKind.FUNCTION || scope.kind() == ScopeKind.LAMBDA) {
                    scope.free().add(binding);
                }
            }
        }
    }
}
