package dev.reconnect.assist;

/** What an answer has to pass, in this order: the cheap ones first. */
public enum Gate {
    /** It is one block of code. */
    EXTRACTION("extraction"),
    /** The code is Python. */
    PARSE("parse"),
    /** It is not what stands there already. */
    COPY("not a copy"),
    /** It binds what the code after it needs and leaves everything else alone. */
    SCOPE("only the region"),
    /** It imports and calls nothing but what such code needs. */
    CALLS("allowed calls"),
    /** It does the work, in Spark, and lets failures show. */
    BYPASS("no bypass"),
    /** Every name and member exists. */
    SYMBOLS("symbols exist"),
    /** Nothing in it is known to fail on the target, and nothing new fails elsewhere. */
    FINDINGS("no findings"),
    /** What it binds has the types that it had. */
    TYPES("types hold"),
    /** The program gives the results that it gave. */
    PROOF("proof");

    private final String title;

    Gate(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
