package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Starts the command that was asked for, and turns whatever goes wrong into a message and an exit code. */
public final class Main {
    static final int CLEAN = 0;
    static final int FINDINGS = 1;
    static final int FAILED = 2;
    /** What a shell reports for a program that a closed pipe ended. */
    private static final int CLOSED_PIPE = 141;

    private static final long STACK_BYTES = 256L << 20;

    private Main() {}

    public static void main(String[] arguments) {
        var console = Console.ofProcess(arguments);
        System.exit(runDeep(Arrays.asList(arguments), console));
    }

    /** On a thread with a deep stack: user's programs may be nested deeply, and syntax trees are walked by recursion. */
    private static int runDeep(List<String> arguments, Console console) {
        var code = new AtomicInteger(FAILED);
        var thread = new Thread(null, () -> code.set(run(arguments, console)), "command", STACK_BYTES);
        try {
            thread.start();
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return code.get();
    }

    /** Runs one command line to its exit code; never throws. */
    static int run(List<String> arguments, Console console) {
        try {
            int code = dispatch(arguments, console);
            console.flush();
            return code;
        } catch (UserException e) {
            return report(e, console);
        } catch (ClosedPipeException e) {
            return CLOSED_PIPE;
        } catch (OutOfMemoryError e) {
            long megabytes = Runtime.getRuntime().maxMemory() >> 20;
            return report(
                    new UserException(
                            "Not enough memory (Java may use " + megabytes + " MB)",
                            "Give it more, as in RECONNECT_JAVA_OPTS=-Xmx4g, or name fewer files"),
                    console);
        } catch (Exception | Error e) {
            return reportBug(e, console);
        }
    }

    private static int dispatch(List<String> arguments, Console console) throws IOException {
        if (arguments.isEmpty()) {
            console.print(Usage.overview(console.palette()));
            return FAILED;
        }
        var first = arguments.get(0);
        switch (first) {
            case "--version", "-V" -> {
                console.print("reconnect " + Version.text() + "\n");
                return CLEAN;
            }
            case "--help", "-h", "help" -> {
                return help(arguments, console);
            }
            case "train" -> {
                return Training.run();
            }
            default -> {}
        }
        var command = Commands.find(first)
                .orElseThrow(() -> new UserException("No command is called `" + first + "`", suggestion(first)));
        return CommandRunner.run(command, arguments.subList(1, arguments.size()), console);
    }

    private static int help(List<String> arguments, Console console) throws IOException {
        if (arguments.size() > 1) {
            var name = arguments.get(1);
            var command = Commands.find(name)
                    .orElseThrow(() -> new UserException("No command is called `" + name + "`", suggestion(name)));
            return CommandRunner.run(command, List.of("--help"), console);
        }
        console.print(Usage.overview(console.palette()));
        return CLEAN;
    }

    private static String suggestion(String name) {
        var near = Spelling.nearest(name, Commands.NAMES);
        return near.map(command -> "Did you mean `" + command + "`?").orElse("`reconnect --help` lists the commands");
    }

    private static int report(UserException problem, Console console) {
        console.error(console.errorPalette().red("error") + ": " + problem.getMessage());
        if (!problem.advice().isEmpty()) {
            console.error("  " + console.errorPalette().cyan("help") + ": " + problem.advice());
        }
        if (console.isVerbose() && problem.getCause() != null) {
            console.error(trace(problem.getCause()));
        }
        return flushQuietly(console);
    }

    private static int reportBug(Throwable bug, Console console) {
        console.error(console.errorPalette().red("error")
                + ": Reconnect itself failed; this is a bug in it, not in your program");
        console.error("  " + console.errorPalette().cyan("help")
                + ": Please report it with the lines below (reconnect " + Version.text() + ", Java "
                + Runtime.version() + ")");
        console.error(trace(bug));
        return flushQuietly(console);
    }

    private static int flushQuietly(Console console) {
        try {
            console.flush();
        } catch (UserException | ClosedPipeException ignored) {
            // The message that explains it is out, or nobody listens any more.
        }
        return FAILED;
    }

    private static String trace(Throwable problem) {
        var text = new StringWriter();
        problem.printStackTrace(new PrintWriter(text));
        return text.toString().stripTrailing();
    }
}
