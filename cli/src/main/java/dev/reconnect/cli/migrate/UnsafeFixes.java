package dev.reconnect.cli.migrate;

import dev.reconnect.assist.ModelProposal;
import dev.reconnect.core.Applicability;
import dev.reconnect.engine.fix.AppliedFix;
import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.engine.fix.FixResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Those of a program's unsafe fixes that are kept when not all of them can be: pipelines and proposals of models one by one, other fixes
 * rule by rule. What a fix is called tells it from others, wherever earlier ones have moved it.
 */
record UnsafeFixes(Set<String> names) {
    private static final String PIPELINE = "rdd-pipeline";

    UnsafeFixes {
        names = Set.copyOf(names);
    }

    static UnsafeFixes none() {
        return new UnsafeFixes(Set.of());
    }

    /** The names of the unsafe fixes that were applied, in the order of the program. */
    static List<String> namesIn(FixResult fixes) {
        var names = new LinkedHashSet<String>();
        fixes.files().stream()
                .flatMap(file -> file.applied().stream())
                .filter(AppliedFix::unsafe)
                .forEach(fix -> names.add(name(fix.rule(), fix.title())));
        return List.copyOf(names);
    }

    /** Whether pipelines of RDDs became frames, whose integers have 64 bits where Python's have room. */
    static boolean liftPipelines(FixResult fixes) {
        return fixes.files().stream()
                .flatMap(file -> file.applied().stream())
                .anyMatch(fix -> fix.unsafe() && fix.rule().equals(PIPELINE));
    }

    private static String name(String rule, String title) {
        boolean isByPlace = rule.equals(PIPELINE) || rule.equals(ModelProposal.NAME);
        return isByPlace ? rule + ": " + title.replaceFirst(", assuming (that|from a run that) .*", "") : rule;
    }

    UnsafeFixes and(List<String> more) {
        var all = new LinkedHashSet<>(names);
        all.addAll(more);
        return new UnsafeFixes(all);
    }

    /** What was asked for and is not kept. */
    List<String> without(List<String> all) {
        var rest = new ArrayList<>(all);
        rest.removeAll(names);
        return rest;
    }

    FixFilter filter() {
        return (finding, fix) -> fix.applicability() == Applicability.SAFE
                || (fix.applicability() == Applicability.UNSAFE && names.contains(name(finding.rule(), fix.title())));
    }
}
