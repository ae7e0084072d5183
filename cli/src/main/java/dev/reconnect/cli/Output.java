package dev.reconnect.cli;

import dev.reconnect.engine.workspace.AtomicFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Where a report goes: to the console, or into a file that is replaced as a whole. */
record Output(Console console, Optional<Path> file) {
    /** Something that writes a report. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream out) throws IOException;
    }

    static Output of(Arguments arguments, Console console) {
        return new Output(console, arguments.value("--output").map(Path::of));
    }

    /** Colours are for the console only. */
    Palette palette() {
        return file.isPresent() ? Palette.PLAIN : console.palette();
    }

    void print(String text) throws IOException {
        write(out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    void write(Writer writer) throws IOException {
        if (file.isEmpty()) {
            writer.write(console.stream());
            return;
        }
        var bytes = new ByteArrayOutputStream();
        writer.write(bytes);
        AtomicFile.write(file.get(), bytes.toByteArray());
    }
}
