package dev.reconnect.engine;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Confidence;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Finding;
import dev.reconnect.core.Fix;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.Severity;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.types.Glance;
import dev.reconnect.python.types.Keys;
import dev.reconnect.python.types.Relevance;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/** Snapshots as bytes: a key, a checksum, and values in a fixed order, each text written out once. */
final class CacheFormat {
    private static final int MAGIC = 0x52434e32;
    private static final int ABSENT = -1;

    private CacheFormat() {}

    static byte[] write(Snapshot snapshot, byte[] key) {
        var body = new Writer();
        body.snapshot(snapshot);
        var bytes = body.bytes();
        return ByteBuffer.allocate(Integer.BYTES + key.length + Long.BYTES + bytes.length)
                .putInt(MAGIC)
                .put(key)
                .putLong(checksum(bytes, 0))
                .put(bytes)
                .array();
    }

    /** The snapshot, if the bytes are whole and carry the key. */
    static Optional<Snapshot> read(byte[] bytes, byte[] key) {
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
            return Optional.of(new Reader(buffer.position(start)).snapshot());
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
        private ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

        byte[] bytes() {
            return Arrays.copyOf(buffer.array(), buffer.position());
        }

        void snapshot(Snapshot snapshot) {
            all(snapshot.files(), this::file);
            all(snapshot.parts(), this::part);
        }

        private void file(FileState file) {
            text(file.name());
            number(file.length());
            number((int) (file.fingerprint() >>> 32));
            number((int) file.fingerprint());
            optional(file.problem(), this::problem);
            number(file.notebook() ? 1 : 0);
            text(file.glance().relevance().name());
            all(file.glance().imports(), this::text);
        }

        private void part(Snapshot.Part part) {
            optional(part.checked(), checked -> {
                result(checked.result());
                basis(checked.basis());
            });
            optional(part.calls(), this::keys);
            basis(part.shared());
        }

        private void basis(Snapshot.Basis basis) {
            number(basis.files().cardinality());
            basis.files().stream().forEach(this::number);
            keys(basis.keys());
        }

        private void keys(Keys keys) {
            number(keys.size());
            for (int i = 0; i < keys.size(); i++) {
                number(keys.get(i));
            }
        }

        private void result(FileCheck.Result result) {
            all(result.findings(), this::finding);
            number(result.suppressed());
            number(result.callSites().total());
            number(result.callSites().broken());
            all(result.problems(), this::problem);
            all(result.receivers(), this::text);
        }

        private void problem(Problem problem) {
            text(problem.kind().name());
            text(problem.file());
            text(problem.message());
            optional(problem.range(), this::range);
        }

        private void finding(Finding finding) {
            text(finding.rule());
            text(finding.file());
            range(finding.range());
            text(finding.severity().name());
            text(finding.confidence().name());
            text(finding.message());
            optional(finding.instead(), this::text);
            optional(finding.symbol(), this::text);
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
                optional(request.name(), this::text);
                optional(request.alias(), this::text);
            });
        }

        private void range(TextRange range) {
            number(range.start());
            number(range.end());
        }

        private <T> void optional(Optional<T> value, Consumer<T> write) {
            number(value.isPresent() ? 1 : ABSENT);
            value.ifPresent(write);
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

        Snapshot snapshot() {
            var files = all(this::file);
            var parts = all(() -> part(files.size()));
            if (parts.size() != files.size()) {
                throw new IllegalArgumentException("damaged");
            }
            return new Snapshot(files, parts);
        }

        private FileState file() {
            var name = text();
            int length = number();
            long fingerprint = ((long) number() << 32) | (number() & 0xFFFFFFFFL);
            var problem = optional(this::problem);
            boolean notebook = number() == 1;
            var relevance = Relevance.valueOf(text());
            return new FileState(name, length, fingerprint, problem, notebook, new Glance(relevance, all(this::text)));
        }

        private Snapshot.Part part(int files) {
            var checked = optional(() -> new Snapshot.Checked(result(), basis(files)));
            var calls = optional(this::keys);
            var shared = basis(files);
            return checked.isEmpty() && calls.isEmpty() && shared.isEmpty()
                    ? Snapshot.Part.NOTHING
                    : new Snapshot.Part(checked, calls, shared);
        }

        private Snapshot.Basis basis(int files) {
            int count = count();
            var set = count == 0 ? Snapshot.Basis.NOTHING.files() : new BitSet(files);
            for (int i = 0; i < count; i++) {
                int file = number();
                if (file >= files) {
                    throw new IllegalArgumentException("damaged");
                }
                set.set(file);
            }
            var keys = keys();
            return count == 0 && keys.size() == 0 ? Snapshot.Basis.NOTHING : new Snapshot.Basis(set, keys);
        }

        private Keys keys() {
            return Keys.of(all(this::number));
        }

        private FileCheck.Result result() {
            var findings = all(this::finding);
            int suppressed = number();
            var sites = new CallSites(number(), number());
            return new FileCheck.Result(findings, suppressed, sites, all(this::problem), all(this::text));
        }

        private Problem problem() {
            var kind = Problem.Kind.valueOf(text());
            var file = text();
            var message = text();
            return new Problem(kind, file, message, optional(this::range));
        }

        private Finding finding() {
            return new Finding(
                    text(),
                    text(),
                    range(),
                    Severity.valueOf(text()),
                    Confidence.valueOf(text()),
                    text(),
                    optional(this::text),
                    optional(this::text),
                    all(this::fix));
        }

        private Fix fix() {
            var title = text();
            var applicability = Applicability.valueOf(text());
            var edits = all(() -> new Edit(range(), text()));
            var imports = all(() -> new ImportRequest(text(), optional(this::text), optional(this::text)));
            return new Fix(title, applicability, edits, imports);
        }

        private TextRange range() {
            return new TextRange(number(), number());
        }

        private <T> Optional<T> optional(Supplier<T> read) {
            return number() == ABSENT ? Optional.empty() : Optional.of(read.get());
        }

        private String text() {
            int number = number();
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
