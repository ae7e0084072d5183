package dev.reconnect.lift;

import dev.reconnect.lift.Shape.Kind;
import dev.reconnect.lift.Value.Col;
import dev.reconnect.lift.Value.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Methods of {@code str}, and ways to put texts together, as functions of Spark: those that give the same for every text. */
final class Texts {
    /** What Python's {@code str.split} and {@code str.strip} take for white space, as a class of Java's regular expressions. */
    private static final String SPACE = "[\\s\\x1c-\\x1f]+";

    private static final Shape TEXT = Shape.of(Kind.STRING);

    private Texts() {}

    /** {@code text.method(arguments)}. */
    static Optional<Value> method(Col text, String method, List<Value> arguments) {
        if (arguments.isEmpty()) {
            return plain(text, method);
        }
        if (!(arguments.get(0) instanceof Literal first) || !first.shape().isA(Kind.STRING)) {
            return Optional.empty();
        }
        return switch (method) {
            case "startswith", "endswith" ->
                arguments.size() == 1
                        ? Optional.of(Col.computed(
                                text.operand(Value.ATOM) + "." + method + "(" + first.text() + ")",
                                Value.ATOM,
                                Shape.of(Kind.BOOLEAN),
                                text))
                        : Optional.empty();
            case "split" -> split(text, first, arguments);
            case "replace" -> replace(text, first, arguments);
            default -> Optional.empty();
        };
    }

    private static Optional<Value> plain(Col text, String method) {
        return switch (method) {
            case "lower", "upper" -> Optional.of(text("F." + method + "(" + text.text() + ")", text));
            case "strip" -> Optional.of(stripped(text, "\\A" + SPACE + "|" + SPACE + "\\z"));
            case "lstrip" -> Optional.of(stripped(text, "\\A" + SPACE));
            case "rstrip" -> Optional.of(stripped(text, SPACE + "\\z"));
            case "split" ->
                Optional.of(Col.computed(
                        "F.filter(F.split(" + text.text() + ", r\"(?U)" + SPACE + "\"), lambda part: part != \"\")",
                        Value.ATOM,
                        new Shape.ListOf(TEXT, false),
                        text));
            default -> Optional.empty();
        };
    }

    private static Value text(String code, Value... from) {
        return Col.computed(code, Value.ATOM, TEXT, from);
    }

    private static Value stripped(Col text, String pattern) {
        return text("F.regexp_replace(" + text.text() + ", r\"(?U)" + pattern + "\", \"\")", text);
    }

    /** By a text there is always a first part. */
    private static Optional<Value> split(Col text, Literal by, List<Value> arguments) {
        var most = arguments.size() == 2 ? smallNumber(arguments.get(1)) : Optional.<Integer>empty();
        if (arguments.size() > 2 || (arguments.size() == 2 && most.isEmpty())) {
            return Optional.empty();
        }
        var limit = most.map(number -> ", " + (number + 1)).orElse("");
        return separator(by.text())
                .map(pattern -> Col.computed(
                        "F.split(" + text.text() + ", " + pattern + limit + ")",
                        Value.ATOM,
                        new Shape.ListOf(TEXT, false, true),
                        text));
    }

    private static Optional<Integer> smallNumber(Value value) {
        return value instanceof Literal literal
                        && literal.text().length() < 7
                        && literal.text().chars().allMatch(c -> c >= '0' && c <= '9')
                ? Optional.of(Integer.parseInt(literal.text()))
                : Optional.empty();
    }

    private static Optional<Value> replace(Col text, Literal what, List<Value> arguments) {
        boolean exact = arguments.size() == 2
                && arguments.get(1) instanceof Literal by
                && by.shape().isA(Kind.STRING)
                && separator(what.text()).isPresent();
        return exact
                ? Optional.of(text(
                        "F.replace(" + text.text() + ", " + what.asColumn().text() + ", "
                                + arguments.get(1).asColumn().text() + ")",
                        text))
                : Optional.empty();
    }

    /** A plain literal as a regular expression that matches it alone. */
    private static Optional<String> separator(String literal) {
        if (literal.length() < 3 || (literal.indexOf('\\') >= 0 && !literal.matches("[\"']\\\\t[\"']"))) {
            return Optional.empty();
        }
        char quote = literal.charAt(0);
        boolean plain = (quote == '"' || quote == '\'') && literal.indexOf(quote, 1) == literal.length() - 1;
        var inside = literal.substring(1, literal.length() - 1);
        if (!plain || inside.isEmpty()) {
            return Optional.empty();
        }
        boolean special = inside.indexOf('\\') < 0 && inside.chars().anyMatch(c -> ".$|()[]{}^?*+\\".indexOf(c) >= 0);
        return Optional.of(special ? "r" + quote + "\\Q" + inside + "\\E" + quote : literal);
    }

    /** {@code text[from:to]}, of bounds that are written down and count from the start. */
    static Optional<Value> slice(Col text, int from, Optional<Integer> to) {
        var length = to.map(end -> String.valueOf(Math.max(0, end - from))).orElse("2147483647");
        return Optional.of(text("F.substring(" + text.text() + ", " + (from + 1) + ", " + length + ")", text));
    }

    /** {@code separator.join(parts)}, of a list or of parts that are written one by one. */
    static Optional<Value> joined(Literal separator, List<Value> parts) {
        boolean list = parts.size() == 1
                && parts.get(0).shape() instanceof Shape.ListOf texts
                && texts.element().isA(Kind.STRING)
                && !texts.isSet()
                && !texts.nullable();
        if (!list && !parts.stream().allMatch(part -> part.shape().isA(Kind.STRING))) {
            return Optional.empty();
        }
        var text = parts.stream().map(part -> part.asColumn().text()).collect(Collectors.joining(", "));
        return Optional.of(text("F.concat_ws(" + separator.text() + ", " + text + ")", parts.toArray(Value[]::new)));
    }

    /** Pieces of a text that are put together: texts and integers as Python shows them. */
    static Optional<Value> formatted(List<Value> pieces) {
        var texts = new ArrayList<String>();
        for (var piece : pieces) {
            if (!piece.shape().isA(Kind.STRING) && !piece.shape().isInt()) {
                return Optional.empty();
            }
            var column = piece.asColumn();
            texts.add(
                    piece.shape().isA(Kind.STRING) ? column.text() : column.operand(Value.ATOM) + ".cast(\"string\")");
        }
        if (texts.isEmpty() || pieces.stream().allMatch(Literal.class::isInstance)) {
            return Optional.empty();
        }
        var from = pieces.toArray(Value[]::new);
        return Optional.of(
                texts.size() == 1
                        ? text(texts.get(0), from)
                        : text("F.concat(" + String.join(", ", texts) + ")", from));
    }

    /** A text as it is written in code. */
    static Literal literal(String text) {
        var code = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> code.append('\\').append(c);
                case '\n' -> code.append("\\n");
                case '\t' -> code.append("\\t");
                case '\r' -> code.append("\\r");
                default -> code.append(c);
            }
        }
        return new Literal(code.append('"').toString(), TEXT);
    }
}
