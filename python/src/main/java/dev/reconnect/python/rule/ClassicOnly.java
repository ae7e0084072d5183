package dev.reconnect.python.rule;

import dev.reconnect.python.names.Definition;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BoolOp;
import dev.reconnect.python.tree.BooleanOperator;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Continue;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.If;
import dev.reconnect.python.tree.IfExp;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Raise;
import dev.reconnect.python.tree.Return;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.python.tree.UnaryOp;
import dev.reconnect.python.tree.UnaryOperator;
import dev.reconnect.python.types.FileModel;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Knows code that never runs on Connect, because the program asks first: the other side of {@code is_remote()}, and of {@code isinstance} with a
 * class of {@code pyspark.sql.connect}.
 */
final class ClassicOnly {
    private final FileModel model;
    private final boolean possible;

    ClassicOnly(SyntaxTree tree, FileModel model) {
        this.model = model;
        this.possible = tree.text().contains("is_remote") || tree.text().contains("sql.connect");
    }

    /** Whether only classic Spark gets to the node. */
    boolean holds(Node node) {
        if (!possible) {
            return false;
        }
        Node inner = node;
        for (Node outer = parentOf(node); outer != null; outer = parentOf(outer)) {
            if (isGuarded(inner, outer)) {
                return true;
            }
            inner = outer;
        }
        return false;
    }

    private boolean isGuarded(Node inner, Node outer) {
        if (outer instanceof If statement) {
            return (statement.orElse().contains(inner) && isSureOnConnect(statement.test()))
                    || (statement.body().contains(inner) && isNeverOnConnect(statement.test()))
                    || (inner instanceof Statement step && isBehindExit(step, blockOf(statement, step)));
        }
        if (outer instanceof IfExp choice) {
            return (choice.orElse() == inner && isSureOnConnect(choice.test()))
                    || (choice.body() == inner && isNeverOnConnect(choice.test()));
        }
        if (outer instanceof BoolOp operation) {
            return isGuarded(inner, operation);
        }
        if (outer instanceof FunctionDef function) {
            return function.decorators().stream().anyMatch(this::skipsConnect)
                    || (inner instanceof Statement step && isBehindExit(step, function.body()));
        }
        return outer instanceof ClassDef type && type.decorators().stream().anyMatch(this::skipsConnect);
    }

    private static List<Statement> blockOf(If statement, Statement step) {
        return statement.body().contains(step) ? statement.body() : statement.orElse();
    }

    /** The right side of {@code not is_remote() and ...} and of {@code is_remote() or ...}. */
    private boolean isGuarded(Node inner, BoolOp operation) {
        boolean and = operation.operator() == BooleanOperator.AND;
        for (Expression value : operation.values()) {
            if (value == inner) {
                return false;
            }
            if (and ? isNeverOnConnect(value) : isSureOnConnect(value)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a statement of the block before it leaves the block on Connect. */
    private boolean isBehindExit(Statement step, List<Statement> block) {
        for (Statement before : block) {
            if (before == step) {
                return false;
            }
            if (before instanceof If choice && isSureOnConnect(choice.test()) && leaves(choice.body())) {
                return true;
            }
        }
        return false;
    }

    private static boolean leaves(List<Statement> body) {
        Statement last = body.get(body.size() - 1);
        return last instanceof Return || last instanceof Raise || last instanceof Continue;
    }

    /** {@code @pytest.mark.skipif(is_remote(), ...)}. */
    private boolean skipsConnect(Expression decorator) {
        return decorator instanceof Call call
                && call.function() instanceof Attribute attribute
                && attribute.name().equals("skipif")
                && !call.arguments().isEmpty()
                && isSureOnConnect(call.arguments().get(0));
    }

    /** Whether the test holds whenever the program runs on Connect. */
    private boolean isSureOnConnect(Expression test) {
        if (test instanceof UnaryOp operation && operation.operator() == UnaryOperator.NOT) {
            return isNeverOnConnect(operation.operand());
        }
        if (test instanceof BoolOp operation && operation.operator() == BooleanOperator.OR) {
            return operation.values().stream().anyMatch(this::isSureOnConnect);
        }
        return test instanceof Call call && (asksForRemote(call) || asksForConnectClass(call));
    }

    private boolean isNeverOnConnect(Expression test) {
        if (test instanceof UnaryOp operation && operation.operator() == UnaryOperator.NOT) {
            return isSureOnConnect(operation.operand());
        }
        return test instanceof BoolOp operation
                && operation.operator() == BooleanOperator.AND
                && operation.values().stream().anyMatch(this::isNeverOnConnect);
    }

    private boolean asksForRemote(Call call) {
        return sourceOf(call.function())
                .filter(name -> name.startsWith("pyspark.") && name.endsWith(".is_remote"))
                .isPresent();
    }

    private boolean asksForConnectClass(Call call) {
        if (!(call.function() instanceof Name function)
                || !function.id().equals("isinstance")
                || call.arguments().size() != 2) {
            return false;
        }
        Expression classes = call.arguments().get(1);
        List<Expression> each = classes instanceof Tuple tuple ? tuple.elements() : List.of(classes);
        return each.stream().anyMatch(type -> sourceOf(type)
                .filter(name -> name.startsWith("pyspark.sql.connect."))
                .isPresent());
    }

    /** What a name is imported as, be it where the import works only. */
    private Optional<String> sourceOf(Expression expression) {
        if (!(expression instanceof Name name)) {
            return model.qualifiedName(expression);
        }
        return model.bindingOf(name).stream()
                .flatMap(binding -> binding.definitions().stream())
                .map(ClassicOnly::importedAs)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> importedAs(Definition definition) {
        return definition.node() instanceof Alias alias
                        && alias.parent().orElse(null) instanceof ImportFrom from
                        && from.level() == 0
                ? from.module().map(module -> module + "." + alias.name())
                : Optional.empty();
    }

    private static @Nullable Node parentOf(Node node) {
        return node.parent().orElse(null);
    }
}
