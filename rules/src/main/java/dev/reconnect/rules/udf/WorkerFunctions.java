package dev.reconnect.rules.udf;

import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Lambda;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import java.util.Optional;
import java.util.Set;

/** Functions of the program that Spark runs on workers, and how the program hands them over. */
final class WorkerFunctions {
    private static final Set<String> MAKERS = Set.of("pyspark.sql.functions.udf", "pyspark.sql.functions.pandas_udf");

    private WorkerFunctions() {}

    /** Whether the expression is {@code udf} or {@code pandas_udf} itself, by whatever name. */
    static boolean isMaker(Expression expression, RuleContext context) {
        boolean cheap = expression instanceof Name || expression instanceof Attribute;
        return cheap
                && context.model()
                        .qualifiedName(expression)
                        .filter(MAKERS::contains)
                        .isPresent();
    }

    /** The decorator that makes a UDF of the function: {@code @udf}, {@code @udf(type)}, {@code @pandas_udf(type)}. */
    static Optional<Expression> makerOf(FunctionDef function, RuleContext context) {
        return function.decorators().stream()
                .filter(decorator -> isMaker(decorator instanceof Call call ? call.function() : decorator, context))
                .findFirst();
    }

    /** The function that {@code udf(f, type)} makes a UDF of; absent for {@code udf(type)}. */
    static Optional<Node> functionGivenTo(Call call, RuleContext context) {
        if (!isMaker(call.function(), context) || call.arguments().isEmpty()) {
            return Optional.empty();
        }
        return definition(call.arguments().get(0), context);
    }

    /** The function handed to a method of a frame or group that runs it on workers, such as {@code mapInPandas}. */
    static Optional<Node> functionGivenToMethod(Call call, RuleContext context) {
        return isSparkMethod(call, context)
                ? definition(call.arguments().get(position(call)), context)
                : Optional.empty();
    }

    private static boolean isSparkMethod(Call call, RuleContext context) {
        return call.function() instanceof Attribute method
                && runsOnWorkers(method.name())
                && call.arguments().size() > position(call)
                && context.model()
                        .memberOf(method)
                        .filter(member -> member.owner().startsWith("pyspark.sql."))
                        .isPresent();
    }

    /** Which argument is the function: the second of {@code udf.register(name, f)}, the first of the others. */
    private static int position(Call call) {
        return call.function() instanceof Attribute method && method.name().equals("register") ? 1 : 0;
    }

    /** The expression that names the function, in a call that makes a UDF or hands a function to workers. */
    static Optional<Expression> functionArgument(Call call, RuleContext context) {
        if (call.arguments().isEmpty()) {
            return Optional.empty();
        }
        if (isMaker(call.function(), context)) {
            return Optional.of(call.arguments().get(0));
        }
        return isSparkMethod(call, context) ? Optional.of(call.arguments().get(position(call))) : Optional.empty();
    }

    /** Variables from outside that the function reads. */
    static Set<Binding> captured(Node function, RuleContext context) {
        return function instanceof Lambda lambda
                ? context.model().freeVariables(lambda)
                : context.model().freeVariables((FunctionDef) function);
    }

    private static boolean runsOnWorkers(String method) {
        return switch (method) {
            case "mapInPandas",
                    "mapInArrow",
                    "applyInPandas",
                    "applyInArrow",
                    "applyInPandasWithState",
                    "foreach",
                    "foreachPartition",
                    "register" -> true;
            default -> false;
        };
    }

    /** The function or lambda that an expression names. */
    static Optional<Node> definition(Expression function, RuleContext context) {
        if (function instanceof Lambda lambda) {
            return Optional.of(lambda);
        }
        if (!(function instanceof Name name)) {
            return Optional.empty();
        }
        var binding = context.model().bindingOf(name);
        if (binding.isEmpty() || binding.get().isReassigned()) {
            return Optional.empty();
        }
        if (binding.get().kind() == BindingKind.FUNCTION) {
            return Optional.of(binding.get().definitions().get(0).node());
        }
        return context.model().onlyValue(name).filter(Lambda.class::isInstance).map(Node.class::cast);
    }
}
