package dev.reconnect.python.tree;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A replacement field of a t-string, braces included. */
public final class Interpolation extends Expression {
    private final Expression value;
    private final boolean debug;
    private final char conversionCode;
    private final @Nullable JoinedStr formatSpec;

    Interpolation(
            int start, int end, Expression value, boolean debug, char conversionCode, @Nullable JoinedStr formatSpec) {
        super(NodeKind.INTERPOLATION, start, end);
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
