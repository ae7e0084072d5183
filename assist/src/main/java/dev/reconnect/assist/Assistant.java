package dev.reconnect.assist;

import dev.reconnect.assist.model.Message;
import dev.reconnect.assist.model.Model;
import dev.reconnect.assist.model.ModelException;
import dev.reconnect.assist.model.Question;
import dev.reconnect.assist.model.Redaction;
import dev.reconnect.assist.model.Reply;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Analysis;
import dev.reconnect.engine.RuleSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Asks a model for another form of a region, a few times and each time with more to go by, until one passes all gates. The model's word counts for
 * nothing: gates and proof decide.
 */
public final class Assistant {
    static final int MOST_ROUNDS = 3;
    private static final int ANSWER_TOKENS = 1500;
    private static final double ONE_SAMPLE = 0.2;
    private static final double SEVERAL_SAMPLES = 0.8;

    private final Model model;
    private final String name;
    private final int samples;
    private final Prompt prompt;
    private final Gates gates;
    private final Redaction redaction;
    private final Optional<ProposalStore> store;
    private Optional<String> halted = Optional.empty();

    /**
     * @param model one that is shown no secrets
     * @param redaction what the model's answers are read with
     * @param samples how many answers are drawn in a round
     * @param store what was proven before; asked before the model is
     */
    public Assistant(
            Model model,
            String name,
            Redaction redaction,
            int samples,
            SparkRelease target,
            RuleSet rules,
            Optional<ProposalStore> store) {
        this.model = model;
        this.name = name;
        this.samples = samples;
        this.prompt = new Prompt(target, rules);
        this.gates = new Gates(target, redaction);
        this.redaction = redaction;
        this.store = store;
    }

    /** The model as the user named it. */
    public String name() {
        return name;
    }

    /** Why nothing more is asked, once a limit is reached or the model cannot be reached. */
    public Optional<String> halted() {
        return halted;
    }

    /** @param exception what the program failed with */
    public Suggestion suggest(Region region, Analysis analysis, Optional<String> exception, Oracle oracle) {
        return new Run(region, analysis, oracle).ask(exception);
    }

    /** Keeps what was proven, for other regions that say the same; secrets are not kept. */
    public void remember(Proposal proposal, Analysis analysis) {
        var region = proposal.region();
        var fresh = new Written(Written.of(proposal.code()).tree(), proposal.code(), proposal.imports());
        boolean isPlain = redaction.hide(region.code()).equals(region.code())
                && redaction.hide(proposal.code()).equals(proposal.code());
        if (isPlain) {
            store.ifPresent(known -> known.put(Trial.of(region, analysis, fresh), name));
        }
    }

    /** The rounds about one region. */
    private final class Run {
        private final Region region;
        private final Analysis analysis;
        private final Oracle oracle;
        private final List<Attempt> attempts = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private String lastAnswer = "";

        Run(Region region, Analysis analysis, Oracle oracle) {
            this.region = region;
            this.analysis = analysis;
            this.oracle = oracle;
        }

        Suggestion ask(Optional<String> exception) {
            var remembered = remembered();
            if (remembered.isPresent()) {
                return new Suggestion(name, region.file(), line(), remembered, attempts, "");
            }
            if (halted.isPresent()) {
                return ended(halted.get());
            }
            var invisible = Invisible.find(region.source());
            if (invisible.isPresent()) {
                return ended(
                        "the region holds the invisible character " + invisible.get() + ", and is shown to no model");
            }
            try {
                return rounds(prompt.of(region, analysis, exception));
            } catch (ModelException e) {
                if (e.kind() != ModelException.Kind.TOO_LONG && e.kind() != ModelException.Kind.NOT_RECORDED) {
                    halted = Optional.of("the model was not asked any more: " + e.getMessage());
                }
                return ended(String.valueOf(e.getMessage()));
            }
        }

        /** What was proven for a region of this kind before, if it is right here too. */
        private Optional<Proposal> remembered() {
            var old = Trial.of(region, analysis, Written.of(region.code()));
            var found = store.flatMap(known -> known.find(old));
            if (found.isEmpty()
                    || !(gates.judge(Trial.of(region, analysis, found.get())) instanceof Verdict.Passed passed)) {
                return Optional.empty();
            }
            var objection = oracle.objection(passed.proposal());
            attempts.add(new Attempt(0, 0, objection.map(why -> Gate.PROOF), objection.orElse(""), "remembered", 0, 0));
            return objection.isEmpty() ? Optional.of(passed.proposal()) : Optional.empty();
        }

