package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * The process's output and error streams: buffered UTF-8 whatever the locale, with a failed write reported, which
 * {@code System.out} would swallow.
 */
public final class Console {
    private static final int BUFFER = 1 << 15;

    private final OutputStream out;
    private final OutputStream err;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final byte[] buffer = new byte[BUFFER];
    private int buffered;
    private Palette palette;
    private Palette errorPalette;
    private boolean verbose;
    private boolean quiet;

    Console(OutputStream out, OutputStream err, boolean outIsTerminal, boolean errIsTerminal, Palette palette) {
        this.out = out;
        this.err = err;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.palette = palette;
        this.errorPalette = errIsTerminal ? palette : Palette.PLAIN;
    }

    /** The console of this process; the launcher says which streams are terminals. */
    static Console ofProcess(String[] arguments) {
        var terminals = System.getProperty("reconnect.terminal", "");
        boolean outIsTerminal = terminals.contains("1");
        boolean errIsTerminal = terminals.contains("2");
        var console = new Console(
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                outIsTerminal,
                errIsTerminal,
                Palette.PLAIN);
        console.choose(ColorChoice.find(arguments), System.getenv());
        return console;
    }

    /** Whether to colour, by the user's choice, then by convention of the environment. */
    enum ColorChoice {
        AUTO,
        ALWAYS,
        NEVER;

        /** Found before the command line is parsed, so that messages about the command line have colours too. */
        static ColorChoice find(String[] arguments) {
            for (int i = 0; i < arguments.length && !arguments[i].equals("--"); i++) {
                var next = i + 1 < arguments.length ? arguments[i + 1] : "";
                var value = arguments[i].equals("--color")
                        ? next
                        : arguments[i].startsWith("--color=") ? arguments[i].substring("--color=".length()) : "";
                var choice = Arrays.stream(values())
                        .filter(candidate ->
                                candidate.name().toLowerCase(Locale.ROOT).equals(value))
                        .findFirst();
                if (choice.isPresent()) {
                    return choice.get();
                }
            }
            return AUTO;
        }
    }

    private void choose(ColorChoice choice, Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", ""));
        palette = pick(choice, wanted && outIsTerminal);
        errorPalette = pick(choice, wanted && errIsTerminal);
    }

    private static Palette pick(ColorChoice choice, boolean automatic) {
        return switch (choice) {
            case AUTO -> automatic ? Palette.COLOURED : Palette.PLAIN;
            case ALWAYS -> Palette.COLOURED;
            case NEVER -> Palette.PLAIN;
        };
    }

    public Palette palette() {
        return palette;
    }

    public Palette errorPalette() {
        return errorPalette;
    }

    boolean outIsTerminal() {
        return outIsTerminal;
    }

    /** Whether progress may be shown: somebody watches, and did not ask for silence. */
    boolean showsProgress() {
        return errIsTerminal && !quiet;
    }

    void beQuiet() {
        quiet = true;
    }

    void beVerbose() {
        verbose = true;
    }

    boolean isVerbose() {
        return verbose;
    }

    public boolean isQuiet() {
        return quiet;
    }

    public void print(CharSequence text) {
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        write(bytes, 0, bytes.length);
    }

    /** The output as a stream; closing it only flushes. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                Console.this.write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) {
                Console.this.write(bytes, offset, length);
            }

            @Override
            public void flush() {
                Console.this.flush();
            }

            @Override
            public void close() {
                Console.this.flush();
            }
        };
    }

    private void write(byte[] bytes, int offset, int length) {
        if (length > BUFFER - buffered) {
            flush();
        }
        if (length > BUFFER) {
            send(bytes, offset, length);
            return;
        }
        System.arraycopy(bytes, offset, buffer, buffered, length);
        buffered += length;
    }

    public void flush() {
        int length = buffered;
        buffered = 0;
        if (length > 0) {
            send(buffer, 0, length);
        }
    }

    private void send(byte[] bytes, int offset, int length) {
        try {
            out.write(bytes, offset, length);
            out.flush();
        } catch (IOException e) {
            var reason = String.valueOf(e.getMessage());
            if (reason.contains("Broken pipe") || reason.contains("Stream Closed")) {
                throw new ClosedPipeException(e);
            }
            throw new UserException("Cannot write the output: " + reason, "Is the disk full?", e);
        }
    }

    /** Writes a line to the error stream, after what was printed so far. */
    public void error(String line) {
        raw(line + "\n");
    }

    /** Writes to the error stream as is: for progress lines. */
    void raw(String text) {
        try {
            err.write(text.getBytes(StandardCharsets.UTF_8));
            err.flush();
        } catch (IOException ignored) {
            // Nobody can be told that the error stream is gone.
        }
    }
}
