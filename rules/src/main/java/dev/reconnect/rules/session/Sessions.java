package dev.reconnect.rules.session;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.imports.Imports;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.With;
import dev.reconnect.python.types.Type;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what expression a session can be named at some place of a file, and why that is right. */
public final class Sessions {
    private static final int MAX_STEPS = 8;

    private Sessions() {}

    /**
     * An expression for a session.
     *
     * @param text the expression, to be followed by a member
     * @param imports what it needs imported
     * @param standing whether it certainly is the session of the context that it stands for
     */
    public record SessionReference(String text, List<ImportRequest> imports, Standing standing) {
        public SessionReference {
            imports = List.copyOf(imports);
        }

        public boolean sure() {
            return standing == Standing.SURE;
        }

        /** The applicability of a fix that is this one at best. */
        public Applicability applicability(Applicability best) {
            return standing.applicability(best);
        }

        private SessionReference then(String member) {
            return new SessionReference(text + member, imports, standing);
        }
    }

    /** How well a session is known to be the right one. */
    public enum Standing {
        SURE,
        /** It may be another one, where the program has several. */
        UNSURE,
        /** A fix of the context's construction will give it a name; until then there is nothing to apply. */
        PENDING;

        Applicability applicability(Applicability best) {
            return switch (this) {
                case SURE -> best;
                case UNSURE -> best == Applicability.SAFE ? Applicability.UNSAFE : best;
                case PENDING -> Applicability.DISPLAY_ONLY;
            };
        }
    }

    /**
     * An edit that puts a session in the place of an expression.
     *
     * @param standing whether it certainly is the session of what was there
     */
    public record SessionEdit(Edit edit, List<ImportRequest> imports, Standing standing) {
        public SessionEdit {
            imports = List.copyOf(imports);
        }

        public boolean sure() {
            return standing == Standing.SURE;
        }

        /** The applicability of a fix that is this one at best. */
        public Applicability applicability(Applicability best) {
            return standing.applicability(best);
        }

        public ImportRequest[] importRequests() {
            return imports.toArray(ImportRequest[]::new);
        }
    }

    /** Replaces a context (a {@code SparkContext}, or an {@code SQLContext}) by its session; the smallest edit that does it. */
    public static SessionEdit replacing(Expression owner, RuleContext context) {
        if (owner instanceof Attribute attribute && !owner.isParenthesized() && isSessionMember(attribute, context)) {
            return new SessionEdit(Edit.delete(attribute.selectorRange()), List.of(), Standing.SURE);
        }
        var reference = of(owner, context);
        return new SessionEdit(
                Edit.replace(owner.parenthesizedRange(), reference.text()), reference.imports(), reference.standing());
    }

    /** The session of a {@code SparkContext} or {@code SQLContext}, as it can be named where that stands. */
    public static SessionReference of(Expression owner, RuleContext context) {
        return found(origin(owner, owner, context, 0), owner, context);
    }

    /** The session behind a session, context or frame that stands elsewhere, as it can be named at this place. */
    public static SessionReference behind(Expression owner, Node at, RuleContext context) {
        Optional<SessionReference> origin;
        if (context.model().typeOf(owner).mayBe(SparkNames.SESSION)) {
            origin = named(owner, at, context);
        } else if (context.model().typeOf(owner).mayBe(SparkNames.FRAME)) {
            origin = named(owner, at, context).map(frame -> frame.then(".sparkSession"));
        } else {
            origin = origin(owner, at, context, 0);
        }
        return found(origin, at, context);
    }

    private static SessionReference found(Optional<SessionReference> origin, Node at, RuleContext context) {
        if (origin.filter(reference -> reference.standing() != Standing.PENDING).isPresent()) {
            return origin.get();
        }
        Optional<SessionReference> visible = visibleAt(at, context).or(() -> attributeAt(at, context));
        SessionReference other = visible.orElseGet(() -> active(at, context));
        boolean pending = origin.isPresent() ? !other.sure() : visible.isEmpty() && isAwaited(at, context);
        return pending ? new SessionReference(other.text(), other.imports(), Standing.PENDING) : other;
    }

    /** A session that the class around the place keeps: an attribute that it assigns once, not further down the same method. */
    private static Optional<SessionReference> attributeAt(Node at, RuleContext context) {
        Optional<ClassDef> owner = at.findAncestor(ClassDef.class);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        List<SessionReference> found = new ArrayList<>();
        owner.get().walk(node -> {
            if (node instanceof Attribute attribute
                    && isSelf(attribute.value())
                    && attribute.context() == ExpressionContext.STORE
                    && isSetBefore(attribute, at, context)
                    && ownAttribute(attribute)
                            .filter(value -> isSession(value, context) && !isNewSession(value))
                            .isPresent()) {
                receiverAt(at, attribute, context)
                        .ifPresent(receiver -> found.add(
                                new SessionReference(receiver + "." + attribute.name(), List.of(), Standing.UNSURE)));
            }
        });
        return found.stream()
                .filter(reference -> reference.text().endsWith(".spark"))
                .findFirst()
                .or(() -> found.stream().findFirst());
    }

