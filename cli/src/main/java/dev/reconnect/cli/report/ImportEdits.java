package dev.reconnect.cli.report;

import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.imports.FileImports;
import dev.reconnect.python.names.Scopes;
import java.util.ArrayList;
import java.util.List;

/** All edits of a fix, those of its imports among them, for readers that know nothing of import requests. */
final class ImportEdits {
    private ImportEdits() {}

    static List<Edit> withImports(Fix fix, SourceFile source) {
        if (fix.imports().isEmpty() || fix.edits().isEmpty()) {
            return fix.edits();
        }
        var tree = source.parse();
        var taken = fix.edits().stream().map(Edit::range).toList();
        var edits = new ArrayList<>(FileImports.of(tree, Scopes.of(tree.module()))
                .add(fix.imports(), taken.get(0).start(), taken));
        edits.addAll(fix.edits());
        edits.sort((a, b) -> a.range().compareTo(b.range()));
        return edits;
    }
}