        private Suggestion rounds(List<Message> first) {
            var messages = first;
            for (int round = 1; round <= MOST_ROUNDS; round++) {
                int before = failures.size();
                var kept = round(messages, round);
                if (kept.isPresent()) {
                    return new Suggestion(name, region.file(), line(), kept, attempts, "");
                }
                if (attempts.stream().allMatch(attempt -> attempt.stoppedAt().isEmpty())) {
                    return ended("the model says that there is no such form: "
                            + attempts.get(0).reason());
                }
                if (failures.size() == before) {
                    return ended("the model failed as it had failed before");
                }
                messages = Prompt.again(first, lastAnswer, failures);
            }
            return ended("none of " + attempts.size() + " answers passed all gates");
        }

        /** Draws the samples of a round, and proves what passes the other gates, the smallest change first. */
        private Optional<Proposal> round(List<Message> messages, int round) {
            Map<String, Drawn> passed = new LinkedHashMap<>();
            Optional<ModelException> broken = Optional.empty();
            for (int sample = 1; sample <= samples && broken.isEmpty(); sample++) {
                try {
                    draw(messages, round, sample, passed);
                } catch (ModelException e) {
                    broken = Optional.of(e);
                }
            }
            var kept = firstProven(passed.values());
            if (kept.isEmpty() && broken.isPresent()) {
                throw broken.get();
            }
            return kept;
        }

        private void draw(List<Message> messages, int round, int sample, Map<String, Drawn> passed) {
            var question = question(messages, round, sample);
            oracle.asking(
                    "Asking " + name + " about " + region.file() + ":" + line() + ", answer " + question.sample());
            var reply = model.ask(question);
            lastAnswer = reply.text();
            var verdict = gates.judge(reply, region, analysis);
            if (verdict instanceof Verdict.Passed one) {
                var essence = one.proposal().imports() + one.proposal().code();
                passed.putIfAbsent(essence, new Drawn(one.proposal(), question, reply, round, sample));
            } else {
                note(verdict, question, reply, round, sample);
            }
        }

        private Optional<Proposal> firstProven(Collection<Drawn> passed) {
            var inOrder = passed.stream()
                    .sorted(Comparator.comparing(drawn -> drawn.proposal().size()))
                    .toList();
            for (var drawn : inOrder) {
                var objection = oracle.objection(drawn.proposal());
                attempts.add(drawn.attempt(objection));
                if (objection.isEmpty()) {
                    return Optional.of(drawn.proposal());
                }
                lastAnswer = drawn.reply().text();
                fail(Gate.PROOF, objection.get());
            }
            return Optional.empty();
        }

        private Question question(List<Message> messages, int round, int sample) {
            double temperature = samples == 1 ? ONE_SAMPLE : SEVERAL_SAMPLES;
            return new Question(messages, ANSWER_TOKENS, temperature, (round - 1) * samples + sample);
        }

        private void note(Verdict verdict, Question question, Reply reply, int round, int sample) {
            Optional<Gate> gate = Optional.empty();
            var reason = "";
            if (verdict instanceof Verdict.Stopped stopped) {
                gate = Optional.of(stopped.gate());
                reason = stopped.reason();
                fail(stopped.gate(), reason);
            } else if (verdict instanceof Verdict.Unsupported no) {
                reason = no.reason();
            }
            attempts.add(new Attempt(round, sample, gate, reason, question.hash(), reply.tokens(), reply.seconds()));
        }

        private void fail(Gate gate, String reason) {
            if (seen.add(gate + " " + reason)) {
                failures.add(gate.title() + ": " + reason);
            }
        }

        private Suggestion ended(String why) {
            return new Suggestion(name, region.file(), line(), Optional.empty(), attempts, why);
        }

        private int line() {
            return analysis.parsed(region.file())
                    .tree()
                    .lines()
                    .line(region.range().start());
        }
    }

    /** An answer that may be tried. */
    private record Drawn(Proposal proposal, Question question, Reply reply, int round, int sample) {
        Attempt attempt(Optional<String> objection) {
            return new Attempt(
                    round,
                    sample,
                    objection.map(why -> Gate.PROOF),
                    objection.orElse(""),
                    question.hash(),
                    reply.tokens(),
                    reply.seconds());
        }
    }
}
