package dev.reconnect.rules.session;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.names.Scope;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.With;
import dev.reconnect.python.tree.WithItem;
import dev.reconnect.rules.Deletion;
import dev.reconnect.rules.Layout;
import dev.reconnect.rules.SparkNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds contexts that a program makes for itself. */
@AutoService(PythonRule.class)
public final class SparkContextConstruction implements CallRule {

    private static final List<String> SESSION_NAMES = List.of("spark", "spark_session", "session");

    @Override
    public void check(Call call, RuleContext context) {
        String name = context.model().qualifiedName(call.function()).orElse("");
        boolean getOrCreate = name.equals(SparkNames.CONTEXT + ".getOrCreate");
        if (!getOrCreate && !name.equals(SparkNames.CONTEXT)) {
            return;
        }
        var report = context.report(call, "A Connect client cannot make a `SparkContext`; it makes a `SparkSession`")
                .symbol(name)
                .covering(call.function());
        fix(call, getOrCreate, context).ifPresent(report::fix);
    }

    private static Optional<Fix> fix(Call call, boolean getOrCreate, RuleContext context) {
        if (Deletion.hasComment(call.range(), context)) {
            return Optional.empty();
        }
        Optional<Sessions.SessionReference> visible =
                getOrCreate && call.arguments().isEmpty() ? Sessions.visibleAt(call, context) : Optional.empty();
        if (visible.filter(Sessions.SessionReference::sure).isPresent()) {
            var edit = Edit.replace(call.range(), visible.get().text() + ".sparkContext");
            return Optional.of(Fix.safe("Take the context of the session", edit));
        }
        return SessionBuilder.of(call, getOrCreate, context).map(builder -> {
            String title = builder.withoutMaster() ? "Make a session, without the master" : "Make a session";
            return new Fix(title, Applicability.SAFE, edits(call, builder, context), builder.imports());
        });
    }

    private static List<Edit> edits(Call call, SessionBuilder builder, RuleContext context) {
        Node parent = call.parent().orElse(null);
        if (parent instanceof Assign assign && assign.targets().size() == 1) {
            Expression target = assign.targets().get(0);
            Optional<String> session =
                    target instanceof Name ? freeName(call, context) : attributeBeside(target, context);
            if (session.isPresent()) {
                var made = new TextRange(assign.start(), assign.end());
                String rest = context.textOf(target) + " = " + session.get() + ".sparkContext";
                return List.of(
                        Edit.replace(made, session.get() + " = " + builder.text()),
                        Layout.behind(assign, rest, context));
            }
        }
        if (parent instanceof WithItem item
                && item.target().orElse(null) instanceof Name target
                && item.parent().orElse(null) instanceof With with) {
            Optional<String> session = freeName(call, context);
            var block = session.flatMap(
                    name -> SessionBlock.edits(with, Optional.of(name + " = " + builder.text()), name, context));
            if (block.isPresent()) {
                var edits = new ArrayList<>(block.get());
                edits.add(Layout.before(
                        with.body().get(0), target.id() + " = " + session.get() + ".sparkContext", context));
                return edits;
            }
        }
        return List.of(Edit.replace(call.range(), builder.text() + ".sparkContext"));
    }

    /** A name for the session: one that means nothing yet, or that this scope gives sessions anyway. */
    private static Optional<String> freeName(Call call, RuleContext context) {
        Scope scope = context.model().scopeOf(call);
        return SESSION_NAMES.stream()
                .filter(name -> scope.resolve(name)
                        .map(binding -> binding.scope() == scope && Sessions.mayHold(binding, context))
                        .orElse(true))
                .findFirst();
    }

    /** For {@code self.sc} the attribute {@code self.spark}, where the class has none of that name. */
    private static Optional<String> attributeBeside(Expression target, RuleContext context) {
        boolean ofSelf = target instanceof Attribute attribute
                && attribute.value() instanceof Name name
                && name.id().equals("self");
        Optional<ClassDef> owner = target.findAncestor(ClassDef.class);
        if (!ofSelf
                || owner.isEmpty()
                || context.textOf(owner.get()).contains(".spark ")
                || context.textOf(owner.get()).contains("def spark(")) {
            return Optional.empty();
        }
        return Optional.of("self.spark");
    }
}
