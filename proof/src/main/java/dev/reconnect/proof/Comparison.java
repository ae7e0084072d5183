package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reconnect.proof.Evidence.NotCompared;
import dev.reconnect.proof.Evidence.Result;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a run of the migrated program with runs of the original on one data set: two, and where these do not explain a
 * difference two more, which get rows in orders that Spark leaves open. Each two of them say how far an observable counts,
 * and the migrated program is held to what some two of them agree in; {@code docs/evidence.md} gives the rules.
 */
final class Comparison {
    private static final Set<String> FRAMES = Set.of("DataFrame", "RDD", "pandas-on-spark");
    private static final Set<String> UNREAD = Set.of("too large", "unreadable");
    private static final String LEFT_OPEN = "hangs on an order that Spark leaves open, or on the time of the run";
    /** Which two runs are held against each other, the plainest first; the second pair is the one that tells the orders apart. */
    private static final int[][] PAIRS = {{0, 1}, {2, 3}, {0, 2}, {0, 3}, {1, 2}, {1, 3}};

    private static final String LINE_BY_LINE = "each line as far as some two of four classic runs agree";
    private static final JsonNode NO_TEXT = Json.object().put("t", "text").put("v", "");

    private final String dataSet;
    private final List<Observation> classic;
    private final Observation first;
    private final Observation second;
    private final Observation migrated;
    private final Names names;
    private final Map<String, String> counted = new LinkedHashMap<>();
    private final List<NotCompared> notCompared = new ArrayList<>();
    private final List<String> leftOpen = new ArrayList<>();
    private boolean outputCounts;
    private boolean namesCount;
    private boolean nameMissing;
    private boolean explainable;

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
     * @param explainable whether further runs of the original could show that it leaves open what differs
     * @param leftOpen what the program puts out of which no two runs of the original agree with each other in what the
     *     migrated program shows, though some of them do not agree at all
     * @param outputCounts whether something that the program puts out counted: text, files, tables, calls, cells
     * @param namesCount whether the value of a module-level name counted
     * @param nameMissing whether a result's name of the original has no counterpart
     */
    record Outcome(
            Result result,
            String note,
            Optional<Difference> difference,
            boolean explainable,
            List<String> leftOpen,
            Map<String, String> counted,
            List<NotCompared> notCompared,
            boolean ranToTheEnd,
            boolean outputCounts,
            boolean namesCount,
            boolean nameMissing) {
        private static final String NINE_DIGITS = "floats to nine digits";

        /** The same, of runs whose floats were rounded. */
        Outcome ofRounded() {
            Map<String, String> ways = new LinkedHashMap<>();
            counted.forEach((name, way) -> ways.put(
                    name,
                    way.equals("exact") ? NINE_DIGITS : way.contains(NINE_DIGITS) ? way : way + ", " + NINE_DIGITS));
            return new Outcome(
                    result,
                    note.isEmpty() ? NINE_DIGITS : note + "; " + NINE_DIGITS,
                    difference,
                    explainable,
                    leftOpen,
                    ways,
                    notCompared,
                    ranToTheEnd,
                    outputCounts,
                    namesCount,
                    nameMissing);
        }

        /** A data set that does not count, and why. */
        static Outcome excluded(String why) {
            return new Outcome(
                    Result.EXCLUDED,
                    why,
                    Optional.empty(),
                    false,
                    List.of(),
                    Map.of(),
                    List.of(),
                    false,
                    false,
                    false,
                    false);
        }
    }

    private Comparison(String dataSet, List<Observation> classic, Observation migrated, Names names) {
        this.dataSet = dataSet;
        this.classic = classic;
        this.first = classic.get(0);
        this.second = classic.get(1);
        this.migrated = migrated;
        this.names = names;
    }

