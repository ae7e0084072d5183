package dev.reconnect.assist;

import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.names.BindingKind;
import dev.reconnect.python.names.Definition;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.BinOp;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.ExceptHandler;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.FunctionDef;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.JoinedStr;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Parameter;
import dev.reconnect.python.tree.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Lets through only code that imports, names and calls what the region mentions itself, or what plans are built with. It goes by what is allowed,
 * not by what is known to be bad: code from outside is hostile until shown otherwise.
 */
final class CallsGate {
    private static final Pattern PLACE = Pattern.compile(
            "[a-zA-Z][a-zA-Z0-9+.\\-]*://.*|[/~].+|\\.\\.?/.*|.*\\.(?:csv|tsv|json|jsonl|parquet|orc|avro|txt|pkl|py|xml|gz|zip|db|sqlite)");
    private static final Pattern CODE = Pattern.compile(
            "(?is).*\\b(?:java_method|reflect|try_reflect|call_function|select)\\b.*"
                    + "|\\s*(?:drop|delete|truncate|insert|create|alter|update|merge|set|add|load|call|use|grant|revoke)\\s.*");

    private final Trial trial;
    private final SparkRelease target;
    private final Set<String> mentioned;
    private final Set<String> bound = new HashSet<>();

    private CallsGate(Trial trial, SparkRelease target) {
        this.trial = trial;
        this.target = target;
        this.mentioned = trial.mentioned();
        bind();
    }

    static Optional<String> objection(Trial trial, SparkRelease target) {
        var gate = new CallsGate(trial, target);
        return gate.imports()
                .or(gate::shadowing)
                .or(gate::names)
                .or(gate::members)
                .or(gate::places)
                .or(gate::expressions)
                .or(gate::arguments)
                .or(gate::kinds);
    }

    /** The names that the code itself gives meaning to. */
    private void bind() {
        trial.fresh().imports().forEach(request -> bound.add(request.boundName()));
        trial.fresh().nodes(Parameter.class).forEach(parameter -> bound.add(parameter.name()));
        trial.fresh().nodes(FunctionDef.class).forEach(function -> bound.add(function.name()));
        trial.fresh().nodes(Name.class).stream()
                .filter(name -> name.context() == ExpressionContext.STORE)
                .forEach(name -> bound.add(name.id()));
        trial.fresh().nodes(ExceptHandler.class).forEach(handler -> handler.name()
                .ifPresent(name -> bound.add(name.name())));
    }

    private Optional<String> imports() {
        for (var request : trial.fresh().imports()) {
            if (!isAllowed(request)) {
                return Optional.of("imports `" + request.statement() + "`, which such code does not need");
            }
        }
        long atTop = trial.fresh().tree().module().body().stream()
                .takeWhile(Written::isImport)
                .count();
        long all = Stream.concat(
                        trial.fresh().nodes(Import.class).stream(), trial.fresh().nodes(ImportFrom.class).stream())
                .count();
        return all > atTop ? Optional.of("imports something in the middle of the code") : Optional.empty();
    }

    private static boolean isAllowed(ImportRequest request) {
        var name = request.name().orElse("");
        return Vocabulary.MODULES.contains(request.module())
                && !name.equals("*")
                && !name.startsWith("_")
                && !Vocabulary.NEVER_NEW.contains(name)
                && (!request.module().equals("pyspark.sql") || Vocabulary.OF_SQL.contains(name))
                && (request.module().startsWith("pyspark.")
                        ? !name.isEmpty() || request.alias().isPresent()
                        : true);
    }

    /** A new meaning for a builtin would make the code read as something else. */
    private Optional<String> shadowing() {
        var builtins = new HashSet<>(Vocabulary.BUILTINS);
        var file = trial.analysis().parsed(trial.region().file());
        Blocks.nodes(file.tree().module(), Name.class).stream()
                .filter(name -> trial.model().bindingOf(name).isEmpty())
                .forEach(name -> builtins.add(name.id()));
        return bound.stream()
                .filter(builtins::contains)
                .sorted()
                .findFirst()
                .map(name -> "gives the builtin `" + name + "` another meaning");
    }

