package dev.reconnect.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does independent steps on a few threads with deep stacks, so that deeply nested programs can be walked; results come in the order of
 * the steps, whatever the threads do.
 */
final class Workers {
    private static final long STACK_BYTES = 256L * 1024 * 1024;
    private static final int MOST_THREADS = 8;

    private Workers() {}

    static <T> List<T> inOrder(int steps, IntFunction<T> step) {
        var results = new ArrayList<AtomicReference<T>>(steps);
        for (int i = 0; i < steps; i++) {
            results.add(new AtomicReference<>());
        }
        forEach(steps, i -> results.get(i).set(step.apply(i)));
        var values = new ArrayList<T>(steps);
        for (var result : results) {
            values.add(result.get());
        }
        return values;
    }

    private static void forEach(int steps, IntConsumer step) {
        var next = new AtomicInteger();
        var failure = new AtomicReference<Throwable>();
        Runnable work = () -> {
            try {
                for (int i = next.getAndIncrement(); i < steps; i = next.getAndIncrement()) {
                    step.accept(i);
                }
            } catch (Error | RuntimeException e) {
                failure.compareAndSet(null, e);
                next.set(steps);
            }
        };
        var threads = new ArrayList<Thread>();
        int count = Math.min(steps, threadCount());
        for (int i = 0; i < count; i++) {
            var thread = new Thread(null, work, "reconnect-worker-" + i, STACK_BYTES);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        join(threads);
        rethrow(failure.get());
    }

    private static int threadCount() {
        int processors = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());
        return Math.max(1, Integer.getInteger("reconnect.jobs", processors));
    }

    private static void join(List<Thread> threads) {
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }
}
