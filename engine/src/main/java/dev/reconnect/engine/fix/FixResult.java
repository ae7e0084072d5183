package dev.reconnect.engine.fix;

import dev.reconnect.core.UserException;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A workspace before and after its fixes; nothing has been written yet.
 *
 * @param files the files that were changed, in the order of names
 * @param before what the scan before the first fix found
 * @param after what is found in the new texts
 * @param problems fixes that had to be dropped, and failures of ours
 */
public record FixResult(List<FileFix> files, ScanResult before, ScanResult after, List<Problem> problems) {
    public FixResult {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /** Every fix that was applied. */
    public List<AppliedFix> applied() {
        var all = new ArrayList<AppliedFix>();
        for (var file : files) {
            all.addAll(file.applied());
        }
        return all;
    }

    /** Replaces the changed files on disk; none of them if one was changed meanwhile, or may not be written. */
    public void write() {
        var changed = files.stream().filter(FileFix::isChanged).toList();
        changed.forEach(FileFix::requireWritable);
        for (int i = 0; i < changed.size(); i++) {
            try {
                changed.get(i).write();
            } catch (UserException e) {
                throw i == 0 ? e : afterOthers(e, changed.subList(0, i));
            }
        }
    }

    private static UserException afterOthers(UserException failure, List<FileFix> written) {
        var names = written.stream().map(file -> "`" + file.name() + "`").collect(Collectors.joining(", "));
        return new UserException(failure.getMessage() + "; written before that: " + names, failure.advice(), failure);
    }

    /** All changes as one patch. */
    public String diff() {
        var patch = new StringBuilder();
        for (var file : files) {
            patch.append(file.diff());
        }
        return patch.toString();
    }
}
