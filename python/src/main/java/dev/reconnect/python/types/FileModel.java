package dev.reconnect.python.types;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the names and expressions of one file mean. Safe for use by several threads. */
public final class FileModel {
    private final Project project;
    private final ProjectFile file;
    private final int index;
    private final Object asking = new Object();
    private final Map<ClassDef, SourceClass> classes = new ConcurrentHashMap<>();
    private final Map<FunctionDef, List<Callers.Reference>> callers = new ConcurrentHashMap<>();
    private final Uses shared = new Uses();
    private volatile @Nullable Uses own;
    private volatile Callers.@Nullable Index callIndex;
    private volatile @Nullable Keys calls;
    private volatile @Nullable List<Module> trees;
    private volatile @Nullable Scopes scopes;
    private @Nullable References references;
    private @Nullable Observations observations;
    private volatile @Nullable Boolean mentionsSpark;
    private volatile @Nullable Boolean importsSpark;

    FileModel(Project project, ProjectFile file, int index) {
        this.project = project;
        this.file = file;
        this.index = index;
    }

    /** Takes over what is known of the text alone from a model of the same file. */
    void takeOver(FileModel other) {
        trees = other.trees;
        scopes = other.scopes;
        callIndex = other.callIndex;
        calls = other.calls;
        mentionsSpark = other.mentionsSpark;
        importsSpark = other.importsSpark;
    }

    public String path() {
        return file.path();
    }

    public Project project() {
        return project;
    }

    /** The scopes of the file and the definitions that reach each use. */
    public Scopes scopes() {
        Scopes built = scopes;
        if (built == null) {
            synchronized (this) {
                built = scopes;
                if (built == null) {
                    built = Scopes.ofCells(trees());
                    scopes = built;
                }
            }
        }
        return built;
    }

    /** The type of the value that the expression has where it stands. */
    public Type typeOf(Expression expression) {
        synchronized (asking) {
            return references().typeOf(expression);
        }
    }

    /** What runs have seen of a call of a member of PySpark: what was, not what must be. */
    public Optional<ObservedCall> observed(Expression call) {
        synchronized (asking) {
            if (observations == null) {
                observations = new Observations(project.observed());
            }
            return observations.find(call, this);
        }
    }

    /**
     * The canonical name of what a name or a chain of attributes refers to, through imports and aliases: {@code pyspark.sql.functions.col}
     * for {@code F.col}, {@code pyspark.sql.SparkSession.builder}. Absent for values that are computed.
     */
    public Optional<String> qualifiedName(Expression expression) {
        synchronized (asking) {
            return references().qualifiedName(expression);
        }
    }

    /**
     * The class and member that an attribute refers to. Present with {@link Confidence#POSSIBLE} where nothing but the spelling speaks for a
     * Spark member; absent where the receiver is known not to have it.
     */
    public Optional<MemberReference> memberOf(Attribute attribute) {
        synchronized (asking) {
            return references().memberOf(attribute);
        }
    }

    /** The class and member that {@code getattr} with this name takes; absent where the types do not tell. */
    public Optional<MemberReference> memberNamed(Expression receiver, String name) {
        synchronized (asking) {
            return references().memberNamed(receiver, name);
        }
    }

    /** The project's own file that the statement imports from; absent for libraries. */
    public Optional<String> importedFile(ImportFrom statement) {
        var name = statement.module().orElse("");
        synchronized (asking) {
            references().uses().key(Keys.ofModule(Modules.lastPartOf(name.replace('.', '/'))));
        }
        var found = statement.level() > 0
                ? project.modules().relative(path(), statement.level(), name)
                : project.modules().absolute(path(), name);
        return Optional.ofNullable(found).map(Type.ModuleType::path).filter(path -> path.endsWith(".py"));
    }

    /** The scope that the node's code runs in. */
    public Scope scopeOf(Node node) {
        return scopes().scopeOf(node);
    }

    /** What a name binds or reads; absent for builtins, star imports and undefined names. */
    public Optional<Binding> bindingOf(Name name) {
        return scopes().bindingOf(name);
    }

    /** The value of a name that is read, where exactly one plain assignment reaches it. */
    public Optional<Expression> onlyValue(Name name) {
        return scopes().onlyDefinitionReaching(name).flatMap(Definition::value);
    }

