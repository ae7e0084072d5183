package dev.reconnect.python.names;

import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.AnnAssign;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.DictComp;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.GeneratorExp;
import dev.reconnect.python.tree.Global;
import dev.reconnect.python.tree.Identifier;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.MatchAs;
import dev.reconnect.python.tree.MatchMapping;
import dev.reconnect.python.tree.MatchStar;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Nonlocal;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.SetComp;
import dev.reconnect.python.tree.TypeParameter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One walk over a file that opens its scopes and collects what binds and what reads; a stack of its own keeps depth unbounded. */
final class ScopeBuilder {
    private final Scopes scopes;
    private final Scope module;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Scope> owners = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private int tree;

    ScopeBuilder(Scopes scopes, Scope module) {
        this.scopes = scopes;
        this.module = module;
    }

    void build(List<Module> trees) {
        for (Module root : trees) {
            pushAll(root.body(), module);
            reverse(0);
            while (!nodes.isEmpty()) {
                Node node = nodes.remove(nodes.size() - 1);
                Scope scope = owners.remove(owners.size() - 1);
                int mark = nodes.size();
                visit(node, scope);
                reverse(mark);
            }
            tree++;
        }
    }

    private void visit(Node node, Scope scope) {
        switch (node.kind()) {
            case NAME -> visitName((Name) node, scope);
            case CONSTANT -> {}
            case FUNCTION_DEF, ASYNC_FUNCTION_DEF -> openFunction((FunctionDef) node, scope);
            case CLASS_DEF -> openClass((ClassDef) node, scope);
            case LAMBDA -> openLambda((Lambda) node, scope);
            case LIST_COMP -> {
                Scope inner = openComprehension(node, ((ListComp) node).generators(), scope);
                push(((ListComp) node).element(), inner);
            }
            case SET_COMP -> {
                Scope inner = openComprehension(node, ((SetComp) node).generators(), scope);
                push(((SetComp) node).element(), inner);
            }
            case GENERATOR_EXP -> {
                Scope inner = openComprehension(node, ((GeneratorExp) node).generators(), scope);
                push(((GeneratorExp) node).element(), inner);
            }
            case DICT_COMP -> {
                Scope inner = openComprehension(node, ((DictComp) node).generators(), scope);
                push(((DictComp) node).key(), inner);
                push(((DictComp) node).value(), inner);
            }
            case ALIAS -> visitAlias((Alias) node, scope);
            case GLOBAL -> redirect(((Global) node).names(), scope, module);
            case NONLOCAL -> redirectOut((Nonlocal) node, scope);
            case EXCEPT_HANDLER -> {
                ((ExceptHandler) node).name().ifPresent(name -> define(name, BindingKind.EXCEPT, node, scope));
                pushChildren(node, scope);
            }
            case MATCH_AS -> {
                ((MatchAs) node).name().ifPresent(name -> define(name, BindingKind.MATCH, node, scope));
                pushChildren(node, scope);
            }
            case MATCH_STAR ->
                ((MatchStar) node).name().ifPresent(name -> define(name, BindingKind.MATCH, node, scope));
            case MATCH_MAPPING -> {
                ((MatchMapping) node).rest().ifPresent(name -> define(name, BindingKind.MATCH, node, scope));
                pushChildren(node, scope);
            }
            default -> pushChildren(node, scope);
        }
    }

    private void visitName(Name name, Scope scope) {
        Node child = name;
        Node site = Scopes.parentOf(name);
        while (site != null) {
            switch (site.kind()) {
                case TUPLE, LIST, STARRED -> {
                    child = site;
                    site = Scopes.parentOf(site);
                }
                default -> {
                    BindingKind kind = Scopes.bindingKind(site, child);
                    if (kind == null) {
                        scope.uses().add(name);
                    } else {
                        store(name, kind, site, scope);
                    }
                    return;
                }
            }
        }
        scope.uses().add(name);
    }

    private void store(Name name, BindingKind kind, Node site, Scope scope) {
        Scope target = scope;
        if (kind == BindingKind.NAMED) {
            for (Scope outer = scope; outer != null && target.kind() == ScopeKind.COMPREHENSION; ) {
                target = outer;
                outer = outer.parentOrNull();
            }
        }
        if (kind == BindingKind.AUGMENTED) {
            scope.uses().add(name);
        }
        BindingKind actual =
                site instanceof AnnAssign assign && assign.value().isEmpty() ? BindingKind.DECLARATION : kind;
        define(name.id(), actual, name, site, target);
    }

