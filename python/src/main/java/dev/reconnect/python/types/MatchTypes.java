package dev.reconnect.python.types;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What matches of regular expressions give, which hangs on the expression where it is known: a group that was left out is {@code None}. */
final class MatchTypes {
    private static final Type TEXT = Types.of("str");
    private static final Type MAYBE_TEXT = Type.union(List.of(TEXT, Type.NONE));

    private MatchTypes() {}

    /** What the call gives; null where it is none of these, or the expression is not known. */
    static @Nullable Type of(CallTargets.Declared target, Arguments arguments) {
        return switch (target.name()) {
            case "re.compile" ->
                ofFirst(arguments)
                        .map(groups -> carrying("re.Pattern", arguments))
                        .orElse(null);
            case "re.match", "re.search", "re.fullmatch" ->
                ofFirst(arguments)
                        .map(groups -> Type.union(List.of(carrying("re.Match", arguments), Type.NONE)))
                        .orElse(null);
            case "re.Match.group" ->
                arguments.open()
                        ? Type.UNKNOWN
                        : ofReceiver(target)
                                .map(groups -> group(groups, arguments))
                                .orElse(null);
            case "re.Match.groups" ->
                ofReceiver(target)
                        .filter(groups -> arguments.positional().isEmpty())
                        .filter(groups -> arguments.names().isEmpty() && !arguments.open())
                        .map(MatchTypes::all)
                        .orElse(null);
            case "re.Pattern.findall" ->
                ofReceiver(target).map(MatchTypes::found).orElse(null);
            case "re.Pattern.split" ->
                ofReceiver(target).map(MatchTypes::pieces).orElse(null);
            case "re.findall" -> ofFirst(arguments).map(MatchTypes::found).orElse(null);
            case "re.split" -> ofFirst(arguments).map(MatchTypes::pieces).orElse(null);
            default -> null;
        };
    }

    private static Optional<CapturingGroups> ofReceiver(CallTargets.Declared target) {
        return target.receiver() instanceof Type.Instance instance ? ofPart(instance) : Optional.empty();
    }

    /** A pattern and a match carry the type of the expression, which is the text itself where that is known. */
    private static Optional<CapturingGroups> ofPart(Type.Instance instance) {
        return instance.arguments().stream().findFirst().flatMap(MatchTypes::ofExpression);
    }

    private static Optional<CapturingGroups> ofExpression(Type expression) {
        if (expression instanceof Type.Instance instance && instance.isInstance("re.Pattern")) {
            return ofPart(instance);
        }
        return expression instanceof Type.Literal literal
                ? literal.stringValue().flatMap(CapturingGroups::of)
                : Optional.empty();
    }

    private static Optional<CapturingGroups> ofFirst(Arguments arguments) {
        return arguments.positional().isEmpty() || arguments.open()
                ? Optional.empty()
                : ofExpression(arguments.first());
    }

    private static Type carrying(String name, Arguments arguments) {
        return new Type.Instance(Stubs.shared().reference(name), List.of(arguments.first()));
    }

    private static @Nullable Type group(CapturingGroups groups, Arguments arguments) {
        var parts = new ArrayList<Type>();
        for (var argument : arguments.positional()) {
            var number = number(groups, argument);
            if (number.isEmpty() || !groups.has(number.get())) {
                return null;
            }
            parts.add(ofGroup(groups, number.get()));
        }
        return switch (parts.size()) {
            case 0 -> null;
            case 1 -> parts.get(0);
            default -> new Type.Tuple(parts);
        };
    }

    private static Type ofGroup(CapturingGroups groups, long number) {
        return groups.isCertain(number) ? TEXT : MAYBE_TEXT;
    }

    private static Optional<Long> number(CapturingGroups groups, Type argument) {
        return argument instanceof Type.Literal literal
                ? literal.intValue().or(() -> literal.stringValue().flatMap(groups::numberOf))
                : Optional.empty();
    }

    private static Type all(CapturingGroups groups) {
        var parts = new ArrayList<Type>();
        for (int number = 1; number <= groups.count(); number++) {
            parts.add(ofGroup(groups, number));
        }
        return new Type.Tuple(parts);
    }

    /** The groups of each match, or the match where there are none; a group that was left out is an empty text here. */
    private static Type found(CapturingGroups groups) {
        Type each = groups.count() < 2 ? TEXT : new Type.Tuple(Collections.nCopies(groups.count(), TEXT));
        return Stubs.instance("list", each);
    }

    /** What groups have matched stands among the pieces. */
    private static Type pieces(CapturingGroups groups) {
        boolean any = false;
        for (int number = 1; number <= groups.count(); number++) {
            any |= !groups.isCertain(number);
        }
        return Stubs.instance("list", any ? MAYBE_TEXT : TEXT);
    }
}