    private Optional<String> names() {
        return trial.fresh().nodes(Name.class).stream()
                .map(Name::id)
                .filter(id -> !isAllowed(id))
                .findFirst()
                .map(id -> "uses `" + id + "`, which the region does not");
    }

    private boolean isAllowed(String id) {
        if (bound.contains(id) || mentioned.contains(id)) {
            return true;
        }
        var binding = trial.scope().resolve(id);
        if (binding.isEmpty()) {
            return Vocabulary.BUILTINS.contains(id);
        }
        return binding.get().definitions().stream().allMatch(CallsGate::isHarmless);
    }

    /** Variables, and imports of modules that are allowed; not functions that might do anything. */
    private static boolean isHarmless(Definition definition) {
        if (definition.kind() == BindingKind.IMPORT) {
            return definition.node() instanceof Alias alias
                    && alias.parent()
                            .map(CallsGate::requests)
                            .orElse(Stream.of())
                            .anyMatch(request -> request.boundName().equals(alias.boundName()) && isAllowed(request));
        }
        return definition.kind() != BindingKind.FUNCTION && definition.kind() != BindingKind.CLASS;
    }

    private static Stream<ImportRequest> requests(Node statement) {
        return statement instanceof Statement known ? Written.requests(known).stream() : Stream.of();
    }

    private Optional<String> members() {
        for (var attribute : trial.fresh().nodes(Attribute.class)) {
            var name = attribute.name();
            if (mentioned.contains(name)) {
                continue;
            }
            if (name.startsWith("_") || Vocabulary.NEVER_NEW.contains(name)) {
                return Optional.of("reaches for `." + name + "`, which the region does not");
            }
            if (isNew(name, Vocabulary.READS)) {
                return Optional.of("reads data by `." + name + "`, which the region does not");
            }
            if (isNew(name, Vocabulary.WRITES)) {
                return Optional.of("writes data by `." + name + "`, which the region does not");
            }
            if (!isAllowedMember(attribute)) {
                return Optional.of("there is no `." + name + "` for such code on " + target.target());
            }
        }
        return Optional.empty();
    }

    private boolean isNew(String name, Collection<String> kind) {
        return kind.contains(name) && mentioned.stream().noneMatch(kind::contains);
    }

    private boolean isAllowedMember(Attribute attribute) {
        var name = attribute.name();
        boolean isColumn = attribute
                .parent()
                .filter(parent -> parent instanceof Call call && call.function() == attribute)
                .isEmpty();
        return Vocabulary.METHODS.contains(name)
                || Vocabulary.OF_SESSION.contains(name)
                || Vocabulary.READS.contains(name)
                || Vocabulary.WRITES.contains(name)
                || isOfModule(attribute.value())
                || Vocabulary.isPlanBuilding(name, target)
                || (isColumn && isOfValue(attribute.value()));
    }

    /** {@code math.sqrt}: whether the name stands for an allowed module that is none of Spark's. */
    private boolean isOfModule(Expression receiver) {
        Predicate<ImportRequest> matches = request -> receiver instanceof Name name
                && request.boundName().equals(name.id())
                && !request.module().startsWith("pyspark");
        boolean isImported = trial.fresh().imports().stream().anyMatch(matches);
        return isImported
                || (receiver instanceof Name name
                        && trial.scope().resolve(name.id()).stream()
                                .flatMap(binding -> binding.definitions().stream())
                                .filter(definition -> definition.kind() == BindingKind.IMPORT)
                                .flatMap(definition -> definition.node().parent().stream())
                                .flatMap(CallsGate::requests)
                                .anyMatch(request -> matches.test(request) && isAllowed(request)));
    }

