package dev.reconnect.rules.udf;

import com.google.auto.service.AutoService;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.types.MemberReference;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds functions for {@code foreachBatch} that change a variable which the rest of the program reads. */
@AutoService(PythonRule.class)
public final class ForeachBatchVariable implements CallRule {
    private static final String WRITER = "pyspark.sql.streaming.DataStreamWriter";

    @Override
    public void check(Call call, RuleContext context) {
        if (!(call.function() instanceof Attribute method) || !method.name().equals("foreachBatch")) {
            return;
        }
        context.model().memberOf(method).filter(member -> member.isOf(WRITER)).ifPresent(member -> argument(call)
                .flatMap(function -> WorkerFunctions.definition(function, context))
                .ifPresent(function -> check(function, member, context)));
    }

    private static Optional<Expression> argument(Call call) {
        return call.arguments().stream().findFirst().or(() -> call.findKeyword("func")
                .map(keyword -> keyword.value()));
    }

    private static void check(Node function, MemberReference member, RuleContext context) {
        for (Binding binding : outside(function, context)) {
            if (isReadElsewhere(binding, function)) {
                changes(binding, function, context)
                        .min((a, b) -> Integer.compare(a.start(), b.start()))
                        .ifPresent(change -> context.report(
                                        change,
                                        "On Spark Connect the function runs in a process of the server: what it makes of `"
                                                + binding.name()
                                                + "` stays there, and the program goes on with its own")
                                .symbol(member.qualifiedName())
                                .confidence(member.confidence()));
            }
        }
    }

    /** What the function reads of variables outside it, and what it may assign by {@code global} and {@code nonlocal}. */
    private static Set<Binding> outside(Node function, RuleContext context) {
        var bindings = new LinkedHashSet<>(WorkerFunctions.captured(function, context));
        Optional<Scope> around = Optional.of(context.model().scopeOf(function));
        for (; around.isPresent(); around = around.get().parent()) {
            bindings.addAll(around.get().bindings());
        }
        return bindings;
    }

    /** A function that keeps count for itself finds on each batch what it left on the one before. */
    private static boolean isReadElsewhere(Binding binding, Node function) {
        return binding.references().stream().anyMatch(name -> !function.range().contains(name.range()));
    }

    private static Stream<Node> changes(Binding binding, Node function, RuleContext context) {
        Stream<Node> assigned = binding.definitions().stream().map(Definition::node);
        return Stream.concat(assigned, context.model().mutations(binding).stream())
                .filter(node -> function.start() < node.start() && node.end() <= function.end());
    }
}
