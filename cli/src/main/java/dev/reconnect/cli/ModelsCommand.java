package dev.reconnect.cli;

import dev.reconnect.assist.model.Environment;
import dev.reconnect.assist.model.Message;
import dev.reconnect.assist.model.Model;
import dev.reconnect.assist.model.ModelException;
import dev.reconnect.assist.model.Models;
import dev.reconnect.assist.model.Question;
import dev.reconnect.assist.model.Reply;
import dev.reconnect.core.UserException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** {@code reconnect models}: what can be asked, whether it answers, how fast, and whether it reads as much as it is said to. */
final class ModelsCommand implements Command {
    private static final String SPEED =
            "Write a Python function that returns the first n prime numbers as a list, with a docstring.";
    private static final String WORD = "heliotrope";

    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("reconnect models");
        spec.usageMessage()
                .description(
                        "Shows which language models are configured. With --model it asks one and says how fast it answers; with"
                                + " --fill also whether it reads as many tokens as --context says.")
                .footer(
                        "",
                        "Keys come from the environment: OPENAI_API_KEY, ANTHROPIC_API_KEY, and RECONNECT_MODEL_KEY for servers that"
                                + " are named by their address. OPENAI_BASE_URL, ANTHROPIC_BASE_URL and OLLAMA_HOST name other places.",
                        "",
                        "Examples:",
                        "  reconnect models",
                        "  reconnect models --model ollama:qwen2.5-coder --context 8192 --fill");
        spec.addOption(Options.value("MODEL", "Ask this model", "--model"))
                .addOption(Options.flag("Ask a question that fills the model's context too", "--fill"));
        return Options.common(ModelArguments.limits(spec));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        if (arguments.value("--model").isEmpty()) {
            configured(console);
            return Main.CLEAN;
        }
        var models = ModelArguments.models(arguments);
        var model = models.open();
        models.address().ifPresent(address -> console.print("  at:      " + address + "\n"));
        try {
            speed(model, console);
            if (arguments.has("--fill")) {
                context(model, models.contextTokens(), console);
            }
        } catch (ModelException e) {
            throw new UserException(
                    models.name().text() + " does not answer: " + e.getMessage(),
                    "Is the server up, and is the name right?",
                    e);
        }
        return Main.CLEAN;
    }

    private static void configured(Console console) {
        var environment = Environment.ofProcess();
        for (var provider : List.of(List.of("openai", Models.OPENAI_KEY), List.of("anthropic", Models.ANTHROPIC_KEY))) {
            boolean isThere = environment.find(provider.get(1)).isPresent();
            console.print(String.format(
                    "  %-10s %s\n", provider.get(0), isThere ? "key set" : "no key: set " + provider.get(1)));
        }
        console.print(String.format(
                "  %-10s needs no key; at %s\n",
                "ollama", environment.find("OLLAMA_HOST").orElse("http://localhost:11434")));
        console.print(String.format(
                "  %-10s %s\n",
                "others",
                "http://HOST:PORT/v1#NAME; key "
                        + (environment.find(Models.OTHER_KEY).isPresent()
                                ? "set"
                                : "not set (" + Models.OTHER_KEY + ")")));
    }

    private static void speed(Model model, Console console) {
        var reply = model.ask(question(SPEED, 300));
        console.print(String.format(
                Locale.ROOT,
                "  answer:  %d tokens in %.1f s, %.1f tokens a second\n",
                reply.outputTokens(),
                reply.seconds(),
                reply.outputTokens() / Math.max(reply.seconds(), 0.001)));
    }

    /** A word at the very beginning of a question that fills the context is lost where the server cuts. */
    private static void context(Model model, int tokens, Console console) {
        var filling = "This line is only here to take up room.\n";
        int room = (tokens - 400) * 3 / filling.length();
        var text = "The word to remember is " + WORD + ".\n" + filling.repeat(Math.max(1, room))
                + "Which word were you told to remember at the beginning? Answer with that word alone.";
        Reply reply = model.ask(question(text, 50));
        boolean remembers = reply.text().toLowerCase(Locale.ROOT).contains(WORD);
        console.print("  context: " + reply.inputTokens() + " tokens were read in "
                + String.format(Locale.ROOT, "%.1f s", reply.seconds())
                + (remembers ? ", from the beginning on\n" : "; the beginning was lost: give a smaller --context\n"));
    }

    private static Question question(String text, int mostTokens) {
        return new Question(List.of(Message.user(text)), mostTokens, 0, 1);
    }
}
