package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.python.rule.ImportFromRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.ImportFrom;
import java.util.Set;

/** Finds imports of private functions that turn columns into Java objects. */
@AutoService(PythonRule.class)
public final class ColumnJvmImport implements ImportFromRule {

    private static final Set<String> FUNCTIONS = Set.of(
            "_to_java_column",
            "_to_java_expr",
            "_to_seq",
            "_to_list",
            "_to_scala_map",
            "_create_column_from_literal",
            "_create_column_from_name");

    @Override
    public void check(ImportFrom statement, RuleContext context) {
        String module = statement.module().orElse("");
        if (statement.level() > 0
                || !(module.equals("pyspark.sql.column") || module.equals("pyspark.sql.classic.column"))) {
            return;
        }
        for (Alias alias : statement.names()) {
            if (FUNCTIONS.contains(alias.name())) {
                context.report(alias, message(alias.name(), module, context)).symbol(module + "." + alias.name());
            }
        }
    }

    private static String message(String name, String module, RuleContext context) {
        boolean moved = module.equals("pyspark.sql.column") && context.target().isAtLeast(SparkRelease.SPARK_4_0);
        return moved
                ? "`" + name
                        + "` left `pyspark.sql.column` in 4.0 and needs a JVM, which a Connect client does not have"
                : "`" + name + "` needs a JVM, which a Connect client does not have";
    }
}
