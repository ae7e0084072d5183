package dev.reconnect.cli;

import dev.reconnect.assist.Assistant;
import dev.reconnect.assist.ProposalStore;
import dev.reconnect.assist.model.Budget;
import dev.reconnect.assist.model.Environment;
import dev.reconnect.assist.model.ModelName;
import dev.reconnect.assist.model.Models;
import dev.reconnect.assist.model.Question;
import dev.reconnect.assist.model.Redacted;
import dev.reconnect.assist.model.Redaction;
import dev.reconnect.cli.environment.Environments;
import dev.reconnect.cli.migrate.Assistance;
import dev.reconnect.core.UserException;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.RuleSet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options of commands that may ask a language model. Without {@code --model} there is none. */
final class ModelArguments {
    private ModelArguments() {}

    static CommandSpec addTo(CommandSpec spec) {
        return limits(spec.addOption(Options.value(
                        "MODEL",
                        "Ask this language model about what no rule rewrites: openai:NAME, anthropic:NAME, ollama:NAME,"
                                + " http://HOST:PORT/v1#NAME or replay:DIR; nothing is sent anywhere without it",
                        "--model"))
                .addOption(Options.value("N", "Answers to draw in each of at most three rounds (1)", "--samples"))
                .addOption(Options.flag("Do not use what was proven in earlier runs", "--no-memory"))
                .addOption(Options.flag("Show on standard error what is sent, to the letter", "--show-prompt")));
    }

    /** Those that have to do with the model alone. */
    static CommandSpec limits(CommandSpec spec) {
        return spec.addOption(
                        Options.value("N", "Tokens that the model can read (" + Models.CONTEXT + ")", "--context"))
                .addOption(Options.value("N", "Ask no more often than this (200)", "--max-calls"))
                .addOption(Options.value("N", "Use no more tokens than this (1000000)", "--max-tokens"))
                .addOption(Options.value("N", "Ask no longer than this (3600)", "--max-seconds"))
                .addOption(Options.value("USD", "Spend no more than this; needs --price", "--max-usd"))
                .addOption(Options.value("IN,OUT", "What a million tokens of questions and of answers cost", "--price"))
                .addOption(Options.value("DIR", "Keep questions and answers here, for replay:DIR", "--record"));
    }

    static Optional<Assistance> open(Arguments arguments, Console console, SparkRelease target, RuleSet rules) {
        int samples = (int) arguments.number("--samples", 1, 50);
        if (arguments.value("--model").isEmpty()) {
            return Optional.empty();
        }
        var models = models(arguments);
        var redaction = new Redaction();
        var model = new Redacted(
                models.open(), redaction, question -> show(question, arguments.has("--show-prompt"), console));
        var assistant =
                new Assistant(model, models.name().text(), redaction, samples, target, rules, store(arguments, target));
        return Optional.of(new Assistance(assistant, models.budget()));
    }

    /** What is replayed is to come out as it was recorded, and not as it is remembered. */
    private static Optional<ProposalStore> store(Arguments arguments, SparkRelease target) {
        boolean isReplay = arguments.value("--model").orElse("").startsWith("replay:");
        return isReplay || arguments.has("--no-memory")
                ? Optional.empty()
                : Optional.of(new ProposalStore(Environments.cacheFolder().resolve("proposals"), target));
    }

    /** The model that is named, within the limits that are. */
    static Models models(Arguments arguments) {
        return new Models(
                ModelName.parse(arguments.value("--model").orElseThrow()),
                Environment.ofProcess(),
                new Budget(budget(arguments)),
                arguments.value("--record").map(Path::of),
                (int) arguments.number("--context", Models.CONTEXT, 10_000_000),
                Models.TIMEOUT);
    }

    private static void show(Question question, boolean isWanted, Console console) {
        if (isWanted) {
            for (var message : question.messages()) {
                console.error("--- " + message.role().name().toLowerCase(Locale.ROOT) + " ---\n" + message.text());
            }
            console.error("--- end of question " + question.hash() + " ---");
        }
    }

    private static Budget.Limits budget(Arguments arguments) {
        var price = arguments.value("--price").map(ModelArguments::price);
        var usd = arguments.value("--max-usd").map(text -> amount("--max-usd", text));
        if (usd.isPresent() && price.isEmpty()) {
            throw new UserException(
                    "--max-usd needs to know what tokens cost", "Give the price of a million, as in --price 3,15");
        }
        var usual = Budget.Limits.DEFAULT;
        return new Budget.Limits(
                usd,
                price,
                arguments.number("--max-tokens", usual.tokens(), 1_000_000_000_000L),
                (int) arguments.number("--max-calls", usual.calls(), 1_000_000),
                Duration.ofSeconds(
                        arguments.number("--max-seconds", usual.time().toSeconds(), 1_000_000)));
    }

    private static Budget.Price price(String text) {
        var parts = text.split(",", -1);
        if (parts.length != 2) {
            throw new UserException("--price cannot be `" + text + "`", "It is two amounts, as in 3,15");
        }
        return new Budget.Price(amount("--price", parts[0]), amount("--price", parts[1]));
    }

    private static double amount(String option, String text) {
        if (!text.strip().matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new UserException(option + " cannot be `" + text + "`", "It is an amount such as 2.50");
        }
        return Double.parseDouble(text.strip());
    }
}