    private void openFunction(FunctionDef function, Scope scope) {
        define(function.name(), BindingKind.FUNCTION, function, function, scope);
        Scope inner = open(ScopeKind.FUNCTION, function, scope);
        pushAll(function.decorators(), scope);
        typeParameters(function.typeParameters(), inner);
        parameters(function.parameters().all(), scope, inner);
        function.returns().ifPresent(returns -> push(returns, inner));
        pushAll(function.body(), inner);
    }

    private void openLambda(Lambda lambda, Scope scope) {
        Scope inner = open(ScopeKind.LAMBDA, lambda, scope);
        parameters(lambda.parameters().all(), scope, inner);
        push(lambda.body(), inner);
    }

    private void openClass(ClassDef type, Scope scope) {
        define(type.name(), BindingKind.CLASS, type, type, scope);
        Scope inner = open(ScopeKind.CLASS, type, scope);
        pushAll(type.decorators(), scope);
        typeParameters(type.typeParameters(), inner);
        pushAll(type.bases(), scope);
        pushAll(type.keywords(), scope);
        pushAll(type.body(), inner);
    }

    private void parameters(List<Parameter> parameters, Scope outer, Scope inner) {
        for (Parameter parameter : parameters) {
            define(parameter.name(), BindingKind.PARAMETER, parameter, parameter, inner);
            parameter.annotation().ifPresent(annotation -> push(annotation, outer));
            parameter.defaultValue().ifPresent(value -> push(value, outer));
        }
    }

    private void typeParameters(List<TypeParameter> parameters, Scope inner) {
        for (TypeParameter parameter : parameters) {
            define(parameter.name(), BindingKind.TYPE_PARAMETER, parameter, parameter, inner);
            pushChildren(parameter, inner);
        }
    }

    private Scope openComprehension(Node node, List<Comprehension> generators, Scope scope) {
        Scope inner = open(ScopeKind.COMPREHENSION, node, scope);
        for (int i = 0; i < generators.size(); i++) {
            Comprehension generator = generators.get(i);
            push(generator.target(), inner);
            push(generator.iterable(), i == 0 ? scope : inner);
            pushAll(generator.conditions(), inner);
        }
        return inner;
    }

    private void visitAlias(Alias alias, Scope scope) {
        if (alias.name().equals("*")) {
            if (Scopes.parentOf(alias) instanceof ImportFrom statement) {
                scope.stars().add(statement);
            }
            return;
        }
        Node site = Scopes.parentOf(alias);
        define(alias.boundName(), BindingKind.IMPORT, alias, site == null ? alias : site, scope);
    }

    private void redirect(List<Identifier> names, Scope scope, Scope target) {
        if (scope == target) {
            return;
        }
        for (Identifier name : names) {
            scope.redirect(name.name(), target);
            target.own(name.name());
        }
    }

    private void redirectOut(Nonlocal statement, Scope scope) {
        Scope outer = scope.parentOrNull();
        for (Identifier name : statement.names()) {
            Binding found = outer == null ? null : outer.lookup(name.name());
            if (found != null && found.scope() != module) {
                scope.redirect(name.name(), found.scope());
            }
        }
    }

    private Scope open(ScopeKind kind, Node node, Scope parent) {
        Scope scope = new Scope(kind, node, parent, scopes);
        scopes.opened(node, scope);
        return scope;
    }

    private void define(Identifier name, BindingKind kind, Node node, Scope scope) {
        define(name.name(), kind, node, node, scope);
    }

    private void define(String name, BindingKind kind, Node node, Node site, Scope scope) {
        Binding binding = scope.own(name);
        var definition = new Definition(binding, kind, node, site, scope, ((long) tree << 32) | node.start());
        binding.add(definition);
        scopes.record(node, definition);
        scope.root().written().add(definition);
    }

    private void push(Node node, Scope scope) {
        nodes.add(node);
        owners.add(scope);
    }

    private void pushAll(List<? extends Node> all, Scope scope) {
        for (int i = 0, n = all.size(); i < n; i++) {
            push(all.get(i), scope);
        }
    }

    private void pushChildren(Node node, Scope scope) {
        node.forEachChild(children::add);
        pushAll(children, scope);
        children.clear();
    }

    private void reverse(int mark) {
        if (nodes.size() - mark > 1) {
            Collections.reverse(nodes.subList(mark, nodes.size()));
            Collections.reverse(owners.subList(mark, owners.size()));
        }
    }
}