    private static boolean isSetBefore(Attribute attribute, Node at, RuleContext context) {
        return context.model().scopeOf(attribute) != context.model().scopeOf(at) || attribute.start() < at.start();
    }

    /** Whether a variable that can be seen from there gets a context made, which a fix turns into a session with a name. */
    private static boolean isAwaited(Node at, RuleContext context) {
        boolean[] awaited = {false};
        context.tree()
                .module()
                .walk(node -> awaited[0] |= node instanceof Call call
                        && call.parent().orElse(null) instanceof Assign
                        && SessionBuilder.ofConstruction(call, context).isPresent()
                        && !Deletion.hasComment(call.range(), context)
                        && isAround(context.model().scopeOf(call), at, context));
        return awaited[0];
    }

    private static boolean isAround(Scope scope, Node at, RuleContext context) {
        for (Scope inner = context.model().scopeOf(at);
                inner != null;
                inner = inner.parent().orElse(null)) {
            if (inner == scope) {
                return true;
            }
        }
        return false;
    }

    /** A variable that certainly holds a session there: parameters first, then the nearest scope, a variable called `spark` first. */
    public static Optional<SessionReference> visibleAt(Node at, RuleContext context) {
        Scope start = context.model().scopeOf(at);
        for (Scope scope = start; scope != null; scope = scope.parent().orElse(null)) {
            if (scope.kind() == ScopeKind.CLASS && scope != start) {
                continue;
            }
            for (Binding binding : namedSparkFirst(scope)) {
                boolean meant = start.resolve(binding.name()).orElse(null) == binding;
                if (!meant || !isBoundAt(binding, at, context)) {
                    continue;
                }
                Optional<Boolean> sure = surelyHoldsSession(binding, context);
                if (sure.isPresent()) {
                    var standing = sure.get() ? Standing.SURE : Standing.UNSURE;
                    return Optional.of(new SessionReference(binding.name(), List.of(), standing));
                }
            }
        }
        return Optional.empty();
    }

    /** Whether every value that the variable ever gets is, or may be, a session. */
    static boolean mayHold(Binding binding, RuleContext context) {
        return surelyHoldsSession(binding, context).isPresent();
    }

    /** The session of the running thread, for places where no variable holds one. */
    public static SessionReference active(Node at, RuleContext context) {
        var imported = sessionClass(at, context);
        boolean hasActive = context.target().isAtLeast(SparkRelease.SPARK_4_0);
        String text = imported.name() + (hasActive ? ".active()" : ".builder.getOrCreate()");
        return new SessionReference(text, imported.needed(), Standing.UNSURE);
    }

    /** How code there can name the class of sessions; an import from the module that declares it will do. */
    public static Imports.Imported sessionClass(Node at, RuleContext context) {
        boolean imported = context.model()
                .scopeOf(at)
                .resolve("SparkSession")
                .filter(binding -> !binding.isReassigned() && binding.kind() == BindingKind.IMPORT)
                .filter(binding -> isBoundAt(at, binding, context))
                .flatMap(binding -> binding.references().stream().findFirst())
                .flatMap(name -> context.model().qualifiedName(name))
                .filter(SparkNames.SESSION::equals)
                .isPresent();
        return imported
                ? new Imports.Imported("SparkSession", List.of())
                : context.imports().use(ImportRequest.from("pyspark.sql", "SparkSession"), at.start());
    }

    /** Code of a function runs once its module has been read; other code runs in the order of the file. */
    private static boolean isBoundAt(Node at, Binding binding, RuleContext context) {
        boolean later =
                binding.scope().kind() == ScopeKind.MODULE && !context.model().isAtModuleLevel(at);
        return later
                || binding.definitions().stream()
                        .allMatch(definition -> definition.node().end() <= at.start());
    }

    /** The session of which the expression takes the context, in {@code session.sparkContext} and its private spellings. */
    public static Optional<Expression> sessionOf(Expression owner, RuleContext context) {
        return owner instanceof Attribute attribute && isSessionMember(attribute, context)
                ? Optional.of(attribute.value())
                : Optional.empty();
    }

