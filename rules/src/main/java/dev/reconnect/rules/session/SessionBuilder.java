package dev.reconnect.rules.session;

import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.SparkNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The builder chain that makes a session the way a call makes a context.
 *
 * @param withoutMaster whether the call names a master, which the chain leaves out
 */
record SessionBuilder(String text, boolean withoutMaster, List<ImportRequest> imports) {
    private static final List<String> PARAMETERS = List.of("master", "appName");

    SessionBuilder {
        imports = List.copyOf(imports);
    }

    /** The chain for a call that makes a context; absent for other calls, and where an argument has no counterpart. */
    static Optional<SessionBuilder> ofConstruction(Call call, RuleContext context) {
        String name = context.model().qualifiedName(call.function()).orElse("");
        boolean getOrCreate = name.equals(SparkNames.CONTEXT + ".getOrCreate");
        return getOrCreate || name.equals(SparkNames.CONTEXT) ? of(call, getOrCreate, context) : Optional.empty();
    }

    /** The chain for {@code SparkContext(...)}; absent where an argument has no counterpart. */
    static Optional<SessionBuilder> of(Call call, boolean getOrCreate, RuleContext context) {
        if (Arguments.hasStarred(call) || call.arguments().size() > (getOrCreate ? 1 : 2)) {
            return Optional.empty();
        }
        var known = getOrCreate ? Set.of("conf") : Set.of("conf", "master", "appName");
        for (Keyword keyword : call.keywords()) {
            if (!known.contains(keyword.name().orElse(""))) {
                return Optional.empty();
            }
        }
        Optional<Expression> master = getOrCreate ? Optional.empty() : argument(call, 0);
        if (master.filter(value -> !Effects.areNone(value)).isPresent()) {
            return Optional.empty();
        }
        Optional<Expression> conf = getOrCreate
                ? Arguments.find(call, 0, "conf")
                : call.findKeyword("conf").map(Keyword::value);
        var imported = Sessions.sessionClass(call, context);
        var text = new StringBuilder(imported.name()).append(".builder");
        conf.filter(SessionBuilder::isGiven).ifPresent(value -> text.append(".config(conf=")
                .append(context.textOf(value))
                .append(')'));
        (getOrCreate ? Optional.<Expression>empty() : argument(call, 1))
                .filter(SessionBuilder::isGiven)
                .ifPresent(value ->
                        text.append(".appName(").append(context.textOf(value)).append(')'));
        return Optional.of(new SessionBuilder(
                text.append(".getOrCreate()").toString(),
                master.filter(SessionBuilder::isGiven).isPresent(),
                imported.needed()));
    }

    private static Optional<Expression> argument(Call call, int position) {
        return Arguments.find(call, position, PARAMETERS.get(position));
    }

    private static boolean isGiven(Expression value) {
        return !(value instanceof Constant constant && constant.isNone());
    }
}
