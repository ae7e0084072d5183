package dev.reconnect.diagnose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a failure from text: a plain traceback, chained ones, exception groups, those of notebooks, with a server's stack, cut off at either
 * end, or a message alone.
 */
public final class FailureReader {
    private static final Pattern HEADER =
            Pattern.compile("^\\s*(?:\\+ )?(?:Exception Group )?Traceback \\(most recent call last\\):?\\s*$");
    /** {@code ValueError    Traceback (most recent call last)}, as notebooks begin. */
    private static final Pattern NOTEBOOK_HEADER =
            Pattern.compile("^([A-Za-z_][\\w.]*)\\s+Traceback \\(most recent call last\\)\\s*$");

    private static final Pattern FRAME = Pattern.compile("^\\s*File \"([^\"]+)\", line (\\d+)(?:, in (.+))?$");
    private static final Pattern NOTEBOOK_FILE =
            Pattern.compile("^File (\\S.*?)(?:, line |:)(\\d+)(?:, in (.+?))?(?:\\(.*\\))?\\s*$");
    private static final Pattern NOTEBOOK_CELL = Pattern.compile(
            "^(?:Input )?(Cell ?(?:In ?)?\\[\\d+\\]|In \\[\\d+\\])(?:, (?:line |in <.*line: ?)(\\d+).*|:(\\d+).*)$");
    /** {@code <ipython-input-3-0a1b> in <module>}, as notebooks wrote before, with the line at an arrow. */
    private static final Pattern OLD_NOTEBOOK_FILE =
            Pattern.compile("^(<[^<>]+>|[/~.\\w][^<>]*\\.py) in (\\S+?)(?:\\(.*\\))?\\s*$");

    private static final Pattern ARROW = Pattern.compile("^-+> ?(\\d+) ?(.*)$");
    private static final Pattern EXCEPTION = Pattern.compile(
            "^((?:[A-Za-z_]\\w*\\.)*(?:_*[A-Z]\\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Invalid|Group|Failure)?|[a-z]\\w*error))"
                    + "(?:: ?(.*))?$");
    private static final Pattern PLAUSIBLE_NAME = Pattern.compile(
            "(?:.*\\.)?\\w*(?:Error|Exception|Warning|Interrupt|Exit|Iteration|Invalid|Group|error|Failure)");
    private static final Pattern CHAINED =
            Pattern.compile("^(?:The above exception was the direct cause of the following exception:"
                    + "|During handling of the above exception, another exception occurred:)\\s*$");
    private static final Pattern RULE = Pattern.compile("^-{20,}\\s*$");
    private static final Pattern CARETS = Pattern.compile("^\\s*[~^]+\\s*$");
    private static final Pattern CONDITION = Pattern.compile("\\[[A-Z][A-Z0-9]*_[A-Z0-9_]*(?:\\.[A-Z0-9_]+)*\\]");
    /** An exception anywhere in a line. */
    private static final Pattern NAMED =
            Pattern.compile("\\b((?:[A-Za-z_]\\w*\\.)*[A-Z]\\w*(?:Error|Exception|Invalid))(?:: ?(.*)|$)");

    private static final String SERVER_STACK = "JVM stacktrace:";

    private final List<String> lines;
    private final List<Raised> raised = new ArrayList<>();
    private final List<Frame> frames = new ArrayList<>();
    /** Exceptions whose text goes on with what a Python worker printed: they arose after what that text tells of. */
    private final List<Raised> around = new ArrayList<>();

    private int at;

    private FailureReader(List<String> lines) {
        this.lines = lines;
    }

    /** The failure that the text tells of; empty if there is nothing like one in it. */
    public static Optional<Failure> read(String text) {
        var reader = new FailureReader(Unwrapping.lines(text));
        reader.read();
        return reader.raised.isEmpty() ? Optional.empty() : Optional.of(new Failure(reader.raised));
    }

    private void read() {
        while (at < lines.size()) {
            var line = lines.get(at);
            var notebookType = notebookType(line);
            if (HEADER.matcher(line).matches()) {
                at++;
                block("");
            } else if (notebookType != null) {
                at++;
                block(notebookType);
            } else if (CHAINED.matcher(line).matches()) {
                settle();
                at++;
            } else if (FRAME.matcher(line).matches()) {
                block("");
            } else {
                at++;
            }
        }
        settle();
        if (raised.isEmpty()) {
            messageOnly();
        }
    }

    private static @Nullable String notebookType(String line) {
        var header = NOTEBOOK_HEADER.matcher(line);
        return header.matches() ? header.group(1) : null;
    }

    /** What lies around the text of a worker comes after it. */
    private void settle() {
        for (int i = around.size() - 1; i >= 0; i--) {
            raised.add(around.get(i));
        }
        around.clear();
    }

