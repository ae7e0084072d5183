package dev.reconnect.rules;

import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Node;

/** Whether an expression may be left out: evaluating it does nothing but give a value. */
public final class Effects {
    private Effects() {}

    /** Names, attributes, literals and displays of them; anything that may run a program's code or raise counts as an effect. */
    public static boolean areNone(Expression expression) {
        boolean[] none = {true};
        expression.walk(node -> none[0] &= isHarmless(node));
        return none[0];
    }

    private static boolean isHarmless(Node node) {
        return switch (node.kind()) {
            case CONSTANT,
                    NAME,
                    ATTRIBUTE,
                    JOINED_STR,
                    FORMATTED_VALUE,
                    TUPLE,
                    LIST,
                    DICT,
                    STARRED,
                    KEYWORD,
                    DICT_ENTRY -> true;
            default -> false;
        };
    }
}
