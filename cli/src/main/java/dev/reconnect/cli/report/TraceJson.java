package dev.reconnect.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.reconnect.cli.trace.Trace;
import dev.reconnect.cli.trace.Trace.Operation;
import dev.reconnect.cli.trace.Trace.Site;
import dev.reconnect.cli.trace.TraceSummary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** What a trace says, as JSON; {@code docs/json.md} describes the fields. */
public final class TraceJson {
    private final TraceSummary summary;
    private final JsonGenerator json;

    private TraceJson(TraceSummary summary, JsonGenerator json) {
        this.summary = summary;
        this.json = json;
    }

    public static void write(TraceSummary summary, OutputStream out) throws IOException {
        try (var json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            new TraceJson(summary, json).write();
            json.writeRaw('\n');
        }
    }

    private void write() throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", JsonReport.VERSION);
        json.writeStringField("target", summary.target().target());
        json.writeNumberField("seconds", summary.seconds());
        json.writeNumberField("sparkSeconds", summary.sparkSeconds());
        json.writeNumberField("skippedLines", summary.trace().skipped());
        json.writeArrayFieldStart("runs");
        for (var run : summary.trace().runs()) {
            run(run);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("operations");
        for (var operation : summary.trace().operations()) {
            operation(operation);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("jvm");
        for (var use : summary.trace().jvmUses()) {
            json.writeStartObject();
            json.writeStringField("path", use.path());
            optional("substitute", use.substitute());
            json.writeNumberField("count", use.count());
            site(use.site());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unreported");
        for (var call : summary.unreported()) {
            json.writeStartObject();
            json.writeStringField("symbol", call.symbol());
            site(call.site());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("unexecuted");
        for (var call : summary.trace().unexecuted()) {
            json.writeStartObject();
            json.writeStringField("name", call.name());
            site(call.site());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("missingSources");
        for (var file : summary.changed()) {
            json.writeString(file.path());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void run(Trace.Run run) throws IOException {
        json.writeStartObject();
        json.writeStringField("mode", run.mode());
        optional("program", run.program());
        json.writeStringField("python", run.python());
        json.writeStringField("pyspark", run.pyspark());
        optional("spark", run.spark());
        if (run.seconds().isPresent()) {
            json.writeNumberField("seconds", run.seconds().get());
        }
        json.writeNumberField("leftOut", run.leftOut());
        json.writeNumberField("troubles", run.troubles());
        json.writeEndObject();
    }

    private void operation(Operation operation) throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", operation.symbol());
        site(operation.site());
        json.writeBooleanField("onConnect", !summary.served().contains(operation));
        json.writeNumberField("count", operation.count());
        json.writeNumberField("seconds", operation.seconds());
        json.writeStringField("strategy", operation.strategy());
        json.writeStringField("fidelity", operation.fidelity());
        optional("elements", operation.elements().map(shape -> shape.display()));
        if (operation.rows().isPresent()) {
            json.writeNumberField("rows", operation.rows().get());
        }
        if (operation.bytes().isPresent()) {
            json.writeNumberField("bytes", operation.bytes().get());
        }
        json.writeObjectFieldStart("failures");
        for (var failure : operation.failures().entrySet()) {
            json.writeNumberField(failure.getKey(), failure.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void site(Site site) throws IOException {
        json.writeStringField("path", site.file().path());
        json.writeNumberField("line", site.line());
        if (site.span().isPresent()) {
            json.writeNumberField("endLine", site.span().get().endLine());
            json.writeNumberField("column", site.span().get().column());
            json.writeNumberField("endColumn", site.span().get().endColumn());
        }
        optional("function", site.function());
    }

    private void optional(String name, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            json.writeStringField(name, text.get());
        }
    }
}
