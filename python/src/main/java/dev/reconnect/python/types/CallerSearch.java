package dev.reconnect.python.types;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.names.ScopeKind;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Starred;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what cannot be a call of a function, by its looks alone: types are asked only about the rest. What is left in may still turn out
 * to be something else of the same name.
 */
final class CallerSearch {
    private final FunctionDef function;
    private final FileModel home;
    private final ScopeKind place;
    private final @Nullable Binding binding;

    static List<Callers.Reference> callersOf(FunctionDef function, FileModel home) {
        var search = new CallerSearch(function, home);
        var callers = home.project().callers();
        var found = new ArrayList<Callers.Reference>();
        search.among(callers.of(function.name()), found);
        if (function.name().equals("__init__") && function.parent().orElse(null) instanceof ClassDef type) {
            search.among(callers.of(type.name()), found);
        }
        return List.copyOf(found);
    }

    private CallerSearch(FunctionDef function, FileModel home) {
        this.function = function;
        this.home = home;
        Scope around = home.scopes().scopeOf(function);
        this.place = around.kind();
        this.binding =
                home.scopes().definitionAt(function).map(Definition::binding).orElse(null);
    }

    private void among(List<Callers.Reference> references, List<Callers.Reference> found) {
        for (var reference : references) {
            if (isPossible(reference)) {
                found.add(reference);
            }
        }
    }

    private boolean isPossible(Callers.Reference reference) {
        Expression expression = reference.expression();
        return fits(expression)
                && (expression instanceof Name name
                        ? mayName(name, reference.model())
                        : mayHold(((Attribute) expression).value(), reference.model()));
    }

    /** Whether a name may stand for the function, or for its class: not where all that binds it are other functions and classes. */
    private boolean mayName(Name name, FileModel model) {
        Binding bound = model.scopes().bindingOf(name).orElse(null);
        if (bound == null) {
            return !model.scopes().module().starImports().isEmpty();
        }
        if (bound == binding) {
            return true;
        }
        if (place == ScopeKind.FUNCTION && model != home) {
            return false;
        }
        for (Definition definition : bound.definitions()) {
            boolean other = definition.kind() == BindingKind.FUNCTION
                    || (definition.kind() == BindingKind.CLASS && place != ScopeKind.CLASS);
            if (!other) {
                return true;
            }
        }
        return false;
    }

    /** Whether the function may be a member of what the expression stands for. */
    private boolean mayHold(Expression receiver, FileModel model) {
        return switch (place) {
            case CLASS -> true;
            case MODULE -> isImported(receiver, model);
            default -> false;
        };
    }

    private static boolean isImported(Expression receiver, FileModel model) {
        Expression root = receiver;
        while (root instanceof Attribute attribute) {
            root = attribute.value();
        }
        if (!(root instanceof Name name)) {
            return false;
        }
        Binding bound = model.scopes().bindingOf(name).orElse(null);
        if (bound == null) {
            return !model.scopes().module().starImports().isEmpty();
        }
        for (Definition definition : bound.definitions()) {
            if (definition.kind() == BindingKind.IMPORT || definition.kind() == BindingKind.CLASS) {
                return true;
            }
        }
        return false;
    }

    /** Whether the arguments of a call fit the parameters in number and by name. */
    private boolean fits(Expression callee) {
        if (!(callee.parent().orElse(null) instanceof Call call) || call.function() != callee) {
            return true;
        }
        int most = 0;
        boolean anyName = false;
        for (Parameter parameter : function.parameters().all()) {
            switch (parameter.form()) {
                case POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD -> most++;
                case VAR_POSITIONAL -> most = Integer.MAX_VALUE;
                case VAR_KEYWORD -> anyName = true;
                case KEYWORD_ONLY -> {}
            }
        }
        int given = 0;
        for (Expression argument : call.arguments()) {
            given += argument instanceof Starred ? 0 : 1;
        }
        return given <= most && (anyName || areParameters(call.keywords()));
    }

    private boolean areParameters(List<Keyword> keywords) {
        for (Keyword keyword : keywords) {
            if (!isParameter(keyword)) {
                return false;
            }
        }
        return true;
    }

    private boolean isParameter(Keyword keyword) {
        if (keyword.name().isEmpty()) {
            return true;
        }
        for (Parameter parameter : function.parameters().all()) {
            if (keyword.isNamed(parameter.name())) {
                return true;
            }
        }
        return false;
    }
}
