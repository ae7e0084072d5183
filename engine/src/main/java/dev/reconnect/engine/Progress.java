package dev.reconnect.engine;

/** Hears how far a long run is; calls may come from several threads. */
public interface Progress {
    Progress NONE = new Progress() {};

    /** A stage begins, with so many steps. */
    default void begin(String stage, int steps) {}

    /** One more step is done. */
    default void step() {}
}
