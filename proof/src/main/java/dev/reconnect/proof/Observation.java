package dev.reconnect.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What one run of a program showed, as the observer wrote it down. */
record Observation(JsonNode json) {
    /** What the signature of a failed job begins with, before the class that a function raised. */
    private static final String WORKER = "worker:";

    /** What Hadoop, Spark and Python say of an output folder that exists. */
    private static final Pattern OUT_IS_THERE = Pattern.compile("\\{out}/? already exists|File exists: '\\{out}/?'");

    /** How the run ended. */
    JsonNode outcome() {
        return json.path("outcome");
    }

    /** What the run has noted of types, as lines of JSON; empty where it was not asked to. */
    Optional<String> trace() {
        return Optional.ofNullable(json.path("trace").textValue());
    }

    /** The same with floats to nine digits, wherever they stand. */
    Observation rounded() {
        return new Observation(rounded(json));
    }

    private static JsonNode rounded(JsonNode node) {
        if (node.isTextual()) {
            return TextNode.valueOf(Arrays.stream(node.textValue().split("\n", -1))
                    .map(Text::roundedFloats)
                    .collect(Collectors.joining("\n")));
        }
        if (node.isDouble()) {
            return TextNode.valueOf(Values.rounded(node.asText()));
        }
        if (node.isArray()) {
            ArrayNode items = Json.array(List.of());
            node.forEach(item -> items.add(rounded(item)));
            return items;
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode fields = Json.object();
        node.properties().forEach(field -> fields.set(field.getKey(), rounded(field.getValue())));
        return fields;
    }

    String outcomeKind() {
        return outcome().path("kind").asText();
    }

    /** True if the program came to its own end, with whatever exit code. */
    boolean ranToTheEnd() {
        return Set.of("end", "exit", "status").contains(outcomeKind());
    }

    boolean failed() {
        return outcomeKind().equals("exception");
    }

    /** Which limit ended the run, or what else came between; empty if the program ended by itself. */
    Optional<String> disturbance() {
        return switch (outcomeKind()) {
            case "limit" ->
                Optional.of("it ran into the " + outcome().path("limit").asText() + " limit" + detail());
            case "lost" -> Optional.of(outcome().path("why").asText());
            case "signal" ->
                Optional.of("it was killed by " + outcome().path("signal").asText());
            default ->
                json.path("host_alive").asBoolean(true)
                        ? Optional.empty()
                        : Optional.of("the Spark JVM it used has ended" + hostEnd());
        };
    }

    private String detail() {
        String detail = outcome().path("detail").asText();
        return detail.isEmpty() ? "" : " (" + detail + ")";
    }

    private String hostEnd() {
        String end = json.path("host_end").asText();
        return end.isEmpty() ? "" : ": " + end;
    }

    /** True if the run used up something that it may have only so much of; what it would have shown is not known. */
    boolean hitALimit() {
        return outcomeKind().equals("limit");
    }

    /** True if the run took too long, which a busy machine may have caused. */
    boolean ranOutOfTime() {
        return hitALimit() && outcome().path("limit").asText().equals("time");
    }

    /** True if not the program but what it runs on ended, so that another try may go well. */
    boolean lostItsHost() {
        return outcomeKind().equals("lost") || !json.path("host_alive").asBoolean(true);
    }

    /** The outcome in the words in which classic and Connect agree. */
    String outcomeText() {
        JsonNode outcome = outcome();
        return switch (outcomeKind()) {
            case "end", "exit", "status" -> "exit code " + outcome.path("code").asInt();
            case "exception" -> outcome.path("signature").asText();
            default -> disturbance().orElse(outcomeKind());
        };
    }

    /** The outcome for a reader: class, condition, first line of the message, line of the program. */
    String outcomeForReading() {
        if (!failed()) {
            return outcomeText();
        }
        JsonNode outcome = outcome();
        String message = outcome.path("message")
                .asText()
                .lines()
                .filter(text -> !text.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("");
        String signature = outcome.path("signature").asText();
        String raised = signature.startsWith(WORKER) ? " of " + signature.substring(WORKER.length()) : "";
        String line =
                outcome.hasNonNull("line") ? " (line " + outcome.path("line").asInt() + ")" : "";
        return outcome.path("class").asText() + raised + ": " + abbreviated(message) + line;
    }

    private static String abbreviated(String text) {
        return text.length() <= 300 ? text : text.substring(0, 297) + "...";
    }

    /** The traceback that a failed run ended with. */
    Optional<String> traceback() {
        return Optional.of(outcome().path("traceback").asText()).filter(text -> !text.isEmpty());
    }

    /** Whether the program made a context, or started a process that may have, or was only there to be called; known of classic runs. */
    boolean usedSpark() {
        return json.path("used_spark").asBoolean(true) || !json.path("calls").isEmpty();
    }

    /** Whether it failed because the folder for its output was there. */
    boolean findsOutThere() {
        return failed()
                && OUT_IS_THERE.matcher(outcome().path("message").asText()).find();
    }

    /** Whether a migrated program said that a frame has other columns than it takes for granted. */
    boolean findsOtherColumns() {
        return failed() && outcome().path("message").asText().startsWith("the columns are [(");
    }

    /** The last line that the program has printed as an error; empty where there is none. */
    Optional<String> lastComplaint() {
        return json.path("stderr")
                .asText()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .reduce((before, line) -> line)
                .map(Observation::abbreviated);
    }

    String stdout() {
        return json.path("stdout").asText();
    }

    double seconds() {
        return json.path("seconds").asDouble();
    }

    /** Every observable but the outcome, by its name in reports, in the order in which differences are looked for. */
    Map<String, JsonNode> observables() {
        Map<String, JsonNode> all = new LinkedHashMap<>();
        if (!stdout().isEmpty()) {
            all.put("standard output", Json.object().put("t", "text").put("v", stdout()));
        }
        json.path("files").properties().forEach(file -> all.put(fileName(file.getKey()), withType(file.getValue())));
        json.path("calls").forEach(call -> all.put("call " + call.path("call").asText(), callNode(call)));
        int number = 0;
        for (JsonNode cell : json.path("cells")) {
            number++;
            all.put("cell " + number, cell);
        }
        number = 0;
        for (JsonNode shown : json.path("shown")) {
            number++;
            all.put("display " + number, shown);
        }
        json.path("names").properties().forEach(name -> all.put("name " + name.getKey(), name.getValue()));
        return all;
    }

    /** Whether the rows of a named DataFrame come in the order in which the original's RDD reads several files. */
    boolean isInFileOrder(String name) {
        for (JsonNode other : json.path("names_in_file_order")) {
            if (name.equals("name " + other.asText())) {
                return true;
            }
        }
        return false;
    }

    private static String fileName(String path) {
        return path.startsWith("{warehouse}/") ? "table " + path.substring("{warehouse}/".length()) : "file " + path;
    }

    private static JsonNode withType(JsonNode file) {
        ObjectNode node = file.deepCopy();
        return node.put("t", "file");
    }

    private static JsonNode callNode(JsonNode call) {
        JsonNode outcome = call.path("outcome");
        if (outcome.path("kind").asText().equals("exception")) {
            return Json.object()
                    .put("t", "raised")
                    .put("v", outcome.path("signature").asText());
        }
        if (outcome.path("kind").asText().equals("exit")) {
            return Json.object()
                    .put("t", "exited")
                    .put("v", outcome.path("code").asInt());
        }
        return call.path("value");
    }
}
