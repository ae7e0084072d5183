package dev.reconnect.cli;

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
