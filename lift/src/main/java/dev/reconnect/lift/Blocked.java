package dev.reconnect.lift;

import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Node;

/** A pipeline that stays as it is, and why; never leaves {@link Lifting}. */
final class Blocked extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Node place;
    private final String reason;
    private final boolean open;

    /** @param reason a clause that goes on after "stays an RDD:" */
    Blocked(Node place, String reason) {
        this(place, reason, false);
    }

    private Blocked(Node place, String reason, boolean open) {
        super(reason, null, false, false);
        this.place = place;
        this.reason = reason;
        this.open = open;
    }

    /** For now: what comes to the place has not been looked at. */
    static Blocked open(Node place) {
        return new Blocked(place, "nothing is known to come here", true);
    }

    /** Of a method that is not among those that are written with frames. */
    static Blocked method(Attribute method, String owner) {
        return new Blocked(method, "`" + owner + "." + method.name() + "` has no exact DataFrame form here");
    }

    /** Whether more may be known once the rest of the pipeline has been looked at. */
    boolean isOpen() {
        return open;
    }

    Node place() {
        return place;
    }

    String reason() {
        return reason;
    }
}
