package dev.reconnect.python.names;

import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assert;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.AugAssign;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.BooleanOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Compare;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ConstantType;
import dev.reconnect.python.tree.DictComp;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.GeneratorExp;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.Match;
import dev.reconnect.python.tree.MatchAs;
import dev.reconnect.python.tree.MatchCase;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.SetComp;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.Try;
import dev.reconnect.python.tree.TypeAlias;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import dev.reconnect.python.tree.While;
import dev.reconnect.python.tree.With;
import dev.reconnect.python.tree.WithItem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the code of one module or function once, in the order of execution, and notes for each read of a name the flow it sees. A fork of
 * the state holds only what its branch changes, so that the cost follows the number of assignments, not of branches times names.
 */
final class FlowBuilder {
    /** Deeper nesting than any program has is walked without its branches' effects. */
    private static final int MAX_DEPTH = 150;

    private final Scopes scopes;
    private final Scope root;
    private final FlowGraph graph = new FlowGraph();
    private final Deque<Loop> loops = new ArrayDeque<>();
    private int depth;

    private FlowBuilder(Scopes scopes, Scope root) {
        this.scopes = scopes;
        this.root = root;
    }

    static FlowGraph build(Scopes scopes, Scope root) {
        return new FlowBuilder(scopes, root).build();
    }

    private FlowGraph build() {
        var state = new State(null);
        if (root.node() instanceof FunctionDef function) {
            for (Parameter parameter : function.parameters().all()) {
                define(parameter, state);
            }
            walk(function.body(), state);
        } else {
            for (Module tree : scopes.trees()) {
                walk(tree.body(), state);
            }
        }
        graph.finish(state.own, !state.dead);
        return graph;
    }

    private void walk(List<Statement> statements, State state) {
        if (depth > MAX_DEPTH) {
            return;
        }
        depth++;
        for (Statement statement : statements) {
            walk(statement, state);
        }
        depth--;
    }

    private void walk(Statement statement, State state) {
        switch (statement.kind()) {
            case EXPR -> {
                Expression value = ((ExpressionStatement) statement).value();
                read(value, state);
                state.dead |= isExit(value);
            }
            case ASSIGN -> {
                read(((Assign) statement).value(), state);
                for (Expression target : ((Assign) statement).targets()) {
                    store(target, state);
                }
            }
            case ANN_ASSIGN -> annotated((AnnAssign) statement, state);
            case AUG_ASSIGN -> {
                AugAssign assign = (AugAssign) statement;
                read(assign.value(), state);
                if (assign.target() instanceof Name name) {
                    use(name, state);
                }
                store(assign.target(), state);
            }
            case TYPE_ALIAS -> define(((TypeAlias) statement).name(), state);
            case IMPORT, IMPORT_FROM -> statement.forEachChild(alias -> define(alias, state));
            case FUNCTION_DEF, ASYNC_FUNCTION_DEF -> function((FunctionDef) statement, state);
            case CLASS_DEF -> type((ClassDef) statement, state);
            case RETURN -> {
                ((Return) statement).value().ifPresent(value -> read(value, state));
                if (!state.dead) {
                    graph.returned((Return) statement);
                }
                state.dead = true;
            }
            case RAISE -> {
                readChildren(statement, state);
                state.dead = true;
            }
            case BREAK -> {
                Loop loop = loops.peek();
                if (loop != null) {
                    loop.leave(state);
                }
                state.dead = true;
            }
            case CONTINUE -> {
                Loop loop = loops.peek();
                if (loop != null) {
                    loop.repeat(state);
                }
                state.dead = true;
            }
            case ASSERT -> {
                readChildren(statement, state);
                narrow(((Assert) statement).test(), true, state);
            }
            case DELETE -> statement.forEachChild(target -> store((Expression) target, state));
            case IF -> branch((If) statement, state);
            case WHILE -> loop((While) statement, state);
            case FOR, ASYNC_FOR -> loop((For) statement, state);
            case WITH, ASYNC_WITH -> with((With) statement, state);
            case TRY, TRY_STAR -> attempt((Try) statement, state);
            case MATCH -> match((Match) statement, state);
            default -> readChildren(statement, state);
        }
    }

