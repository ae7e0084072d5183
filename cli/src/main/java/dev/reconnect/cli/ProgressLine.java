package dev.reconnect.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One line at the foot of a terminal that says what is going on, from the second second on. Where nobody watches it stays silent and
 * starts no thread.
 */
public final class ProgressLine implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 1000;
    private static final long FRAME_MILLIS = 200;
    private static final int WIDTH = 100;
    private static final String CLEAR = "\r\u001b[K";

    private final Console console;
    private final boolean shown;
    private final long start = System.nanoTime();
    private final Object drawing = new Object();
    private final AtomicInteger done = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String stage = "";
    private volatile int steps;
    private @Nullable Thread drawer;

    public ProgressLine(Console console) {
        this.console = console;
        this.shown = console.showsProgress();
    }

    /** Says what is being done now; with steps, how far it is. */
    public synchronized void begin(String newStage, int newSteps) {
        done.set(0);
        steps = newSteps;
        stage = newStage;
        if (shown && drawer == null && closed.getCount() > 0) {
            drawer = new Thread(this::draw, "progress");
            drawer.setDaemon(true);
            drawer.start();
        }
    }

    public void begin(String newStage) {
        begin(newStage, 0);
    }

    /** Prints something above the line. */
    public void pause(Runnable printing) {
        synchronized (drawing) {
            if (shown) {
                console.raw(CLEAR);
            }
            printing.run();
        }
    }

    public void step() {
        done.incrementAndGet();
    }

    private void draw() {
        try {
            boolean ended = closed.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            boolean drawn = !ended;
            while (!ended) {
                synchronized (drawing) {
                    console.raw(CLEAR + line());
                }
                ended = closed.await(FRAME_MILLIS, TimeUnit.MILLISECONDS);
            }
            if (drawn) {
                console.raw(CLEAR);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String line() {
        long seconds = (System.nanoTime() - start) / 1_000_000_000L;
        var count = steps > 0 ? " " + Math.min(done.get(), steps) + "/" + steps : "";
        var line = stage + count + " (" + seconds + " s)";
        return line.length() < WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }

    /** Takes the line away. */
    @Override
    public void close() {
        closed.countDown();
        var running = drawer;
        if (running == null) {
            return;
        }
        try {
            running.join(FRAME_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
