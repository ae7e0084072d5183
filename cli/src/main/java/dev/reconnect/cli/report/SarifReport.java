package dev.reconnect.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Rule;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.Problem;
import dev.reconnect.engine.workspace.SourceFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/** A scan as SARIF 2.1.0, with fixes; columns are UTF-16 units, as the file says of itself. */
public final class SarifReport {
    private final ScanReport report;
    private final JsonGenerator json;
    private final List<String> ruleIds;

    private SarifReport(ScanReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
        var names = new TreeSet<String>();
        report.scan().findings().forEach(finding -> names.add(finding.rule()));
        this.ruleIds = List.copyOf(names);
    }

    public static void write(ScanReport report, OutputStream out) throws IOException {
        try (var json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            new SarifReport(report, json).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        tool();
        json.writeStringField("columnKind", "utf16CodeUnits");
        invocation();
        json.writeArrayFieldStart("results");
        for (var file : report.scan().files()) {
            var places = new Places(file.source());
            for (var finding : file.findings()) {
                result(finding, file, places);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "reconnect");
        json.writeStringField("semanticVersion", report.version());
        json.writeArrayFieldStart("rules");
        for (var id : ruleIds) {
            var rule = report.rules().find(id);
            json.writeStartObject();
            json.writeStringField("id", id);
            if (rule.isPresent()) {
                describe(rule.get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void describe(Rule rule) throws IOException {
        var page = rule.page();
        message("shortDescription", page.summary());
        json.writeObjectFieldStart("help");
        json.writeStringField("text", page.body().strip());
        json.writeStringField("markdown", page.body().strip());
        json.writeEndObject();
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(page.severity()));
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeNumberField("effortMinutes", page.effortMinutes());
        json.writeEndObject();
    }

    private void invocation() throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", !report.scan().hasInternalProblems());
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (var problem : report.scan().problems()) {
            notification(problem);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void notification(Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField("level", problem.kind() == Problem.Kind.SYNTAX ? "warning" : "error");
        message("message", problem.file() + " " + problem.message());
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(problem.file());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void result(Finding finding, FileScan file, Places places) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", finding.rule());
        json.writeNumberField("ruleIndex", ruleIds.indexOf(finding.rule()));
        json.writeStringField("level", level(finding.severity()));
        message(
                "message",
                finding.message()
                        + finding.instead().map(text -> "; instead: " + text).orElse(""));
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        artifact(finding.file());
        region("region", finding.range(), places, true, file.source().text());
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndArray();
        fixes(finding, places, file.source());
        json.writeObjectFieldStart("properties");
        json.writeStringField("confidence", finding.confidence().name().toLowerCase(Locale.ROOT));
        if (finding.symbol().isPresent()) {
            json.writeStringField("symbol", finding.symbol().get());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void fixes(Finding finding, Places places, SourceFile source) throws IOException {
        if (finding.fixes().isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("fixes");
        for (Fix fix : finding.fixes()) {
            json.writeStartObject();
            message("description", fix.title());
            json.writeArrayFieldStart("artifactChanges");
            json.writeStartObject();
            artifact(finding.file());
            json.writeArrayFieldStart("replacements");
            for (Edit edit : edits(fix, source)) {
                json.writeStartObject();
                region("deletedRegion", edit.range(), places, false, source.text());
                if (!edit.replacement().isEmpty()) {
                    message("insertedContent", edit.replacement());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeObjectFieldStart("properties");
            json.writeStringField("applicability", Words.of(fix.applicability()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Edit> edits(Fix fix, SourceFile source) {
        var edits = ImportEdits.withImports(fix, source);
        // A list of replacements must not be empty; replacing nothing by nothing is one that changes nothing.
        return edits.isEmpty() ? List.of(Edit.insert(0, "")) : edits;
    }

    private void region(String field, TextRange range, Places places, boolean snippet, String text) throws IOException {
        var lines = places.lines();
        json.writeObjectFieldStart(field);
        json.writeNumberField("startLine", lines.line(range.start()));
        json.writeNumberField("startColumn", lines.column(range.start()) + 1);
        json.writeNumberField("endLine", lines.line(range.end()));
        json.writeNumberField("endColumn", lines.column(range.end()) + 1);
        json.writeNumberField("charOffset", range.start());
        json.writeNumberField("charLength", range.length());
        if (snippet) {
            message("snippet", range.substring(text));
        }
        json.writeEndObject();
    }

    private void artifact(String file) throws IOException {
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(file));
        json.writeEndObject();
    }

    private void message(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text.isEmpty() ? " " : text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case ERROR -> "error";
            case WARNING -> "warning";
            case INFO -> "note";
        };
    }

    /** A path as a URI reference: what is not plain is escaped. */
    private static String uri(String path) {
        var uri = new StringBuilder(path.startsWith("/") ? "file://" : "");
        for (byte value : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (value & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/-._~+@".indexOf(c) >= 0);
            uri.append(plain ? String.valueOf(c) : "%" + String.format("%02X", (int) c));
        }
        return uri.toString();
    }
}
