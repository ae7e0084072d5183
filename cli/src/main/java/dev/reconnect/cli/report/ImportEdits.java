package dev.reconnect.cli.report;

import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.imports.FileImports;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Parser;
import dev.reconnect.python.tree.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** All edits of a fix, those of its imports among them, for readers that know nothing of import requests. */
final class ImportEdits {
    private ImportEdits() {}

    static List<Edit> withImports(Fix fix, SourceFile source) {
        if (fix.imports().isEmpty() || fix.edits().isEmpty()) {
            return fix.edits();
        }
        int at = fix.edits().get(0).range().start();
        var trees = new ArrayList<SyntaxTree>();
        int cell = 0;
        for (var part : source.parts()) {
            cell = part.offset() <= at ? trees.size() : cell;
            trees.add(Parser.parse(part.text(), part.dialect()));
        }
        List<Module> modules = trees.stream().map(SyntaxTree::module).toList();
        int shift = source.parts().get(cell).offset();
        var edits = new ArrayList<Edit>();
        for (var edit :
                FileImports.ofCell(trees, cell, Scopes.ofCells(modules)).add(fix.imports(), at - shift, List.of())) {
            var range = new TextRange(edit.range().start() + shift, edit.range().end() + shift);
            edits.add(Edit.replace(range, edit.replacement()));
        }
        edits.addAll(fix.edits());
        edits.sort((a, b) -> a.range().compareTo(b.range()));
        return edits;
    }
}
