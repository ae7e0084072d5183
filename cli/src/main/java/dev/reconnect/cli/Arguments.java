package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * What a command was given.
 *
 * @param afterDashes what stood behind {@code --}: the arguments of the user's own program
 */
record Arguments(ParseResult parsed, List<String> afterDashes) {
    Arguments {
        afterDashes = List.copyOf(afterDashes);
    }

    /** Whether the command has this option at all. */
    boolean knows(String option) {
        return parsed.commandSpec().findOption(option) != null;
    }

    boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(parsed.matchedOptionValue(option, (String) null));
    }

    List<String> values(String option) {
        return List.copyOf(parsed.matchedOptionValue(option, List.<String>of()));
    }

    /** The whole number, from 1 on, that an option gives. */
    long number(String option, long usual, long most) {
        var text = value(option);
        if (text.isEmpty()) {
            return usual;
        }
        boolean fits = text.get().matches("[1-9][0-9]{0,17}") && Long.parseLong(text.get()) <= most;
        if (!fits) {
            throw new UserException(
                    option + " cannot be `" + text.get() + "`", "It is a whole number from 1 to " + most);
        }
        return Long.parseLong(text.get());
    }

    /** The values of an option that takes several at once, separated by commas. */
    List<String> names(String option) {
        return values(option).stream()
                .flatMap(value -> java.util.Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    List<String> positionals() {
        return parsed.hasMatchedPositional(0)
                ? List.copyOf(parsed.matchedPositionalValue(0, List.<String>of()))
                : List.of();
    }
}
