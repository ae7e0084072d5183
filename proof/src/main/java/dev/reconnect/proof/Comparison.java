package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reconnect.proof.Evidence.NotCompared;
import dev.reconnect.proof.Evidence.Result;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a run of the migrated program with two runs of the original on one data set. The original's two runs say how
 * far each observable counts; {@code docs/evidence.md} gives the rules.
 */
final class Comparison {
    private static final Set<String> FRAMES = Set.of("DataFrame", "RDD", "pandas-on-spark");
    private static final Set<String> UNREAD = Set.of("too large", "unreadable");
    private static final JsonNode NO_TEXT = Json.object().put("t", "text").put("v", "");

    private final String dataSet;
    private final Observation first;
    private final Observation second;
    private final Observation migrated;
    private final Names names;
    private final Map<String, String> counted = new LinkedHashMap<>();
    private final List<NotCompared> notCompared = new ArrayList<>();
    private boolean outputCounts;
    private boolean namesCount;
    private boolean nameMissing;
    private boolean orderOnly;

    /**
     * What the original's source says about its module-level names.
     *
     * @param constants bound without computing anything: compared, but proving nothing
     * @param passing bound by loops and <code>with</code> only: not compared
     */
    record Names(Set<String> constants, Set<String> passing) {
        static final Names ORDINARY = new Names(Set.of(), Set.of());
    }

    /**
     * What came of a data set.
     *
     * @param orderOnly whether the difference is one of order: of lines, rows or items that are otherwise the same
     * @param outputCounts whether something that the program puts out counted: text, files, tables, calls, cells
     * @param namesCount whether the value of a module-level name counted
     * @param nameMissing whether a result's name of the original has no counterpart
     */
    record Outcome(
            Result result,
            String note,
            Optional<Difference> difference,
            boolean orderOnly,
            Map<String, String> counted,
            List<NotCompared> notCompared,
            boolean ranToTheEnd,
            boolean outputCounts,
            boolean namesCount,
            boolean nameMissing) {

        /** A data set that does not count, and why. */
        static Outcome excluded(String why) {
            return new Outcome(
                    Result.EXCLUDED, why, Optional.empty(), false, Map.of(), List.of(), false, false, false, false);
        }

        /** Whether all that counted before counts here too. */
        boolean countsLike(Outcome other) {
            return counted.keySet().containsAll(other.counted.keySet());
        }
    }

    private Comparison(String dataSet, Observation first, Observation second, Observation migrated, Names names) {
        this.dataSet = dataSet;
        this.first = first;
        this.second = second;
        this.migrated = migrated;
        this.names = names;
    }

    static Outcome of(String dataSet, Observation first, Observation second, Observation migrated, Names names) {
        return new Comparison(dataSet, first, second, migrated, names).compare();
    }

    private Outcome compare() {
        String expected = first.outcomeText();
        if (!expected.equals(second.outcomeText())) {
            return outcome(
                    Result.EXCLUDED,
                    "two classic runs end differently: " + expected + ", " + second.outcomeText(),
                    Optional.empty());
        }
        if (!expected.equals(migrated.outcomeText())) {
            return different(
                    "how the program ends", Mismatch.of("", first.outcomeForReading(), migrated.outcomeForReading()));
        }
        return first.failed() ? compareFailures() : compareObservables();
    }

    /** Both end with the same error: Connect may notice it later, so one may have printed more than the other. */
    private Outcome compareFailures() {
        String wanted = Text.plain(first.stdout());
        String found = Text.plain(migrated.stdout());
        if (first.stdout().equals(second.stdout()) && !wanted.startsWith(found) && !found.startsWith(wanted)) {
            return Text.firstMismatch(Text.lines(wanted), Text.lines(found))
                    .map(mismatch -> different("standard output", mismatch))
                    .orElseThrow();
        }
        return outcome(Result.EQUAL, "both end with " + first.outcomeText(), Optional.empty());
    }

    private Outcome compareObservables() {
        Map<String, JsonNode> left = first.observables();
        Map<String, JsonNode> right = second.observables();
        Map<String, JsonNode> got = migrated.observables();
        for (String name : left.keySet()) {
            JsonNode expected = left.get(name);
            Agreement agreement =
                    right.containsKey(name) ? Agreement.between(expected, right.get(name)) : new Agreement.Nothing();
            Optional<Mismatch> mismatch = check(name, expected, got.get(name), agreement);
            if (mismatch.isPresent()) {
                orderOnly = isOnlyOrder(expected, got.get(name), agreement);
                return different(name, mismatch.get());
            }
        }
        for (String name : got.keySet()) {
            if (!left.containsKey(name) && !right.containsKey(name) && !name.startsWith("name ")) {
                return different(name, Mismatch.of("", "nothing", Values.forReading(got.get(name))));
            }
        }
        if (!first.json().path("files_read").asBoolean(true)
                || !migrated.json().path("files_read").asBoolean(true)) {
            notCompared.add(new NotCompared("files", "what was written could not be read back"));
        }
        return outcome(Result.EQUAL, note(), Optional.empty());
    }

    private static boolean isOnlyOrder(
            JsonNode expected, @org.jspecify.annotations.Nullable JsonNode got, Agreement agreement) {
        if (got == null) {
            return false;
        }
        boolean becameFrame =
                Values.type(expected).equals("RDD") && !Values.type(got).equals("RDD");
        JsonNode comparable = becameFrame ? rowsAsFrame(expected, got).orElse(expected) : expected;
        return agreement.isOnlyOrder(comparable, got);
    }

