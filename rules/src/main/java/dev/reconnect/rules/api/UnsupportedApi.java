package dev.reconnect.rules.api;

import com.google.auto.service.AutoService;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.core.facts.Fact;
import dev.reconnect.core.facts.FactKind;
import dev.reconnect.core.facts.FactVerdict;
import dev.reconnect.core.facts.Facts;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.AttributeRule;
import dev.reconnect.python.rule.CallRule;
import dev.reconnect.python.rule.ImportFromRule;
import dev.reconnect.python.rule.ImportRule;
import dev.reconnect.python.rule.NameRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Constant;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.ExpressionContext;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.types.MemberReference;
import dev.reconnect.rules.Members;
import dev.reconnect.rules.SparkNames;
import dev.reconnect.rules.jvm.JavaPath;
import java.util.List;
import java.util.Optional;

/** Finds uses of what Spark Connect does not have and no other rule speaks of; the table of facts says what that is. */
@AutoService(PythonRule.class)
public final class UnsupportedApi implements AttributeRule, NameRule, CallRule, ImportFromRule, ImportRule {

    private static final List<String> LOST_MODULES = List.of("pyspark.mllib", "pyspark.streaming");

    @Override
    public Phase phase() {
        return Phase.GENERAL;
    }

    @Override
    public void check(Attribute attribute, RuleContext context) {
        if (context.isClaimed(attribute) || attribute.context() != ExpressionContext.LOAD || isForAnother(attribute)) {
            return;
        }
        Optional<MemberReference> member = context.model().memberOf(attribute);
        Optional<Fact> fact = member.flatMap(UnsupportedApi::findFact).or(() -> factByName(attribute, context));
        fact.filter(found -> fails(found, attribute, context) && !isPartOfFailure(attribute, found, context))
                .ifPresent(found -> report(
                        attribute.nameRange(),
                        found,
                        member.map(MemberReference::confidence).orElse(Confidence.CERTAIN),
                        context));
    }

    /** What Connect has, but is given something that it does not have. */
    @Override
    public void check(Call call, RuleContext context) {
        checkByName(call, context);
        if (context.isClaimed(call)
                || !(call.function() instanceof Attribute attribute)
                || context.isClaimed(attribute)) {
            return;
        }
        context.model()
                .memberOf(attribute)
                .flatMap(UnsupportedApi::findFact)
                .filter(fact -> !fact.isUnsupported(context.target()) && isGivenRdd(call, context))
                .ifPresent(fact -> context.report(
                                attribute.nameRange(),
                                "`" + shortName(fact) + "` is given an RDD, which no Connect client can make")
                        .symbol(fact.symbol()));
    }

    /** {@code getattr(sc, "parallelize")}; with a default it fails on nothing. */
    private static void checkByName(Call call, RuleContext context) {
        if (!(call.function() instanceof Name name && name.id().equals("getattr"))
                || call.arguments().size() != 2
                || !call.keywords().isEmpty()
                || !(call.arguments().get(1) instanceof Constant constant)
                || !context.model().qualifiedName(name).equals(Optional.of("getattr"))) {
            return;
        }
        constant.stringValue()
                .flatMap(text -> context.model().memberNamed(call.arguments().get(0), text))
                .ifPresent(member -> findFact(member)
                        .filter(fact -> fails(fact, call, context))
                        .ifPresent(fact -> report(constant.range(), fact, member.confidence(), context)));
    }

    @Override
    public void check(Name name, RuleContext context) {
        if (!isCalled(name) || context.isClaimed(name)) {
            return;
        }
        context.model()
                .qualifiedName(name)
                .filter(qualified -> qualified.startsWith("pyspark."))
                .flatMap(Facts.ofSpark()::find)
                .filter(fact -> fails(fact, name, context))
                .ifPresent(fact -> report(name.range(), fact, Confidence.CERTAIN, context));
    }

    @Override
    public void check(ImportFrom statement, RuleContext context) {
        String module = statement.level() > 0 ? "" : statement.module().orElse("");
        for (Alias alias : statement.names()) {
            String full = isLost(module) ? module : module + "." + alias.name();
            if (isLost(full)) {
                reportImport(full, alias.range(), context);
                return;
            }
        }
    }

    @Override
    public void check(Import statement, RuleContext context) {
        for (Alias alias : statement.names()) {
            if (isLost(alias.name())) {
                reportImport(alias.name(), alias.range(), context);
            }
        }
    }

