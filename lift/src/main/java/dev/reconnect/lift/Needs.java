package dev.reconnect.lift;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.rules.session.Sessions;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What the new code of one pipeline needs around it: a session, imports, functions, and whether lines have to stay in the order of their files. */
final class Needs {
    private final RuleContext context;
    private final int offset;
    private final boolean orderOfFiles;
    private final Set<ImportRequest> imports = new LinkedHashSet<>();
    private final Set<Helper> helpers = EnumSet.noneOf(Helper.class);
    private final Set<String> assumptions = new LinkedHashSet<>();
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

    List<String> assumptions() {
        return List.copyOf(assumptions);
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
