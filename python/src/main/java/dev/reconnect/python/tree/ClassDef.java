package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;
import java.util.List;
import java.util.function.Consumer;

/** A class; the range starts at `class`, after the decorators. */
public final class ClassDef extends Statement {
    private final List<Expression> decorators;
    private final String name;
    private final int nameStart;
    private final int nameEnd;
    private final List<TypeParameter> typeParameters;
    private final List<Expression> bases;
    private final List<Keyword> keywords;
    private final List<Statement> body;

    ClassDef(
            int start,
            int end,
            List<Expression> decorators,
            String name,
            int nameStart,
            int nameEnd,
            List<TypeParameter> typeParameters,
            List<Expression> bases,
            List<Keyword> keywords,
            List<Statement> body) {
        super(NodeKind.CLASS_DEF, start, end);
        this.decorators = decorators;
        this.name = name;
        this.nameStart = nameStart;
        this.nameEnd = nameEnd;
        this.typeParameters = typeParameters;
        this.bases = bases;
        this.keywords = keywords;
        this.body = body;
        adoptAll(decorators);
        adoptAll(typeParameters);
        adoptAll(bases);
        adoptAll(keywords);
        adoptAll(body);
    }

    public List<Expression> decorators() {
        return decorators;
    }

    public String name() {
        return name;
    }

    public List<TypeParameter> typeParameters() {
        return typeParameters;
    }

    public List<Expression> bases() {
        return bases;
    }

    public List<Keyword> keywords() {
        return keywords;
    }

    public List<Statement> body() {
        return body;
    }

    /** Where the name stands. */
    public TextRange nameRange() {
        return new TextRange(nameStart, nameEnd);
    }

    @Override
    public void forEachChild(Consumer<? super Node> action) {
        acceptAll(decorators, action);
        acceptAll(typeParameters, action);
        acceptMerged(bases, keywords, action);
        acceptAll(body, action);
    }
}
