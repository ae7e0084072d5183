package dev.reconnect.python.names;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopesTest {
    private Module tree = Parser.parse("").module();
    private Scopes scopes = Scopes.of(tree);

    @Test
    void eachUseHasItsBinding() {
        read(
                """
                import os
                x = 1
                def f(a, b=x):
                    y = a
                    return [a for a in (y, os)]
                """);
        assertThat(describe("a")).containsExactly("a of FUNCTION", "a of COMPREHENSION", "a of COMPREHENSION");
        assertThat(describe("x")).containsExactly("x of MODULE", "x of MODULE");
        assertThat(describe("y")).containsExactly("y of FUNCTION", "y of FUNCTION");
        assertThat(describe("os")).containsExactly("os of MODULE");
    }

    @Test
    void aClassScopeIsNotSeenFromItsMethods() {
        read(
                """
                x = 1
                class A:
                    x = 2
                    y = x
                    def f(self):
                        return x
                """);
        assertThat(describe("x")).containsExactly("x of MODULE", "x of CLASS", "x of CLASS", "x of MODULE");
    }

    @Test
    void globalAndNonlocalBindElsewhere() {
        read(
                """
                def outer():
                    a = 1
                    def inner():
                        nonlocal a
                        global b
                        a = 2
                        b = 3
                    return a
                """);
        var a = binding("a");
        assertThat(a.scope().kind()).isEqualTo(ScopeKind.FUNCTION);
        assertThat(a.definitions()).hasSize(2);
        assertThat(a.isReassigned()).isTrue();
        assertThat(binding("b").scope().kind()).isEqualTo(ScopeKind.MODULE);
    }

    @Test
    void aWalrusInAComprehensionBindsOutside() {
        read("def f():\n    [y := x for x in z]\n    return y\n");
        assertThat(binding("y").scope().kind()).isEqualTo(ScopeKind.FUNCTION);
        assertThat(binding("y").kind()).isEqualTo(BindingKind.NAMED);
    }

    @Test
    void definitionsThatReachAUse() {
        read(
                """
                x = 1
                x = 2
                if x:
                    x = 3
                print(x)
                """);
        var names = names("x");
        assertThat(reaching(names.get(2))).containsExactly("2");
        assertThat(reaching(names.get(4))).containsExactly("2", "3");
    }

    @Test
    void aLoopReachesItsOwnStart() {
        read(
                """
                x = 1
                for i in y:
                    print(x)
                    if i:
                        x = 2
                        continue
                    x = 3
                    break
                """);
        assertThat(reaching(names("x").get(1))).containsExactly("1", "2");
    }

    @Test
    void freeVariables() {
        read(
                """
                import json
                limit = 3
                def outer(a):
                    b = 1
                    return lambda r: (r, a, b, limit, json, len)
                """);
        var lambda = first(Lambda.class);
        assertThat(scopes.freeVariables(lambda)).extracting(Binding::name).containsExactly("a", "b", "limit", "json");
        assertThat(scopes.freeVariables(first(FunctionDef.class)))
                .extracting(Binding::name)
                .containsExactly("limit", "json");
    }

    @Test
    void mutations() {
        read(
                """
                x = []
                x.append(1)
                x[0] = 2
                x.name.first = 3
                y = x.copy()
                x += [1]
                del x[0]
                x.name.append(4)
                """);
        assertThat(scopes.mutations(binding("x")))
                .extracting(node -> node.range().substring(tree.text()))
                .containsExactly("x.append(1)", "x[0]", "x.name.first", "x", "x[0]");
    }

    @Test
    void usedAfter() {
        var text =
                """
                x = 1
                print(x)
                y = 2
                while y:
                    mark = 0
                    y = y - 1
                """;
        read(text);
        int mark = text.indexOf("mark");
        assertThat(scopes.isUsedAfter(binding("x"), mark)).isFalse();
        assertThat(scopes.isUsedAfter(binding("x"), 0)).isTrue();
        assertThat(scopes.isUsedAfter(binding("y"), mark)).isTrue();
        read("x = 1\ndef f():\n    return x\nmark = 0\n");
        assertThat(scopes.isUsedAfter(binding("x"), 40)).isTrue();
    }

    @Test
    void cellsOfANotebookAreOneModule() {
        var first = Parser.parse("x = 1\n").module();
        var second = Parser.parse("print(x)\nx = 2\n").module();
        var third = Parser.parse("print(x)\n").module();
        scopes = Scopes.ofCells(List.of(first, second, third));
        tree = second;
        assertThat(reaching(names("x").get(0))).containsExactly("1");
        tree = third;
        assertThat(reaching(names("x").get(0))).containsExactly("2");
    }

    @Test
    void whereCodeRuns() {
        read(
                """
                @decorator(a)
                def f(b=c):
                    d
                class A(e):
                    g
                [h for i in j]
                """);
        assertThat(kindAt("a")).isEqualTo(ScopeKind.MODULE);
        assertThat(kindAt("c")).isEqualTo(ScopeKind.MODULE);
        assertThat(kindAt("d")).isEqualTo(ScopeKind.FUNCTION);
        assertThat(kindAt("e")).isEqualTo(ScopeKind.MODULE);
        assertThat(kindAt("g")).isEqualTo(ScopeKind.CLASS);
        assertThat(kindAt("h")).isEqualTo(ScopeKind.COMPREHENSION);
        assertThat(kindAt("j")).isEqualTo(ScopeKind.MODULE);
    }

    private void read(String text) {
        tree = Parser.parse(text).module();
        scopes = Scopes.of(tree);
    }

    private List<Name> names(String id) {
        var found = new ArrayList<Name>();
        tree.walk(node -> {
            if (node instanceof Name name && name.id().equals(id)) {
                found.add(name);
            }
        });
        return found;
    }

    private <T extends Node> T first(Class<T> type) {
        var found = new ArrayList<T>();
        tree.walk(node -> {
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
        });
        return found.get(0);
    }

    private List<String> describe(String id) {
        return names(id).stream()
                .map(name -> scopes.bindingOf(name).orElseThrow())
                .map(binding -> binding.name() + " of " + binding.scope().kind())
                .toList();
    }

    private Binding binding(String id) {
        return scopes.bindingOf(names(id).get(0)).orElseThrow();
    }

    private ScopeKind kindAt(String id) {
        return scopes.scopeOf(names(id).get(0)).kind();
    }

    private List<String> reaching(Name name) {
        return scopes.definitionsReaching(name).stream()
                .map(definition -> definition.value().orElseThrow())
                .map(value -> {
                    Node root = value;
                    while (root.parent().isPresent()) {
                        root = root.parent().get();
                    }
                    return value.range().substring(((Module) root).text());
                })
                .toList();
    }
}
