package dev.reconnect.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The Markdown page of a rule: front matter (metadata), then prose and examples. Fields of the front matter are checked by a test over
 * all pages, so accessors here do not repeat those checks.
 */
public final class RulePage {
    private static final Map<Class<?>, RulePage> PAGES = new ConcurrentHashMap<>();

    private final String text;
    private final Map<String, String> metadata;
    private final int bodyStart;

    private RulePage(String text, Map<String, String> metadata, int bodyStart) {
        this.text = text;
        this.metadata = metadata;
        this.bodyStart = bodyStart;
    }

    static RulePage of(Class<?> rule) {
        return PAGES.computeIfAbsent(rule, RulePage::read);
    }

    /** {@code RddIsEmpty} is called {@code rdd-is-empty}. */
    public static String nameOf(Class<?> rule) {
        var simple = rule.getSimpleName();
        var name = new StringBuilder(simple.length() + 8);
        for (int i = 0; i < simple.length(); i++) {
            char c = simple.charAt(i);
            if (Character.isUpperCase(c) && i > 0) {
                name.append('-');
            }
            name.append(Character.toLowerCase(c));
        }
        return name.toString();
    }

    public static RulePage parse(String text) {
        var metadata = new LinkedHashMap<String, String>();
        if (!text.startsWith("---\n")) {
            return new RulePage(text, metadata, 0);
        }
        int line = 4;
        while (line < text.length()) {
            int end = text.indexOf('\n', line);
            var content = text.substring(line, end < 0 ? text.length() : end);
            line = end < 0 ? text.length() : end + 1;
            if (content.equals("---")) {
                break;
            }
            int colon = content.indexOf(':');
            if (colon > 0) {
                metadata.put(content.substring(0, colon).strip(), unquoted(content.substring(colon + 1)));
            }
        }
        return new RulePage(text, metadata, line);
    }

    public String text() {
        return text;
    }

    /** The page without its front matter. */
    public String body() {
        return text.substring(bodyStart);
    }

    public Map<String, String> metadata() {
        return Map.copyOf(metadata);
    }

    public String summary() {
        return metadata.getOrDefault("summary", "");
    }

    public Severity severity() {
        return Severity.valueOf(metadata.getOrDefault("severity", "error").toUpperCase(Locale.ROOT));
    }

    /** The time one occurrence costs by hand, in minutes; the report adds it up. */
    public int effortMinutes() {
        var effort = metadata.getOrDefault("effort", "5m");
        int unit = effort.endsWith("h") ? 60 : 1;
        return unit * Integer.parseInt(effort.substring(0, effort.length() - 1));
    }

    /** The text below a second-level heading, without the heading. */
    public Optional<String> section(String heading) {
        var marker = "\n## " + heading + "\n";
        int start = text.indexOf(marker);
        if (start < 0) {
            return Optional.empty();
        }
        int from = start + marker.length();
        int end = text.indexOf("\n## ", from);
        return Optional.of(text.substring(from, end < 0 ? text.length() : end).strip());
    }

    private static String unquoted(String value) {
        int comment = value.indexOf(" #");
        var plain = (comment < 0 ? value : value.substring(0, comment)).strip();
        boolean quoted = plain.length() > 1 && plain.startsWith("\"") && plain.endsWith("\"");
        return quoted ? plain.substring(1, plain.length() - 1) : plain;
    }

    private static RulePage read(Class<?> rule) {
        try (InputStream page = rule.getResourceAsStream(rule.getSimpleName() + ".md")) {
            if (page == null) {
                throw new IllegalStateException("no page beside " + rule.getName());
            }
            return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