    private static boolean isSessionMember(Attribute attribute, RuleContext context) {
        return switch (attribute.name()) {
            case "sparkContext", "_sc", "sparkSession" ->
                context.model().typeOf(attribute.value()).mayBe(SparkNames.SESSION);
            default -> false;
        };
    }

    private static Optional<SessionReference> origin(Expression owner, Node at, RuleContext context, int steps) {
        if (steps > MAX_STEPS) {
            return Optional.empty();
        }
        Optional<Expression> session = sessionOf(owner, context);
        if (session.isPresent()) {
            return named(session.get(), at, context);
        }
        if (owner instanceof Call call) {
            if (SessionBuilder.ofConstruction(call, context).isPresent()) {
                return Optional.of(new SessionReference("", List.of(), Standing.PENDING));
            }
            return constructedFrom(call, context).flatMap(inner -> origin(inner, at, context, steps + 1));
        }
        if (owner instanceof Attribute attribute && isFrameMember(attribute, context)) {
            return named(attribute.value(), at, context).map(frame -> frame.then(".sparkSession"));
        }
        if (owner instanceof Attribute attribute && isSelf(attribute.value())) {
            return ownAttribute(attribute).flatMap(value -> origin(value, at, context, steps + 1));
        }
        if (owner instanceof Name name && isGiven(name, context)) {
            return context.model().scopeOf(at).resolve("spark").isEmpty()
                    ? Optional.of(new SessionReference("spark", List.of(), Standing.UNSURE))
                    : Optional.empty();
        }
        if (owner instanceof Name name) {
            return context.model()
                    .onlyValue(name)
                    .flatMap(value ->
                            isSession(value, context) ? Optional.empty() : origin(value, at, context, steps + 1));
        }
        return Optional.empty();
    }

    /** A context that a notebook or shell gives; one that gives {@code sc} or {@code sqlContext} gives {@code spark} too. */
    private static boolean isGiven(Name name, RuleContext context) {
        var type = context.model().typeOf(name);
        return context.model().bindingOf(name).isEmpty()
                && (type.mayBe(SparkNames.CONTEXT) || type.mayBe(SparkNames.SQL_CONTEXT));
    }

