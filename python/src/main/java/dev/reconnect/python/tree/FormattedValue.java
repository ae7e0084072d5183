package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A replacement field `{value!r:spec}` of an f-string, braces included. */
public final class FormattedValue extends Expression {
    private final Expression value;
    private final boolean debug;
    private final char conversionCode;
    private final @Nullable JoinedStr formatSpec;

    FormattedValue(
            int start, int end, Expression value, boolean debug, char conversionCode, @Nullable JoinedStr formatSpec) {
        super(NodeKind.FORMATTED_VALUE, start, end);
        this.value = value;
        this.debug = debug;
        this.conversionCode = conversionCode;
        this.formatSpec = formatSpec;
        adopt(value);
        adopt(formatSpec);
    }

    public Expression value() {
        return value;
    }

    public boolean isDebug() {
        return debug;
    }

    public Optional<JoinedStr> formatSpec() {
        return Optional.ofNullable(formatSpec);
    }

    /** The letter after `!`: `r`, `s` or `a`. */
    public Optional<Character> conversion() {
        return conversionCode == 0 ? Optional.empty() : Optional.of(conversionCode);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        action.accept(value);
        if (formatSpec != null) {
            action.accept(formatSpec);
        }
    }
}
