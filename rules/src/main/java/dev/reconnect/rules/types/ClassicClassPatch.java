package dev.reconnect.rules.types;

import com.google.auto.service.AutoService;
import dev.reconnect.python.rule.AssignRule;
import dev.reconnect.python.rule.PythonRule;
import dev.reconnect.python.rule.RuleContext;
import dev.reconnect.python.tree.Assign;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.rules.SparkNames;

/** Finds methods put on classic classes that Connect objects do not derive from. */
@AutoService(PythonRule.class)
public final class ClassicClassPatch implements AssignRule {

    @Override
    public void check(Assign assignment, RuleContext context) {
        for (Expression target : assignment.targets()) {
            if (target instanceof Attribute attribute) {
                String name = context.model().qualifiedName(attribute.value()).orElse("");
                boolean lost = name.equals(SparkNames.CONTEXT) || name.equals(SparkNames.RDD);
                if (lost || ClassicClasses.connectModule(name, context.target()).isPresent()) {
                    context.report(attribute, message(name, attribute.name())).symbol(name);
                }
            }
        }
    }

    private static String message(String name, String member) {
        return "`" + member + "` put on `" + ClassicClasses.simpleName(name)
                + "` does not reach the objects of a Connect client, which are of another class";
    }
}