    /** What {@code SQLContext(x)} was given. */
    private static Optional<Expression> constructedFrom(Call call, RuleContext context) {
        var type = context.model().typeOf(call);
        boolean sqlContext = type.isInstance(SparkNames.SQL_CONTEXT);
        if (!sqlContext || call.arguments().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(call.arguments().get(call.arguments().size() == 1 ? 0 : 1));
    }

    private static boolean isFrameMember(Attribute attribute, RuleContext context) {
        return (attribute.name().equals("_sc") || attribute.name().equals("sql_ctx"))
                && Members.isInstance(attribute.value(), SparkNames.FRAME, context);
    }

    private static boolean isSession(Expression expression, RuleContext context) {
        return Members.isInstance(expression, SparkNames.SESSION, context);
    }

    /** How an expression that stands elsewhere can be written at this place with the same value. */
    private static Optional<SessionReference> named(Expression session, Node at, RuleContext context) {
        boolean inPlace = at.start() <= session.start() && session.end() <= at.end();
        if (inPlace) {
            return Optional.of(new SessionReference(
                    session.parenthesizedRange().substring(context.tree().text()), List.of(), Standing.SURE));
        }
        if (session instanceof Name name && isSameAt(name, at, context)) {
            return Optional.of(new SessionReference(name.id(), List.of(), Standing.SURE));
        }
        if (session instanceof Attribute attribute && isSelf(attribute.value())) {
            return receiverAt(at, attribute, context)
                    .filter(receiver -> ownAttribute(attribute).isPresent())
                    .map(receiver -> new SessionReference(receiver + "." + attribute.name(), List.of(), Standing.SURE));
        }
        return Optional.empty();
    }

    /** How a method there names what has the attribute: an attribute of the class is the object's too, but not the other way round. */
    private static Optional<String> receiverAt(Node at, Attribute attribute, RuleContext context) {
        boolean ofClass = attribute.value() instanceof Name name && name.id().equals("cls");
        var receivers = ofClass ? List.of("self", "cls") : List.of("self");
        return receivers.stream()
                .filter(receiver -> isParameterAt(at, receiver, context))
                .findFirst();
    }

    /** Whether the name means the same at the other place, and nothing gives it another value in between. */
    private static boolean isSameAt(Name name, Node at, RuleContext context) {
        Optional<Binding> binding = context.model().bindingOf(name);
        if (binding.isEmpty() || context.model().scopeOf(at).resolve(name.id()).orElse(null) != binding.get()) {
            return false;
        }
        List<Definition> definitions = binding.get().definitions();
        return !binding.get().isReassigned()
                || (at.start() > name.start()
                        && definitions.stream()
                                .allMatch(definition -> definition.node().start() < name.start()));
    }

    private static boolean isSelf(Expression expression) {
        return expression instanceof Name name
                && (name.id().equals("self") || name.id().equals("cls"));
    }

    private static boolean isParameterAt(Node at, String name, RuleContext context) {
        return context.model()
                .scopeOf(at)
                .resolve(name)
                .filter(binding -> binding.kind() == BindingKind.PARAMETER)
                .isPresent();
    }

    /** The value of {@code self.name} or {@code cls.name}, where the class around it assigns it once. */
    private static Optional<Expression> ownAttribute(Attribute attribute) {
        Optional<ClassDef> owner = attribute.findAncestor(ClassDef.class);
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> values = new ArrayList<>();
        owner.get().walk(node -> {
            if (node instanceof Attribute target
                    && target.name().equals(attribute.name())
                    && isSelf(target.value())
                    && target.parent().orElse(null) instanceof Assign assign
                    && assign.value() != target) {
                values.add(assign.value());
            }
        });
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static List<Binding> namedSparkFirst(Scope scope) {
        List<Binding> ordered = new ArrayList<>();
        scope.findOwn("spark").ifPresent(ordered::add);
        for (Binding binding : scope.bindings()) {
            if (!binding.name().equals("spark")) {
                ordered.add(binding);
            }
        }
        return ordered;
    }

    /** Whether every value that the variable ever gets is a session, and never one made by `newSession()`; empty where not. */
    private static Optional<Boolean> surelyHoldsSession(Binding binding, RuleContext context) {
        boolean some = false;
        boolean sure = true;
        for (Definition definition : binding.definitions()) {
            if (definition.kind() == BindingKind.DECLARATION) {
                continue;
            }
            Type given = given(definition, context);
            if (!given.mayBe(SparkNames.SESSION)) {
                return Optional.empty();
            }
            some = true;
            sure &= given.isInstance(SparkNames.SESSION);
        }
        return some ? Optional.of(sure) : Optional.empty();
    }

    private static Type given(Definition definition, RuleContext context) {
        Optional<Expression> value = definition.value();
        if (value.isPresent()) {
            return isNewSession(value.get()) ? Type.UNKNOWN : context.model().typeOf(value.get());
        }
        return switch (definition.kind()) {
            case PARAMETER, IMPORT, WITH -> typeOfFirstRead(definition.binding(), context);
            default -> Type.UNKNOWN;
        };
    }

    private static Type typeOfFirstRead(Binding binding, RuleContext context) {
        var reads = binding.references();
        return reads.isEmpty() ? Type.UNKNOWN : context.model().typeOf(reads.get(0));
    }

    private static boolean isNewSession(Expression value) {
        return value instanceof Call call
                && call.function() instanceof Attribute attribute
                && (attribute.name().equals("newSession") || attribute.name().equals("cloneSession"));
    }

    private static boolean isBoundAt(Binding binding, Node at, RuleContext context) {
        Node anchor = anchorIn(binding.scope(), at, context);
        if (anchor == null) {
            return false;
        }
        for (Definition definition : binding.definitions()) {
            if (isBoundBefore(definition, anchor)) {
                return true;
            }
        }
        return false;
    }

    /** The node itself, or the outermost function around it that stands in the scope. */
    private static @Nullable Node anchorIn(Scope scope, Node at, RuleContext context) {
        Node anchor = at;
        for (Node above = at; above != null; above = above.parent().orElse(null)) {
            if (above == scope.node()) {
                return anchor;
            }
            if (above instanceof FunctionDef && context.model().scopeOf(above) == scope) {
                anchor = above;
            }
        }
        return scope.kind() == ScopeKind.MODULE ? anchor : null;
    }

    private static boolean isBoundBefore(Definition definition, Node anchor) {
        if (definition.kind() == BindingKind.PARAMETER) {
            return true;
        }
        Node node = definition.node();
        Optional<Statement> statement =
                node instanceof Statement itself ? Optional.of(itself) : node.findAncestor(Statement.class);
        if (statement.isEmpty()) {
            return false;
        }
        if (statement.get() instanceof With with && isAmong(with.body(), anchor)) {
            return true;
        }
        return statement.get().end() <= anchor.start() && isAmong(Deletion.blockOf(statement.get()), anchor);
    }

    private static boolean isAmong(List<Statement> block, Node node) {
        for (Node above = node; above != null; above = above.parent().orElse(null)) {
            if (above instanceof Statement && block.contains(above)) {
                return true;
            }
        }
        return false;
    }
}
