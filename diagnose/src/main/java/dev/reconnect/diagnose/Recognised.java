package dev.reconnect.diagnose;

import java.util.List;

/**
 * An exception whose signature is known.
 *
 * @param names what the message names, such as an attribute or a column
 */
public record Recognised(Signature signature, Raised raised, List<String> names) {
    public Recognised {
        names = List.copyOf(names);
    }

    public String what() {
        return filled(signature.what());
    }

    public String why() {
        return filled(signature.why());
    }

    public String instead() {
        return filled(signature.instead());
    }

    private String filled(String text) {
        var filled = text;
        for (int i = 0; i < names.size(); i++) {
            filled = filled.replace("$" + (i + 1), names.get(i));
        }
        return filled;
    }
}
