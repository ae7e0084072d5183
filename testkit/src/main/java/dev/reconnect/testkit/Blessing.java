package dev.reconnect.testkit;

import dev.reconnect.engine.fix.FixFilter;
import dev.reconnect.testkit.Page.Example;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.function.Function;

/** Writes what came out into the {@code py after} blocks of a page, and adds the ones that are missing. */
final class Blessing {
    private final String[] lines;
    /** New content by the index of the line it stands before, and how many lines it replaces. */
    private final TreeMap<Integer, Change> changes = new TreeMap<>();

    private Blessing(String text) {
        this.lines = text.split("\n", -1);
    }

    private record Change(int replaced, String text) {}

    static void write(Path file, Page page, Function<Example, ExampleCheck> checks) {
        var blessing = new Blessing(page.text());
        for (var example : page.examples()) {
            if (example.role() != Block.Role.OK) {
                blessing.bless(example, checks.apply(example).program());
            }
        }
        blessing.save(file, page.text());
    }

    private void bless(Example example, Program program) {
        var safe = program.fixed(program.fix(FixFilter.SAFE));
        if (example.after().isEmpty() && !safe.equals(program.files())) {
            var last = example.files().get(example.files().size() - 1);
            safe.forEach((path, text) -> add(program, last, path, text));
        }
        example.after().forEach(block -> replace(block, safe.getOrDefault(block.path(), "")));
        if (!example.afterUnsafe().isEmpty()) {
            var unsafe = program.fixed(program.fix(FixFilter.UNSAFE));
            example.afterUnsafe().forEach(block -> replace(block, unsafe.getOrDefault(block.path(), "")));
        }
    }

    private void add(Program program, Block last, String path, String text) {
        if (text.equals(program.files().get(path))) {
            return;
        }
        var option = program.files().size() > 1 ? " path=" + path : "";
        int place = last.line() - 1 + lineCount(last.text()) + 1;
        var before = changes.getOrDefault(place, new Change(0, ""));
        changes.put(place, new Change(0, before.text() + "```py after" + option + "\n" + text + "```\n"));
    }

    private void replace(Block block, String text) {
        changes.put(block.line() - 1, new Change(lineCount(block.text()), text));
    }

    private static int lineCount(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }

    private void save(Path file, String before) {
        var after = new StringBuilder();
        for (int i = 0; i < lines.length; i++) {
            var change = changes.get(i);
            if (change != null) {
                after.append(change.text());
                i += change.replaced();
            }
            after.append(lines[i]).append(i + 1 < lines.length ? "\n" : "");
        }
        if (!after.toString().equals(before)) {
            try {
                Files.writeString(file, after);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