    private void annotated(AnnAssign assign, State state) {
        read(assign.annotation(), state);
        assign.value().ifPresent(value -> {
            read(value, state);
            store(assign.target(), state);
        });
        if (assign.value().isEmpty() && !(assign.target() instanceof Name)) {
            read(assign.target(), state);
        }
    }

    private void function(FunctionDef function, State state) {
        for (Expression decorator : function.decorators()) {
            read(decorator, state);
        }
        readDefaults(function.parameters().all(), state);
        function.returns().ifPresent(returns -> read(returns, state));
        define(function, state);
        for (Binding binding : scopes.freeVariables(function)) {
            Flow flow = state.find(binding);
            if (flow != null) {
                graph.capture(function, binding, flow);
            }
        }
    }

    private void readDefaults(List<Parameter> parameters, State state) {
        for (Parameter parameter : parameters) {
            parameter.annotation().ifPresent(annotation -> read(annotation, state));
            parameter.defaultValue().ifPresent(value -> read(value, state));
        }
    }

    private void type(ClassDef type, State state) {
        for (Expression decorator : type.decorators()) {
            read(decorator, state);
        }
        for (Expression base : type.bases()) {
            read(base, state);
        }
        for (var keyword : type.keywords()) {
            read(keyword.value(), state);
        }
        walk(type.body(), state);
        define(type, state);
    }

    private void branch(If first, State state) {
        var ends = new ArrayList<State>();
        If statement = first;
        var otherwise = state.fork();
        // An `elif` is an `if` in the `else` before it; a loop keeps a long chain from nesting.
        while (true) {
            read(statement.test(), otherwise);
            var taken = otherwise.fork();
            narrow(statement.test(), true, taken);
            walk(statement.body(), taken);
            ends.add(taken);
            otherwise = otherwise.fork();
            narrow(statement.test(), false, otherwise);
            if (isAlwaysTrue(statement.test())) {
                otherwise.dead = true;
            }
            if (statement.orElse().size() == 1 && statement.orElse().get(0) instanceof If next) {
                statement = next;
            } else {
                walk(statement.orElse(), otherwise);
                ends.add(otherwise);
                break;
            }
        }
        state.join(ends);
    }

    private void loop(For statement, State state) {
        read(statement.iterable(), state);
        var head = state.fork();
        var joins = openLoop(statement, head);
        var body = head.fork();
        store(statement.target(), body);
        runBody(statement.body(), body, head, joins, null, statement.orElse(), state);
    }

    private void loop(While statement, State state) {
        var head = state.fork();
        var joins = openLoop(statement, head);
        read(statement.test(), head);
        var body = head.fork();
        narrow(statement.test(), true, body);
        runBody(statement.body(), body, head, joins, statement.test(), statement.orElse(), state);
    }

    /** Puts a join before everything that the loop assigns; its second input comes once the body has been walked. */
    private Map<Binding, Flow.Join> openLoop(Statement loop, State head) {
        var joins = new LinkedHashMap<Binding, Flow.Join>();
        for (Definition definition : definitionsIn(loop)) {
            joins.computeIfAbsent(definition.binding(), binding -> {
                var join = new Flow.Join();
                join.add(head.get(binding));
                head.put(binding, join);
                return join;
            });
        }
        return joins;
    }

    private void runBody(
            List<Statement> statements,
            State body,
            State head,
            Map<Binding, Flow.Join> joins,
            @Nullable Expression test,
            List<Statement> orElse,
            State after) {
        var loop = new Loop(head, joins);
        loops.push(loop);
        walk(statements, body);
        if (!body.dead) {
            loop.repeat(body);
        }
        loops.pop();
        var exhausted = head.fork();
        if (test != null) {
            narrow(test, false, exhausted);
            exhausted.dead = isAlwaysTrue(test);
        }
        walk(orElse, exhausted);
        var ends = new ArrayList<State>();
        ends.add(exhausted);
        ends.addAll(loop.left);
        boolean dead = after.dead;
        head.join(ends);
        after.adopt(head);
        after.dead |= dead;
    }

