package dev.reconnect.python.names;

/** How a definition binds its name. */
public enum BindingKind {
    IMPORT,
    PARAMETER,
    ASSIGNMENT,
    /** {@code x += 1}: reads the name and binds it again. */
    AUGMENTED,
    /** {@code x: int} without a value: declares, binds nothing. */
    DECLARATION,
    /** {@code (x := value)}. */
    NAMED,
    FUNCTION,
    CLASS,
    FOR,
    WITH,
    EXCEPT,
    COMPREHENSION,
    MATCH,
    TYPE_ALIAS,
    TYPE_PARAMETER,
    /** {@code del x}. */
    DELETE,
    /** {@code global x} or {@code nonlocal x} for a name that its own scope never binds. */
    GLOBAL
}
