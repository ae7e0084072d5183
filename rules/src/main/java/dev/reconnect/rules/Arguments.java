package dev.reconnect.rules;

import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Starred;
import java.util.Optional;

/** The arguments of a call by position or name. */
public final class Arguments {
    private Arguments() {}

    /** The argument at that position or of that name; absent where it is not given, or hidden in a starred one. */
    public static Optional<Expression> find(Call call, int position, String name) {
        if (hasStarred(call)) {
            return Optional.empty();
        }
        if (position < call.arguments().size()) {
            return Optional.of(call.arguments().get(position));
        }
        return call.findKeyword(name).map(Keyword::value);
    }

    /** The string literal at that position or of that name. */
    public static Optional<String> findString(Call call, int position, String name) {
        return find(call, position, name)
                .flatMap(value -> value instanceof Constant constant ? constant.stringValue() : Optional.empty());
    }

    /** Whether the call has exactly that many positional arguments and nothing else. */
    public static boolean areJust(Call call, int count) {
        return call.arguments().size() == count && call.keywords().isEmpty() && !hasStarred(call);
    }

    /** Whether arguments come out of a sequence or mapping, so that nobody sees which ones. */
    public static boolean hasStarred(Call call) {
        return call.arguments().stream().anyMatch(Starred.class::isInstance)
                || call.keywords().stream().anyMatch(keyword -> keyword.name().isEmpty());
    }
}
