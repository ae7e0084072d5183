package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A literal: a number, strings or bytes side by side, `None`, `True`, `False`, `...`, or the literal part of an f-string. */
public final class Constant extends Expression {
    private final String text;
    private final ConstantType type;
    private final Form form;
    private @Nullable String decoded;

    /** How the range is to be read to get the value. */
    enum Form {
        LITERAL,
        FRAGMENT,
        RAW_FRAGMENT,
        DECODED
    }

    Constant(int start, int end, String text, ConstantType type) {
        this(start, end, text, type, Form.LITERAL, null);
    }

    Constant(int start, int end, String text, ConstantType type, Form form, @Nullable String decoded) {
        super(NodeKind.CONSTANT, start, end);
        this.text = text;
        this.type = type;
        this.form = form;
        this.decoded = decoded;
    }

    public ConstantType type() {
        return type;
    }

    /** The text as written. */
    public String raw() {
        return text.substring(start(), end());
    }

    public boolean isString() {
        return type == ConstantType.STRING;
    }

    public boolean isNone() {
        return type == ConstantType.NONE;
    }

    /** The value of a string; absent for anything else. */
    public Optional<String> stringValue() {
        return type == ConstantType.STRING ? Optional.of(decoded()) : Optional.empty();
    }

    /** The value of a bytes literal, one char for each byte; absent for anything else. */
    public Optional<String> bytesValue() {
        return type == ConstantType.BYTES ? Optional.of(decoded()) : Optional.empty();
    }

    /** The value of an integer; absent for anything else. */
    public Optional<BigInteger> intValue() {
        return type == ConstantType.INT ? NumberLiteral.parseInt(raw()) : Optional.empty();
    }

    /** The value of a float; absent for anything else. */
    public Optional<Double> floatValue() {
        return type == ConstantType.FLOAT ? NumberLiteral.parseFloat(raw()) : Optional.empty();
    }

    /** The string or bytes literals that stand side by side here; empty for anything else and inside an f-string. */
    public List<StringPiece> pieces() {
        boolean literal = type == ConstantType.STRING || type == ConstantType.BYTES;
        return literal && form == Form.LITERAL ? StringPiece.scan(text, start(), end()) : List.of();
    }

    /** Whether this is the literal part of an f-string or t-string, without quotes of its own. */
    public boolean isFragment() {
        return form != Form.LITERAL;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {}

    static Optional<Constant> docstringOf(List<Statement> body) {
        return !body.isEmpty()
                        && body.get(0) instanceof ExpressionStatement first
                        && first.value() instanceof Constant constant
                        && constant.isString()
                ? Optional.of(constant)
                : Optional.empty();
    }

    static String decode(String text, int start, int end, Form form) {
        return switch (form) {
            case FRAGMENT -> StringPiece.decodeFragment(text, new TextRange(start, end), false);
            case RAW_FRAGMENT -> StringPiece.decodeFragment(text, new TextRange(start, end), true);
            case DECODED -> StringEscapes.normaliseLines(text.substring(start, end));
            case LITERAL -> decodePieces(text, start, end);
        };
    }

    private String decoded() {
        String value = decoded;
        if (value == null) {
            value = decode(text, start(), end(), form);
            decoded = value;
        }
        return value;
    }

    private static String decodePieces(String text, int start, int end) {
        StringBuilder value = new StringBuilder();
        for (StringPiece piece : StringPiece.scan(text, start, end)) {
            value.append(piece.value());
        }
        return value.toString();
    }
}
