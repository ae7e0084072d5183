package dev.reconnect.lift;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.Facts;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.rule.ModuleRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.ClassDef;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Keyword;
import dev.reconnect.python.tree.Module;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.session.Sessions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds contexts that functions are given and that objects keep: a session in their place is what there is on Spark Connect. */
@AutoService(PythonRule.class)
public final class ContextHandedOn implements ModuleRule {
    private static final String MEMBER = ".sparkContext";

    @Override
    public Phase phase() {
        return Phase.GENERAL;
    }

    @Override
    public void check(Module module, RuleContext context) {
        if (!module.text().contains("parkContext")) {
            return;
        }
        var functions = new FileFunctions(context);
        List<Attribute> stores = new ArrayList<>();
        Set<String> usedOtherwise = new HashSet<>();
        module.walk(node -> {
            if (node instanceof FunctionDef function) {
                for (var parameter : function.parameters().all()) {
                    parameter(parameter, function, context, functions).ifPresent(fix -> context.report(
                                    parameter,
                                    "`" + function.name()
                                            + "` is given a `SparkContext`, which there is none of on Spark Connect")
                            .fix(fix));
                }
            } else if (node instanceof Attribute attribute && isStore(attribute)) {
                stores.add(attribute);
            } else if (node instanceof Attribute attribute && !isUsedAsContext(attribute)) {
                usedOtherwise.add(attribute.name());
            }
        });
        for (var store : stores) {
            if (!usedOtherwise.contains(store.name())) {
                kept(store, context).ifPresent(fix -> context.report(
                                store,
                                "`" + context.textOf(store)
                                        + "` keeps a `SparkContext`, which there is none of on Spark Connect")
                        .fix(fix));
            }
        }
    }

    /** Whether a fix of this rule will put a session in the place of the context. */
    static boolean isOffered(Expression owner, RuleContext context, FileFunctions functions) {
        if (owner instanceof Attribute attribute) {
            return stores(attribute, context).stream()
                    .anyMatch(store -> kept(store, context).isPresent());
        }
        return owner instanceof Name name
                && context.model()
                        .bindingOf(name)
                        .filter(binding -> binding.kind() == BindingKind.PARAMETER)
                        .map(binding -> binding.definitions().get(0).node())
                        .filter(node -> node instanceof Parameter parameter
                                && functionOf(parameter)
                                        .flatMap(function -> parameter(parameter, function, context, functions))
                                        .isPresent())
                        .isPresent();
    }

    private static Optional<FunctionDef> functionOf(Parameter parameter) {
        return parameter
                .parent()
                .flatMap(Node::parent)
                .filter(FunctionDef.class::isInstance)
                .map(FunctionDef.class::cast);
    }

    /** Gives the function the session that all its callers have. */
    private static Optional<Fix> parameter(
            Parameter parameter, FunctionDef function, RuleContext context, FileFunctions functions) {
        var binding = context.model().scopes().definitionAt(parameter).map(Definition::binding);
        if (binding.isEmpty()
                || binding.get().isReassigned()
                || parameter.defaultValue().isPresent()
                || !functions.mayBeCalled(function)
                || !binding.get().references().stream().allMatch(ContextHandedOn::isUsedAsContext)
                || !binding.get().references().stream().allMatch(name -> isContext(name, context))) {
            return Optional.empty();
        }
        var name = newName(function, context);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var edits = new ArrayList<Edit>();
        var imports = new LinkedHashSet<ImportRequest>();
        edits.add(Edit.replace(parameter.nameRange(), name.get()));
        if (parameter.annotation().isPresent()
                && !annotate(parameter.annotation().get(), context, edits, imports)) {
            return Optional.empty();
        }
        Set<TextRange> handedOn = new LinkedHashSet<>();
        var applicability = Applicability.UNSAFE;
        try {
            var calls = functions.callsOf(function, function);
            for (var call : calls) {
                var argument = functions.argumentFor(parameter, call, function);
                if (argument.isEmpty() || !isContext(argument.get(), context) || isOfRdd(argument.get(), context)) {
                    return Optional.empty();
                }
                handedOn.add(argument.get().range());
                if (argument.get().parent().orElse(null) instanceof Keyword keyword) {
                    keyword.nameRange().ifPresent(range -> edits.add(Edit.replace(range, name.get())));
                }
                if (argument.get() instanceof Name own
                        && binding.get().references().contains(own)) {
                    edits.add(Edit.replace(own.range(), name.get()));
                    continue;
                }
                applicability = session(argument.get(), context, edits, imports).compareTo(applicability) < 0
                        ? Applicability.DISPLAY_ONLY
                        : applicability;
            }
            if (calls.isEmpty()) {
                return Optional.empty();
            }
        } catch (Blocked blocked) {
            return Optional.empty();
        }
        for (var use : binding.get().references()) {
            if (!handedOn.contains(use.range())) {
                edits.add(Edit.replace(use.range(), name.get() + MEMBER));
            }
        }
        return Optional.of(
                new Fix("Give `" + function.name() + "` the session", applicability, edits, List.copyOf(imports)));
    }

