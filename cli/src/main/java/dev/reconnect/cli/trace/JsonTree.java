package dev.reconnect.cli.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One JSON object with forgiving access: what is absent or of another kind is empty, zero or nothing. */
record JsonTree(Map<String, Object> fields) {
    private static final JsonFactory FACTORY = new JsonFactory();

    /** The object on a line; nothing if the line is none, or is cut short. */
    static Optional<JsonTree> parse(String line) {
        try (var json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            return Optional.of(new JsonTree(object(json)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            fields.put(name, value(json));
        }
        return fields;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                var items = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(json));
                }
                yield items;
            }
            case VALUE_NUMBER_INT -> json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> Optional.empty();
            default -> json.getText();
        };
    }

    boolean has(String name) {
        return fields.containsKey(name);
    }

    Optional<String> findText(String name) {
        return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    String text(String name) {
        return findText(name).orElse("");
    }

    long number(String name) {
        return fields.get(name) instanceof Long number ? number : 0;
    }

    double real(String name) {
        return fields.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    JsonTree object(String name) {
        return fields.get(name) instanceof Map<?, ?> map ? of(map) : new JsonTree(Map.of());
    }

    List<JsonTree> objects(String name) {
        return objects(fields.get(name));
    }

    static List<JsonTree> objects(@Nullable Object list) {
        var found = new ArrayList<JsonTree>();
        for (Object item : list(list)) {
            if (item instanceof Map<?, ?> map) {
                found.add(of(map));
            }
        }
        return found;
    }

    List<String> texts(String name) {
        return list(fields.get(name)).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    List<Long> numbers(String name) {
        return list(fields.get(name)).stream()
                .filter(Long.class::isInstance)
                .map(Long.class::cast)
                .toList();
    }

    /** The items of an array of anything. */
    List<Object> items(String name) {
        return List.copyOf(list(fields.get(name)));
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }

    private static JsonTree of(Map<?, ?> map) {
        var fields = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> fields.put(String.valueOf(name), value));
        return new JsonTree(fields);
    }
}
