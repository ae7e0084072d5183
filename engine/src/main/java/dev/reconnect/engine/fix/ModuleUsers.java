package dev.reconnect.engine.fix;

import dev.reconnect.engine.Analysis;
import dev.reconnect.python.imports.UnusedImports;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the workspace import a module, by the last part of its name and by the look of their import lines: enough to keep a
 * name that another file may take from here, too much at worst.
 */
final class ModuleUsers {
    private final Analysis analysis;
    private @Nullable Map<String, Set<String>> importers;

    ModuleUsers(Analysis analysis) {
        this.analysis = analysis;
    }

    /** Whether another file that imports the module of this one mentions the name. */
    boolean mention(String file, String name) {
        for (var user : importersOf(stemOf(file))) {
            if (!user.equals(file) && UnusedImports.isWordIn(name, analysis.text(user))) {
                return true;
            }
        }
        return false;
    }

    private Set<String> importersOf(String stem) {
        var known = importers;
        if (known == null) {
            known = new HashMap<>();
            for (var file : analysis.names()) {
                for (var word : importedWords(analysis.text(file))) {
                    known.computeIfAbsent(word, key -> new HashSet<>()).add(file);
                }
            }
            importers = known;
        }
        return known.getOrDefault(stem, Set.of());
    }

    private static String stemOf(String file) {
        var name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The words on lines that start with {@code import} or {@code from}. */
    private static List<String> importedWords(String text) {
        var words = new ArrayList<String>();
        text.lines().map(String::strip).forEach(line -> {
            if (line.startsWith("import ") || line.startsWith("from ")) {
                words.addAll(List.of(line.split("[^\\p{Alnum}_]+")));
            }
        });
        return words;
    }
}
