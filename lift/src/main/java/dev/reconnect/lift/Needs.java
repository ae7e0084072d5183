package dev.reconnect.lift;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.session.Sessions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What the new code of one pipeline needs around it: a session, imports, functions, and whether lines have to stay in the order of their files. */
final class Needs {
    private final RuleContext context;
    private final int offset;
    private final boolean orderOfFiles;
    private final Set<ImportRequest> imports = new LinkedHashSet<>();
    private final Set<Helper> helpers = EnumSet.noneOf(Helper.class);
    private final List<Edit> definitions = new ArrayList<>();
    private final List<Edit> changes = new ArrayList<>();
    private final Set<String> functionNames = new HashSet<>();
    private final Set<String> assumptions = new LinkedHashSet<>();
    private final Set<String> expectations = new LinkedHashSet<>();
    private boolean asksForOrderOfFiles;
    private boolean isPending;

    /** @param offset where the pipeline starts */
    Needs(RuleContext context, int offset, boolean orderOfFiles) {
        this.context = context;
        this.offset = offset;
        this.orderOfFiles = orderOfFiles;
    }

    /** An expression for the session of a context. */
    String session(Expression owner) {
        var session = Sessions.of(owner, context);
        imports.addAll(session.imports());
        isPending |= session.applicability(Applicability.UNSAFE) == Applicability.DISPLAY_ONLY;
        return session.text();
    }

    /** Another fix comes first, which names the session better. */
    void await() {
        isPending = true;
    }

    /** The name by which code can refer to what is asked for. */
    String importing(ImportRequest request) {
        var imported = context.imports().use(request, offset);
        imports.addAll(imported.needed());
        return imported.name();
    }

    String helper(Helper helper) {
        helpers.add(helper);
        return helper.functionName();
    }

    /** Notes what is not known but was seen, such as "`parse` gives `str`". */
    void assume(String what) {
        assumptions.add(what);
    }

    /** Notes that floats are compared, of which none may be NaN: Spark takes it for the greatest, Python for whatever comes. */
    void expectNumbers() {
        expectations.add("no float is NaN");
    }

    /** Notes that of elements that are equal in what they are compared by another may be taken. */
    void expectAny() {
        expectations.add("of equal ones any may be taken");
    }

    /** Notes that a function gets the elements in other groups than those of the RDD. */
    void expectOtherPartitions() {
        expectations.add("it does not matter which elements are in one partition");
    }

    /** Notes that empty files are left out, and files with names such as {@code x.gz} not unpacked, where an RDD has the texts of all. */
    void expectPlainFiles() {
        expectations.add("no file is empty or compressed");
    }

    /** Notes that columns get the types of values, which an RDD is looked through for. */
    void expectTypesOfValues() {
        expectations.add("no column is `None` in all of its first hundred rows");
    }

    /** Notes that a line is taken for the first of the first partition, which is empty if the first file is. */
    void expectFirstLine() {
        expectations.add("the first file is not empty");
    }

    /** Notes that integers are added up: of small ones there cannot be enough to fill 64 bits. */
    void expectRoom(Shape summed) {
        if (summed.isInt() && !summed.isA(Shape.Kind.SMALL_INT)) {
            expectations.add("sums of integers fit in 64 bits");
        }
    }

    List<String> expectations() {
        return List.copyOf(expectations);
    }

    List<String> assumptions() {
        return List.copyOf(assumptions);
    }

    /** A function in front of the statement that an expression stands in, under the name or one like it. */
    String define(String name, Expression place, UnaryOperator<String> code) throws Blocked {
        var statement = place.findAncestor(Statement.class).orElseThrow();
        var text = context.tree().text();
        int lineStart = context.tree().lines().lineStart(context.tree().lines().line(statement.start()));
        var indent = text.substring(lineStart, statement.start());
        if (!indent.isBlank() || text.startsWith("elif", statement.start())) {
            throw new Blocked(place, "there is no place for a function in front of it");
        }
        var free = name;
        for (int i = 2; context.model().scopeOf(place).resolve(free).isPresent() || !functionNames.add(free); i++) {
            free = name + "_" + i;
        }
        var lineEnd = Layout.lineEnd(text);
        boolean isTop = indent.isEmpty();
        var before = text.substring(0, lineStart).replace("\r", "");
        boolean isApart = before.isBlank() || before.endsWith(isTop ? "\n\n\n" : "\n\n") || before.endsWith(":\n");
        boolean follows = definitions.stream().anyMatch(edit -> edit.range().start() == lineStart);
        var gap = isApart || follows ? "" : isTop && !before.endsWith("\n\n") ? "\n\n" : "\n";
        var lines = new StringBuilder(gap);
        code.apply(free).replace("    ", Layout.indentUnit(text)).lines().forEach(line -> lines.append(indent)
                .append(line)
                .append('\n'));
        lines.append(isTop ? "\n\n" : "\n");
        definitions.add(Edit.insert(lineStart, lines.toString().replace("\n", lineEnd)));
        return free;
    }

    /** Changes something else of the program with the pipeline. */
    void change(Edit edit) {
        changes.add(edit);
    }

    List<Edit> changes() {
        return List.copyOf(changes);
    }

    List<Edit> definitions() {
        return List.copyOf(definitions);
    }

    Set<Helper> helpers() {
        return helpers;
    }

    boolean orderOfFiles() {
        return orderOfFiles;
    }

    /** Lines of files, or what is computed from them, in the order of the files. */
    Lifted inOrderOfFiles(Lifted lines) {
        if (lines.frame().order() == Order.OF_LINES) {
            return Sources.inOrderOfFiles(lines);
        }
        asksForOrderOfFiles |= lines.frame().order() == Order.OF_FILES;
        return lines;
    }

    boolean asksForOrderOfFiles() {
        return asksForOrderOfFiles;
    }

    /** Whether the session gets its name from a fix that has to be applied before. */
    boolean isPending() {
        return isPending;
    }

    List<ImportRequest> imports() {
        return List.copyOf(imports);
    }
}
