package dev.reconnect.python.imports;

import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The imports of one file; the cells of a notebook are one. A name that is there already is used if it is bound to the wanted
 * thing wherever it may be read; conditional imports do not count.
 */
public final class FileImports implements Imports {
    private final SyntaxTree tree;
    private final Scopes scopes;
    private @Nullable Set<String> unbound;

    private FileImports(SyntaxTree tree, Scopes scopes) {
        this.tree = tree;
        this.scopes = scopes;
    }

    public static FileImports of(SyntaxTree tree, Scopes scopes) {
        return new FileImports(tree, scopes);
    }

    @Override
    public Imported use(ImportRequest request, int offset) {
        var scope = scopes.scopeOf(tree.nodeAt(offset));
        var existing = findExisting(request, scope, offset);
        if (existing.isPresent()) {
            return new Imported(existing.get(), List.of());
        }
        var fresh = withoutClash(request, scope);
        return new Imported(nameOf(fresh), List.of(fresh));
    }

    @Override
    public List<Edit> add(List<ImportRequest> requests) {
        return add(requests, Integer.MAX_VALUE, List.of());
    }

    /**
     * As {@link #add(List)}, where the names are first used in the statement at an offset, and statements in the taken ranges are not to
     * be touched.
     */
    public List<Edit> add(List<ImportRequest> requests, int firstUse, List<TextRange> taken) {
        return new ImportWriter(tree, startOfStatement(firstUse), taken).add(requests);
    }

    private int startOfStatement(int offset) {
        for (var statement : tree.module().body()) {
            if (offset < statement.end()) {
                return Math.min(offset, statement.start());
            }
        }
        return offset;
    }

    /** The text by which code refers to what the request imports. */
    private static String nameOf(ImportRequest request) {
        return request.name().isEmpty() && request.alias().isEmpty() ? request.module() : request.boundName();
    }

    private static String pathOf(ImportRequest request) {
        return request.name().map(name -> request.module() + "." + name).orElse(request.module());
    }

    private Optional<String> findExisting(ImportRequest request, Scope from, int offset) {
        var path = pathOf(request);
        Optional<String> throughModule = Optional.empty();
        for (Optional<Scope> at = Optional.of(from);
                at.isPresent();
                at = at.get().parent()) {
            for (Binding binding : at.get().bindings()) {
                if (!isVisible(binding, from, offset)) {
                    continue;
                }
                var exact = exactly(binding, path);
                if (exact.isPresent()) {
                    return exact;
                }
                if (throughModule.isEmpty() && request.name().isPresent()) {
                    throughModule = exactly(binding, request.module())
                            .map(module -> module + "." + request.name().get());
                }
            }
        }
        return throughModule.isPresent() ? throughModule : throughStar(request, from, offset);
    }

    /** What code writes to reach the path, if the binding is an import that leads to it. */
    private static Optional<String> exactly(Binding binding, String path) {
        Optional<String> name = Optional.empty();
        for (Definition definition : binding.definitions()) {
            var written = definition.node() instanceof Alias alias ? leadsTo(alias, path) : Optional.<String>empty();
            if (written.isPresent()) {
                name = written;
            } else if (!isPackageImport(definition, path)) {
                return Optional.empty();
            }
        }
        return name;
    }

    /** {@code import a} and {@code import a.c} beside {@code import a.b} leave {@code a.b} what it is. */
    private static boolean isPackageImport(Definition definition, String path) {
        return definition.node() instanceof Alias alias
                && alias.parent().orElse(null) instanceof Import
                && alias.asName().isEmpty()
                && topOf(alias.name()).equals(topOf(path));
    }

    private static Optional<String> leadsTo(Alias alias, String path) {
        var statement = alias.parent().orElse(null);
        if (statement instanceof ImportFrom from) {
            var module = from.module().orElse("");
            boolean same = from.level() == 0 && path.equals(module + "." + alias.name());
            return same ? Optional.of(alias.boundName()) : Optional.empty();
        }
        if (!alias.name().equals(path)) {
            return Optional.empty();
        }
        return Optional.of(alias.asName().isPresent() ? alias.boundName() : alias.name());
    }

    /** Whether reading the binding's name in the scope, at the offset, is sure to give what its imports bound. */
    private boolean isVisible(Binding binding, Scope from, int offset) {
        if (!resolvesTo(binding, from)) {
            return false;
        }
        boolean some = false;
        for (Definition definition : binding.definitions()) {
            if (!(definition.node() instanceof Alias alias)) {
                return false;
            }
            some |= isUnconditional(alias) && isBefore(alias, binding.scope(), from, offset);
        }
        return some;
    }