    /**
     * @param classic two runs of the original, or four: two more with rows in orders that are left open
     */
    static Outcome of(String dataSet, List<Observation> classic, Observation migrated, Names names) {
        return new Comparison(dataSet, classic, migrated, names).compare();
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
            Optional<Mismatch> mismatch = checkWithAnyPair(name, got.get(name));
            if (mismatch.isPresent()) {
                explainable = got.containsKey(name) && classic.size() == 2;
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

    /** The mismatch that remains whichever two runs of the original say how far the observable counts. */
    private Optional<Mismatch> checkWithAnyPair(String name, @org.jspecify.annotations.Nullable JsonNode got) {
        Optional<Mismatch> last = Optional.empty();
        boolean open = false;
        var agreeing = new AgreeingLines();
        for (int i = 0; i < PAIRS.length && PAIRS[i][1] < classic.size(); i++) {
            JsonNode expected = classic.get(PAIRS[i][0]).observables().get(name);
            JsonNode other = classic.get(PAIRS[i][1]).observables().get(name);
            Agreement agreement =
                    expected == null || other == null ? new Agreement.Nothing() : Agreement.between(expected, other);
            if (expected != null && classic.stream().allMatch(run -> run.isInFileOrder(name))) {
                agreement = agreement.inAnyOrder(expected);
            }
            if (expected == null || (i > 0 && !agreement.counts())) {
                open = true;
                continue;
            }
            Optional<Mismatch> found = check(name, expected, got, agreement);
            if (found.isEmpty()) {
                return found;
            }
            last = i < 2 ? found : last;
            if (agreement instanceof Agreement.Lines text && got != null) {
                agreeing.add(text, expected, got);
            }
        }
        if (agreeing.areAll()) {
            counted.put(name, LINE_BY_LINE);
            outputCounts |= agreeing.prove;
            return Optional.empty();
        }
        if (open && got != null) {
            return leaveOpen(name);
        }
        Optional<Mismatch> told = agreeing.mismatch();
        return told.isPresent() ? told : last;
    }

    /** The lines of a text for which some two runs of the original vouch. */
    private static final class AgreeingLines {
        private final BitSet agreeing = new BitSet();
        private List<String> expected = List.of();
        private List<String> got = List.of();
        private boolean prove;

        void add(Agreement.Lines agreement, JsonNode wanted, JsonNode found) {
            agreeing.or(agreement.agreeing(
                    wanted.path("v").asText(), found.path("v").asText()));
            prove |= agreement.proves();
            if (expected.isEmpty()) {
                expected = Text.lines(wanted.path("v").asText());
                got = Text.lines(found.path("v").asText());
            }
        }

        boolean areAll() {
            return !expected.isEmpty() && agreeing.nextClearBit(0) >= expected.size();
        }

        /** The first line for which no two vouch, where the plain text tells it. */
        Optional<Mismatch> mismatch() {
            int line = agreeing.nextClearBit(0);
            boolean told = !agreeing.isEmpty()
                    && line < Math.min(expected.size(), got.size())
                    && !expected.get(line).equals(got.get(line));
            return told
                    ? Optional.of(Mismatch.of("line " + (line + 1), expected.get(line), got.get(line)))
                    : Optional.empty();
        }
    }

    private Optional<Mismatch> leaveOpen(String name) {
        if (!name.startsWith("name ")) {
            leftOpen.add(name);
        }
        return skip(name, LEFT_OPEN);
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
        if (mismatch.isEmpty() && counted.containsKey(name) && agreement.proves() && !isEmptyResult(expected)) {
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
        if (!Values.type(expected).equals("RDD") && holdsRddThatBecameFrame(expected, got)) {
            return skip(name, "RDDs in it became DataFrames");
        }
        Optional<Mismatch> mismatch = checkKinds(name, expected, got, agreement);
        namesCount |= mismatch.isEmpty() && counted.containsKey(name) && !constant && !isEmptyResult(expected);
        return mismatch;
    }

    private static boolean holdsRddThatBecameFrame(JsonNode expected, JsonNode got) {
        if (Values.type(expected).equals("RDD")) {
            return Values.type(got).equals("DataFrame");
        }
        boolean holds = false;
        if (expected.isArray()) {
            for (int i = 0; i < expected.size() && !holds; i++) {
                holds = holdsRddThatBecameFrame(expected.path(i), got.path(i));
            }
        } else if (expected.isObject()) {
            for (var fields = expected.fieldNames(); fields.hasNext() && !holds; ) {
                var field = fields.next();
                holds = holdsRddThatBecameFrame(expected.path(field), got.path(field));
            }
        }
        return holds;
    }

    /** An RDD of rows with the field names of the frame it became, as that frame; else nothing. */
    private static Optional<JsonNode> rowsAsFrame(JsonNode rdd, JsonNode frame) {
        if (!Values.type(frame).equals("DataFrame") || !rdd.path("v").isArray()) {
            return Optional.empty();
        }
        if (rdd.path("v").isEmpty() && hasNumberedColumns(frame)) {
            return Optional.empty(); // of no elements nobody knows what they were
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

    /** Whether the columns are named as where elements were no rows: by a number each, or {@code value}. */
    private static boolean hasNumberedColumns(JsonNode frame) {
        JsonNode schema = frame.path("schema");
        for (int i = 0; i < schema.size(); i++) {
            String name = schema.path(i).path(0).asText();
            if (!name.equals("_" + (i + 1)) && !(name.equals("value") && schema.size() == 1)) {
                return false;
            }
        }
        return true;
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
        counted.remove(name);
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
                explainable,
                List.copyOf(leftOpen),
                counted,
                List.copyOf(notCompared),
                first.ranToTheEnd(),
                outputCounts,
                namesCount,
                nameMissing);
    }
}