    /** The frames after a header, and the exception. */
    private void block(String notebookType) {
        frames.clear();
        while (at < lines.size()) {
            var line = lines.get(at);
            if (frame(line)) {
                continue;
            }
            if (HEADER.matcher(line).matches() || CHAINED.matcher(line).matches()) {
                break;
            }
            var exception = EXCEPTION.matcher(line);
            if (exception.matches() && isException(exception, notebookType)) {
                at++;
                exception(exception);
                return;
            }
            at++;
        }
        if (!frames.isEmpty() || !notebookType.isEmpty()) {
            raised.add(new Raised(notebookType, "", frames));
        }
    }

    private static boolean isException(Matcher line, String notebookType) {
        if (!notebookType.isEmpty()) {
            return simple(line.group(1)).equals(simple(notebookType));
        }
        return line.group(2) != null
                || PLAUSIBLE_NAME.matcher(line.group(1)).matches()
                || line.group(1).indexOf('.') > 0;
    }

    private static String simple(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    /** Reads a frame with what is shown of its source; false where none begins. */
    private boolean frame(String line) {
        var frame = FRAME.matcher(line);
        if (frame.matches()) {
            at++;
            frames.add(new Frame(
                    frame.group(1),
                    number(frame.group(2)),
                    Optional.ofNullable(frame.group(3)).orElse(""),
                    sourceBelow(line)));
            return true;
        }
        var cell = NOTEBOOK_CELL.matcher(line);
        if (cell.matches()) {
            at++;
            var number = Optional.ofNullable(cell.group(2)).orElse(cell.group(3));
            notebookFrame(cell.group(1), number(number), "<module>");
            return true;
        }
        var file = NOTEBOOK_FILE.matcher(line);
        if (file.matches()) {
            at++;
            notebookFrame(
                    file.group(1),
                    number(file.group(2)),
                    Optional.ofNullable(file.group(3)).orElse(""));
            return true;
        }
        var old = OLD_NOTEBOOK_FILE.matcher(line);
        if (old.matches()) {
            at++;
            notebookFrame(old.group(1), 0, old.group(2));
            return true;
        }
        return false;
    }

    /** The source of a frame is indented more than the frame. */
    private Optional<String> sourceBelow(String frame) {
        if (at == lines.size()) {
            return Optional.empty();
        }
        var next = lines.get(at);
        boolean isSource = indent(next) > indent(frame) && !FRAME.matcher(next).matches();
        if (!isSource) {
            return Optional.empty();
        }
        at++;
        while (at < lines.size() && CARETS.matcher(lines.get(at)).matches()) {
            at++;
        }
        return Optional.of(next.strip());
    }

    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return indent;
    }

    /** Around the line that was executed a notebook shows others; an arrow is at it. */
    private void notebookFrame(String file, int line, String function) {
        int number = line;
        Optional<String> source = Optional.empty();
        for (int i = at; i < lines.size() && isShown(lines.get(i)); i++) {
            var arrow = ARROW.matcher(lines.get(i));
            if (arrow.matches()) {
                number = line == 0 ? number(arrow.group(1)) : line;
                source = Optional.of(arrow.group(2).strip());
            }
            at = i + 1;
        }
        if (number > 0) {
            frames.add(new Frame(file, number, function, source));
        }
    }

    private static boolean isShown(String line) {
        return line.isBlank()
                ? false
                : ARROW.matcher(line).matches() || line.matches("\\s*\\d+(?: .*)?|\\s*\\(\\.\\.\\.\\)");
    }

    private static int number(String digits) {
        return digits.length() > 9 ? 0 : Integer.parseInt(digits);
    }

    /** An exception's message goes on until something else begins. */
    private void exception(Matcher first) {
        var message = new StringBuilder(Optional.ofNullable(first.group(2)).orElse(""));
        boolean inServerStack = false;
        while (at < lines.size()) {
            var line = lines.get(at);
            if (CHAINED.matcher(line).matches() || RULE.matcher(line).matches() || notebookType(line) != null) {
                break;
            }
            if (HEADER.matcher(line).matches()) {
                around.add(new Raised(first.group(1), message.toString().strip(), frames));
                return;
            }
            inServerStack |= line.strip().equals(SERVER_STACK);
            if (!inServerStack) {
                message.append('\n').append(line);
            }
            at++;
        }
        raised.add(new Raised(first.group(1), message.toString().strip(), frames));
    }

    /** Words of an error without a traceback: an exception's class, or Spark's name for what happened. */
    private void messageOnly() {
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i).strip();
            var named = NAMED.matcher(line);
            if (named.find()) {
                raised.add(new Raised(
                        named.group(1), rest(Optional.ofNullable(named.group(2)).orElse(""), i), List.of()));
                return;
            }
            var condition = CONDITION.matcher(line);
            if (condition.find()) {
                raised.add(new Raised("", rest(line.substring(condition.start()), i), List.of()));
                return;
            }
        }
    }

    private String rest(String first, int index) {
        var message = new StringBuilder(first);
        for (int i = index + 1; i < lines.size() && !lines.get(i).strip().equals(SERVER_STACK); i++) {
            message.append('\n').append(lines.get(i));
        }
        return message.toString().strip();
    }
}
