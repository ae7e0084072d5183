package dev.reconnect.assist;

import dev.reconnect.core.RulePage;
import dev.reconnect.engine.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Pairs of code before and after from the rules' pages, which are tested with them: those that have most in common with a region. */
final class Examples {
    static final int MOST = 2;
    private static final int LONGEST = 1500;

    private static final Pattern PAIR =
            Pattern.compile("```py before\\n(.*?)```\\s*```py after[^\\n]*\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MARKER = Pattern.compile("\\s*# (?:error|warning|info): [^\\n]*");
    private static final Pattern MEMBER = Pattern.compile("\\.(\\w+)\\(");

    private final List<Pair> pairs;

    private record Pair(String rule, String before, String after, Set<String> members) {
        /** How many of the members it knows; the share of those that it has beside them makes pairs to the point come first. */
        double likeness(Set<String> mentioned) {
            long shared = members.stream().filter(mentioned::contains).count();
            return shared == 0 ? 0 : shared + (double) shared / (members.size() + 1);
        }

        String text() {
            return Fences.around("python", before) + "\nbecomes\n" + Fences.around("python", after);
        }
    }

    private Examples(List<Pair> pairs) {
        this.pairs = pairs;
    }

    static Examples of(RuleSet rules) {
        var pairs = new ArrayList<Pair>();
        rules.rules().forEach(rule -> addPairs(rule.name(), rule.page(), pairs));
        return new Examples(List.copyOf(pairs));
    }

    private static void addPairs(String rule, RulePage page, List<Pair> pairs) {
        PAIR.matcher(page.body()).results().forEach(match -> {
            var before = MARKER.matcher(match.group(1)).replaceAll("").strip();
            var after = match.group(2).strip();
            if (before.length() + after.length() <= LONGEST) {
                pairs.add(new Pair(rule, before, after, members(before)));
            }
        });
    }

    private static Set<String> members(String code) {
        return MEMBER.matcher(code).results().map(match -> match.group(1)).collect(Collectors.toSet());
    }

    /** Pairs for code that mentions these members; empty where none has anything in common with it. */
    String like(String code) {
        var mentioned = members(code);
        return pairs.stream()
                .filter(pair -> pair.likeness(mentioned) > 0)
                .sorted(Comparator.comparing((Pair pair) -> -pair.likeness(mentioned))
                        .thenComparing(pair -> pair.before().length()))
                .limit(MOST)
                .map(Pair::text)
                .collect(Collectors.joining("\n\n"));
    }
}