    /** Variables of enclosing functions and of the module that the function reads, itself or in a function inside it. */
    public Set<Binding> freeVariables(FunctionDef function) {
        return scopes().freeVariables(function);
    }

    /** Variables of enclosing functions and of the module that the lambda reads. */
    public Set<Binding> freeVariables(Lambda lambda) {
        return scopes().freeVariables(lambda);
    }

    /** Whether the name is read after the offset: further on, in a loop around it, or in another function, which may run at any time. */
    public boolean isUsedAfter(Binding binding, int offset) {
        return scopes().isUsedAfter(binding, offset);
    }

    /**
     * Places that change what a name stands for or what it holds, in the order of the file: assignments after the first, augmented ones,
     * deletions, stores to items and attributes, calls of methods such as {@code append}.
     */
    public List<Node> mutations(Binding binding) {
        return scopes().mutations(binding);
    }

    /** Those of the {@link #mutations(Binding)} that stand at or after the offset. */
    public List<Node> mutationsAfter(Binding binding, int offset) {
        return mutations(binding).stream()
                .filter(node -> node.start() >= offset)
                .toList();
    }

    /** The function or lambda whose body holds the node; absent for code of the module and of class bodies outside functions. */
    public Optional<Node> enclosingFunction(Node node) {
        for (Optional<Scope> scope = Optional.of(scopeOf(node));
                scope.isPresent();
                scope = scope.get().parent()) {
            ScopeKind kind = scope.get().kind();
            if (kind == ScopeKind.FUNCTION || kind == ScopeKind.LAMBDA) {
                return Optional.of(scope.get().node());
            }
        }
        return Optional.empty();
    }

    /** Whether the node's code runs when the module is imported. */
    public boolean isAtModuleLevel(Node node) {
        return enclosingFunction(node).isEmpty();
    }

    /** Every expression of the file with its type, in source order, parents first; for people who want to see what is known. */
    public List<TypedExpression> types() {
        var typed = new ArrayList<TypedExpression>();
        for (var tree : trees()) {
            tree.walk(node -> {
                if (node instanceof Expression expression) {
                    typed.add(new TypedExpression(expression, typeOf(expression)));
                }
            });
        }
        return typed;
    }

    /**
     * The other file whose function or method the call gives something of Spark, where that file does not name Spark itself; absent for all
     * other calls.
     */
    public Optional<String> receiverOf(Call call) {
        synchronized (asking) {
            return Optional.ofNullable(references().receiverOf(call)).map(FileModel::path);
        }
    }

    /**
     * The function or method of this file that the call runs, where the types tell; {@code __init__} where it makes an object of a class that has
     * one.
     */
    public Optional<FunctionDef> functionCalled(Call call) {
        Type type = typeOf(call.function());
        if (type instanceof Type.Callable callable && callable.target() instanceof CallTargets.Defined defined) {
            return defined.model() == this ? Optional.of(defined.function()) : Optional.empty();
        }
        return type instanceof Type.ClassObject object
                ? classOf(object.type()).flatMap(FileModel::initialiser)
                : Optional.empty();
    }

