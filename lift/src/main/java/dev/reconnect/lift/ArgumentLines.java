package dev.reconnect.lift;

import java.util.ArrayList;
import java.util.List;

/** Takes the text of a call's arguments apart. */
final class ArgumentLines {
    private ArgumentLines() {}

    /** The arguments, at commas that are in no brackets and no string; none where that is not seen. */
    static List<String> split(String arguments) {
        var found = new ArrayList<String>();
        int depth = 0;
        int start = 0;
        boolean isLambda = false;
        for (int i = 0; i < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (c == '"' || c == '\'') {
                i = endOfString(arguments, i);
                if (i < 0) {
                    return List.of();
                }
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            } else if (depth == 0 && arguments.startsWith("lambda ", i)) {
                isLambda = true; // its parameters have commas too
            } else if (depth == 0 && c == ',') {
                found.add(arguments.substring(start, i).strip());
                start = i + 1;
            }
        }
        found.add(arguments.substring(start).strip());
        return isLambda || depth != 0 ? List.of() : found;
    }

    /** The closing quote of the string that starts there; -1 where it spans lines or does not end. */
    private static int endOfString(String text, int start) {
        char quote = text.charAt(start);
        if (text.startsWith(String.valueOf(quote).repeat(3), start)) {
            return -1;
        }
        for (int i = start + 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }
}
