package dev.reconnect.assist;

import dev.reconnect.core.Finding;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.Statement;
import java.util.List;

/**
 * Statements of one block that a model may write anew, and nothing else.
 *
 * @param file as the workspace names it
 * @param range whole lines, the last without its line end
 * @param source the lines as they stand
 * @param indentation what each line begins with
 * @param statements in the order of the text
 * @param findings what cannot work in it, in the order of position
 */
public record Region(
        String file,
        TextRange range,
        String source,
        String indentation,
        List<Statement> statements,
        List<Finding> findings) {
    public Region {
        statements = List.copyOf(statements);
        findings = List.copyOf(findings);
    }

    /** The lines without what all of them begin with. */
    public String code() {
        return source.lines()
                .map(line -> line.startsWith(indentation) ? line.substring(indentation.length()) : line.stripLeading())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
    }

    /** Code as it would stand in place of the region. */
    String placed(String code) {
        var lineEnd = source.contains("\r\n") ? "\r\n" : "\n";
        return code.lines()
                .map(line -> line.isBlank() ? "" : indentation + line)
                .reduce((a, b) -> a + lineEnd + b)
                .orElse("");
    }
}
