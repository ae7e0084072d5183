package dev.reconnect.core.facts;

/** What kind of thing a fact is about. */
public enum FactKind {
    MODULE,
    CLASS,
    FUNCTION,
    METHOD,
    PROPERTY,
    ATTRIBUTE,
    /** A way of using a symbol; its fact's name is the symbol's, {@code #} and a name for the behaviour. */
    BEHAVIOUR;

    static FactKind of(String word) {
        return switch (word) {
            case "module" -> MODULE;
            case "class" -> CLASS;
            case "function" -> FUNCTION;
            case "method" -> METHOD;
            case "property" -> PROPERTY;
            case "attribute" -> ATTRIBUTE;
            case "behaviour" -> BEHAVIOUR;
            default -> throw new IllegalArgumentException(word);
        };
    }
}
