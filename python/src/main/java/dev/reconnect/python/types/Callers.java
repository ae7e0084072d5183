package dev.reconnect.python.types;

import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where in the project something of a name is called or passed on, and which pytest fixtures there are. Files of which it is known that they
 * do not have a name are not looked into for it.
 */
final class Callers {
    private final Map<Integer, List<FileModel>> files = new HashMap<>();
    private final Map<String, List<Reference>> known = new ConcurrentHashMap<>();

    /** An expression that ends in the name: the callee of a call, or an argument. */
    record Reference(FileModel model, Expression expression) {}

    record Fixture(FileModel model, FunctionDef function) {}

    Callers(Iterable<FileModel> models) {
        for (FileModel model : models) {
            Keys keys = model.calls();
            for (int i = 0; i < keys.size(); i++) {
                files.computeIfAbsent(keys.get(i), key -> new ArrayList<>(2)).add(model);
            }
        }
    }

    List<Reference> of(String name) {
        var references = known.get(name);
        if (references == null) {
            references = find(name);
            known.put(name, references);
        }
        return references;
    }

    private List<Reference> find(String name) {
        var found = new ArrayList<Reference>();
        for (FileModel model : files.getOrDefault(Keys.ofName(name), List.of())) {
            for (Expression expression : model.callIndex().references(name)) {
                found.add(new Reference(model, expression));
            }
        }
        return List.copyOf(found);
    }

    /** The fixture of that name that a file sees: its own, or that of the nearest {@code conftest.py} above it. */
    @Nullable
    Fixture fixture(String name, FileModel from) {
        Fixture best = null;
        int depth = -1;
        for (FileModel model : files.getOrDefault(Keys.ofFixture(name), List.of())) {
            FunctionDef function = model.callIndex().fixture(name);
            if (function == null) {
                continue;
            }
            if (model == from) {
                return new Fixture(model, function);
            }
            var path = model.path();
            if (path.endsWith("conftest.py")) {
                var folder = path.substring(0, path.length() - "conftest.py".length());
                if (from.path().startsWith(folder) && folder.length() > depth) {
                    best = new Fixture(model, function);
                    depth = folder.length();
                }
            }
        }
        return best;
    }

    /** What one file calls and passes on, the fixtures in it, and what it imports, by name. */
    static final class Index {
        private final Map<String, List<Expression>> references = new HashMap<>();
        private final Map<String, FunctionDef> fixtures = new HashMap<>();
        private final Set<String> imported = new HashSet<>();

        Index(FileModel model) {
            for (var tree : model.trees()) {
                tree.walk(this::visit);
            }
        }

        List<Expression> references(String name) {
            return references.getOrDefault(name, List.of());
        }

        @Nullable
        FunctionDef fixture(String name) {
            return fixtures.get(name);
        }

        /** Whether an import statement names a module whose last part that is, or a thing of that name. */
        boolean isImported(String module) {
            return imported.contains(module);
        }

        Keys keys() {
            var keys = new ArrayList<Integer>(references.size() + fixtures.size());
            references.keySet().forEach(name -> keys.add(Keys.ofName(name)));
            fixtures.keySet().forEach(name -> keys.add(Keys.ofFixture(name)));
            return Keys.of(keys);
        }

        private void visit(Node node) {
            if (node instanceof Call call) {
                add(call.function());
                for (Expression argument : call.arguments()) {
                    add(argument);
                }
                for (Keyword keyword : call.keywords()) {
                    add(keyword.value());
                }
            } else if (node instanceof FunctionDef function && Functions.hasDecorator(function, "fixture")) {
                fixtures.putIfAbsent(function.name(), function);
            } else if (node instanceof Alias alias) {
                imported.add(lastPartOf(alias.name()));
            } else if (node instanceof ImportFrom from) {
                from.module().ifPresent(module -> imported.add(lastPartOf(module)));
            }
        }

        private static String lastPartOf(String module) {
            return module.substring(module.lastIndexOf('.') + 1);
        }

        private void add(Expression expression) {
            String name = null;
            if (expression instanceof Name plain) {
                name = plain.id();
            } else if (expression instanceof Attribute attribute) {
                name = attribute.name();
            }
            if (name != null && expression.context() == ExpressionContext.LOAD) {
                references.computeIfAbsent(name, key -> new ArrayList<>(2)).add(expression);
            }
        }
    }
}
