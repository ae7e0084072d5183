package dev.reconnect.proof;

/** Why the machinery of a proof (interpreter, JVM, server) did not do its part; a proof turns it into FAILED. */
public final class ProofException extends Exception {
    private static final long serialVersionUID = 1;

    public ProofException(String message) {
        super(message);
    }

    public ProofException(String message, Throwable cause) {
        super(message, cause);
    }
}