    private static boolean resolvesTo(Binding binding, Scope from) {
        return from.resolve(binding.name()).filter(found -> found == binding).isPresent();
    }

    private static boolean isUnconditional(Alias alias) {
        var block = alias.parent().flatMap(Node::parent).orElse(null);
        return block instanceof Module || block instanceof FunctionDef;
    }

    /** Code of a function runs once its module has been read; other code runs in the order of the file. */
    private boolean isBefore(Alias alias, Scope owner, Scope from, int offset) {
        boolean later = owner.kind() == ScopeKind.MODULE && isInFunction(from);
        return later || alias.end() <= offset;
    }

    private static boolean isInFunction(Scope from) {
        for (Optional<Scope> at = Optional.of(from);
                at.isPresent();
                at = at.get().parent()) {
            if (at.get().kind() == ScopeKind.FUNCTION || at.get().kind() == ScopeKind.LAMBDA) {
                return true;
            }
        }
        return false;
    }

    /** Star imports give the public names of a module of functions or types, and the classes of any module. */
    private Optional<String> throughStar(ImportRequest request, Scope from, int offset) {
        var name = request.name().orElse("");
        boolean exported = !name.isEmpty()
                && (Character.isUpperCase(name.charAt(0))
                        || request.module().endsWith(".functions")
                        || request.module().endsWith(".types"));
        if (!exported || from.resolve(name).isPresent()) {
            return Optional.empty();
        }
        var stars = scopes.module().starImports();
        // A later star import may bind the name anew: only the last one is sure.
        if (stars.isEmpty()) {
            return Optional.empty();
        }
        var last = stars.get(stars.size() - 1);
        boolean same = last.level() == 0 && last.module().orElse("").equals(request.module());
        boolean before = isInFunction(from) || last.end() <= offset;
        boolean unconditional = last.parent().orElse(null) instanceof Module;
        return same && before && unconditional ? Optional.of(name) : Optional.empty();
    }

    /** The request under a name that means nothing else in the file. */
    private ImportRequest withoutClash(ImportRequest request, Scope from) {
        var bound = request.boundName();
        if (isFree(bound, from) || isSamePackage(request, from) || isImportedElsewhere(request, from)) {
            return request;
        }
        var last = pathOf(request).substring(pathOf(request).lastIndexOf('.') + 1);
        var candidate = last.equals(bound) ? bound + "_" : last;
        for (int i = 2; !isFree(candidate, from); i++) {
            candidate = bound + "_" + i;
        }
        boolean plain = request.name().filter(candidate::equals).isPresent();
        return new ImportRequest(request.module(), request.name(), plain ? Optional.empty() : Optional.of(candidate));
    }

    private boolean isFree(String name, Scope from) {
        return from.resolve(name).isEmpty()
                && scopes.module().findOwn(name).isEmpty()
                && !unboundNames().contains(name);
    }

    /** Whether the name is bound to the very same thing, though not where it could be used. */
    private boolean isImportedElsewhere(ImportRequest request, Scope from) {
        var own = scopes.module().findOwn(request.boundName());
        return own.isPresent()
                && resolvesTo(own.get(), from)
                && exactly(own.get(), pathOf(request))
                        .filter(nameOf(request)::equals)
                        .isPresent();
    }

    /** {@code import a.b} where the file has {@code import a} or {@code import a.c}: the name {@code a} stays what it is. */
    private boolean isSamePackage(ImportRequest request, Scope from) {
        if (request.name().isPresent() || request.alias().isPresent()) {
            return false;
        }
        var own = scopes.module().findOwn(topOf(request.module()));
        return own.isPresent()
                && resolvesTo(own.get(), from)
                && own.get().definitions().stream()
                        .allMatch(definition -> isPackageImport(definition, request.module()));
    }

    /** Names that are read but bound nowhere: builtins, and names that star imports or notebooks give. */
    private Set<String> unboundNames() {
        var known = unbound;
        if (known == null) {
            var names = new HashSet<String>();
            tree.module().walk(node -> {
                if (node instanceof Name name && scopes.bindingOf(name).isEmpty()) {
                    names.add(name.id());
                }
            });
            unbound = names;
            known = names;
        }
        return known;
    }

    static String topOf(String module) {
        int dot = module.indexOf('.');
        return dot < 0 ? module : module.substring(0, dot);
    }

    /** The import statements that stand in the module's own block, outside any condition. */
    static List<Statement> topLevel(SyntaxTree tree) {
        var statements = new ArrayList<Statement>();
        for (var statement : tree.module().body()) {
            if (statement instanceof Import || statement instanceof ImportFrom) {
                statements.add(statement);
            }
        }
        return statements;
    }
}
