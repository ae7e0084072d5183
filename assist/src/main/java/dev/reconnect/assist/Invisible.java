package dev.reconnect.assist;

import java.util.Optional;

/** Characters that a reader does not see, and that can make code read as something else than it is. */
final class Invisible {
    private Invisible() {}

    /** The first one, by its number. */
    static Optional<String> find(String text) {
        return text.codePoints()
                .filter(Invisible::isInvisible)
                .mapToObj(code -> String.format("U+%04X", code))
                .findFirst();
    }

    /** The text with their numbers in their place. */
    static String shown(String text) {
        var out = new StringBuilder();
        text.codePoints()
                .forEach(code ->
                        out.append(isInvisible(code) ? String.format("<U+%04X>", code) : Character.toString(code)));
        return out.toString();
    }

    private static boolean isInvisible(int code) {
        return switch (Character.getType(code)) {
            case Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            case Character.CONTROL -> code != '\n' && code != '\t' && code != '\r';
            default -> code == 0x3164 || code == 0x115F || code == 0x1160 || code == 0xFFA0;
        };
    }
}
