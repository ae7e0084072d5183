package dev.reconnect.python.tree;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;

/** Values of Python number literals. */
final class NumberLiteral {
    private NumberLiteral() {}

    static Optional<BigInteger> parseInt(String raw) {
        String digits = raw.replace("_", "").toLowerCase(Locale.ROOT);
        try {
            if (digits.startsWith("0x")) {
                return Optional.of(new BigInteger(digits.substring(2), 16));
            }
            if (digits.startsWith("0o")) {
                return Optional.of(new BigInteger(digits.substring(2), 8));
            }
            if (digits.startsWith("0b")) {
                return Optional.of(new BigInteger(digits.substring(2), 2));
            }
            return Optional.of(new BigInteger(digits));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    static Optional<Double> parseFloat(String raw) {
        try {
            return Optional.of(Double.valueOf(raw.replace("_", "")));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}
