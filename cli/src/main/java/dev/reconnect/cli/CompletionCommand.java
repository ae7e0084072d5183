package dev.reconnect.cli;

import dev.reconnect.core.UserException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code reconnect completion}: the script that teaches a shell our commands and options. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect completion");
        spec.usageMessage()
                .description("Prints the completion script for a shell.")
                .footer(
                        "",
                        "Examples:",
                        "  reconnect completion bash > ~/.local/share/bash-completion/completions/reconnect",
                        "  reconnect completion zsh  > ~/.zfunc/_reconnect",
                        "  reconnect completion fish > ~/.config/fish/completions/reconnect.fish");
        return Options.common(spec.addPositional(Options.positionals("SHELL", "1", "bash, zsh or fish")));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        var shell = arguments.positionals().get(0);
        console.print(
                switch (shell) {
                    case "bash" -> bash();
                    case "zsh" -> zsh();
                    case "fish" -> fish();
                    default ->
                        throw new UserException("There is no completion for `" + shell + "`", "It is one of " + SHELLS);
                });
        return Main.CLEAN;
    }

    private static CommandSpec all() {
        var root = CommandSpec.create().name("reconnect");
        for (var name : Commands.NAMES) {
            var spec = Commands.find(name).orElseThrow().spec().name(name);
            root.addSubcommand(name, new CommandLine(spec));
        }
        return root.addOption(Options.flag("Print the version", "-V", "--version"))
                .addOption(Options.flag("Show help", "-h", "--help"));
    }

    private static String bash() {
        return AutoComplete.bash("reconnect", new CommandLine(all()));
    }

    /** To be sourced, or to lie on the {@code fpath} as the function {@code _reconnect}, which is run for its first completion. */
    private static String zsh() {
        return "#compdef reconnect\nautoload -U +X bashcompinit && bashcompinit\n" + bash()
                + "\nif [[ ${funcstack[1]-} == _reconnect ]]; then\n"
                + "  _bash_complete -o default -F _complete_reconnect\nfi\n";
    }

    private static String fish() {
        var script =
                new StringBuilder("complete -c reconnect -n __fish_use_subcommand -l version -d 'Print the version'\n");
        for (var command : all().subcommands().entrySet()) {
            var spec = command.getValue().getCommandSpec();
            var about = quoted(String.join(" ", spec.usageMessage().description()));
            script.append(
                    "complete -c reconnect -n __fish_use_subcommand -f -a " + command.getKey() + " -d " + about + "\n");
            for (var option : spec.options()) {
                script.append("complete -c reconnect -n '__fish_seen_subcommand_from " + command.getKey() + "'")
                        .append(fishOption(option))
                        .append('\n');
            }
        }
        return script.toString();
    }

    private static String fishOption(OptionSpec option) {
        var line = new StringBuilder();
        for (var name : option.names()) {
            line.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.completionCandidates() != null) {
            var values = new java.util.ArrayList<String>();
            option.completionCandidates().forEach(values::add);
            line.append(" -x -a " + quoted(values.stream().collect(Collectors.joining(" "))));
        } else if (option.arity().max() > 0) {
            line.append(" -r");
        }
        return line.append(" -d " + quoted(String.join(" ", option.description())))
                .toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
