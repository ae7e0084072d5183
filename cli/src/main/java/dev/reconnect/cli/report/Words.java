package dev.reconnect.cli.report;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Severity;
import java.util.Locale;

/** The words that reports share. */
final class Words {
    private Words() {}

    static String of(Severity severity) {
        return severity.name().toLowerCase(Locale.ROOT);
    }

    static String of(Applicability applicability) {
        return switch (applicability) {
            case SAFE -> "safe";
            case UNSAFE -> "unsafe";
            case DISPLAY_ONLY -> "display-only";
        };
    }

    static String count(int number, String one) {
        return number + " " + (number == 1 ? one : one + "s");
    }

    static String effort(int minutes) {
        if (minutes < 60) {
            return minutes + " min";
        }
        int rest = minutes % 60;
        return minutes / 60 + " h" + (rest == 0 ? "" : " " + rest + " min");
    }

    static String percent(double share) {
        // A share short of all must not read as all.
        int percent = (int) Math.floor(share * 100 + 1e-9);
        return percent + " %";
    }
}