    private void with(With statement, State state) {
        for (WithItem item : statement.items()) {
            read(item.context(), state);
            item.target().ifPresent(target -> store(target, state));
        }
        boolean dead = state.dead;
        walk(statement.body(), state);
        if (!dead && swallows(statement)) {
            state.dead = false;
        }
    }

    /** Whether the code after the block runs even if the block is left by an exception. */
    private static boolean swallows(With statement) {
        for (WithItem item : statement.items()) {
            if (item.context() instanceof Call call) {
                var name = call.function() instanceof Attribute attribute
                        ? attribute.name()
                        : call.function() instanceof Name plain ? plain.id() : "";
                if (name.equals("suppress") || name.equals("raises") || name.startsWith("assertRaises")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void attempt(Try statement, State state) {
        var body = state.fork();
        walk(statement.body(), body);
        var failed = state.fork();
        for (Definition definition : definitionsIn(statement.body())) {
            Flow before = failed.get(definition.binding());
            Flow.Join join =
                    before instanceof Flow.Join open && failed.owns(definition.binding()) ? open : new Flow.Join();
            join.add(before);
            join.add(definition);
            failed.put(definition.binding(), join);
        }
        var ends = new ArrayList<State>();
        walk(statement.orElse(), body);
        ends.add(body);
        for (ExceptHandler handler : statement.handlers()) {
            var caught = failed.fork();
            handler.type().ifPresent(type -> read(type, caught));
            if (handler.name().isPresent()) {
                define(handler, caught);
            }
            walk(handler.body(), caught);
            ends.add(caught);
        }
        state.join(ends);
        if (!statement.finalBody().isEmpty()) {
            boolean dead = state.dead;
            state.dead = false;
            walk(statement.finalBody(), state);
            state.dead |= dead;
        }
    }

    private void match(Match statement, State state) {
        read(statement.subject(), state);
        var ends = new ArrayList<State>();
        boolean exhaustive = false;
        for (MatchCase option : statement.cases()) {
            var taken = state.fork();
            bindPattern(option.pattern(), taken);
            if (statement.subject() instanceof Name subject) {
                narrowTo(subject, option.pattern(), true, taken);
            }
            option.guard().ifPresent(guard -> {
                read(guard, taken);
                narrow(guard, true, taken);
            });
            walk(option.body(), taken);
            ends.add(taken);
            exhaustive |= option.guard().isEmpty()
                    && option.pattern() instanceof MatchAs as
                    && as.pattern().isEmpty();
        }
        if (!exhaustive) {
            ends.add(state.fork());
        }
        state.join(ends);
    }

    private void bindPattern(Node pattern, State state) {
        pattern.walk(part -> {
            if (part instanceof Name name) {
                use(name, state);
            } else if (scopes.definitionAt(part).isPresent()) {
                define(part, state);
            }
        });
    }

    /** Reads an expression, parts in source order. */
    private void read(Node expression, State state) {
        var pending = new ArrayList<Node>();
        pending.add(expression);
        while (!pending.isEmpty()) {
            Node node = pending.remove(pending.size() - 1);
            switch (node.kind()) {
                case NAME -> use((Name) node, state);
                case CONSTANT -> {}
                case NAMED_EXPR -> {
                    read(((NamedExpr) node).value(), state);
                    define(((NamedExpr) node).target(), state);
                }
                case BOOL_OP -> guarded(() -> readBoolean((BoolOp) node, state));
                case IF_EXP -> guarded(() -> readConditional((IfExp) node, state));
                case LAMBDA -> guarded(() -> readLambda((Lambda) node, state));
                case LIST_COMP -> {
                    ListComp list = (ListComp) node;
                    guarded(() -> readComprehension(list.generators(), state, list.element(), null));
                }
                case SET_COMP -> {
                    SetComp set = (SetComp) node;
                    guarded(() -> readComprehension(set.generators(), state, set.element(), null));
                }
                case GENERATOR_EXP -> {
                    GeneratorExp generator = (GeneratorExp) node;
                    guarded(() -> readComprehension(generator.generators(), state, generator.element(), null));
                }
                case DICT_COMP -> {
                    DictComp dict = (DictComp) node;
                    guarded(() -> readComprehension(dict.generators(), state, dict.key(), dict.value()));
                }
                case FUNCTION_DEF, ASYNC_FUNCTION_DEF, CLASS_DEF -> walk((Statement) node, state);
                default -> {
                    if (node.kind() == NodeKind.YIELD || node.kind() == NodeKind.YIELD_FROM) {
                        graph.yielded(node);
                    }
                    if (node instanceof Statement statement && node != expression) {
                        walk(statement, state);
                    } else {
                        int mark = pending.size();
                        node.forEachChild(pending::add);
                        Collections.reverse(pending.subList(mark, pending.size()));
                    }
                }
            }
        }
    }

    private void readChildren(Node node, State state) {
        node.forEachChild(child -> read(child, state));
    }

    private void guarded(Runnable reading) {
        if (depth < MAX_DEPTH) {
            depth++;
            reading.run();
            depth--;
        }
    }

    private void readBoolean(BoolOp operation, State state) {
        boolean and = operation.operator() == BooleanOperator.AND;
        var inner = state.fork();
        Expression before = null;
        for (Expression value : operation.values()) {
            if (before != null) {
                narrow(before, and, inner);
            }
            read(value, inner);
            before = value;
        }
        state.keepAssigned(inner);
    }

    private void readConditional(IfExp conditional, State state) {
        read(conditional.test(), state);
        var taken = state.fork();
        narrow(conditional.test(), true, taken);
        read(conditional.body(), taken);
        var otherwise = state.fork();
        narrow(conditional.test(), false, otherwise);
        read(conditional.orElse(), otherwise);
        state.join(List.of(taken, otherwise));
    }

    private void readLambda(Lambda lambda, State state) {
        readDefaults(lambda.parameters().all(), state);
        var inner = state.fork();
        for (Parameter parameter : lambda.parameters().all()) {
            define(parameter, inner);
        }
        read(lambda.body(), inner);
    }

    private void readComprehension(
            List<Comprehension> generators, State state, Expression element, @Nullable Expression value) {
        var inner = state.fork();
        for (Comprehension generator : generators) {
            read(generator.iterable(), inner);
            store(generator.target(), inner);
            for (Expression condition : generator.conditions()) {
                read(condition, inner);
                narrow(condition, true, inner);
            }
        }
        read(element, inner);
        if (value != null) {
            read(value, inner);
        }
        state.keepAssigned(inner);
    }

    private void store(Expression target, State state) {
        switch (target.kind()) {
            case NAME -> define(target, state);
            case TUPLE, LIST, STARRED ->
                guarded(() -> target.forEachChild(part -> {
                    if (part instanceof Expression inner) {
                        store(inner, state);
                    }
                }));
            default -> read(target, state);
        }
    }

    private void use(Name name, State state) {
        Binding binding = scopes.resolveUses().get(name);
        graph.use(name, binding == null ? Flow.Unbound.INSTANCE : state.get(binding));
    }

    private void define(Node node, State state) {
        scopes.definitionAt(node).ifPresent(definition -> {
            boolean gone = definition.kind() == BindingKind.DELETE;
            state.put(definition.binding(), gone ? Flow.Unbound.INSTANCE : definition);
        });
    }

    /** Notes for each name that the test speaks of that it came out this way. */
    private void narrow(Expression test, boolean positive, State state) {
        if (depth > MAX_DEPTH) {
            return;
        }
        depth++;
        switch (test.kind()) {
            case NAME -> narrowTo((Name) test, test, positive, state);
            case NAMED_EXPR -> narrowTo(((NamedExpr) test).target(), test, positive, state);
            case UNARY_OP -> {
                if (((UnaryOp) test).operator() == UnaryOperator.NOT) {
                    narrow(((UnaryOp) test).operand(), !positive, state);
                }
            }
            case BOOL_OP -> {
                BoolOp operation = (BoolOp) test;
                // Only where every part is known to have come out this way.
                if ((operation.operator() == BooleanOperator.AND) == positive) {
                    for (Expression value : operation.values()) {
                        narrow(value, positive, state);
                    }
                } else {
                    narrowTogether(operation, positive, state);
                }
            }
            case COMPARE -> {
                Compare compare = (Compare) test;
                Expression left = compare.left() instanceof NamedExpr named ? named.target() : compare.left();
                if (left instanceof Name name) {
                    narrowTo(name, test, positive, state);
                } else if (left instanceof Call call
                        && call.function() instanceof Name
                        && call.arguments().size() == 1
                        && call.arguments().get(0) instanceof Name name) {
                    narrowTo(name, test, positive, state);
                }
            }
            case CALL -> {
                Call call = (Call) test;
                if (!call.arguments().isEmpty() && call.arguments().get(0) instanceof Name name) {
                    narrowTo(name, test, positive, state);
                }
            }
            default -> {}
        }
        depth--;
    }

    /** {@code isinstance(x, A) or isinstance(x, B)}: one name in every part. */
    private void narrowTogether(BoolOp operation, boolean positive, State state) {
        Name shared = null;
        for (Expression value : operation.values()) {
            if (!(value instanceof Call call)
                    || call.arguments().isEmpty()
                    || !(call.arguments().get(0) instanceof Name name)
                    || (shared != null && !shared.id().equals(name.id()))) {
                return;
            }
            shared = name;
        }
        if (shared != null) {
            narrowTo(shared, operation, positive, state);
        }
    }

    private void narrowTo(Name name, Node test, boolean positive, State state) {
        Binding binding = scopes.bindingOf(name).orElse(null);
        if (binding != null) {
            state.put(binding, new Flow.Narrowed(binding, state.get(binding), test, positive));
        }
    }

    private List<Definition> definitionsIn(List<Statement> statements) {
        if (statements.isEmpty()) {
            return List.of();
        }
        return definitionsBetween(statements.get(0), statements.get(statements.size() - 1));
    }

    private List<Definition> definitionsIn(Node node) {
        return definitionsBetween(node, node);
    }

    private List<Definition> definitionsBetween(Node first, Node last) {
        List<Definition> written = root.written();
        long from = scopes.positionOf(first);
        long to = scopes.positionOf(last) - last.start() + last.end();
        int low = 0;
        int high = written.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (written.get(middle).position() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int end = low;
        while (end < written.size() && written.get(end).position() < to) {
            end++;
        }
        return written.subList(low, end);
    }

    private static boolean isAlwaysTrue(Expression test) {
        return test instanceof Constant constant
                && (constant.type() == ConstantType.TRUE || constant.raw().equals("1"));
    }

    private static boolean isExit(Expression value) {
        if (!(value instanceof Call call)) {
            return false;
        }
        if (call.function() instanceof Name name) {
            return name.id().equals("exit") || name.id().equals("quit");
        }
        return call.function() instanceof Attribute attribute
                && attribute.value() instanceof Name module
                && ((module.id().equals("sys") && attribute.name().equals("exit"))
                        || (module.id().equals("os") && attribute.name().equals("_exit")));
    }

    /** A loop being walked: what reaches its head again and what leaves it early. */
    private static final class Loop {
        private final State head;
        private final Map<Binding, Flow.Join> joins;
        private final List<State> left = new ArrayList<>(1);

        Loop(State head, Map<Binding, Flow.Join> joins) {
            this.head = head;
            this.joins = joins;
        }

        void repeat(State state) {
            if (!state.dead) {
                joins.forEach((binding, join) -> join.add(state.get(binding)));
            }
        }

        void leave(State state) {
            if (!state.dead) {
                left.add(state.since(head));
            }
        }
    }

    /** What each binding's flow is here; a fork sees its parent's and keeps its own changes. */
    private final class State {
        private final @Nullable State parent;
        private final Map<Binding, Flow> own = new LinkedHashMap<>(4);
        private boolean dead;

        State(@Nullable State parent) {
            this.parent = parent;
            this.dead = parent != null && parent.dead;
        }

        State fork() {
            return new State(this);
        }

        void put(Binding binding, Flow flow) {
            own.put(binding, flow);
        }

        boolean owns(Binding binding) {
            return own.containsKey(binding);
        }

        @Nullable
        Flow find(Binding binding) {
            for (State state = this; state != null; state = state.parent) {
                Flow flow = state.own.get(binding);
                if (flow != null) {
                    return flow;
                }
            }
            return null;
        }

        Flow get(Binding binding) {
            Flow flow = find(binding);
            if (flow != null) {
                return flow;
            }
            return binding.scope().root() != root && root.node() instanceof FunctionDef function
                    ? new Flow.Captured(binding, function)
                    : Flow.Unbound.INSTANCE;
        }

        /** The changes made from an enclosing state down to this one, as a fork of that state. */
        State since(State base) {
            var chain = new ArrayDeque<State>();
            for (State state = this; state != null && state != base; state = state.parent) {
                chain.push(state);
            }
            var copy = base.fork();
            chain.forEach(state -> copy.own.putAll(state.own));
            copy.dead = false;
            return copy;
        }

        void adopt(State fork) {
            own.putAll(fork.own);
            dead = fork.dead;
        }

        /** Assignments made inside an expression survive it; what was learnt from tests does not. */
        void keepAssigned(State fork) {
            fork.own.forEach((binding, flow) -> {
                if (flow instanceof Definition) {
                    own.put(binding, flow);
                }
            });
        }

        /** Becomes what the ends of its branches, forks of this state each, have in common. */
        void join(List<State> ends) {
            var alive = new ArrayList<State>(ends.size());
            var changed = new LinkedHashMap<Binding, Boolean>();
            for (State end : ends) {
                if (!end.dead) {
                    alive.add(end);
                }
            }
            boolean allDead = alive.isEmpty();
            for (State end : allDead ? ends : alive) {
                for (State state = end; state != null && state != this; state = state.parent) {
                    state.own.keySet().forEach(binding -> changed.put(binding, true));
                }
            }
            Map<Binding, Flow> joined = new HashMap<>();
            for (Binding binding : changed.keySet()) {
                joined.put(binding, joinOf(binding, allDead ? ends : alive, alive.size() == ends.size()));
            }
            changed.keySet().forEach(binding -> {
                Flow flow = joined.get(binding);
                if (flow != null) {
                    own.put(binding, flow);
                }
            });
            dead = allDead;
        }

        private Flow joinOf(Binding binding, List<State> ends, boolean complete) {
            Flow first = ends.get(0).get(binding);
            boolean same = true;
            boolean sameBase = true;
            for (State end : ends) {
                Flow flow = end.get(binding);
                same &= flow.equals(first);
                sameBase &= baseOf(flow).equals(baseOf(first));
            }
            if (same) {
                return first;
            }
            if (sameBase && complete && baseOf(get(binding)).equals(baseOf(first))) {
                return get(binding);
            }
            var join = new Flow.Join();
            for (State end : ends) {
                join.add(end.get(binding));
            }
            return join;
        }

        private Flow baseOf(Flow flow) {
            Flow base = flow;
            while (base instanceof Flow.Narrowed narrowed) {
                base = narrowed.base();
            }
            return base;
        }
    }
}
