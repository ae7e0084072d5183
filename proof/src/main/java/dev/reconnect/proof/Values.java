package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Reads the observer's values (see <code>values.py</code>): one text for each value such that values are equal exactly
 * if their texts are, and words for people.
 */
final class Values {
    /** How much of a value its canonical text keeps. */
    enum Detail {
        /** Everything. */
        EXACT(false, false),
        /** Floats to nine digits: sums of floats depend on the order of summation. */
        ROUNDED(true, false),
        /** Lists and rows of frames as multisets, at any depth. */
        UNORDERED(false, true),
        /** Both. */
        UNORDERED_ROUNDED(true, true);

        final boolean rounded;
        final boolean unordered;

        Detail(boolean rounded, boolean unordered) {
            this.rounded = rounded;
            this.unordered = unordered;
        }
    }

    private static final MathContext NINE_DIGITS = new MathContext(9);
    private static final Set<String> SETS = Set.of("set", "frozenset");
    private static final Set<String> SEQUENCES =
            Set.of("list", "RDD", "DataFrame", "file", "pandas.DataFrame", "pandas.Series", "numpy.ndarray");

    private Values() {}

    static String type(JsonNode value) {
        return value.path("t").asText();
    }

    static boolean isOpaque(JsonNode value) {
        return type(value).equals("opaque");
    }

    /** Lists, frames, files: what has elements in an order that may not matter. */
    static boolean isSequence(JsonNode value) {
        return SEQUENCES.contains(type(value)) && value.path("v").isArray();
    }

    static boolean isMapping(JsonNode value) {
        JsonNode items = value.path("v");
        return !isSequence(value)
                && items.isArray()
                && !items.isEmpty()
                && items.path(0).isArray()
                && items.path(0).size() == 2
                && items.path(0).path(0).has("t");
    }

    static String canonical(JsonNode value, Detail detail) {
        var text = new StringBuilder();
        append(value, detail, text);
        return text.toString();
    }

    /** All of a sequence but its elements: the schema of a frame, the format of a file. */
    static String frame(JsonNode sequence, Detail detail) {
        ObjectNode rest = Json.object();
        for (var field : sequence.properties()) {
            if (!field.getKey().equals("v")) {
                rest.set(field.getKey(), field.getValue());
            }
        }
        return canonical(rest, detail);
    }

    private static void append(JsonNode value, Detail detail, StringBuilder text) {
        if (value.isArray()) {
            appendAll(value, detail, false, text);
            return;
        }
        if (!value.isObject()) {
            text.append(value);
            return;
        }
        String type = type(value);
        if (type.equals("float") && detail.rounded) {
            text.append("float:").append(rounded(value.path("v").asText()));
            return;
        }
        text.append(type).append('{');
        for (var field : value.properties()) {
            switch (field.getKey()) {
                case "t", "why" -> {}
                case "v" -> {
                    boolean sorted =
                            SETS.contains(type) || isMapping(value) || (detail.unordered && SEQUENCES.contains(type));
                    text.append("v:");
                    if (field.getValue().isArray()) {
                        appendAll(field.getValue(), detail, sorted, text);
                    } else {
                        append(field.getValue(), detail, text);
                    }
                }
                default -> {
                    text.append(field.getKey()).append(':');
                    append(field.getValue(), detail, text);
                    text.append(';');
                }
            }
        }
        text.append('}');
    }

    private static void appendAll(JsonNode array, Detail detail, boolean sorted, StringBuilder text) {
        List<String> items = new ArrayList<>(array.size());
        for (JsonNode item : array) {
            items.add(canonical(item, detail));
        }
        if (sorted) {
            Collections.sort(items);
        }
        var joined = new StringJoiner(",", "[", "]");
        items.forEach(joined::add);
        text.append(joined);
    }

    /** Whether a float can be written so: with so many digits behind the point none is nearer to it. */
    static boolean isOfFloat(String number) {
        BigDecimal written = new BigDecimal(number);
        return Math.max(number.indexOf('e'), number.indexOf('E')) >= 0
                || new BigDecimal(written.doubleValue())
                                .setScale(written.scale(), RoundingMode.HALF_EVEN)
                                .compareTo(written)
                        == 0;
    }

    static String rounded(String number) {
        try {
            return new BigDecimal(number)
                    .round(NINE_DIGITS)
                    .stripTrailingZeros()
                    .toString();
        } catch (NumberFormatException e) {
            return number;
        }
    }

    /** The value as Python would write it, shortened. */
    static String forReading(JsonNode value) {
        String text = written(value);
        return text.length() <= 400 ? text : text.substring(0, 397) + "...";
    }

