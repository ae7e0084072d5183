package dev.reconnect.engine;

import dev.reconnect.core.Finding;
import dev.reconnect.engine.workspace.SourceFile;
import java.util.List;

/**
 * What was found in one file.
 *
 * @param source the file that ranges refer to
 * @param findings what is to be reported, in the order of position
 * @param suppressed how many findings comments in the file silence
 * @param accepted how many findings the baseline silences
 */
public record FileScan(SourceFile source, List<Finding> findings, int suppressed, int accepted, CallSites callSites) {
    public FileScan {
        findings = List.copyOf(findings);
    }

    public String name() {
        return source.name();
    }
}