    /** A column of a frame, or a field of a row. */
    private boolean isOfValue(Expression receiver) {
        return receiver instanceof Name name
                && !trial.scope().resolve(name.id()).stream()
                        .flatMap(binding -> binding.definitions().stream())
                        .anyMatch(definition -> definition.kind() == BindingKind.IMPORT);
    }

    private Optional<String> places() {
        for (var literal : trial.fresh().nodes(Constant.class)) {
            var value = literal.stringValue().orElse("");
            if (PLACE.matcher(value).matches() && !trial.old().tree().text().contains(value)) {
                return Optional.of("names the place \"" + value + "\", which the region does not");
            }
            if (CODE.matcher(value).matches() && !trial.old().tree().text().contains(value)) {
                return Optional.of("holds the statement \"" + value + "\", which the region does not");
            }
        }
        return Optional.empty();
    }

    /** SQL has to stand there to be looked at: text that is put together could be anything. */
    private Optional<String> expressions() {
        for (var call : trial.fresh().nodes(Call.class)) {
            if (!(call.function() instanceof Name) && !(call.function() instanceof Attribute)) {
                return Optional.of("calls what has no name");
            }
            var name =
                    call.function() instanceof Attribute attribute ? attribute.name() : ((Name) call.function()).id();
            boolean isSql = name.equals("expr") || name.equals("selectExpr");
            boolean mayBeSql = name.equals("where") || name.equals("filter");
            for (var argument : call.arguments()) {
                if ((isSql && !(argument instanceof Constant)) || (mayBeSql && isBuiltText(argument))) {
                    return Optional.of("puts SQL together for `" + name + "`, which cannot be looked at");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isBuiltText(Expression argument) {
        return argument instanceof JoinedStr
                || (argument instanceof BinOp operation && (isText(operation.left()) || isText(operation.right())))
                || (argument instanceof Call call
                        && call.function() instanceof Attribute attribute
                        && isText(attribute.value()));
    }

    private static boolean isText(Expression expression) {
        return expression instanceof JoinedStr || (expression instanceof Constant constant && constant.isString());
    }

    /** What is read and written has to be named as the region names it; pieces of a name could make up another. */
    private Optional<String> arguments() {
        for (var call : trial.fresh().nodes(Call.class)) {
            for (var argument : call.arguments()) {
                var text = argument.range().substring(trial.fresh().tree().text());
                boolean isKnown =
                        argument instanceof Name || trial.old().tree().text().contains(text);
                if (isInOrOut(call) && !isKnown) {
                    return Optional.of("reads or writes `" + text + "`, which the region does not");
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isInOrOut(Call call) {
        for (Expression link = call; ; ) {
            if (link instanceof Call inner) {
                link = inner.function();
            } else if (link instanceof Attribute attribute) {
                if (attribute.name().equals("read") || attribute.name().equals("write")) {
                    return true;
                }
                link = attribute.value();
            } else {
                return false;
            }
        }
    }

    /** Statements that such code has no need of. */
    private Optional<String> kinds() {
        for (var node : trial.fresh().nodes(Node.class)) {
            var forbidden =
                    switch (node.kind()) {
                        case CLASS_DEF,
                                ASYNC_FUNCTION_DEF,
                                GLOBAL,
                                NONLOCAL,
                                DELETE,
                                MAGIC,
                                MAGIC_EXPRESSION,
                                AWAIT,
                                WITH,
                                ASYNC_WITH,
                                ASYNC_FOR,
                                RAISE,
                                ASSERT,
                                TRY,
                                TRY_STAR,
                                WHILE -> true;
                        default -> false;
                    };
            if (forbidden && trial.old().nodes(Node.class).stream().noneMatch(old -> old.kind() == node.kind())) {
                return Optional.of("has a statement of a kind that the region does not: " + node.kind());
            }
        }
        return Optional.empty();
    }
}
