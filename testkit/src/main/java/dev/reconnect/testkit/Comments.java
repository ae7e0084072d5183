package dev.reconnect.testkit;

import dev.reconnect.python.tree.Parser;
import java.util.ArrayList;
import java.util.List;

/** Looks at the tokens of a program. */
final class Comments {
    private static final int MOST_CUTS = 120;

    private Comments() {}

    /** The comments, as a list that can be changed. */
    static List<String> of(String program) {
        var comments = new ArrayList<String>();
        for (var range : Parser.parse(program).comments()) {
            comments.add(range.substring(program).strip());
        }
        return comments;
    }

    /** Where tokens begin; of many, some that lie evenly. */
    static List<Integer> cuts(String program) {
        var tokens = Parser.parse(program).tokens();
        int step = Math.max(1, tokens.count() / MOST_CUTS);
        var cuts = new ArrayList<Integer>();
        for (int i = 0; i < tokens.count(); i += step) {
            cuts.add(tokens.start(i));
        }
        return cuts;
    }
}
