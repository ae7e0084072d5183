package dev.reconnect.cli.migrate;

import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Node;
import java.util.LinkedHashSet;
import java.util.Set;

/** The first parts of the modules that a file imports, wherever in the file it does. */
final class ImportedNames {
    private final Set<String> names = new LinkedHashSet<>();

    private ImportedNames() {}

    static Set<String> in(SourceFile source) {
        var imported = new ImportedNames();
        source.parse().module().walk(imported::visit);
        return imported.names;
    }

    private void visit(Node node) {
        if (node instanceof Import statement) {
            statement.names().forEach(alias -> add(alias.name()));
        } else if (node instanceof ImportFrom statement) {
            // A relative import stays in the package, which is taken as a whole.
            if (statement.level() == 0) {
                statement.module().ifPresent(this::add);
            }
        }
    }

    private void add(String module) {
        int dot = module.indexOf('.');
        names.add(dot < 0 ? module : module.substring(0, dot));
    }
}
