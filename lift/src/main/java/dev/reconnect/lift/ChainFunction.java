package dev.reconnect.lift;

import dev.reconnect.lift.PythonChain.Link;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.GeneratorExp;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.NamedExpr;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Writes the steps of a {@link PythonChain} as one function. Parameters of lambdas become its variables. */
final class ChainFunction {
    private static final String UNIT = "    ";

    private final RuleContext context;
    private final PythonChain chain;
    private final Set<String> reserved = new HashSet<>();
    private final Set<String> bound = new LinkedHashSet<>();
    private final List<Line> lines = new ArrayList<>();
    private final String parameter;
    private String current;

    /** A line of the body: an assignment, or the head of a block that all following ones are in. */
    private record Line(String text, boolean isLoop, boolean isTest) {}

    private ChainFunction(PythonChain chain, RuleContext context) throws Blocked {
        this.context = context;
        this.chain = chain;
        for (var link : chain.links()) {
            if (link.function().isPresent()) {
                reserve(link.function().get());
            }
        }
        this.parameter = parameter();
        this.current = given(chain.from(), parameter);
        bind(parameter, chain.links().get(0));
        for (int i = 0; i < chain.links().size(); i++) {
            add(chain.links().get(i), i);
        }
    }

    /** The element, of what Spark hands over. */
    private static String given(Frame from, String parameter) {
        boolean isNeeded = !from.isRow() && from.parts().stream().anyMatch(Conversion::isNeeded);
        return isNeeded ? Conversion.of(from.shape(), parameter) : parameter;
    }

    /** How the results are given. */
    enum Form {
        /** The only result of each element. */
        VALUE,
        /** A list of the results. */
        LIST,
        /** Whether there is one. */
        TEST
    }

    /** The definition, without its decorators. */
    static String of(PythonChain chain, String name, Form form, RuleContext context) throws Blocked {
        return new ChainFunction(chain, context).text(name, form);
    }

    /** Notes the names that functions read, which the variables must leave alone. */
    private void reserve(UserFunction function) throws Blocked {
        var given = function.given();
        if (given instanceof Lambda lambda) {
            if (!function.takes(1)) {
                throw new Blocked(given, "the function does not take one argument");
            }
            var own = lambda.parameters().all().get(0).name();
            lambda.body().walk(node -> {
                if (node instanceof Name name && !name.id().equals(own)) {
                    reserved.add(name.id());
                }
            });
            if (holds(lambda.body(), NamedExpr.class) || holdsKind(lambda.body(), NodeKind.YIELD)) {
                throw new Blocked(given, "the function binds names inside its expression");
            }
            return;
        }
        Expression root = given;
        while (root instanceof Attribute attribute) {
            root = attribute.value();
        }
        if (!(root instanceof Name name)) {
            throw new Blocked(given, "the function is made anew by an expression");
        }
        reserved.add(name.id());
    }

    private static boolean holds(Node node, Class<? extends Node> kind) {
        var found = new boolean[1];
        node.walk(inner -> found[0] |= kind.isInstance(inner));
        return found[0];
    }

    private static boolean holdsKind(Node node, NodeKind kind) {
        var found = new boolean[1];
        node.walk(inner -> found[0] |= inner.kind() == kind);
        return found[0];
    }

    private String parameter() {
        var first = chain.links().get(0).function();
        if (first.isPresent() && !first.get().parameters().isEmpty()) {
            return first.get().parameters().get(0).name();
        }
        if (chain.from().isTuple()) {
            return chain.from().isPair() && !chain.from().isRow() ? "pair" : "row";
        }
        return chain.from().shape().isA(Shape.Kind.STRING) ? "line" : "value";
    }

    private void bind(String name, Link link) throws Blocked {
        if (reserved.contains(name)) {
            throw new Blocked(link.call(), "`" + name + "` stands for two things in the functions of this chain");
        }
        bound.add(name);
    }

    private void add(Link link, int index) throws Blocked {
        switch (link.kind()) {
            case MAP -> current = applied(link, "value");
            case FILTER -> {
                name(link, variable(link, "value"));
                lines.add(new Line("if " + applied(link, "value") + ":", false, true));
            }
            case FLAT_MAP -> loop(link, applied(link, "value"), index, "");
            case KEY_BY -> {
                name(link, variable(link, "value"));
                var element = current;
                current = "(" + applied(link, "value") + ", " + element + ")";
            }
            case KEYS -> current = part(0);
            case VALUES -> current = part(1);
            case MAP_VALUES -> {
                var key = takeApart(link);
                current = "(" + key + ", " + applied(link, "value") + ")";
            }
            case FLAT_MAP_VALUES -> {
                var key = takeApart(link);
                loop(link, applied(link, "value"), index, key);
            }
        }
    }

    private String part(int index) {
        return (isName(current) || current.endsWith(")") ? current : "(" + current + ")") + "[" + index + "]";
    }

