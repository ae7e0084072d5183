package dev.reconnect.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** One of the words after {@code reconnect}: what it accepts and what it does. */
interface Command {
    /** What it accepts; built when this command was asked for, and never otherwise. */
    CommandSpec spec();

    /** Does it, and returns the exit code. */
    int run(Arguments arguments, Console console) throws IOException;
}
