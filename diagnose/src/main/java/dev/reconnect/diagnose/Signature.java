package dev.reconnect.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kind of failure that programs show on Spark Connect, told by the exception's class and message.
 *
 * @param name in lower case with hyphens
 * @param type what the exception's own class name has to match as a whole
 * @param message what has to be found in the message
 * @param what what happened; {@code $1} stands for what the message's first group is
 * @param why why Connect does so
 * @param instead what can be done
 * @param rules the rules that find such places; {@code rdd-*} are all whose names begin so
 * @param kind how the place that raised is related to the one that is to blame
 */
public record Signature(
        String name,
        Pattern type,
        Pattern message,
        String what,
        String why,
        String instead,
        List<String> rules,
        Kind kind) {
    /** How the place that raised is related to the one that is to blame. */
    public enum Kind {
        /** They are the same. */
        AT_ONCE,
        /** The exception may surface far from its cause. */
        LATE,
        /** Another exception of the failure tells more, if it is known. */
        WRAPPER
    }

    public Signature {
        rules = List.copyOf(rules);
    }

    /** Whether the rule finds places that fail so. */
    public boolean isAbout(String rule) {
        return rules.stream()
                .anyMatch(name ->
                        name.endsWith("*") ? rule.startsWith(name.substring(0, name.length() - 1)) : rule.equals(name));
    }

    /** What the signature says of an exception; empty if that is of another kind. */
    Optional<Recognised> recognise(Raised raised) {
        // A message alone may come without its class.
        if (!raised.type().isEmpty() && !type.matcher(raised.simpleType()).matches()) {
            return Optional.empty();
        }
        if (raised.type().isEmpty() && message.pattern().isEmpty()) {
            return Optional.empty();
        }
        Matcher found = message.matcher(raised.message());
        return found.find() ? Optional.of(new Recognised(this, raised, groups(found))) : Optional.empty();
    }

    private static List<String> groups(Matcher found) {
        var groups = new ArrayList<String>();
        for (int i = 1; i <= found.groupCount(); i++) {
            groups.add(Optional.ofNullable(found.group(i)).orElse(""));
        }
        return groups;
    }
}
