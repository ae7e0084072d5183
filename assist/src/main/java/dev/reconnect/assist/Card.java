package dev.reconnect.assist;

import dev.reconnect.assist.model.Tokens;
import dev.reconnect.core.facts.Fact;
import dev.reconnect.core.facts.Facts;
import dev.reconnect.core.facts.SparkRelease;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What a release's Spark Connect lacks and what is written instead, from the facts: what the region mentions first, and never more than fits. */
final class Card {
    static final int MOST_TOKENS = 1500;

    /** What is worth knowing whatever the region. */
    private static final List<String> OWNERS =
            List.of("pyspark.RDD", "pyspark.SparkContext", "pyspark.sql.DataFrame", "pyspark.sql.SparkSession");

    private Card() {}

    static String of(SparkRelease target, Set<String> mentioned) {
        var facts = facts(target);
        facts.sort(Comparator.comparing((Fact fact) -> !mentioned.contains(fact.name())));
        var card = new StringBuilder();
        for (var fact : facts) {
            var line = "- `" + shortName(fact) + "`: " + fact.replacement() + "\n";
            if (Tokens.estimate(card + line) > MOST_TOKENS) {
                break;
            }
            card.append(line);
        }
        return card.toString().stripTrailing();
    }

    private static List<Fact> facts(SparkRelease target) {
        var facts = new ArrayList<Fact>();
        for (var owner : OWNERS) {
            Facts.ofSpark().all().stream()
                    .filter(fact -> fact.owner().equals(owner) && fact.isUnsupported(target))
                    .filter(fact ->
                            !fact.replacement().isEmpty() && !fact.name().startsWith("_"))
                    .forEach(facts::add);
        }
        return facts;
    }

    private static String shortName(Fact fact) {
        var owner = fact.owner();
        return owner.substring(owner.lastIndexOf('.') + 1) + "." + fact.name();
    }
}
