package dev.reconnect.engine;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** Results as bytes: a key, a checksum, and values in a fixed order, each text written out once. */
final class CacheFormat {
    private static final int MAGIC = 0x52434e32;
    private static final int ABSENT = -1;

    private CacheFormat() {}

    static byte[] write(CheckedFiles checked, byte[] key) {
        var body = new Writer();
        body.checked(checked);
        var bytes = body.bytes();
        return ByteBuffer.allocate(Integer.BYTES + key.length + Long.BYTES + bytes.length)
                .putInt(MAGIC)
                .put(key)
                .putLong(checksum(bytes, 0))
                .put(bytes)
                .array();
    }

    /** The results, if the bytes are whole and carry the key. */
    static Optional<CheckedFiles> read(byte[] bytes, byte[] key) {
        int start = Integer.BYTES + key.length + Long.BYTES;
        if (bytes.length < start) {
            return Optional.empty();
        }
        var buffer = ByteBuffer.wrap(bytes);
        boolean ours = buffer.getInt() == MAGIC
                && Arrays.equals(bytes, Integer.BYTES, Integer.BYTES + key.length, key, 0, key.length)
                && buffer.getLong(Integer.BYTES + key.length) == checksum(bytes, start);
        if (!ours) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Reader(buffer.position(start)).checked());
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long checksum(byte[] bytes, int from) {
        var checksum = new CRC32C();
        checksum.update(bytes, from, bytes.length - from);
        return checksum.getValue();
    }

    private static final class Writer {
        private final Map<String, Integer> texts = new HashMap<>();
        private ByteBuffer buffer = ByteBuffer.allocate(4096);

        byte[] bytes() {
            return Arrays.copyOf(buffer.array(), buffer.position());
        }

        void checked(CheckedFiles checked) {
            all(checked.problems(), this::problem);
            all(checked.results(), entry -> {
                number(entry.file());
                var result = entry.result();
                all(result.findings(), this::finding);
                number(result.suppressed());
                number(result.callSites().total());
                number(result.callSites().broken());
            });
        }

        private void problem(Problem problem) {
            text(problem.kind().name());
            text(problem.file());
            text(problem.message());
            all(problem.range().stream().toList(), this::range);
        }

        private void finding(Finding finding) {
            text(finding.rule());
            text(finding.file());
            range(finding.range());
            text(finding.severity().name());
            text(finding.confidence().name());
            text(finding.message());
            optional(finding.instead());
            optional(finding.symbol());
            all(finding.fixes(), this::fix);
        }

        private void fix(Fix fix) {
            text(fix.title());
            text(fix.applicability().name());
            all(fix.edits(), edit -> {
                range(edit.range());
                text(edit.replacement());
            });
            all(fix.imports(), request -> {
                text(request.module());
                optional(request.name());
                optional(request.alias());
            });
        }

        private void range(TextRange range) {
            number(range.start());
            number(range.end());
        }

        private void optional(Optional<String> text) {
            if (text.isPresent()) {
                text(text.get());
            } else {
                number(ABSENT);
            }
        }

        /** A text by its number; with the first use of a number come the bytes. */
        private void text(String text) {
            var known = texts.get(text);
            if (known != null) {
                number(known);
                return;
            }
            number(texts.size());
            texts.put(text, texts.size());
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            number(bytes.length);
            room(bytes.length);
            buffer.put(bytes);
        }

        private <T> void all(List<T> values, Consumer<T> write) {
            number(values.size());
            values.forEach(write);
        }

        private void number(int value) {
            room(Integer.BYTES);
            buffer.putInt(value);
        }

        private void room(int bytes) {
            if (buffer.remaining() < bytes) {
                int capacity = Math.max(buffer.capacity() * 2, buffer.position() + bytes);
                buffer = ByteBuffer.allocate(capacity).put(buffer.flip());
            }
        }
    }

    private static final class Reader {
        private final ByteBuffer buffer;
        private final List<String> texts = new ArrayList<>();

        Reader(ByteBuffer buffer) {
            this.buffer = buffer;
        }

        CheckedFiles checked() {
            var problems = all(this::problem);
            var results = all(() -> {
                int file = number();
                var findings = all(this::finding);
                int suppressed = number();
                var sites = new CallSites(number(), number());
                return new CheckedFiles.Entry(file, new FileCheck.Result(findings, suppressed, sites, List.of()));
            });
            return new CheckedFiles(problems, results);
        }

        private Problem problem() {
            var kind = Problem.Kind.valueOf(text());
            var file = text();
            var message = text();
            return new Problem(kind, file, message, all(this::range).stream().findFirst());
        }

        private Finding finding() {
            return new Finding(
                    text(),
                    text(),
                    range(),
                    Severity.valueOf(text()),
                    Confidence.valueOf(text()),
                    text(),
                    optional(),
                    optional(),
                    all(this::fix));
        }

        private Fix fix() {
            var title = text();
            var applicability = Applicability.valueOf(text());
            var edits = all(() -> new Edit(range(), text()));
            var imports = all(() -> new ImportRequest(text(), optional(), optional()));
            return new Fix(title, applicability, edits, imports);
        }

        private TextRange range() {
            return new TextRange(number(), number());
        }

        private Optional<String> optional() {
            int number = number();
            return number == ABSENT ? Optional.empty() : Optional.of(text(number));
        }

        private String text() {
            return text(number());
        }

        private String text(int number) {
            if (number < texts.size()) {
                return texts.get(number);
            }
            var bytes = new byte[count()];
            buffer.get(bytes);
            var text = new String(bytes, StandardCharsets.UTF_8);
            texts.add(text);
            return text;
        }

        private <T> List<T> all(Supplier<T> read) {
            int count = count();
            var values = new ArrayList<T>(count);
            for (int i = 0; i < count; i++) {
                values.add(read.get());
            }
            return values;
        }

        /** A length; never more than what is left, so that damage cannot ask for all memory. */
        private int count() {
            int count = number();
            if (count < 0 || count > buffer.remaining()) {
                throw new IllegalArgumentException("damaged");
            }
            return count;
        }

        private int number() {
            return buffer.getInt();
        }
    }
}
