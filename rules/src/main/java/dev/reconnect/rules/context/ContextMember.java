package dev.reconnect.rules.context;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.types.MemberReference;
import dev.reconnect.rules.Arguments;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Effects;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.jvm.JavaPath;
import dev.reconnect.rules.session.Sessions;
import java.util.List;
import java.util.Optional;

/** A use of a member of {@code SparkContext}, and the ways to say the same through the session. */
record ContextMember(Attribute attribute, MemberReference member, RuleContext context) {
    static Optional<ContextMember> find(Attribute attribute, String name, RuleContext context) {
        if (!attribute.name().equals(name)) {
            return Optional.empty();
        }
        return Members.find(attribute, SparkNames.CONTEXT, context)
                .filter(member -> member.confidence() != Confidence.POSSIBLE
                        || !JavaPath.isJavaObject(attribute.value(), context))
                .map(member -> new ContextMember(attribute, member, context));
    }

    Optional<Call> call() {
        return Members.callOf(attribute);
    }

    /** The argument at that position or of that name; absent where it is not given, or hidden in a starred one. */
    Optional<Expression> argument(int position, String name) {
        return call().flatMap(call -> Arguments.find(call, position, name));
    }

    RuleContext.Report report(String message) {
        var report = context.report(attribute, message)
                .symbol(SparkNames.CONTEXT + "." + attribute.name())
                .confidence(member.confidence());
        if (attribute.value() instanceof Attribute receiver && isOnSameLine(receiver)) {
            report.covering(receiver);
        }
        return report;
    }

    /** The session in the place of the context, and that text in the place of the member's name. */
    Fix renamed(String title, Applicability best, String name) {
        return fix(title, best, Edit.replace(attribute.nameRange(), name));
    }

    /**
     * The session in the place of the context, and that text in the place of the member and its call; none where a comment would go, or
     * where something is stored to the member.
     */
    Optional<Fix> replaced(String title, Applicability best, String text) {
        int end = call().map(Call::end).orElse(attribute.end());
        var range = new TextRange(attribute.nameRange().start(), end);
        return Deletion.hasComment(range, context) || attribute.context() != ExpressionContext.LOAD
                ? Optional.empty()
                : Optional.of(fix(title, best, Edit.replace(range, text)));
    }

    /** The whole expression anew, around the session; none where a comment would go. */
    Optional<Fix> rewritten(String title, Applicability best, Expression whole, String before, String after) {
        if (Deletion.hasComment(whole.range(), context)) {
            return Optional.empty();
        }
        var session = Sessions.of(attribute.value(), context);
        var edit = Edit.replace(whole.range(), before + session.text() + after);
        return Optional.of(new Fix(title, session.applicability(best), List.of(edit), session.imports()));
    }

    /** Takes the call out where it is a statement and its arguments do nothing; what makes the session stays. */
    Optional<Fix> deleted(String title, Applicability applicability) {
        Optional<Call> call = call().filter(this::hasHarmlessArguments);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        return Members.statementOf(call.get())
                .map(statement -> {
                    if (Effects.areNone(attribute.value())) {
                        return Deletion.of(statement, context);
                    }
                    var rest = new TextRange(
                            session().parenthesizedRange().end(), call.get().end());
                    return Deletion.hasComment(rest, context) ? List.<Edit>of() : List.of(Edit.delete(rest));
                })
                .filter(edits -> !edits.isEmpty())
                .map(edits -> new Fix(title, applicability, edits, List.of()));
    }

    private Expression session() {
        return Sessions.sessionOf(attribute.value(), context).orElse(attribute.value());
    }

    private boolean hasHarmlessArguments(Call call) {
        return call.arguments().stream().allMatch(Effects::areNone)
                && call.keywords().stream().map(Keyword::value).allMatch(Effects::areNone);
    }

    private Fix fix(String title, Applicability best, Edit edit) {
        var session = Sessions.replacing(attribute.value(), context);
        return new Fix(title, session.applicability(best), List.of(session.edit(), edit), session.imports());
    }

    private boolean isOnSameLine(Attribute receiver) {
        var lines = context.tree().lines();
        return lines.line(receiver.nameRange().start())
                == lines.line(attribute.nameRange().start());
    }
}