    /** Lets the object keep the session that the context belongs to. */
    private static Optional<Fix> kept(Attribute store, RuleContext context) {
        if (!(store.parent().orElse(null) instanceof Assign assign)
                || assign.targets().size() != 1
                || !(assign.value() instanceof Name
                        || assign.value() instanceof Attribute
                        || assign.value() instanceof Call)
                || !isContext(assign.value(), context)) {
            return Optional.empty();
        }
        var owner = context.model().classOfInstance(store.value());
        if (owner.isEmpty()
                || isReadElsewhere(owner.get(), context)
                || stores(store, context).size() != 1) {
            return Optional.empty();
        }
        var edits = new ArrayList<Edit>();
        var imports = new LinkedHashSet<ImportRequest>();
        edits.add(Edit.replace(store.nameRange(), "spark"));
        var applicability = session(assign.value(), context, edits, imports);
        boolean clear = true;
        for (var attribute : attributes(context)) {
            boolean same = context.model().classOfInstance(attribute.value()).equals(owner);
            if (same && attribute.name().equals("spark")) {
                return Optional.empty();
            }
            if (attribute != store && attribute.name().equals(store.name())) {
                clear &= same || !context.model().typeOf(attribute.value()).isUnknown();
                if (same) {
                    edits.add(Edit.replace(attribute.nameRange(), "spark" + MEMBER));
                }
            }
        }
        return clear
                ? Optional.of(new Fix(
                        "Let `" + owner.get().name() + "` keep the session",
                        applicability,
                        edits,
                        List.copyOf(imports)))
                : Optional.empty();
    }

    private static List<Attribute> attributes(RuleContext context) {
        var attributes = new ArrayList<Attribute>();
        context.tree().module().walk(node -> {
            if (node instanceof Attribute attribute) {
                attributes.add(attribute);
            }
        });
        return attributes;
    }

    /** Where objects of the attribute's class are given it. */
    private static List<Attribute> stores(Attribute attribute, RuleContext context) {
        var owner = context.model().classOfInstance(attribute.value());
        return attributes(context).stream()
                .filter(other -> owner.isPresent()
                        && other.name().equals(attribute.name())
                        && isStore(other)
                        && context.model().classOfInstance(other.value()).equals(owner))
                .toList();
    }

    private static boolean isStore(Attribute attribute) {
        return attribute.context() == ExpressionContext.STORE;
    }

    /** Whether other files, or classes that derive from it, may know its attributes. */
    private static boolean isReadElsewhere(ClassDef owner, RuleContext context) {
        for (var statement : owner.body()) {
            if (statement instanceof FunctionDef function
                    && function.name().equals("__init__")
                    && context.model().isCalledElsewhere(function)) {
                return true;
            }
        }
        return context.model()
                .scopes()
                .definitionAt(owner)
                .map(Definition::binding)
                .filter(binding -> binding.references().stream()
                        .noneMatch(name -> name.parent().orElse(null) instanceof ClassDef))
                .isEmpty();
    }

    /** By its looks alone, which spares asking for types: what is read of it a context has, unless it is handed on or kept. */
    private static boolean isUsedAsContext(Expression expression) {
        return !(expression.parent().orElse(null) instanceof Attribute attribute)
                || Facts.ofSpark()
                        .find(SparkNames.CONTEXT + "." + attribute.name())
                        .isPresent();
    }

    private static boolean isContext(Expression expression, RuleContext context) {
        return context.model().typeOf(expression).isInstance(SparkNames.CONTEXT);
    }

    /** A context that an RDD is asked for, as functions for streams do: there is no session at hand. */
    private static boolean isOfRdd(Expression expression, RuleContext context) {
        return expression instanceof Attribute attribute
                && context.model().typeOf(attribute.value()).mayBe(SparkNames.RDD);
    }

    /** Puts the session in the place of a context; for display only until it is known how to name it. */
    private static Applicability session(
            Expression owner, RuleContext context, List<Edit> edits, Set<ImportRequest> imports) {
        var replacing = Sessions.replacing(owner, context);
        edits.add(replacing.edit());
        imports.addAll(replacing.imports());
        return replacing.applicability(Applicability.UNSAFE);
    }

    /** {@code SparkSession} in the place of {@code SparkContext}; answers whether the annotation is no more than that. */
    private static boolean annotate(
            Expression annotation, RuleContext context, List<Edit> edits, Set<ImportRequest> imports) {
        boolean plain = context.model()
                .qualifiedName(annotation)
                .filter(name -> name.equals(SparkNames.CONTEXT) || name.endsWith(".context.SparkContext"))
                .isPresent();
        if (plain) {
            var imported = context.imports().use(ImportRequest.from("pyspark.sql", "SparkSession"), annotation.start());
            imports.addAll(imported.needed());
            edits.add(Edit.replace(annotation.range(), imported.name()));
        }
        return plain;
    }

    /** A name for the session that means nothing else in the function. */
    private static Optional<String> newName(FunctionDef function, RuleContext context) {
        var own = context.model().scopes().openedBy(function);
        return List.of("spark", "session").stream()
                .filter(name -> own.isPresent() && own.get().findOwn(name).isEmpty())
                .filter(name -> context.model().freeVariables(function).stream()
                        .noneMatch(binding -> binding.name().equals(name)))
                .findFirst();
    }
}
