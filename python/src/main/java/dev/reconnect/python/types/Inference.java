package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Flow;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.AugAssign;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Match;
import dev.reconnect.python.tree.MatchAs;
import dev.reconnect.python.tree.MatchCase;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Starred;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.WithItem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions about the types of one file, by asking further ones: what is the type of this expression, of this definition, of this
 * attribute of that class, here or in other files. Used by one thread at a time.
 *
 * <p>Questions may lead back to themselves, through loops and recursive functions. Then the inner one is answered with what is known so
 * far, at first nothing, and the outermost one of the circle is asked again until all answers in the circle stay the same; then they hold.
 *
 * <p>Where circles and limits are met depends on what was asked before. Therefore nothing is shared with the inference for another file:
 * what is known of a file depends neither on the order in which files are looked at nor on threads.
 */
final class Inference {
    /** How far questions may go down: expressions and definitions count one each, calls more. */
    private static final int MAX_DEPTH = 600;

    private static final int MAX_ROUNDS = 9;
    /** An answer that still changes after so many rounds is growing: it loses its details. */
    private static final int ROUNDS_OF_DETAIL = 4;

    /** Five times what the hardest question about PySpark's own sources takes. */
    private static final int MAX_STEPS = 100_000;

    private static final int MIN_STEPS = 300;
    private static final int SETTLED = Integer.MAX_VALUE;

    private final Project project;
    private final Uses uses;
    private final Expressions expressions = new Expressions(this);
    private final Members members = new Members(this);
    private final Calls calls = new Calls(this);
    private final Annotations annotations = new Annotations(this);
    private final Functions functions = new Functions(this);
    private final Narrowing narrowing = new Narrowing(this);
    private final FilledLists lists = new FilledLists(this);
    private final Observations observations;
    private final Map<Question, Pending> pending = new HashMap<>();
    private final List<Pending> levels = new ArrayList<>();
    /** What was found in the current round under assumptions, and in which order. */
    private final Map<Question, Tentative> tentative = new HashMap<>();

    private final List<Question> trail = new ArrayList<>();
    /** What questions inside a circle assume in the next round. */
    private final Map<Question, Assumption> assumptions = new HashMap<>();

    private final Map<FileModel, Context> roots = new HashMap<>();
    private int assumedFrom = SETTLED;
    private boolean unstable;
    private int depth;
    private int steps = MAX_STEPS;
    private int givenUp;

