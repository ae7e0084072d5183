package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Parses the arguments of one command and runs it. */
final class CommandRunner {
    private static final int HELP_WIDTH = 100;

    private CommandRunner() {}

    static int run(Command command, List<String> arguments, Console console) throws IOException {
        var spec = command.spec();
        // What follows a program on the command line of `run` is the program's own, `--help` too.
        boolean passesOn = spec.parser().stopAtPositional();
        int dashes = passesOn ? -1 : arguments.indexOf("--");
        var own = dashes < 0 ? arguments : arguments.subList(0, dashes);
        var rest = dashes < 0 ? List.<String>of() : arguments.subList(dashes + 1, arguments.size());
        if (asksForHelp(passesOn ? own.subList(0, Math.min(1, own.size())) : own)) {
            console.print(help(spec, console.palette()));
            return Main.CLEAN;
        }
        var given = new Arguments(parse(spec, own), rest);
        given.value("--color").ifPresent(CommandRunner::checkColor);
        if (given.has("--quiet")) {
            console.beQuiet();
        }
        if (given.has("--verbose")) {
            console.beVerbose();
        }
        return command.run(given, console);
    }

    private static boolean asksForHelp(List<String> arguments) {
        return arguments.contains("--help") || arguments.contains("-h");
    }

    private static CommandLine.ParseResult parse(CommandSpec spec, List<String> arguments) {
        try {
            return new CommandLine(spec).parseArgs(arguments.toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UserException(message(e), advice(spec, e));
        }
    }

    private static String message(ParameterException problem) {
        var message = String.valueOf(problem.getMessage());
        return message.replace('\'', '`');
    }

    private static String advice(CommandSpec spec, ParameterException problem) {
        var suggestions = problem instanceof UnmatchedArgumentException unmatched
                ? unmatched.getSuggestions()
                : List.<String>of();
        var help = "`" + spec.qualifiedName() + " --help` lists what it accepts";
        return suggestions.isEmpty() ? help : "Did you mean `" + suggestions.get(0) + "`? " + help;
    }

    private static void checkColor(String value) {
        if (!List.of("auto", "always", "never").contains(value)) {
            throw new UserException("--color cannot be `" + value + "`", "It is auto, always or never");
        }
    }

    private static String help(CommandSpec spec, Palette palette) {
        spec.usageMessage().width(HELP_WIDTH);
        return new CommandLine(spec).getUsageMessage(palette == Palette.PLAIN ? Ansi.OFF : Ansi.ON);
    }
}
