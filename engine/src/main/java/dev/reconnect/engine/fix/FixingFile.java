package dev.reconnect.engine.fix;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Digests;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.ParsedFile;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.fix.TrackedText.Reasoned;
import dev.reconnect.engine.workspace.SourceFile;
import dev.reconnect.python.imports.FileImports;
import dev.reconnect.python.imports.UnusedImports;
import dev.reconnect.python.names.Scopes;
import dev.reconnect.python.tree.LineIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** One file on its way through the rounds of fixing. */
final class FixingFile {
    private final SourceFile source;
    private final TrackedText text;
    private final LineIndex originalLines;
    private final Set<String> seen = new HashSet<>();
    private final Set<String> dropped = new HashSet<>();
    private final List<AppliedFix> applied = new ArrayList<>();
    private final Set<String> importsUsedBefore;
    private ParsedFile parsed;
    private Scopes scopes;
    private boolean stopped;

    FixingFile(ParsedFile parsed, Scopes scopes) {
        this.source = parsed.source();
        this.parsed = parsed;
        this.scopes = scopes;
        this.text = new TrackedText(source.text());
        this.originalLines = LineIndex.of(source.text());
        this.importsUsedBefore = UnusedImports.used(scopes);
        seen.add(Digests.sha256(source.text()));
    }

    /** The names of the text as it is now, once they have been looked up anew. */
    void update(Scopes current) {
        scopes = current;
    }

    ParsedFile parsed() {
        return parsed;
    }

    String originalText() {
        return text.original();
    }

    /** What has been changed so far. */
    List<Change> changes() {
        return text.changes();
    }

    String name() {
        return source.name();
    }

    /** A finding and the fix chosen for it. */
    record Candidate(Finding finding, Fix fix) {
        int start() {
            return fix.edits().isEmpty()
                    ? finding.range().start()
                    : fix.edits().get(0).range().start();
        }

        /** What tells this proposal from others, wherever earlier rounds have moved it. */
        String identity() {
            var identity = new StringBuilder(finding.rule()).append('\0').append(fix.title());
            for (var edit : fix.edits()) {
                identity.append('\0').append(edit.range().length()).append('\0').append(edit.replacement());
            }
            return identity.toString();
        }

        AppliedFix applied(int line, int round) {
            return new AppliedFix(
                    finding.rule(),
                    finding.message(),
                    fix.title(),
                    fix.applicability() != Applicability.SAFE,
                    line,
                    round);
        }
    }

    /**
     * Applies those of the fixes that do not touch one another, and take no name from the module that other files have from it;
     * answers whether the text changed.
     */
    boolean apply(List<Candidate> candidates, int round, Predicate<String> isUsedElsewhere, List<Problem> problems) {
        var open = open(candidates);
        open = open.stream()
                .filter(candidate ->
                        Analysis.namesTakenBy(candidate.fix(), scopes).noneMatch(isUsedElsewhere))
                .toList();
        while (!stopped && !open.isEmpty()) {
            var batch = disjoint(open);
            var edits = edits(batch, round);
            var next = sound(edits);
            if (next.isPresent()) {
                return commit(batch, edits, next.get(), round, problems);
            }
            var broken = batch.size() == 1 ? batch : breaking(batch, round);
            broken.forEach(candidate -> drop(candidate, problems));
            var rest = new ArrayList<>(open);
            rest.removeAll(broken);
            // Fixes that are sound one by one but not together go one a round.
            open = broken.isEmpty() ? List.of(batch.get(0)) : rest;
        }
        return false;
    }

    /** Removes imports that were used before the first fix and are no longer; answers whether the text changed. */
    boolean removeUnusedImports(int round, Predicate<String> isUsedElsewhere) {
        if (stopped || applied.isEmpty() || source.name().endsWith("__init__.py")) {
            return false;
        }
        var unused = UnusedImports.unused(importsUsedBefore, parsed.tree(), scopes);
        unused.removeIf(isUsedElsewhere);
        if (unused.isEmpty()) {
            return false;
        }
        var raw = new ArrayList<Reasoned>();
        for (var edit : UnusedImports.removals(parsed.tree(), unused)) {
            raw.add(new Reasoned(edit, List.of(reasonToRemove(unused, edit, round))));
        }
        var edits = fitted(raw);
        var next = sound(edits);
        if (edits.isEmpty() || next.isEmpty()) {
            return false;
        }
        edits.forEach(edit -> applied.addAll(edit.reasons()));
        text.apply(edits);
        parsed = next.get();
        return true;
    }

