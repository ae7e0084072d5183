package dev.reconnect.engine;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.imports.UnusedImports;
import dev.reconnect.python.names.Binding;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.types.Carriers;
import dev.reconnect.python.types.Modules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which files of the workspace import a module, by the last part of its name and by the look of their import lines: enough to keep a
 * name that another file may take from here, too much at worst.
 */
final class ModuleUsers {
    private final List<LoadedFile> files;
    private final Set<String> asked = new HashSet<>();
    private @Nullable Map<String, List<LoadedFile>> importers;

    /** @param asked the files about which questions may come */
    ModuleUsers(List<LoadedFile> files, Iterable<LoadedFile> asked) {
        this.files = files;
        asked.forEach(file -> this.asked.add(Modules.lastPartOf(file.name())));
    }

    /** Whether another file that imports the module of this one mentions the name. */
    boolean mention(String file, String name) {
        for (var user : importersOf(file)) {
            if (!user.name().equals(file) && UnusedImports.isWordIn(name, user.text())) {
                return true;
            }
        }
        return false;
    }

    /** The findings, with fixes that would take a name from another file left to a person. */
    List<Finding> withheld(LoadedFile file, List<Finding> findings) {
        boolean isUsed = importersOf(file.name()).stream().anyMatch(user -> user != file);
        if (!isUsed || findings.stream().noneMatch(finding -> mayTakeNames(finding, file))) {
            return findings;
        }
        var scopes = Scopes.ofCells(List.of(file.parsed().tree().module()));
        return findings.stream()
                .map(finding -> withheld(finding, file.name(), scopes))
                .toList();
    }

    /** By the look of it, so that few files are parsed for this alone: an edit of the start of a line, or of what binds names inside one. */
    private static boolean mayTakeNames(Finding finding, LoadedFile file) {
        for (var fix : finding.fixes()) {
            for (var edit : fix.edits()) {
                var replaced = edit.range().substring(file.text());
                int lineStart = file.text().lastIndexOf('\n', edit.range().start() - 1) + 1;
                var before = file.text().substring(lineStart, edit.range().start());
                boolean may = before.isBlank()
                        || before.contains("import")
                        || replaced.contains(" as ")
                        || replaced.indexOf('\n') >= 0;
                if (may && !replaced.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    private Finding withheld(Finding finding, String file, Scopes scopes) {
        var fixes = finding.fixes().stream()
                .map(fix -> namesTakenBy(fix, scopes)
                        .filter(name -> mention(file, name))
                        .findFirst()
                        .map(name -> byHand(fix, name))
                        .orElse(fix))
                .toList();
        return fixes.equals(finding.fixes())
                ? finding
                : new Finding(
                        finding.rule(),
                        finding.file(),
                        finding.range(),
                        finding.severity(),
                        finding.confidence(),
                        finding.message(),
                        finding.instead(),
                        finding.symbol(),
                        fixes);
    }

    private static Fix byHand(Fix fix, String name) {
        var title = fix.title() + ", once no other file has `" + name + "` from here";
        return new Fix(title, Applicability.DISPLAY_ONLY, fix.edits(), fix.imports());
    }

    /** The names of the module that have all their definitions where the fix puts something without them. */
    static Stream<String> namesTakenBy(Fix fix, Scopes scopes) {
        return scopes.module().bindings().stream()
                .filter(binding -> !binding.definitions().isEmpty()
                        && binding.definitions().stream()
                                .allMatch(definition ->
                                        isReplaced(definition.node().range(), fix))
                        && fix.edits().stream()
                                .noneMatch(edit -> UnusedImports.isWordIn(binding.name(), edit.replacement())))
                .map(Binding::name);
    }

    private static boolean isReplaced(TextRange range, Fix fix) {
        return fix.edits().stream().anyMatch(edit -> edit.range().contains(range));
    }

    private List<LoadedFile> importersOf(String file) {
        var known = importers;
        if (known == null) {
            known = new HashMap<>();
            for (var user : files) {
                for (var module : user.state().glance().imports()) {
                    var part = Carriers.lastPartOf(module, user.name());
                    if (asked.contains(part)) {
                        known.computeIfAbsent(part, key -> new ArrayList<>(2)).add(user);
                    }
                }
            }
            importers = known;
        }
        return known.getOrDefault(Modules.lastPartOf(file), List.of());
    }
}