    private static boolean isName(String text) {
        return text.chars().allMatch(c -> Character.isJavaIdentifierPart(c));
    }

    /** Gives the key and the value of a pair their names; answers the key's. */
    private String takeApart(Link link) throws Blocked {
        var value = variable(link, "value");
        bind("key", link);
        bind(value, link);
        lines.add(new Line("key, " + value + " = " + current, false, false));
        current = value;
        return "key";
    }

    private void loop(Link link, String over, int index, String key) throws Blocked {
        var next = index + 1 < chain.links().size() ? variable(chain.links().get(index + 1), "item") : "item";
        bind(next, link);
        lines.add(new Line("for " + next + " in " + over + ":", true, false));
        current = key.isEmpty() ? next : "(" + key + ", " + next + ")";
    }

    /** The name of what a link's function takes. */
    private static String variable(Link link, String otherwise) {
        return link.function()
                .filter(function -> function.given() instanceof Lambda)
                .map(function -> function.parameters().get(0).name())
                .orElse(otherwise);
    }

    /** The result of a link's function for the current element. */
    private String applied(Link link, String otherwise) throws Blocked {
        var function = link.function().orElseThrow();
        if (!(function.given() instanceof Lambda lambda)) {
            return context.textOf(function.given()) + "(" + current + ")";
        }
        name(link, variable(link, otherwise));
        var body = context.textOf(lambda.body());
        boolean loose = body.indexOf('\n') >= 0 || lambda.body() instanceof IfExp || lambda.body() instanceof Lambda;
        return loose ? "(" + body + ")" : body;
    }

    /** Puts the current element in a variable, where it is in none of that name. */
    private void name(Link link, String variable) throws Blocked {
        if (current.equals(variable)) {
            return;
        }
        if (bound.contains(variable) && isLazy()) {
            throw new Blocked(link.call(), "a function keeps `" + variable + "`, which stands for two things here");
        }
        bind(variable, link);
        lines.add(new Line(variable + " = " + current, false, false));
        current = variable;
    }

    /** Whether a function gives something that reads its variables later. */
    private boolean isLazy() {
        return chain.links().stream()
                .flatMap(link -> link.function().stream())
                .anyMatch(function -> function.given() instanceof Lambda lambda
                        && (holds(lambda.body(), Lambda.class) || holds(lambda.body(), GeneratorExp.class)));
    }

    private String text(String name, Form form) {
        var text = new StringBuilder("def " + name + "("
                + (chain.from().isTuple() && !chain.from().isRow() ? "*" : "") + parameter + "):\n");
        int loop = firstLoop();
        boolean isComprehension = form == Form.LIST
                && loop < lines.size()
                && lines.subList(loop, lines.size()).stream().allMatch(line -> line.isLoop() || line.isTest());
        if (loop < lines.size() && !isComprehension) {
            return appending(text);
        }
        int depth = 1;
        for (var line : lines.subList(0, loop)) {
            text.append(UNIT.repeat(depth)).append(line.text()).append('\n');
            depth += line.isTest() ? 1 : 0;
        }
        var result =
                switch (form) {
                    case VALUE -> current;
                    case TEST -> "True";
                    case LIST -> isComprehension ? comprehension(loop) : "[" + bare(current) + "]";
                };
        text.append(UNIT.repeat(depth)).append("return ").append(result).append('\n');
        if (depth > 1) {
            text.append(UNIT)
                    .append("return ")
                    .append(form == Form.TEST ? "False" : "[]")
                    .append('\n');
        }
        return text.toString();
    }

    /** A tuple needs its brackets inside a list. */
    private String bare(String element) {
        return isBareTuple(element) ? "(" + element + ")" : element;
    }

    private boolean isBareTuple(String element) {
        var last = chain.links().get(chain.links().size() - 1);
        return last.kind() == PythonChain.Kind.MAP
                && last.function().orElseThrow().given() instanceof Lambda lambda
                && lambda.body().kind() == NodeKind.TUPLE
                && !element.startsWith("(");
    }

    private String comprehension(int loop) {
        var clauses = new StringBuilder();
        for (var line : lines.subList(loop, lines.size())) {
            clauses.append(' ').append(line.text(), 0, line.text().length() - 1);
        }
        return "[" + bare(current) + clauses + "]";
    }

    private String appending(StringBuilder text) {
        var found = reserved.contains("found") || bound.contains("found") ? "results" : "found";
        text.append(UNIT).append(found).append(" = []\n");
        int depth = 1;
        for (var line : lines) {
            text.append(UNIT.repeat(depth)).append(line.text()).append('\n');
            depth += line.isTest() || line.isLoop() ? 1 : 0;
        }
        text.append(UNIT.repeat(depth))
                .append(found)
                .append(".append(")
                .append(bare(current))
                .append(")\n");
        return text.append(UNIT).append("return ").append(found).append('\n').toString();
    }

    private int firstLoop() {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isLoop()) {
                return i;
            }
        }
        return lines.size();
    }
}
