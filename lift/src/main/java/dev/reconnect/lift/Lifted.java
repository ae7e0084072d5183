package dev.reconnect.lift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An RDD expression as a frame.
 *
 * @param base what the calls start from: a variable, or the call that makes the frame
 * @param calls the calls that follow, each from its dot to its closing parenthesis
 */
record Lifted(String base, List<String> calls, Frame frame) {
    Lifted {
        calls = List.copyOf(calls);
    }

    Lifted then(Frame next, String... more) {
        var all = new ArrayList<>(calls);
        all.addAll(Arrays.asList(more));
        return new Lifted(base, all, next);
    }

    /** Rows of two fields as pairs. */
    Lifted asPairs() {
        if (!frame.isRow() || !frame.isPair()) {
            return this;
        }
        var pair = new Shape.TupleOf(frame.parts(), false);
        var pairs = new Frame(pair, frame.order().computed(), false, frame.dues());
        return then(pairs, ".toDF(\"_1\", \"_2\")");
    }

    /** The same, where its elements are in columns. */
    Lifted inColumns() throws Blocked {
        if (frame.chain().isPresent()) {
            throw frame.chain().get().blocked();
        }
        return this;
    }

    /** On one line. */
    String text() {
        return base + String.join("", calls);
    }
}