    private static boolean isGivenRdd(Call call, RuleContext context) {
        for (Expression argument : call.arguments()) {
            if (Members.isInstance(argument, SparkNames.RDD, context) && !context.isClaimed(argument)) {
                return true;
            }
        }
        return false;
    }

    /** Java objects have rules of their own. */
    private static boolean isForAnother(Attribute attribute) {
        return JavaPath.isGateway(attribute.name()) || JavaPath.isJavaObject(attribute.name());
    }

    private static Optional<Fact> factByName(Attribute attribute, RuleContext context) {
        return isCalled(attribute)
                ? context.model()
                        .qualifiedName(attribute)
                        .filter(name -> name.startsWith("pyspark."))
                        .flatMap(Facts.ofSpark()::find)
                : Optional.empty();
    }

    private static Optional<Fact> findFact(MemberReference member) {
        if (!member.owner().startsWith("pyspark")) {
            return Optional.empty();
        }
        var fact = Facts.ofSpark().find(member.qualifiedName());
        return fact.isPresent() || member.definedBy().equals(member.owner())
                ? fact
                : Facts.ofSpark().find(member.definedBy() + "." + member.name());
    }

    /** A class fails when it is called; to name it, in an annotation or an import, does no harm. */
    private static boolean fails(Fact fact, Expression use, RuleContext context) {
        return switch (fact.kind()) {
            case CLASS, FUNCTION -> fact.isUnsupported(context.target()) && isCalled(use);
            case ATTRIBUTE -> fact.verdict(context.target()) != FactVerdict.SUPPORTED;
            case METHOD, PROPERTY -> fact.isUnsupported(context.target());
            case MODULE, BEHAVIOUR -> false;
        };
    }

    /** {@code spark.sparkContext} in front of a member on the same line that another rule has spoken of. */
    private static boolean isPartOfFailure(Attribute attribute, Fact fact, RuleContext context) {
        if (!fact.symbol().equals(SparkNames.SESSION + ".sparkContext")
                || !(attribute.parent().orElse(null) instanceof Attribute next)) {
            return false;
        }
        var lines = context.tree().lines();
        boolean sameLine = lines.line(next.nameRange().start())
                == lines.line(attribute.nameRange().start());
        return sameLine && (context.isClaimed(next) || isForAnother(next));
    }

    private static boolean isCalled(Expression use) {
        return use.parent().orElse(null) instanceof Call call && call.function() == use;
    }

    private static void report(TextRange range, Fact fact, Confidence confidence, RuleContext context) {
        var report = context.report(range, message(fact, context.target()))
                .symbol(fact.symbol())
                .confidence(confidence);
        if (!fact.isUnsupported(context.target())) {
            report.severity(Severity.WARNING);
        }
        if (!fact.replacement().isEmpty()) {
            report.instead(fact.replacement());
        }
    }

    private static String message(Fact fact, SparkRelease target) {
        boolean missing = fact.isUnsupported(target);
        var text = new StringBuilder("`")
                .append(shortName(fact))
                .append(missing ? "` is not available on Spark Connect" : "` is not the same on Spark Connect");
        fact.worksAfter(target)
                .ifPresent(release -> text.append(", it works from ").append(release.label()));
        if (!fact.message().isEmpty()) {
            text.append(": ")
                    .append(isError(fact.message()) ? "it raises " : "")
                    .append(fact.message());
        }
        return text.toString();
    }

    /** Whether the table says no more than which error comes. */
    private static boolean isError(String message) {
        int colon = message.indexOf(':');
        String word = colon < 0 ? message : message.substring(0, colon);
        return message.startsWith("[") || (word.endsWith("Error") && word.indexOf(' ') < 0);
    }

    /** {@code RDD.map} for {@code pyspark.RDD.map}. */
    private static String shortName(Fact fact) {
        String owner = fact.owner();
        return fact.kind() == FactKind.CLASS || fact.kind() == FactKind.FUNCTION
                ? fact.name()
                : owner.substring(owner.lastIndexOf('.') + 1) + "." + fact.name();
    }

    private static boolean isLost(String module) {
        return LOST_MODULES.stream().anyMatch(lost -> module.equals(lost) || module.startsWith(lost + "."))
                && !module.startsWith("pyspark.mllib.linalg");
    }

    private static void reportImport(String module, TextRange range, RuleContext context) {
        context.report(range, "`" + module + "` has no counterpart on Spark Connect: " + wayOut(module))
                .symbol(module)
                .severity(Severity.WARNING);
    }

    private static String wayOut(String module) {
        return module.startsWith("pyspark.mllib")
                ? "`pyspark.ml` works on frames"
                : "Structured Streaming takes its place";
    }
}
