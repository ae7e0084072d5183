package dev.reconnect.assist.model;

import java.nio.charset.StandardCharsets;

/** Guesses how many tokens a text is, without a tokeniser: rather too many than too few. */
public final class Tokens {
    private static final int BYTES_EACH = 3;

    private Tokens() {}

    public static int estimate(String text) {
        return (text.getBytes(StandardCharsets.UTF_8).length + BYTES_EACH - 1) / BYTES_EACH;
    }
}
