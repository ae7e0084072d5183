package dev.reconnect.engine;

import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.engine.workspace.SourceFile.Part;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** A file and the tree of each of its parts, in the order of the text. */
public record ParsedFile(SourceFile source, List<SyntaxTree> trees) {
    public ParsedFile {
        trees = List.copyOf(trees);
    }

    public static ParsedFile parse(SourceFile source) {
        var parts = source.parts();
        var trees = new ArrayList<SyntaxTree>(parts.size());
        for (Part part : parts) {
            trees.add(Parser.parse(part.text(), part.dialect()));
        }
        return new ParsedFile(source, trees);
    }

    /** The roots of the trees. */
    public List<Module> modules() {
        return trees.stream().map(SyntaxTree::module).toList();
    }

    public int problemCount() {
        return trees.stream().mapToInt(tree -> tree.problems().size()).sum();
    }

    /** Where the text of a part begins in the text of the file. */
    public int offsetOf(int part) {
        return source.parts().get(part).offset();
    }
}
