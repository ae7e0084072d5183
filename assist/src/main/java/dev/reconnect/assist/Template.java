package dev.reconnect.assist;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prompt as a file with names in it, such as {@code {{region}}}; each has to be given, and what is given is not looked into again. */
record Template(String name) {
    private static final Pattern FIELD = Pattern.compile("\\{\\{(\\w+)}}");

    String fill(Map<String, String> values) {
        return FIELD.matcher(text()).replaceAll(field -> {
            var value = values.get(field.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no value for " + field.group() + " in " + name);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private String text() {
        try (var file = Template.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("no prompt " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
