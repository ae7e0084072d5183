package dev.reconnect.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.engine.CallSites;
import dev.reconnect.engine.FileScan;
import dev.reconnect.engine.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** A scan as JSON; {@code docs/json.md} describes the fields, and they only ever grow. */
public final class JsonReport {
    static final int VERSION = 1;

    private final ScanReport report;
    private final JsonGenerator json;

    private JsonReport(ScanReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    public static void write(ScanReport report, OutputStream out) throws IOException {
        try (var json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            new JsonReport(report, json).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", VERSION);
        json.writeObjectFieldStart("tool");
        json.writeStringField("name", "reconnect");
        json.writeStringField("version", report.version());
        json.writeEndObject();
        json.writeStringField("target", report.target().target());
        summary();
        json.writeArrayFieldStart("files");
        for (var file : report.scan().files()) {
            file(file);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("problems");
        for (var problem : report.scan().problems()) {
            problem(problem);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void summary() throws IOException {
        var scan = report.scan();
        var plan = report.plan();
        json.writeObjectFieldStart("summary");
        json.writeNumberField("filesSeen", scan.filesSeen());
        json.writeNumberField("errors", scan.count(Severity.ERROR));
        json.writeNumberField("warnings", scan.count(Severity.WARNING));
        json.writeNumberField("infos", scan.count(Severity.INFO));
        json.writeNumberField("suppressed", scan.suppressed());
        json.writeNumberField("accepted", scan.accepted());
        callSites(scan.callSites());
        json.writeNumberField("readiness", scan.readiness());
        json.writeNumberField("effortMinutes", plan.effortMinutes());
        json.writeNumberField("effortMinutesAfterSafeFixes", plan.effortMinutesAfterSafeFixes());
        json.writeEndObject();
    }

    private void callSites(CallSites sites) throws IOException {
        json.writeObjectFieldStart("callSites");
        json.writeNumberField("total", sites.total());
        json.writeNumberField("broken", sites.broken());
        json.writeEndObject();
    }

    private void file(FileScan file) throws IOException {
        var places = new Places(file.source());
        json.writeStartObject();
        json.writeStringField("path", file.name());
        callSites(file.callSites());
        json.writeNumberField("suppressed", file.suppressed());
        json.writeNumberField("accepted", file.accepted());
        json.writeArrayFieldStart("findings");
        for (var finding : file.findings()) {
            finding(finding, places);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void finding(Finding finding, Places places) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", finding.rule());
        json.writeStringField("severity", Words.of(finding.severity()));
        json.writeStringField("confidence", finding.confidence().name().toLowerCase(Locale.ROOT));
        json.writeStringField("message", finding.message());
        if (finding.instead().isPresent()) {
            json.writeStringField("instead", finding.instead().get());
        }
        if (finding.symbol().isPresent()) {
            json.writeStringField("symbol", finding.symbol().get());
        }
        json.writeNumberField("effortMinutes", report.effortMinutes(finding.rule()));
        range(finding.range(), places);
        json.writeArrayFieldStart("fixes");
        for (var fix : finding.fixes()) {
            fix(fix, places);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void fix(Fix fix, Places places) throws IOException {
        json.writeStartObject();
        json.writeStringField("title", fix.title());
        json.writeStringField("applicability", Words.of(fix.applicability()));
        json.writeArrayFieldStart("edits");
        for (Edit edit : fix.edits()) {
            json.writeStartObject();
            range(edit.range(), places);
            json.writeStringField("replacement", edit.replacement());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("imports");
        for (var request : fix.imports()) {
            json.writeString(request.statement());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void range(TextRange range, Places places) throws IOException {
        json.writeObjectFieldStart("range");
        place("start", range.start(), places);
        place("end", range.end(), places);
        json.writeEndObject();
    }

    private void place(String field, int offset, Places places) throws IOException {
        var place = places.of(offset);
        json.writeObjectFieldStart(field);
        json.writeNumberField("offset", offset);
        if (place.cell().isPresent()) {
            json.writeNumberField("cell", place.cell().get());
        }
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeEndObject();
    }

    private void problem(Problem problem) throws IOException {
        json.writeStartObject();
        json.writeStringField(
                "kind", problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.writeStringField("path", problem.file());
        json.writeStringField("message", problem.message());
        json.writeEndObject();
    }
}
