package dev.reconnect.lift;

import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.AugAssign;
import dev.reconnect.python.tree.Break;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Comprehension;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionStatement;
import dev.reconnect.python.tree.For;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.GeneratorExp;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.ListComp;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.NodeKind;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Functions of whole partitions that treat each element by itself, so that it does not matter which elements are together: comprehensions over
 * the partition, and generators that loop over it and keep nothing from one element to the next.
 */
final class Partitions {
    private final RuleContext context;

    Partitions(RuleContext context) {
        this.context = context;
    }

    /** A comprehension over the elements: what it takes, and what it gives of each. */
    record Each(Comprehension loop, Expression element) {}

    /** The comprehension over the partition that is all that the function is. */
    Optional<Each> comprehension(UserFunction function) {
        return loop(function).filter(each -> isParameter(each.loop().iterable(), function));
    }

    /** The comprehension that is all that the function is, if it reads its argument once, for what it goes over. */
    Optional<Each> loop(UserFunction function) {
        if (!function.takes(1)
                || function.result().isEmpty()
                || !function.lines().isEmpty()) {
            return Optional.empty();
        }
        var body = function.result().get();
        var element = body instanceof ListComp list
                ? Optional.of(list.element())
                : body instanceof GeneratorExp generator
                        ? Optional.of(generator.element())
                        : Optional.<Expression>empty();
        var loops = body instanceof ListComp list
                ? list.generators()
                : body instanceof GeneratorExp generator ? generator.generators() : List.<Comprehension>of();
        return element.filter(some -> loops.size() == 1
                        && !loops.get(0).isAsync()
                        && uses(function) == 1
                        && reads(loops.get(0).iterable(), function))
                .map(some -> new Each(loops.get(0), some));
    }

    private static boolean reads(Expression expression, UserFunction function) {
        var names = new ArrayList<Node>();
        expression.walk(node -> {
            if (node instanceof Name name
                    && name.id().equals(function.parameters().get(0).name())) {
                names.add(name);
            }
        });
        return !names.isEmpty();
    }

    private static boolean isParameter(Expression expression, UserFunction function) {
        return expression instanceof Name name
                && name.id().equals(function.parameters().get(0).name());
    }

    /** How often the function reads its argument. */
    private int uses(UserFunction function) {
        return context.model()
                .scopes()
                .openedBy(function.code().orElseThrow())
                .flatMap(scope -> scope.findOwn(function.parameters().get(0).name()))
                .map(binding -> binding.references().size())
                .orElse(0);
    }

    /** Whether the function is a generator that loops over its elements and remembers nothing. */
    boolean isLoop(UserFunction function) {
        if (!(function.code().orElse(null) instanceof FunctionDef code) || !function.takes(1) || uses(function) != 1) {
            return false;
        }
        var outside = new HashSet<String>();
        int last = code.body().size() - 1;
        for (int i = 0; i < last; i++) {
            if (!isHarmless(code.body().get(i), outside)) {
                return false;
            }
        }
        return code.body().get(last) instanceof For loop
                && isParameter(loop.iterable(), function)
                && loop.orElse().isEmpty()
                && remembersNothing(loop, outside, code);
    }

    /** Imports, and constants that are made before. */
    private static boolean isHarmless(Statement statement, Set<String> names) {
        if (statement instanceof Assign assign
                && assign.targets().size() == 1
                && assign.targets().get(0) instanceof Name name
                && assign.value() instanceof Constant) {
            names.add(name.id());
            return true;
        }
        return statement instanceof Import
                || statement instanceof ImportFrom
                || (statement instanceof ExpressionStatement text && text.value() instanceof Constant);
    }

    private boolean remembersNothing(For loop, Set<String> outside, FunctionDef code) {
        boolean[] fine = {true};
        for (var statement : loop.body()) {
            boolean always = statement instanceof Assign;
            statement.walk(node -> fine[0] &= isFine(node, always, outside));
        }
        return fine[0] && !isShared(code);
    }

    /** Names are set at each turn, before anything else may be read. */
    private static boolean isFine(Node node, boolean always, Set<String> outside) {
        if (node instanceof Assign assign) {
            return always
                    && assign.targets().stream()
                            .noneMatch(target -> target instanceof Name name && outside.contains(name.id()));
        }
        return !(node instanceof AugAssign) && !(node instanceof Break) && !(node instanceof Return);
    }

    /** Whether it names variables of other scopes as its own. */
    private static boolean isShared(FunctionDef code) {
        var found = new boolean[1];
        code.walk(node -> found[0] |= node.kind() == NodeKind.GLOBAL || node.kind() == NodeKind.NONLOCAL);
        return found[0];
    }

    /** {@code mapPartitions(function)}, of which nothing else is asked. */
    UserFunction only(Call call) throws Blocked {
        if (call.arguments().size() != 1 || !call.keywords().isEmpty()) {
            throw new Blocked(call, "it has more arguments than a function");
        }
        return UserFunction.of(call.arguments().get(0), context);
    }
}
