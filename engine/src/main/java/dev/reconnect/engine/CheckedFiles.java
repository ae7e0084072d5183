package dev.reconnect.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * What the rules say about the files of a workspace, before any baseline: what a cache can keep.
 *
 * @param problems of reading the files and of checking them
 * @param results of the files that rules looked at, in the order of the workspace
 */
record CheckedFiles(List<Problem> problems, List<Entry> results) {
    CheckedFiles {
        problems = List.copyOf(problems);
        results = List.copyOf(results);
    }

    /** The result of one file, by its place in the workspace. */
    record Entry(int file, FileCheck.Result result) {
        boolean isEmpty() {
            return result.findings().isEmpty()
                    && result.suppressed() == 0
                    && result.callSites().total() == 0;
        }
    }

    /** The problems of the files and of the search for them. */
    List<Problem> problemsAfter(List<Problem> search) {
        var all = new ArrayList<>(search);
        all.addAll(problems);
        return all;
    }
}
