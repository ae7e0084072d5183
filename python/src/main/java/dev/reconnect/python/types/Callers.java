package dev.reconnect.python.types;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in the project something of a name is called or passed on, and which pytest fixtures there are; from one walk over all files. */
final class Callers {
    private final Map<String, List<Reference>> references = new HashMap<>();
    private final Map<String, List<Fixture>> fixtures = new HashMap<>();

    /** An expression that ends in the name: the callee of a call, or an argument. */
    record Reference(FileModel model, Expression expression) {}

    record Fixture(FileModel model, FunctionDef function) {}

    Callers(Iterable<FileModel> models) {
        for (FileModel model : models) {
            for (var tree : model.trees()) {
                tree.walk(node -> visit(node, model));
            }
        }
    }

    List<Reference> of(String name) {
        return references.getOrDefault(name, List.of());
    }

    /** The fixture of that name that a file sees: its own, or that of the nearest {@code conftest.py} above it. */
    @Nullable
    Fixture fixture(String name, FileModel from) {
        Fixture best = null;
        int depth = -1;
        for (Fixture fixture : fixtures.getOrDefault(name, List.of())) {
            if (fixture.model() == from) {
                return fixture;
            }
            var path = fixture.model().path();
            if (path.endsWith("conftest.py")) {
                var folder = path.substring(0, path.length() - "conftest.py".length());
                if (from.path().startsWith(folder) && folder.length() > depth) {
                    best = fixture;
                    depth = folder.length();
                }
            }
        }
        return best;
    }

    private void visit(Node node, FileModel model) {
        if (node instanceof Call call) {
            add(call.function(), model);
            for (Expression argument : call.arguments()) {
                add(argument, model);
            }
            for (Keyword keyword : call.keywords()) {
                add(keyword.value(), model);
            }
        } else if (node instanceof FunctionDef function && Functions.hasDecorator(function, "fixture")) {
            fixtures.computeIfAbsent(function.name(), key -> new ArrayList<>(1)).add(new Fixture(model, function));
        }
    }

    private void add(Expression expression, FileModel model) {
        String name = null;
        if (expression instanceof Name plain) {
            name = plain.id();
        } else if (expression instanceof Attribute attribute) {
            name = attribute.name();
        }
        if (name != null && expression.context() == ExpressionContext.LOAD) {
            references.computeIfAbsent(name, key -> new ArrayList<>(2)).add(new Reference(model, expression));
        }
    }
}
