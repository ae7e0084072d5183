package dev.reconnect.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Options and positional parameters in the few forms that commands need. */
final class Options {
    private Options() {}

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names).description(description).build();
    }

    static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .description(description)
                .build();
    }

    static OptionSpec choice(List<String> values, String label, String description, String... names) {
        return OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(String.class)
                .completionCandidates(values)
                .description(description)
                .build();
    }

    static OptionSpec values(String label, String description, String... names) {
        return OptionSpec.builder(names)
                .paramLabel(label)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    static PositionalParamSpec positionals(String label, String arity, String description) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .arity(arity)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    static OptionSpec spark() {
        return choice(
                List.of("3.5", "4.0", "4.1", "4.2", "4.3"),
                "RELEASE",
                "The Spark to run programs on: 3.5, 4.0, 4.1, 4.2 (default) or 4.3",
                "--spark");
    }

    static OptionSpec python() {
        return value(
                "PATH",
                "The Python to run programs with: an environment that has PySpark is used as it is, another is the base of a"
                        + " private one (also RECONNECT_PYTHON)",
                "--python");
    }

    /** What every command accepts. */
    static CommandSpec common(CommandSpec spec) {
        return spec.addOption(choice(
                        List.of("auto", "always", "never"),
                        "WHEN",
                        "Colours: auto, always or never (NO_COLOR is honoured)",
                        "--color"))
                .addOption(flag("Say nothing but the result", "-q", "--quiet"))
                .addOption(flag("Say more, such as causes of errors and what is being done", "-v", "--verbose"))
                .addOption(flag("Show this help", "-h", "--help"));
    }
}
