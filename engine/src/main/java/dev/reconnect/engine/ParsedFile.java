package dev.reconnect.engine;

import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.SyntaxTree;

/** A file and its tree; of a notebook, the tree of its cells one after the other. */
public record ParsedFile(SourceFile source, SyntaxTree tree) {
    public static ParsedFile parse(SourceFile source) {
        return new ParsedFile(source, source.parse());
    }

    public int problemCount() {
        return tree.problems().size();
    }
}
