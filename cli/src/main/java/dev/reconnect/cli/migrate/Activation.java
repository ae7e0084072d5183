package dev.reconnect.cli.migrate;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.fix.AppliedFix;
import dev.reconnect.engine.fix.Change;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixResult;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.MagicStatement;
import dev.reconnect.python.tree.Statement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The two lines at the top of a program that let the runtime serve what Spark Connect lacks. */
public final class Activation {
    private static final String RULE = "runtime";
    private static final String TITLE = "Let the runtime serve what Spark Connect lacks";

    private Activation() {}

    /** The fixes, and the two lines in the program; empty for programs that cannot take them, such as notebooks. */
    public static Optional<FixResult> added(FixResult fixes, Path program) {
        var place = program.toAbsolutePath().normalize();
        var scan = fixes.before().files().stream()
                .filter(file -> isAt(file.source(), place))
                .findFirst();
        return scan.filter(file -> file.source().notebook().isEmpty())
                .flatMap(file -> activated(file, fixes))
                .map(fix -> with(fixes, fix));
    }

    private static boolean isAt(SourceFile source, Path place) {
        return source.path()
                .map(path -> path.toAbsolutePath().normalize().equals(place))
                .orElse(false);
    }

    private static Optional<FileFix> activated(FileScan scan, FixResult fixes) {
        var source = scan.source();
        var known = fixes.files().stream()
                .filter(fix -> fix.name().equals(source.name()))
                .findFirst();
        var text = source.text();
        var first = firstStatement(source);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        int start = first.get().start();
        if (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            return Optional.empty();
        }
        var lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        var lines = "import reconnect_runtime" + lineEnd + lineEnd + "reconnect_runtime.activate()" + lineEnd + lineEnd;
        var reason = new AppliedFix(RULE, message(fixes), TITLE, true, line(text, start), 1);
        return rebuilt(source, known, insertion(known, start, lines, reason), reason);
    }

    private static String message(FixResult fixes) {
        int sites = fixes.after().callSites().broken();
        return sites == 1
                ? "1 call site has no counterpart on Spark Connect"
                : sites + " call sites have no counterpart";
    }

    /** The first statement that is neither a docstring, nor a magic, nor an import from the future. */
    private static Optional<Statement> firstStatement(SourceFile source) {
        var module = source.parse().module();
        var docstring = module.docstring();
        for (Statement statement : module.body()) {
            boolean opens = statement instanceof MagicStatement
                    || (docstring.isPresent() && docstring.get().parent().orElse(null) == statement)
                    || (statement instanceof ImportFrom from
                            && from.module().orElse("").equals("__future__"));
            if (!opens) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    private static int line(String text, int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** What is changed, in original places: the lines join a change that begins where they go. */
    private static List<Change> insertion(Optional<FileFix> known, int start, String lines, AppliedFix reason) {
        var changes = new ArrayList<Change>();
        boolean joined = false;
        for (var change : known.map(FileFix::changes).orElse(List.of())) {
            if (!joined && change.original().start() >= start) {
                joined = true;
                if (change.original().start() == start) {
                    var reasons = new ArrayList<>(change.reasons());
                    reasons.add(0, reason);
                    changes.add(new Change(change.original(), change.revised(), lines + change.replacement(), reasons));
                    continue;
                }
                changes.add(new Change(TextRange.at(start), TextRange.at(start), lines, List.of(reason)));
            }
            changes.add(change);
        }
        if (!joined) {
            changes.add(new Change(TextRange.at(start), TextRange.at(start), lines, List.of(reason)));
        }
        return changes;
    }

    private static Optional<FileFix> rebuilt(
            SourceFile source, Optional<FileFix> known, List<Change> changes, AppliedFix reason) {
        var placed = new ArrayList<Change>();
        var edits = new ArrayList<Edit>();
        int shift = 0;
        for (var change : changes) {
            int start = change.original().start() + shift;
            int end = start + change.replacement().length();
            placed.add(
                    new Change(change.original(), new TextRange(start, end), change.replacement(), change.reasons()));
            edits.add(change.edit());
            shift = end - change.original().end();
        }
        var applied = new ArrayList<AppliedFix>();
        applied.add(reason);
        known.ifPresent(fix -> applied.addAll(fix.applied()));
        return source.edited(edits)
                .map(after -> new FileFix(
                        source,
                        after.text(),
                        source.diskTextAfter(edits),
                        placed,
                        applied,
                        known.map(FileFix::remaining).orElse(List.of()),
                        known.map(FileFix::changes).orElse(List.of())));
    }

    private static FixResult with(FixResult fixes, FileFix activated) {
        var files = new ArrayList<FileFix>();
        boolean placed = false;
        for (var fix : fixes.files()) {
            boolean same = fix.name().equals(activated.name());
            files.add(same ? activated : fix);
            placed |= same;
        }
        if (!placed) {
            files.add(activated);
        }
        return new FixResult(files, fixes.before(), fixes.after(), fixes.problems());
    }
}