    /** The end of a file whose fixes never come to rest: each calls for another. */
    void giveUp(List<Candidate> candidates, int rounds, List<Problem> problems) {
        var open = open(candidates);
        if (!stopped && !open.isEmpty()) {
            stopped = true;
            problems.add(Problem.of(
                    Problem.Kind.INTERNAL,
                    name(),
                    "has no less to fix after " + rounds + " more rounds of " + rules(open)));
        }
    }

    FileFix result(List<Finding> remaining) {
        var changes = text.changes();
        var edits = changes.stream().map(Change::edit).toList();
        return new FileFix(source, text.text(), source.diskTextAfter(edits), changes, applied, remaining);
    }

    /** The line of the original that a place of the text, as it is now, comes from. */
    private int originalLine(int offset) {
        return originalLines.line(text.originalOffset(offset));
    }

    private List<Candidate> open(List<Candidate> candidates) {
        return candidates.stream()
                .filter(candidate -> !dropped.contains(candidate.identity()) && changesAnything(candidate))
                .toList();
    }

    private boolean changesAnything(Candidate candidate) {
        for (var edit : candidate.fix().edits()) {
            if (!edit.replacement().equals(edit.range().substring(text.text()))) {
                return true;
            }
        }
        return false;
    }

    /** The candidates in the order of position, without those that touch an earlier one; equal ones go together. */
    private static List<Candidate> disjoint(List<Candidate> candidates) {
        var sorted = new ArrayList<>(candidates);
        sorted.sort((a, b) -> Integer.compare(a.start(), b.start()));
        var chosen = new ArrayList<Candidate>();
        for (var candidate : sorted) {
            if (chosen.stream().noneMatch(other -> conflict(candidate.fix(), other.fix()))) {
                chosen.add(candidate);
            }
        }
        return chosen;
    }

