package dev.reconnect.cli;

import dev.reconnect.engine.Progress;

/** Shows the engine's progress. */
record EngineProgress(ProgressLine line) implements Progress {
    @Override
    public void begin(String stage, int steps) {
        line.begin(stage, steps);
    }

    @Override
    public void step() {
        line.step();
    }
}
