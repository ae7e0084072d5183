package dev.reconnect.engine;

import dev.reconnect.core.Rule;
import dev.reconnect.python.rule.AssignRule;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.ClassDefRule;
import dev.reconnect.python.rule.ExceptHandlerRule;
import dev.reconnect.python.rule.FunctionDefRule;
import dev.reconnect.python.rule.ImportFromRule;
import dev.reconnect.python.rule.ImportRule;
import dev.reconnect.python.rule.ModuleRule;
import dev.reconnect.python.rule.NameRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.rule.WithRule;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.With;
import java.util.ArrayList;
import java.util.List;

/** Shows each node of a tree to the rules of one phase that look at its kind; a rule that fails is left out for the rest of the tree. */
final class Dispatcher {
    private final List<CallRule> calls = new ArrayList<>();
    private final List<AttributeRule> attributes = new ArrayList<>();
    private final List<NameRule> names = new ArrayList<>();
    private final List<ImportRule> imports = new ArrayList<>();
    private final List<ImportFromRule> importsFrom = new ArrayList<>();
    private final List<FunctionDefRule> functions = new ArrayList<>();
    private final List<ClassDefRule> classes = new ArrayList<>();
    private final List<ExceptHandlerRule> handlers = new ArrayList<>();
    private final List<AssignRule> assignments = new ArrayList<>();
    private final List<WithRule> withs = new ArrayList<>();
    private final List<ModuleRule> modules = new ArrayList<>();

    private Dispatcher() {}

    static Dispatcher of(List<Rule> rules, PythonRule.Phase phase) {
        var dispatcher = new Dispatcher();
        for (var rule : rules) {
            if (rule instanceof PythonRule python && python.phase() == phase) {
                dispatcher.add(python);
            }
        }
        return dispatcher;
    }

    private void add(PythonRule rule) {
        addIf(rule, CallRule.class, calls);
        addIf(rule, AttributeRule.class, attributes);
        addIf(rule, NameRule.class, names);
        addIf(rule, ImportRule.class, imports);
        addIf(rule, ImportFromRule.class, importsFrom);
        addIf(rule, FunctionDefRule.class, functions);
        addIf(rule, ClassDefRule.class, classes);
        addIf(rule, ExceptHandlerRule.class, handlers);
        addIf(rule, AssignRule.class, assignments);
        addIf(rule, WithRule.class, withs);
        addIf(rule, ModuleRule.class, modules);
    }

    private static <R> void addIf(PythonRule rule, Class<R> kind, List<R> rules) {
        if (kind.isInstance(rule)) {
            rules.add(kind.cast(rule));
        }
    }

    boolean isEmpty() {
        return calls.isEmpty()
                && attributes.isEmpty()
                && names.isEmpty()
                && imports.isEmpty()
                && importsFrom.isEmpty()
                && functions.isEmpty()
                && classes.isEmpty()
                && handlers.isEmpty()
                && assignments.isEmpty()
                && withs.isEmpty()
                && modules.isEmpty();
    }

    void dispatch(Node node, RuleContext context, Failures failures) {
        switch (node.kind()) {
            case CALL -> show(calls, (Call) node, CallRule::check, context, failures);
            case ATTRIBUTE -> show(attributes, (Attribute) node, AttributeRule::check, context, failures);
            case NAME -> show(names, (Name) node, NameRule::check, context, failures);
            case IMPORT -> show(imports, (Import) node, ImportRule::check, context, failures);
            case IMPORT_FROM -> show(importsFrom, (ImportFrom) node, ImportFromRule::check, context, failures);
            case FUNCTION_DEF, ASYNC_FUNCTION_DEF ->
                show(functions, (FunctionDef) node, FunctionDefRule::check, context, failures);
            case CLASS_DEF -> show(classes, (ClassDef) node, ClassDefRule::check, context, failures);
            case EXCEPT_HANDLER -> show(handlers, (ExceptHandler) node, ExceptHandlerRule::check, context, failures);
            case ASSIGN -> show(assignments, (Assign) node, AssignRule::check, context, failures);
            case WITH, ASYNC_WITH -> show(withs, (With) node, WithRule::check, context, failures);
            case MODULE -> show(modules, (Module) node, ModuleRule::check, context, failures);
            default -> {}
        }
    }

    private static <R extends PythonRule, N extends Node> void show(
            List<R> rules, N node, Check<R, N> check, RuleContext context, Failures failures) {
        boolean anyFailed = failures.hasAny();
        for (int i = 0; i < rules.size(); i++) {
            var rule = rules.get(i);
            if (anyFailed && failures.hasFailed(rule)) {
                continue;
            }
            context.enter(rule);
            try {
                check.check(rule, node, context);
            } catch (Exception | StackOverflowError e) {
                failures.add(rule, e);
            }
        }
    }

    private interface Check<R, N> {
        void check(R rule, N node, RuleContext context);
    }

    /** Hears of rules that failed. */
    interface Failures {
        void add(PythonRule rule, Throwable failure);

        boolean hasAny();

        boolean hasFailed(PythonRule rule);
    }
}
