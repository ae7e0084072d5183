package dev.reconnect.assist;

import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.ParsedFile;
import dev.reconnect.engine.Progress;
import dev.reconnect.python.imports.FileImports;
import dev.reconnect.python.imports.Imports;
import dev.reconnect.python.types.ObservedTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model would write in place of a region.
 *
 * @param code without indentation
 * @param imports what the code relies on
 */
public record Proposal(Region region, String code, List<ImportRequest> imports) {
    public Proposal {
        imports = List.copyOf(imports);
    }

    /** The lines as they would stand in the file. */
    public String replacement() {
        return region.placed(code);
    }

    /** The program with the proposal in it; absent where the file cannot take it. */
    Optional<Analysis> in(Analysis analysis) {
        var file = analysis.parsed(region.file());
        var needed = needed(analysis);
        if (needed.isEmpty()) {
            return Optional.empty();
        }
        var edits = new ArrayList<>(importEdits(analysis, needed.get()));
        edits.add(Edit.replace(region.range(), replacement()));
        edits.sort((a, b) -> a.range().compareTo(b.range()));
        return file.source()
                .edited(edits)
                .map(ParsedFile::parse)
                .filter(next -> next.problemCount() <= file.problemCount())
                .map(next -> analysis.with(Map.of(region.file(), next), ObservedTypes.NONE, Progress.NONE));
    }

    /** Where the code begins in the program with the proposal in it. */
    int start(Analysis analysis) {
        int start = region.range().start();
        for (var edit : importEdits(analysis, needed(analysis).orElse(List.of()))) {
            if (edit.range().start() <= region.range().start()) {
                start += edit.replacement().length() - edit.range().length();
            }
        }
        return start;
    }

    /** The imports that the file does not have; absent where a name that they bind is taken. */
    Optional<List<ImportRequest>> needed(Analysis analysis) {
        var names = imports(analysis);
        var needed = new ArrayList<ImportRequest>();
        for (var request : imports) {
            var use = names.use(request, region.range().end());
            boolean isThere = use.needed().isEmpty() && use.name().equals(request.boundName());
            if (!isThere && !use.needed().isEmpty() && !use.needed().contains(request)) {
                return Optional.empty();
            }
            if (!isThere) {
                needed.add(request);
            }
        }
        return Optional.of(needed);
    }

    private List<Edit> importEdits(Analysis analysis, List<ImportRequest> needed) {
        return imports(analysis).add(needed);
    }

    private Imports imports(Analysis analysis) {
        var file = analysis.parsed(region.file());
        return FileImports.of(file.tree(), analysis.model(region.file()).scopes());
    }

    /** How much of the region is changed: lines taken out and put in. */
    public int size() {
        var before = region.code().lines().map(String::strip).toList();
        var after = code.lines().map(String::strip).toList();
        var out = new ArrayList<>(before);
        after.forEach(out::remove);
        var in = new ArrayList<>(after);
        before.forEach(in::remove);
        return out.size() + in.size();
    }
}
