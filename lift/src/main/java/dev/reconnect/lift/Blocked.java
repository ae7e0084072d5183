package dev.reconnect.lift;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Node;

/** A pipeline that stays as it is, and why; never leaves {@link Lifting}. */
final class Blocked extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Node place;
    private final String reason;

    /** @param reason a clause that goes on after "stays an RDD:" */
    Blocked(Node place, String reason) {
        super(reason, null, false, false);
        this.place = place;
        this.reason = reason;
    }

    /** Of a method that is not among those that are written with frames. */
    static Blocked method(Attribute method, String owner) {
        return new Blocked(method, "`" + owner + "." + method.name() + "` has no exact DataFrame form here");
    }

    Node place() {
        return place;
    }

    String reason() {
        return reason;
    }
}
