package dev.reconnect.assist;

import dev.reconnect.assist.model.Redaction;
import dev.reconnect.assist.model.Reply;
import dev.reconnect.core.facts.SparkRelease;
import dev.reconnect.engine.Analysis;
import java.util.Optional;
import java.util.regex.Pattern;

/** Looks at an answer before anything of it is run, gate by gate. */
final class Gates {
    private final SparkRelease target;
    private final Redaction redaction;

    Gates(SparkRelease target, Redaction redaction) {
        this.target = target;
        this.redaction = redaction;
    }

    Verdict judge(Reply reply, Region region, Analysis analysis) {
        var answer = Answer.of(reply);
        if (answer instanceof Answer.Unsupported no) {
            return new Verdict.Unsupported(no.reason());
        }
        if (answer instanceof Answer.Unusable unusable) {
            return new Verdict.Stopped(Gate.EXTRACTION, unusable.why());
        }
        var code = ((Answer.Code) answer).text();
        return placeholders(code, region)
                .<Verdict>map(why -> new Verdict.Stopped(Gate.EXTRACTION, why))
                .orElseGet(() -> judge(Trial.of(region, analysis, Written.of(redaction.reveal(code)))));
    }

    /** What is hidden may stand where it stood, and nowhere else. */
    private Optional<String> placeholders(String code, Region region) {
        var shown = redaction.hide(region.code());
        return Redaction.PLACEHOLDER
                .matcher(code)
                .results()
                .map(match -> match.group())
                .distinct()
                .filter(name -> !redaction.knows(name) || count(code, name) > count(shown, name))
                .findFirst()
                .map(name -> "uses the placeholder " + name + " where nothing was hidden");
    }

    private static int count(String text, String word) {
        return text.split(Pattern.quote(word), -1).length - 1;
    }

    /** Judges code that did not come out of an answer, or has been taken out of one. */
    Verdict judge(Trial trial) {
        var fresh = trial.fresh();
        return stopped(Gate.PARSE, fresh.problem())
                .or(() -> stopped(Gate.COPY, copy(trial)))
                .or(() -> stopped(Gate.SCOPE, ScopeGate.objection(trial)))
                .or(() -> stopped(Gate.CALLS, CallsGate.objection(trial, target)))
                .or(() -> stopped(Gate.BYPASS, BypassGate.objection(trial)))
                .orElseGet(() -> revised(trial));
    }

    private static Optional<String> copy(Trial trial) {
        return Written.essence(trial.old().tree())
                        .equals(Written.essence(trial.fresh().tree()))
                ? Optional.of("it is the code that stands there already")
                : Optional.empty();
    }

    private static Verdict revised(Trial trial) {
        var revised = Revised.of(trial);
        if (revised.isEmpty()) {
            return new Verdict.Stopped(
                    Gate.PARSE, "the program does not parse with it, or a name that it imports is taken");
        }
        return stopped(Gate.SYMBOLS, revised.get().unknownSymbol())
                .or(() -> stopped(Gate.FINDINGS, revised.get().newFinding()))
                .or(() -> stopped(Gate.TYPES, revised.get().changedType()))
                .orElseGet(() -> new Verdict.Passed(trial.proposal()));
    }

    private static Optional<Verdict> stopped(Gate gate, Optional<String> why) {
        return why.map(reason -> new Verdict.Stopped(gate, reason));
    }
}
