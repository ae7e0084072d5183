package dev.reconnect.rules.jvm;

import dev.reconnect.core.Confidence;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Call;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Name;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.types.MemberReference;
import java.util.Optional;
import java.util.Set;

/**
 * The way from one of PySpark's private doors into the JVM to what an expression stands for, through variables.
 *
 * @param root the attribute that is the door, such as {@code spark._jvm}
 * @param path what follows it, calls as `()`: {@code org.apache.log4j.LogManager.getLogger()}
 */
public record JavaPath(Attribute root, MemberReference member, String path) {
    private static final Set<String> GATEWAYS = Set.of("_jvm", "_gateway", "_jsc", "_jsparkSession");
    private static final Set<String> OBJECTS = Set.of(
            "_jdf",
            "_jc",
            "_jrdd",
            "_jreader",
            "_jwrite",
            "_jcatalog",
            "_jconf",
            "_jgd",
            "_jmap",
            "_jcols",
            "_jseq",
            "_jbroadcast",
            "_jschema_rdd",
            "_ssql_ctx");
    private static final int MAX_STEPS = 40;

    /** Whether an attribute of that name is a door to the JVM itself. */
    public static boolean isGateway(String name) {
        return GATEWAYS.contains(name);
    }

    /** Whether an attribute of that name is the Java object behind an object of PySpark. */
    public static boolean isJavaObject(String name) {
        return OBJECTS.contains(name);
    }

    /** Whether the expression comes out of the JVM, so that its members are not those of PySpark. */
    public static boolean isJavaObject(Expression expression, RuleContext context) {
        return of(expression, context).isPresent();
    }

    /** The path of an expression; absent where it does not start at a door. */
    static Optional<JavaPath> of(Expression expression, RuleContext context) {
        return of(expression, context, 0);
    }

    private static Optional<JavaPath> of(Expression expression, RuleContext context, int steps) {
        if (steps > MAX_STEPS) {
            return Optional.empty();
        }
        if (expression instanceof Call call) {
            return of(call.function(), context, steps + 1).map(JavaPath::called);
        }
        if (expression instanceof Name name) {
            return context.model().onlyValue(name).flatMap(value -> of(value, context, steps + 1));
        }
        if (!(expression instanceof Attribute attribute)) {
            return Optional.empty();
        }
        if (isGateway(attribute.name()) || isJavaObject(attribute.name())) {
            var door = door(attribute, context);
            if (door.isPresent()) {
                return door;
            }
        }
        return of(attribute.value(), context, steps + 1).map(path -> path.then(attribute.name()));
    }

    /** The attribute itself as a door. */
    static Optional<JavaPath> door(Attribute attribute, RuleContext context) {
        return context.model()
                .memberOf(attribute)
                .filter(member -> member.owner().startsWith("pyspark."))
                .map(member -> new JavaPath(attribute, member, ""));
    }

    String rootName() {
        return root.name();
    }

    Confidence confidence() {
        return member.confidence();
    }

    /** Whether the path starts in the JVM's classes, be it with {@code _jvm} or {@code _gateway.jvm}, and goes on like that. */
    boolean isClassPath(String expected) {
        return (rootName().equals("_jvm") && path.equals(expected))
                || (rootName().equals("_gateway") && path.equals("jvm." + expected));
    }

    /** The path without calls and without {@code jvm}, for people to read. */
    String readable() {
        return path.startsWith("jvm.") ? path.substring(4) : path;
    }

    /** Where to point at: the node, or the door where that stands inside it on a later line. */
    TextRange place(Node node, RuleContext context) {
        boolean inside = node.range().contains(root.nameRange());
        var lines = context.tree().lines();
        boolean sameLine =
                lines.line(node.start()) == lines.line(root.nameRange().start());
        return inside && !sameLine ? root.nameRange() : node.range();
    }

    /** Reports a use that a rule knows, and claims the door where it stands in the same expression. */
    RuleContext.Report report(Expression use, String message, RuleContext context) {
        var report = context.report(place(use, context), message)
                .symbol(member.qualifiedName())
                .confidence(confidence())
                .covering(use);
        if (use.range().contains(root.range())) {
            report.covering(root);
        }
        return report;
    }

    private JavaPath then(String name) {
        return new JavaPath(root, member, path.isEmpty() ? name : path + "." + name);
    }

    private JavaPath called() {
        return new JavaPath(root, member, path + "()");
    }
}
