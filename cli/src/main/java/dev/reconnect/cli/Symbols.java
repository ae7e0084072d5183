package dev.reconnect.cli;

import dev.reconnect.core.facts.Fact;
import dev.reconnect.core.facts.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds facts by what people call a symbol: its full name, its class and member, a class, or a member alone. */
final class Symbols {
    private Symbols() {}

    /** The facts that any of the words means; all facts if there are no words. */
    static List<Fact> matching(List<String> words) {
        var all = Facts.ofSpark().all();
        if (words.isEmpty()) {
            return all;
        }
        var found = new ArrayList<Fact>();
        for (var word : words) {
            found.addAll(matching(word, all));
        }
        return found.stream().distinct().toList();
    }

    private static List<Fact> matching(String word, List<Fact> all) {
        var name = word.replace("()", "").strip();
        var suffix = "." + name;
        var exact = all.stream()
                .filter(fact -> fact.symbol().equals(name) || fact.symbol().endsWith(suffix))
                .toList();
        var members = all.stream()
                .filter(fact -> fact.owner().equals(name) || fact.owner().endsWith(suffix))
                .toList();
        if (!exact.isEmpty() || !members.isEmpty()) {
            var both = new ArrayList<>(exact);
            both.addAll(members);
            return both;
        }
        var lower = name.toLowerCase(Locale.ROOT);
        return all.stream()
                .filter(fact -> fact.symbol().toLowerCase(Locale.ROOT).contains(lower))
                .toList();
    }

    /** The facts whose symbol is just what was typed, its package left out. */
    static List<Fact> named(String word) {
        var name = word.replace("()", "").strip();
        var suffix = "." + name;
        return Facts.ofSpark().all().stream()
                .filter(fact -> fact.symbol().equals(name) || fact.symbol().endsWith(suffix))
                .toList();
    }
}
