package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.util.List;
import java.util.Locale;

/** How a result is written. */
enum ReportFormat {
    TEXT,
    JSON,
    SARIF,
    HTML,
    GITHUB,
    JUNIT;

    static List<String> names(ReportFormat... formats) {
        return java.util.Arrays.stream(formats)
                .map(format -> format.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static ReportFormat of(Arguments arguments, ReportFormat... accepted) {
        var name = arguments.value("--format").orElse("text");
        for (var format : accepted) {
            if (format.name().toLowerCase(Locale.ROOT).equals(name)) {
                return format;
            }
        }
        throw new UserException(
                "There is no format `" + name + "` for this command",
                "It is one of " + String.join(", ", names(accepted)));
    }
}
