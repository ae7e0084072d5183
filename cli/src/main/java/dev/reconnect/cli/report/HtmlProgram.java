package dev.reconnect.cli.report;

import dev.reconnect.assist.Suggestion;
import dev.reconnect.core.Finding;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.proof.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * One program in the HTML report.
 *
 * @param outcome what came of it, such as {@code MIGRATED}; absent in a scan
 * @param reasons why, one sentence each
 * @param advice what to do next
 * @param suggestions what came of asking a model
 */
public record HtmlProgram(
        String name,
        Optional<String> outcome,
        List<String> reasons,
        List<String> advice,
        Optional<Evidence> evidence,
        List<Suggestion> suggestions,
        List<HtmlFile> files) {
    public HtmlProgram {
        suggestions = List.copyOf(suggestions);
        reasons = List.copyOf(reasons);
        advice = List.copyOf(advice);
        files = List.copyOf(files);
    }

    /**
     * One of its files.
     *
     * @param before the file with what was found in it
     * @param fix what the fixes make of it
     */
    public record HtmlFile(FileScan before, Optional<FileFix> fix) {
        String after() {
            return fix.map(FileFix::text).orElse(before.source().text());
        }

        /** Findings that the fixes leave. */
        List<Finding> remaining() {
            return fix.map(FileFix::remaining).orElse(before.findings());
        }
    }
}
