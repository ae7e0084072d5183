package dev.reconnect.python.types;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a quick look at a file's text shows, before anything is parsed.
 *
 * @param relevance whether the text itself speaks for Spark
 * @param imports the modules that it may import
 */
public record Glance(Relevance relevance, List<String> imports) {
    /** Of a file that cannot be read. */
    public static final Glance NOTHING = new Glance(Relevance.NONE, List.of());

    public Glance {
        imports = List.copyOf(imports);
    }

    public static Glance at(String text) {
        return at(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes of a text in any encoding that has ASCII in it. */
    public static Glance at(byte[] text) {
        return new Glance(Relevance.of(text), ImportScan.of(text));
    }

    public boolean isMentioned() {
        return relevance != Relevance.NONE;
    }

    public boolean isSource() {
        return relevance == Relevance.SOURCE;
    }
}