    private static String written(JsonNode value) {
        if (!value.isObject()) {
            return value.isTextual() ? value.asText() : value.toString();
        }
        String type = type(value);
        JsonNode v = value.path("v");
        if (value.has("error")) {
            return type + " that raises " + value.path("error").asText();
        }
        return switch (type) {
            case "None" -> "None";
            case "bool" -> v.asBoolean() ? "True" : "False";
            case "int" -> v.asText();
            case "float" -> v.asText() + (v.asText().matches("-?\\d+") ? ".0" : "");
            case "str" -> quoted(v.asText());
            case "text" -> v.asText();
            case "Row" -> rowText(value);
            case "tuple" -> all(v, "(", v.size() == 1 ? ",)" : ")");
            case "record" -> all(v, "(", ")");
            case "list" -> all(v, "[", "]");
            case "file" -> value.path("format").asText() + " of " + v.size() + " records " + all(v, "[", "]");
            case "DataFrame" -> "DataFrame" + value.path("schema") + " of " + v.size() + " rows " + rows(v);
            case "opaque" -> value.path("class").asText();
            case "raised" -> "raises " + v.asText();
            case "exited" -> "exits with " + v.asText();
            default ->
                isMapping(value) ? pairs(type, v) : type + (v.isArray() ? all(v, "(", ")") : "(" + written(v) + ")");
        };
    }

    private static String rowText(JsonNode row) {
        var joined = new StringJoiner(", ", "Row(", ")");
        for (int i = 0; i < row.path("v").size(); i++) {
            String name = row.path("n").path(i).asText("");
            joined.add(
                    (name.isEmpty() ? "" : name + "=") + written(row.path("v").path(i)));
        }
        return joined.toString();
    }

    private static String pairs(String type, JsonNode pairs) {
        var joined = new StringJoiner(", ", (type.equals("dict") ? "" : type) + "{", "}");
        for (int i = 0; i < Math.min(pairs.size(), 20); i++) {
            joined.add(written(pairs.path(i).path(0)) + ": "
                    + written(pairs.path(i).path(1)));
        }
        return joined.toString();
    }

    private static String rows(JsonNode rows) {
        var joined = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < Math.min(rows.size(), 20); i++) {
            joined.add(all(rows.path(i), "(", ")"));
        }
        return joined.toString();
    }

    private static String all(JsonNode items, String open, String close) {
        var joined = new StringJoiner(", ", open, close);
        for (int i = 0; i < Math.min(items.size(), 20); i++) {
            JsonNode item = items.path(i);
            joined.add(item.isArray() ? all(item, "(", ")") : written(item));
        }
        return joined.toString();
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n");
        return "'" + escaped + "'";
    }

    /** Where two values that should be equal first differ. */
    static Optional<Mismatch> firstMismatch(JsonNode expected, JsonNode got) {
        return firstMismatch("", expected, got);
    }

    private static Optional<Mismatch> firstMismatch(String at, JsonNode expected, JsonNode got) {
        if (canonical(expected, Detail.EXACT).equals(canonical(got, Detail.EXACT))) {
            return Optional.empty();
        }
        if (expected.isArray() && got.isArray()) {
            return firstInArrays(at, expected, got);
        }
        boolean nested = expected.isObject()
                && type(expected).equals(type(got))
                && expected.path("v").isArray()
                && got.path("v").isArray()
                && !SETS.contains(type(expected))
                && !isMapping(expected);
        if (!nested) {
            return Optional.of(Mismatch.of(at, forReading(expected), forReading(got)));
        }
        for (String field : List.of("schema", "format", "partitions", "n", "class")) {
            if (!expected.path(field).equals(got.path(field))) {
                return Optional.of(Mismatch.of(
                        at + " " + field,
                        expected.path(field).toString(),
                        got.path(field).toString()));
            }
        }
        return firstInArrays(at, expected.path("v"), got.path("v"))
                .or(() -> Optional.of(Mismatch.of(at, forReading(expected), forReading(got))));
    }

    private static Optional<Mismatch> firstInArrays(String at, JsonNode expected, JsonNode got) {
        for (int i = 0; i < Math.min(expected.size(), got.size()); i++) {
            Optional<Mismatch> found = firstMismatch(at + "[" + i + "]", expected.path(i), got.path(i));
            if (found.isPresent()) {
                return found;
            }
        }
        if (expected.size() == got.size()) {
            return Optional.empty();
        }
        int shorter = Math.min(expected.size(), got.size());
        boolean missing = expected.size() > shorter;
        String first = forReadingAny((missing ? expected : got).path(shorter));
        return Optional.of(Mismatch.of(
                at + "[" + shorter + "]",
                missing ? first + " (" + expected.size() + " in all)" : "nothing (" + expected.size() + " in all)",
                missing ? "nothing (" + got.size() + " in all)" : first + " (" + got.size() + " in all)"));
    }

    private static String forReadingAny(JsonNode value) {
        return value.isArray() ? all(value, "(", ")") : forReading(value);
    }
}