    private record Question(Context context, Object key) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Question that && that.context == context && that.key.equals(key);
        }

        @Override
        public int hashCode() {
            return 31 * context.hashCode() + key.hashCode();
        }
    }

    /** A question that is being answered. */
    private static final class Pending {
        private final int level;
        private Type answer;
        private boolean asked;
        private boolean open = true;
        /** Once closed: the question further out that its answer depends on. */
        private @Nullable Pending under;

        Pending(int level, Type answer) {
            this.level = level;
            this.answer = answer;
        }
    }

    /** An answer that holds as long as what was assumed for it: the answer so far of a question that is still open. */
    private record Tentative(Type type, Pending assumed) {
        /** The open question that this depends on; null where it was given up. */
        @Nullable
        Pending head() {
            Pending head = assumed;
            while (head != null && !head.open) {
                head = head.under;
            }
            return head;
        }
    }

    private record Assumption(Type type, int changes) {
        Assumption next(Type type) {
            return new Assumption(changes < ROUNDS_OF_DETAIL ? type : Types.flat(type), changes + 1);
        }
    }

    private static final Assumption NOTHING = new Assumption(Unions.NEVER, 0);

    /** @param uses is told what answers rest upon */
    Inference(Project project, Uses uses) {
        this.project = project;
        this.uses = uses;
        this.observations = new Observations(project.observed());
    }

    /**
     * Starts a question from outside, whatever became of the last one. Questions may take fewer steps once some had to be given up, so that
     * hostile code costs little.
     */
    void begin() {
        givenUp += steps <= 0 ? 1 : 0;
        steps = Math.max(MIN_STEPS, MAX_STEPS / (1 + 4 * givenUp));
        assumedFrom = SETTLED;
        pending.clear();
        levels.clear();
        tentative.clear();
        trail.clear();
        assumptions.clear();
        unstable = false;
        depth = 0;
    }

    /** Where nothing is known of arguments in that file. */
    Context root(FileModel model) {
        Context known = roots.get(model);
        if (known == null) {
            uses.file(model);
            known = Context.root(model);
            roots.put(model, known);
        }
        return known;
    }

    Uses uses() {
        return uses;
    }

    Project project() {
        return project;
    }

    Members members() {
        return members;
    }

    Calls calls() {
        return calls;
    }

    Annotations annotations() {
        return annotations;
    }

    Functions functions() {
        return functions;
    }

    Expressions expressions() {
        return expressions;
    }

    /** The type of an expression where it stands. */
    Type typeOf(Expression expression, Context context) {
        Type known = context.known().get(expression);
        if (known == null && !tentative.isEmpty()) {
            known = assumed(new Question(context, expression));
        }
        if (known != null) {
            return known;
        }
        if (isExhausted() || !enter(1)) {
            assumedFrom = 0;
            return Type.UNKNOWN;
        }
        int before = assumedFrom;
        assumedFrom = SETTLED;
        Type type = observations.refine(expressions.infer(expression, context), expression, context.model());
        if (assumedFrom == SETTLED) {
            context.known().put(expression, type);
        } else {
            assume(new Question(context, expression), type);
        }
        assumedFrom = Math.min(before, assumedFrom);
        leave(1);
        return type;
    }

    /** The type of an expression when it is asked for, as far down as it is now. */
    Supplier<Type> later(Expression expression, Context context) {
        int asked = depth;
        return () -> {
            int now = depth;
            depth = asked;
            Type type = typeOf(expression, context);
            depth = now;
            return type;
        };
    }

    /** Goes down by so much, to be followed by {@link #leave(int)}; false where that is too deep. */
    boolean enter(int weight) {
        if (depth + weight > MAX_DEPTH) {
            return false;
        }
        depth += weight;
        return true;
    }

    void leave(int weight) {
        depth -= weight;
    }

    /** What was found for the question in this round; null where nothing was. */
    private @Nullable Type assumed(Question question) {
        Tentative found = tentative.get(question);
        Pending head = found == null ? null : found.head();
        if (found == null || head == null) {
            return null;
        }
        assumedFrom = Math.min(assumedFrom, head.level);
        return found.type();
    }

    private void assume(Question question, Type type) {
        if (assumedFrom > 0) {
            tentative.put(question, new Tentative(type, levels.get(assumedFrom - 1)));
            trail.add(question);
        }
    }

    /** The answer to a question from outside, kept even where it could only be given up. */
    Type settled(Expression expression, Context context) {
        Type type = typeOf(expression, context);
        if (steps <= 0) {
            context.known().putIfAbsent(expression, type);
        }
        return type == Unions.NEVER ? Type.UNKNOWN : type;
    }

    /** The answer to a question that may lead back to itself. */
    Type answer(Context context, Object key, Supplier<Type> compute) {
        Type known = context.known().get(key);
        if (known != null) {
            return known;
        }
        var question = new Question(context, key);
        Pending open = pending.get(question);
        if (open != null) {
            open.asked = true;
            assumedFrom = Math.min(assumedFrom, open.level);
            return open.answer;
        }
        Type found = assumed(question);
        if (found != null) {
            return found;
        }
        if (isExhausted() || !enter(1)) {
            assumedFrom = 0;
            return Type.UNKNOWN;
        }
        int before = assumedFrom;
        boolean unstableBefore = unstable;
        int start = trail.size();
        var now = new Pending(
                pending.size() + 1, assumptions.getOrDefault(question, NOTHING).type());
        pending.put(question, now);
        levels.add(now);
        Type type = rounds(question, now, start, compute);
        pending.remove(question);
        levels.remove(levels.size() - 1);
        now.open = false;
        if (assumedFrom >= now.level) {
            type = type == Unions.NEVER ? Type.UNKNOWN : type;
            context.known().put(key, type);
            close(start);
            assumedFrom = SETTLED;
            unstable = unstableBefore;
        } else {
            now.under = assumedFrom > 0 ? levels.get(assumedFrom - 1) : null;
            assume(question, type);
            unstable |= unstableBefore;
        }
        assumedFrom = Math.min(before, assumedFrom);
        leave(1);
        return type;
    }

    /** Asks until nothing changes, if the question is the outermost of a circle; once otherwise. */
    private Type rounds(Question question, Pending now, int start, Supplier<Type> compute) {
        var assumption = assumptions.getOrDefault(question, NOTHING);
        for (int round = 0; ; round++) {
            assumedFrom = SETTLED;
            unstable = false;
            Type type = Types.bounded(compute.get());
            boolean changed = now.asked && !type.equals(now.answer);
            if (assumedFrom < now.level) {
                if (changed) {
                    unstable = true;
                    assumptions.put(question, assumption.next(type));
                }
                return type;
            }
            if (round == MAX_ROUNDS || !(changed || (now.asked && unstable))) {
                return type;
            }
            assumption = assumption.next(type);
            now.answer = assumption.type();
            drop(start);
        }
    }

    /** Forgets what was found since. */
    private void drop(int start) {
        for (int i = trail.size() - 1; i >= start; i--) {
            tentative.remove(trail.remove(i));
        }
    }

    /** Ends a circle: what was found in its last round holds. */
    private void close(int start) {
        for (int i = trail.size() - 1; i >= start; i--) {
            Question question = trail.remove(i);
            Tentative found = tentative.remove(question);
            assumptions.remove(question);
            if (found != null) {
                boolean none = found.type() == Unions.NEVER && !(question.key() instanceof Expression);
                question.context().known().put(question.key(), none ? Type.UNKNOWN : found.type());
            }
        }
    }

    private boolean isExhausted() {
        return --steps < 0;
    }

    /** What a name that is read stands for. */
    Type typeOfName(Name name, Context context) {
        Flow flow = context.model().scopes().flowOf(name);
        return typeOf(flow, name, context);
    }

    Type typeOf(Flow flow, @Nullable Name name, Context context) {
        if (flow instanceof Definition definition) {
            return typeOf(definition, context);
        }
        if (flow instanceof Flow.Unbound) {
            return name == null ? Unions.NEVER : typeOfFree(name, context);
        }
        if (flow instanceof Flow.Captured read) {
            return typeOf(context.model().scopes().resolve(read), name, context);
        }
        if (flow instanceof Flow.Narrowed narrowed) {
            return answer(
                    context,
                    flow,
                    () -> narrowing.narrow(
                            typeOf(narrowed.base(), name, context),
                            narrowed.test(),
                            narrowed.isPositive(),
                            narrowed.binding(),
                            context));
        }
        var join = (Flow.Join) flow;
        return answer(context, flow, () -> {
            var types = new ArrayList<Type>(join.inputs().size());
            for (Flow input : join.inputs()) {
                boolean unbound = input instanceof Flow.Unbound;
                types.add(unbound ? Unions.NEVER : typeOf(input, name, context));
            }
            return Type.union(types);
        });
    }

    /** A name that the file does not bind, or not yet: imported by star, built in, or given by a notebook. */
    private Type typeOfFree(Name name, Context context) {
        Type imported = members.starImported(context.model(), name.id(), 0);
        if (imported != null) {
            return imported;
        }
        Binding binding = context.model().scopes().bindingOf(name).orElse(null);
        if (binding != null && !binding.definitions().isEmpty()) {
            return Conventions.isSelfAssigned(binding) ? Conventions.given(name.id(), context.model()) : Type.UNKNOWN;
        }
        Type builtin = members.builtin(name.id());
        return builtin != null ? builtin : Conventions.given(name.id(), context.model());
    }

    /** What a binding stands for once its module or function has run; for attributes of modules and names in annotations. */
    Type typeOf(Binding binding, Context context) {
        return answer(context, binding, () -> typeOf(context.model().scopes().finalFlow(binding), null, context));
    }

    Type typeOf(Definition definition, Context asking) {
        Context context = asking.of(definition.writer());
        return switch (definition.kind()) {
            case IMPORT -> answer(context, definition, () -> imported(definition, context));
            case FUNCTION -> functions.object((FunctionDef) definition.node(), context);
            case CLASS -> new Type.ClassObject(sourceClass(context.model(), (ClassDef) definition.node()));
            case DELETE, GLOBAL, TYPE_PARAMETER -> Type.UNKNOWN;
            case PARAMETER,
                    ASSIGNMENT,
                    AUGMENTED,
                    DECLARATION,
                    NAMED,
                    FOR,
                    WITH,
                    EXCEPT,
                    COMPREHENSION,
                    MATCH,
                    TYPE_ALIAS -> answer(context, definition, () -> computed(definition, context));
        };
    }

    private Type computed(Definition definition, Context context) {
        if (definition.kind() == BindingKind.PARAMETER) {
            return functions.parameter((Parameter) definition.node(), context);
        }
        if (definition.kind() == BindingKind.AUGMENTED) {
            var assign = (AugAssign) definition.site();
            Type before = typeOfName((Name) definition.node(), context);
            return expressions.binary(before, assign.operator(), typeOf(assign.value(), context), context);
        }
        if (definition.kind() == BindingKind.EXCEPT) {
            return ((ExceptHandler) definition.node())
                    .type()
                    .map(type -> annotations.caught(type, context))
                    .orElse(Type.UNKNOWN);
        }
        if (definition.kind() == BindingKind.MATCH) {
            return matched(definition.node(), context);
        }
        return definition.node() instanceof Expression target
                ? stored(target, definition.site(), context)
                : Type.UNKNOWN;
    }

    /** The type of the value that a target gets. */
    Type stored(Expression target, Node site, Context context) {
        Node above = target.parent().orElse(site);
        if (above == site) {
            var filled = target instanceof Name name ? lists.typeOf(name, site, context) : Optional.<Type>empty();
            return filled.orElseGet(() -> given(site, context));
        }
        if (above instanceof Starred starred) {
            return Types.list(elementOf(starred, site, context));
        }
        return elementOf(target, site, context);
    }

    private Type elementOf(Expression part, Node site, Context context) {
        Node above = part.parent().orElse(site);
        List<Expression> elements = List.of();
        if (above instanceof Tuple tuple) {
            elements = tuple.elements();
        } else if (above instanceof ListDisplay list) {
            elements = list.elements();
        }
        if (elements.isEmpty() || !(above instanceof Expression container)) {
            return Type.UNKNOWN;
        }
        Type whole = stored(container, site, context);
        int index = elements.indexOf(part);
        int star = -1;
        for (int i = 0; i < elements.size(); i++) {
            star = elements.get(i) instanceof Starred ? i : star;
        }
        return expressions.unpacked(whole, index, elements.size(), star, context);
    }

    /** The whole value that a statement or clause stores. */
    private Type given(Node site, Context context) {
        if (site instanceof Assign assign) {
            return typeOf(assign.value(), context);
        }
        if (site instanceof AnnAssign assign) {
            Type declared = annotations.typeOf(assign.annotation(), context);
            return assign.value()
                    .map(value -> annotations.refine(declared, typeOf(value, context)))
                    .orElse(declared);
        }
        if (site instanceof NamedExpr named) {
            return typeOf(named.value(), context);
        }
        if (site instanceof For loop) {
            return expressions.iterated(typeOf(loop.iterable(), context), context);
        }
        if (site instanceof Comprehension loop) {
            return expressions.iterated(typeOf(loop.iterable(), context), context);
        }
        if (site instanceof WithItem item) {
            return members.entered(typeOf(item.context(), context), context);
        }
        return Type.UNKNOWN;
    }

    private Type matched(Node pattern, Context context) {
        if (!(pattern instanceof MatchAs as)
                || !(pattern.parent().orElse(null) instanceof MatchCase option)
                || !(option.parent().orElse(null) instanceof Match match)) {
            return Type.UNKNOWN;
        }
        Type subject = typeOf(match.subject(), context);
        return as.pattern()
                .map(inner -> narrowing.matched(subject, inner, context))
                .orElse(subject);
    }

    private Type imported(Definition definition, Context context) {
        var alias = (Alias) definition.node();
        var model = context.model();
        if (definition.site() instanceof ImportFrom from) {
            return members.imported(model, from, alias.name());
        }
        boolean renamed = alias.asName().isPresent();
        var name = renamed ? alias.name() : alias.boundName();
        return members.module(model, 0, name);
    }

    SourceClass sourceClass(FileModel model, ClassDef definition) {
        return model.sourceClass(definition);
    }

    /** The type of an attribute that a class's own methods store. */
    Type storedAttribute(Attribute target, Context context) {
        Node site = target;
        Node above = target.parent().orElse(null);
        while (above instanceof Tuple || above instanceof ListDisplay || above instanceof Starred) {
            site = above;
            above = above.parent().orElse(null);
        }
        if (above instanceof AugAssign || above == null) {
            return Unions.NEVER;
        }
        Context from = context.root();
        return site == target ? given(above, from) : stored(target, above, from);
    }
}