    private static Optional<FunctionDef> initialiser(ClassDef type) {
        for (var statement : type.body()) {
            if (statement instanceof FunctionDef function && function.name().equals("__init__")) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /** The class of this file whose instance the expression is; absent where it may be another. */
    public Optional<ClassDef> classOfInstance(Expression expression) {
        return typeOf(expression) instanceof Type.Instance instance && instance.confidence() == Confidence.CERTAIN
                ? classOf(instance.type())
                : Optional.empty();
    }

    private Optional<ClassDef> classOf(PythonClass type) {
        return type instanceof SourceClass source && source.model() == this
                ? Optional.of(source.definition())
                : Optional.empty();
    }

    /** Whether another file of the project may call the function, or hand it on. */
    public boolean isCalledElsewhere(FunctionDef function) {
        synchronized (asking) {
            references().uses().key(Keys.ofName(function.name()));
            function.findAncestor(ClassDef.class)
                    .ifPresent(type -> references().uses().key(Keys.ofName(type.name())));
            boolean isMethod = function.parent().orElse(null) instanceof ClassDef;
            return callersOf(function).stream()
                    .map(Callers.Reference::model)
                    .anyMatch(other -> other != this && (other.imports(this) || (isMethod && imports(other))));
        }
    }

    /** Whether the file imports a module of that file's name; a file that is imported may be given objects too. */
    private boolean imports(FileModel other) {
        return callIndex().isImported(Modules.lastPartOf(other.path()));
    }

    /** Lets go of what was worked out for questions so far, except of what answers rested upon; further ones work it out again. */
    public void forget() {
        synchronized (asking) {
            References known = references;
            own = known == null ? own : known.uses();
            references = null;
        }
    }

    /** What the answers about this file rested upon since the last {@link #forget()}, or until then. */
    public Uses uses() {
        synchronized (asking) {
            References known = references;
            Uses last = own;
            return known != null ? known.uses() : last != null ? last : new Uses();
        }
    }

    /** What is known of the classes of this file, for all that ask about them, rests upon. */
    public Uses sharedUses() {
        return shared;
    }

    /** The names that the file calls, passes on or gives to fixtures, as numbers. */
    public Keys calls() {
        Keys known = calls;
        if (known == null) {
            known = file.calls().orElseGet(() -> callIndex().keys());
            calls = known;
        }
        return known;
    }

    Callers.Index callIndex() {
        Callers.Index known = callIndex;
        if (known == null) {
            synchronized (this) {
                known = callIndex;
                if (known == null) {
                    known = new Callers.Index(this);
                    callIndex = known;
                }
            }
        }
        return known;
    }

    int index() {
        return index;
    }

    private References references() {
        References known = references;
        if (known == null) {
            known = new References(this);
            references = known;
        }
        return known;
    }

    boolean isNotebook() {
        return file.notebook();
    }

    boolean isRelevant() {
        return file.role() != ProjectFile.Role.NONE;
    }

    boolean isUser() {
        return file.role() == ProjectFile.Role.USER;
    }

    List<Module> trees() {
        List<Module> parsed = trees;
        if (parsed == null) {
            synchronized (this) {
                parsed = trees;
                if (parsed == null) {
                    parsed = List.copyOf(file.cells().get());
                    trees = parsed;
                }
            }
        }
        return parsed;
    }

    /** Whether the file imports PySpark, or reads a name that notebooks give. */
    boolean mentionsSpark() {
        Boolean known = mentionsSpark;
        if (known == null) {
            known = trees().stream().anyMatch(tree -> Relevance.isMentioned(tree.text()));
            mentionsSpark = known;
        }
        return known;
    }

    /** Whether the file names PySpark: without that, spelling speaks for nothing. */
    boolean importsSpark() {
        Boolean known = importsSpark;
        if (known == null) {
            known = isNotebook()
                    || trees().stream().anyMatch(tree -> tree.text().contains("pyspark"));
            importsSpark = known;
        }
        return known;
    }

    /** Where a function of this file may be called or passed on, by its looks. */
    List<Callers.Reference> callersOf(FunctionDef function) {
        List<Callers.Reference> known = callers.get(function);
        if (known == null) {
            known = CallerSearch.callersOf(function, this);
            callers.put(function, known);
        }
        return known;
    }

    SourceClass sourceClass(ClassDef definition) {
        SourceClass known = classes.get(definition);
        if (known == null) {
            known = classes.computeIfAbsent(
                    definition, key -> new SourceClass(qualifiedName(key, key.name()), this, key));
        }
        return known;
    }

    String qualifiedName(FunctionDef function) {
        return qualifiedName(function, function.name());
    }

    private String qualifiedName(Node node, String name) {
        var qualified = new StringBuilder(name);
        for (Node above = node.parent().orElse(null);
                above != null;
                above = above.parent().orElse(null)) {
            if (above instanceof ClassDef type) {
                qualified.insert(0, type.name() + ".");
            } else if (above instanceof FunctionDef function) {
                qualified.insert(0, function.name() + ".");
            }
        }
        return qualified.insert(0, project.modules().nameOf(path()) + ".").toString();
    }

    /** An expression and its type. */
    public record TypedExpression(Expression expression, Type type) {}
}
