package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One parameter with annotation and default; the range includes its star and default. */
public final class Parameter extends Node {
    private ParameterForm form;
    private final String name;
    private final int nameStart;
    private final int nameEnd;
    private final @Nullable Expression annotation;
    private final @Nullable Expression defaultValue;

    Parameter(
            int start,
            int end,
            ParameterForm form,
            String name,
            int nameStart,
            int nameEnd,
            @Nullable Expression annotation,
            @Nullable Expression defaultValue) {
        super(NodeKind.ARG, start, end);
        this.form = form;
        this.name = name;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
        this.annotation = annotation;
        this.defaultValue = defaultValue;
        adopt(annotation);
        adopt(defaultValue);
    }

    public ParameterForm form() {
        return form;
    }

    public String name() {
        return name;
    }

    public Optional<Expression> annotation() {
        return Optional.ofNullable(annotation);
    }

    public Optional<Expression> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** Where the name stands. */
    public TextRange nameRange() {
        return new TextRange(nameStart, nameEnd);
    }

    /** A `/` after it says so; the parser reads that only later. */
    void becomePositionalOnly() {
        form = ParameterForm.POSITIONAL_ONLY;
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        if (annotation != null) {
            action.accept(annotation);
        }
        if (defaultValue != null) {
            action.accept(defaultValue);
        }
    }
}