    private static boolean conflict(Fix a, Fix b) {
        if (a.edits().equals(b.edits())) {
            return !a.imports().equals(b.imports());
        }
        if (wantOneNameForTwo(a.imports(), b.imports())) {
            return true;
        }
        for (var one : a.edits()) {
            for (var other : b.edits()) {
                if (touch(one, other)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean wantOneNameForTwo(List<ImportRequest> a, List<ImportRequest> b) {
        return a.stream().anyMatch(one -> b.stream()
                .anyMatch(other -> one.boundName().equals(other.boundName()) && !one.equals(other)));
    }

    /** Whether the edits overlap, or meet; two deletions may meet, since neither says what comes to stand at the seam. */
    private static boolean touch(Edit a, Edit b) {
        if (isDeletion(a) && isDeletion(b)) {
            return a.range().overlaps(b.range());
        }
        return a.range().start() <= b.range().end()
                && b.range().start() <= a.range().end();
    }

    private static boolean isDeletion(Edit edit) {
        return edit.replacement().isEmpty() && edit.range().length() > 0;
    }

    /** The edits of all the fixes and of the imports they need, in order. */
    private List<Reasoned> edits(List<Candidate> batch, int round) {
        var imports = FileImports.of(parsed.tree(), scopes);
        var reasons = new LinkedHashMap<Edit, List<AppliedFix>>();
        var wanted = new LinkedHashMap<ImportRequest, List<AppliedFix>>();
        int firstUse = Integer.MAX_VALUE;
        for (var candidate : batch) {
            var reason =
                    candidate.applied(originalLine(candidate.finding().range().start()), round);
            for (var edit : candidate.fix().edits()) {
                reasons.computeIfAbsent(edit, key -> new ArrayList<>()).add(reason);
            }
            for (var request : candidate.fix().imports()) {
                if (imports.use(request, candidate.start()).needed().isEmpty()) {
                    continue;
                }
                wanted.computeIfAbsent(request, key -> new ArrayList<>()).add(reason);
                firstUse = Math.min(firstUse, candidate.start());
            }
        }
        var raw = new ArrayList<Reasoned>();
        reasons.forEach((edit, why) -> raw.add(new Reasoned(edit, why)));
        var all = fitted(raw);
        var taken = all.stream().map(edit -> edit.edit().range()).toList();
        var why = new LinkedHashSet<AppliedFix>();
        wanted.values().forEach(why::addAll);
        for (var edit : imports.add(List.copyOf(wanted.keySet()), firstUse, taken)) {
            all.add(new Reasoned(edit, List.copyOf(why)));
        }
        all.sort((a, b) -> a.edit().range().compareTo(b.edit().range()));
        return all;
    }

    /** The edits as the file can take them; in a notebook deletions that meet become one, which may be that of a cell's last lines. */
    private List<Reasoned> fitted(List<Reasoned> raw) {
        var sorted = new ArrayList<>(raw);
        sorted.sort((a, b) -> a.edit().range().compareTo(b.edit().range()));
        var all = new ArrayList<Reasoned>();
        for (var next : sorted) {
            var last = all.isEmpty() ? next : all.get(all.size() - 1);
            boolean meet = parsed.source().notebook().isPresent()
                    && !all.isEmpty()
                    && isDeletion(last.edit())
                    && isDeletion(next.edit())
                    && last.edit().range().end() == next.edit().range().start();
            if (meet) {
                var reasons = new ArrayList<>(last.reasons());
                reasons.addAll(next.reasons());
                var both = new TextRange(
                        last.edit().range().start(), next.edit().range().end());
                all.set(all.size() - 1, new Reasoned(Edit.delete(both), reasons));
            } else {
                all.add(next);
            }
        }
        all.replaceAll(edit -> new Reasoned(parsed.source().fitted(edit.edit()), edit.reasons()));
        return all;
    }

    /** The file with the edits made, if it reads no worse than before. */
    private Optional<ParsedFile> sound(List<Reasoned> edits) {
        return parsed.source()
                .edited(edits.stream().map(Reasoned::edit).toList())
                .map(ParsedFile::parse)
                .filter(next -> next.problemCount() <= parsed.problemCount());
    }

    private List<Candidate> breaking(List<Candidate> batch, int round) {
        return batch.stream()
                .filter(candidate -> sound(edits(List.of(candidate), round)).isEmpty())
                .toList();
    }

    private void drop(Candidate candidate, List<Problem> problems) {
        dropped.add(candidate.identity());
        problems.add(Problem.at(
                Problem.Kind.INTERNAL,
                name(),
                candidate.finding().range(),
                "would not parse after the fix of `" + candidate.finding().rule() + "`, which was left out"));
    }

    private boolean commit(
            List<Candidate> batch, List<Reasoned> edits, ParsedFile next, int round, List<Problem> problems) {
        if (!seen.add(Digests.sha256(next.source().text()))) {
            stopped = true;
            problems.add(Problem.of(Problem.Kind.INTERNAL, name(), "is fixed back and forth by " + rules(batch)));
            return false;
        }
        for (var candidate : batch) {
            applied.add(
                    candidate.applied(originalLine(candidate.finding().range().start()), round));
        }
        text.apply(edits);
        parsed = next;
        return true;
    }

    private static String rules(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> "`" + candidate.finding().rule() + "`")
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The fix that took the last use away, as far as the removed text shows it. */
    private AppliedFix reasonToRemove(Set<String> unused, Edit edit, int round) {
        var removed = edit.range().substring(text.text());
        var name = unused.stream()
                .filter(candidate -> UnusedImports.isWordIn(candidate, removed))
                .findFirst()
                .orElse("");
        Optional<AppliedFix> cause = text.changes().stream()
                .filter(change -> UnusedImports.isWordIn(name, change.original().substring(text.original())))
                .flatMap(change -> change.reasons().stream())
                .findFirst();
        var rule = cause.orElse(applied.get(applied.size() - 1)).rule();
        int line = originalLine(edit.range().start());
        return new AppliedFix(
                rule, "Nothing uses `" + name + "` any more", "Remove the unused import", false, line, round);
    }
}
