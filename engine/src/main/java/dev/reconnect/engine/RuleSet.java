package dev.reconnect.engine;

import dev.reconnect.core.Rule;
import dev.reconnect.core.UserException;
import dev.reconnect.engine.settings.Settings;
import dev.reconnect.python.rule.PythonRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** The rules at hand, by name; a rule's group is the last part of its package, such as {@code rdd} or {@code session}. */
public final class RuleSet {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final boolean complete;

    private RuleSet(Collection<? extends Rule> rules, boolean complete) {
        rules.stream().sorted(Comparator.comparing(Rule::name)).forEach(rule -> this.rules.put(rule.name(), rule));
        this.complete = complete;
    }

    /** Every rule that declares itself as a service of type {@link PythonRule}. */
    public static RuleSet load() {
        var found = new ArrayList<Rule>();
        ServiceLoader.load(PythonRule.class).forEach(found::add);
        return new RuleSet(found, true);
    }

    public static RuleSet of(Collection<? extends Rule> rules) {
        return new RuleSet(rules, true);
    }

    public static RuleSet of(Rule... rules) {
        return of(List.of(rules));
    }

    /** The rules that the settings select and do not ignore. */
    public RuleSet selected(Settings settings) {
        if (settings.select().isEmpty() && settings.ignore().isEmpty()) {
            return this;
        }
        var kept = settings.select().isEmpty() ? new TreeSet<>(rules.keySet()) : named(settings.select());
        kept.removeAll(named(settings.ignore()));
        return new RuleSet(kept.stream().map(this::get).toList(), kept.size() == rules.size() && complete);
    }

    /** All rules, sorted by name. */
    public List<Rule> rules() {
        return List.copyOf(rules.values());
    }

    public Optional<Rule> find(String name) {
        return Optional.ofNullable(rules.get(name));
    }

    public static String groupOf(Rule rule) {
        var place = rule.getClass().getPackageName();
        return place.substring(place.lastIndexOf('.') + 1);
    }

    /** The groups that rules fall into, sorted. */
    public List<String> groups() {
        return List.copyOf(
                new TreeSet<>(rules.values().stream().map(RuleSet::groupOf).toList()));
    }

    /** Whether no rule was left out, so that a suppression that did nothing is known to be unused. */
    boolean isComplete() {
        return complete;
    }

    private Rule get(String name) {
        return find(name).orElseThrow();
    }

    private Set<String> named(List<String> namesAndGroups) {
        var names = new TreeSet<String>();
        for (var wanted : namesAndGroups) {
            if (rules.containsKey(wanted)) {
                names.add(wanted);
                continue;
            }
            boolean any = false;
            for (var rule : rules.values()) {
                if (groupOf(rule).equals(wanted)) {
                    names.add(rule.name());
                    any = true;
                }
            }
            if (!any) {
                throw unknown(wanted);
            }
        }
        return names;
    }

    private UserException unknown(String name) {
        var known = new ArrayList<>(rules.keySet());
        known.addAll(groups());
        var advice = Nearest.to(name, known)
                .map(nearest -> "Did you mean `" + nearest + "`?")
                .orElse("`reconnect rules` lists rules and groups");
        return new UserException("There is no rule or group of rules called `" + name + "`", advice);
    }
}