    private String note() {
        return first.outcomeText().equals("exit code 0") ? "" : "both end with " + first.outcomeText();
    }

    private Optional<Mismatch> check(
            String name, JsonNode expected, @org.jspecify.annotations.Nullable JsonNode got, Agreement agreement) {
        if (name.startsWith("name ")) {
            return checkName(name, expected, got, agreement);
        }
        if (UNREAD.contains(expected.path("format").asText())) {
            return skip(name, expected.path("format").asText());
        }
        if (!agreement.counts()) {
            return skip(name, "two classic runs differ");
        }
        if (got == null && !name.equals("standard output")) {
            return Optional.of(Mismatch.of("", Values.forReading(expected), "nothing"));
        }
        JsonNode found = got == null ? NO_TEXT : got;
        if (Values.isOpaque(expected)) {
            return skip(name, whyOpaque(expected));
        }
        Optional<Mismatch> mismatch = checkKinds(name, expected, found, agreement);
        if (mismatch.isEmpty() && counted.containsKey(name) && !isEmptyResult(expected)) {
            outputCounts = true;
        }
        return mismatch;
    }

    /** What a function or cell returns may change from an RDD to a frame only where rows stay rows. */
    private Optional<Mismatch> checkKinds(String name, JsonNode expected, JsonNode got, Agreement agreement) {
        if (!Values.type(expected).equals("RDD") || Values.type(got).equals("RDD")) {
            return count(name, agreement, agreement.check(expected, got));
        }
        Optional<JsonNode> asFrame = rowsAsFrame(expected, got);
        if (asFrame.isEmpty()) {
            return skip(name, "an RDD became " + Values.type(got));
        }
        return count(name, agreement, agreement.check(asFrame.get(), got));
    }

    private Optional<Mismatch> checkName(
            String name, JsonNode expected, @org.jspecify.annotations.Nullable JsonNode got, Agreement agreement) {
        if (Values.isOpaque(expected)) {
            return expected.has("why") ? skip(name, whyOpaque(expected)) : Optional.empty();
        }
        String bare = name.substring("name ".length());
        if (names.passing().contains(bare)) {
            return skip(name, "a variable of a loop");
        }
        boolean constant = names.constants().contains(bare);
        boolean frame = FRAMES.contains(Values.type(expected));
        if (got == null) {
            nameMissing |= !constant;
            return skip(name, "only in the original");
        }
        if (!agreement.counts()) {
            return skip(name, "two classic runs differ");
        }
        if (Values.isOpaque(got) && (got.has("why") || frame)) {
            return skip(
                    name,
                    got.has("why")
                            ? whyOpaque(got)
                            : "a frame became " + got.path("class").asText());
        }
        if (frame
                && !Values.type(got).equals(Values.type(expected))
                && !Values.type(expected).equals("RDD")) {
            return skip(name, "a frame became " + Values.type(got));
        }
        Optional<Mismatch> mismatch = checkKinds(name, expected, got, agreement);
        namesCount |= mismatch.isEmpty() && counted.containsKey(name) && !constant && !isEmptyResult(expected);
        return mismatch;
    }

    /** An RDD of rows with the field names of the frame it became, as that frame; else nothing. */
    private static Optional<JsonNode> rowsAsFrame(JsonNode rdd, JsonNode frame) {
        if (!Values.type(frame).equals("DataFrame") || !rdd.path("v").isArray()) {
            return Optional.empty();
        }
        ObjectNode converted = Json.object().put("t", "DataFrame");
        converted.set("schema", frame.path("schema"));
        var rows = converted.putArray("v");
        for (JsonNode element : rdd.path("v")) {
            boolean fits = Values.type(element).equals("Row")
                    && element.path("n").size() == frame.path("schema").size();
            for (int i = 0; fits && i < element.path("n").size(); i++) {
                fits = element.path("n")
                        .path(i)
                        .equals(frame.path("schema").path(i).path(0));
            }
            if (!fits) {
                return Optional.empty();
            }
            rows.add(element.path("v"));
        }
        return Optional.of(converted);
    }

    /** None and exceptions are compared, but alone they prove nothing. */
    private static boolean isEmptyResult(JsonNode value) {
        return Set.of("None", "raised", "exited").contains(Values.type(value)) || value.has("error");
    }

    private static String whyOpaque(JsonNode value) {
        return value.has("why")
                ? value.path("why").asText()
                : "no plain value: " + value.path("class").asText();
    }

    private Optional<Mismatch> count(String name, Agreement agreement, Optional<Mismatch> mismatch) {
        counted.put(name, agreement.counted());
        return mismatch;
    }

    private Optional<Mismatch> skip(String name, String why) {
        notCompared.add(new NotCompared(name, why));
        return Optional.empty();
    }

    private Outcome different(String observable, Mismatch mismatch) {
        var difference = new Difference(dataSet, observable, mismatch.at(), mismatch.expected(), mismatch.got());
        return outcome(Result.DIFFERENT, observable + " differs", Optional.of(difference));
    }

    private Outcome outcome(Result result, String note, Optional<Difference> difference) {
        return new Outcome(
                result,
                note,
                difference,
                orderOnly,
                counted,
                List.copyOf(notCompared),
                first.ranToTheEnd(),
                outputCounts,
                namesCount,
                nameMissing);
    }
}
