package dev.reconnect.cli.report;

import dev.reconnect.cli.Palette;
import dev.reconnect.core.Applicability;
import dev.reconnect.engine.fix.FileFix;
import dev.reconnect.engine.fix.FixResult;
import java.util.List;

/** Fixes for people: what was done to each file, and what is left. */
public final class FixText {
    private FixText() {}

    public static String summary(FixResult fixes, List<String> inputs, boolean written, Palette palette) {
        var out = new StringBuilder();
        int applied = 0;
        int files = 0;
        for (var file : fixes.files()) {
            if (file.isChanged()) {
                file(file, palette, out);
                applied += file.applied().size();
                files++;
            }
        }
        int left = fixes.after().findings().size();
        if (applied == 0) {
            out.append("Nothing to fix" + (left > 0 ? " without a person" : "") + ".\n");
        } else {
            out.append((written ? "Applied " : "Would apply ")
                    + Words.count(applied, "fix").replace("fixs", "fixes") + " to "
                    + Words.count(files, "file")
                    + (written
                            ? ""
                            : "; " + palette.bold("--write") + " does it, " + palette.bold("--diff")
                                    + " shows it as a patch")
                    + ".\n");
        }
        if (left > 0) {
            long unsafe = fixes.after().findings().stream()
                    .filter(finding ->
                            finding.fixes().stream().anyMatch(fix -> fix.applicability() == Applicability.UNSAFE))
                    .count();
            out.append(
                    Words.count(left, "finding") + " left" + (unsafe > 0 ? ", " + unsafe + " of them for --unsafe" : "")
                            + ": reconnect scan " + String.join(" ", inputs) + "\n");
        }
        return out.toString();
    }

    private static void file(FileFix file, Palette palette, StringBuilder out) {
        out.append(palette.bold(file.name()) + "\n");
        for (var fix : file.applied()) {
            out.append("  line " + fix.line() + ": " + fix.title() + palette.dim(" [" + fix.rule() + "]")
                    + (fix.unsafe() ? palette.yellow(" unsafe") : "") + "\n");
        }
    }

    /** A patch with the colours that git gives it. */
    public static String coloured(String patch, Palette palette) {
        var out = new StringBuilder();
        for (var line : patch.split("(?<=\n)")) {
            var bare = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
            out.append(paint(bare, palette)).append(line.endsWith("\n") ? "\n" : "");
        }
        return out.toString();
    }

    private static String paint(String line, Palette palette) {
        if (line.startsWith("+++") || line.startsWith("---") || line.startsWith("diff ")) {
            return palette.bold(line);
        }
        if (line.startsWith("+")) {
            return palette.green(line);
        }
        if (line.startsWith("-")) {
            return palette.plainRed(line);
        }
        return line.startsWith("@@") ? palette.cyan(line) : line;
    }
}
