package dev.reconnect.rules.session;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Dict;
import dev.reconnect.python.tree.DictEntry;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ListDisplay;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Tuple;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A setting that a call names by a literal key: {@code config(key, value)}, {@code config(map={key: value})}, {@code set(key, value)} or
 * {@code setAll([(key, value)])}.
 *
 * @param value what it is set to, where that is written beside the key
 * @param group all entries of the mapping or list it stands in; none where the call sets this one alone
 * @param index its place in the group
 */
record Setting(Attribute method, Constant key, Optional<Expression> value, List<? extends Node> group, int index) {
    Setting {
        group = List.copyOf(group);
    }

    /** The settings of a call of a method with one of these names; those whose keys are computed are left out. */
    static List<Setting> of(Call call) {
        if (!(call.function() instanceof Attribute method)) {
            return List.of();
        }
        return switch (method.name()) {
            case "config", "set" -> ofKeyOrMap(method, call);
            case "setAll" ->
                Arguments.find(call, 0, "pairs")
                        .map(pairs -> ofPairs(method, pairs))
                        .orElse(List.of());
            default -> List.of();
        };
    }

    String name() {
        return key.stringValue().orElse("");
    }

    boolean isAlone() {
        return group.isEmpty();
    }

    /** Where to point at: the method, or the key among others. */
    Expression place() {
        return isAlone() ? method : key;
    }

    /** Takes it out of its mapping or list; absent where a comment would go with it. */
    Optional<Edit> withoutIt(RuleContext context) {
        var own = group.get(index);
        TextRange range;
        if (index + 1 < group.size()) {
            range = new TextRange(own.start(), group.get(index + 1).start());
        } else if (index > 0) {
            range = new TextRange(endOf(group.get(index - 1)), endOf(own));
        } else {
            range = new TextRange(own.start(), endOf(own));
        }
        return Deletion.hasComment(range, context) ? Optional.empty() : Optional.of(Edit.delete(range));
    }

    private static int endOf(Node entry) {
        return entry instanceof Expression expression
                ? expression.parenthesizedRange().end()
                : entry.end();
    }

    private static List<Setting> ofKeyOrMap(Attribute method, Call call) {
        var key = Arguments.find(call, 0, "key");
        if (key.isPresent()) {
            return literal(key.get())
                    .map(name -> List.of(new Setting(method, name, Arguments.find(call, 1, "value"), List.of(), 0)))
                    .orElse(List.of());
        }
        return Arguments.find(call, Integer.MAX_VALUE, "map").orElse(null) instanceof Dict map
                ? ofMap(method, map)
                : List.of();
    }

    private static List<Setting> ofMap(Attribute method, Dict map) {
        var settings = new ArrayList<Setting>();
        for (int i = 0; i < map.entries().size(); i++) {
            DictEntry entry = map.entries().get(i);
            int index = i;
            entry.key()
                    .flatMap(Setting::literal)
                    .ifPresent(key ->
                            settings.add(new Setting(method, key, Optional.of(entry.value()), map.entries(), index)));
        }
        return settings;
    }

    private static List<Setting> ofPairs(Attribute method, Expression pairs) {
        if (!(pairs instanceof ListDisplay list)) {
            return List.of();
        }
        var settings = new ArrayList<Setting>();
        for (int i = 0; i < list.elements().size(); i++) {
            int index = i;
            if (list.elements().get(i) instanceof Tuple pair && pair.elements().size() == 2) {
                literal(pair.elements().get(0))
                        .ifPresent(key -> settings.add(new Setting(
                                method, key, Optional.of(pair.elements().get(1)), list.elements(), index)));
            }
        }
        return settings;
    }

    private static Optional<Constant> literal(Expression key) {
        return key instanceof Constant constant && constant.isString() ? Optional.of(constant) : Optional.empty();
    }
}
