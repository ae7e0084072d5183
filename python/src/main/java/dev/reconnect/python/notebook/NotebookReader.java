package dev.reconnect.python.notebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the sources of the code cells in a notebook's JSON, of format 4 and of the older one with worksheets. */
final class NotebookReader {
    private final String json;
    private final JsonCursor cursor;
    private final List<CellSource> sources = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private String language = "python";
    private boolean foundCells;
    private int cellCount;

    NotebookReader(String json) {
        this.json = json;
        this.cursor = new JsonCursor(json);
    }

    void read() {
        members(name -> {
            switch (name) {
                case "cells" -> readCells();
                case "worksheets" -> elements(this::readWorksheet);
                case "metadata" -> readMetadata();
                default -> cursor.skip();
            }
        });
        if (cursor.peek() != 0) {
            throw new JsonCursor.Malformed();
        }
    }

    boolean isNotebook() {
        return foundCells;
    }

    boolean isPython() {
        return language.toLowerCase(Locale.ROOT).contains("python");
    }

    List<CellSource> sources() {
        return sources;
    }

    /** The number, from 1 and over all cells, of the cell whose source has that index. */
    int number(int source) {
        return numbers.get(source);
    }

    private void readWorksheet() {
        members(name -> {
            if (name.equals("cells")) {
                readCells();
            } else {
                cursor.skip();
            }
        });
    }

    private void readMetadata() {
        if (cursor.peek() != '{') {
            cursor.skip();
            return;
        }
        members(name -> {
            boolean names = (name.equals("kernelspec") || name.equals("language_info")) && cursor.peek() == '{';
            if (names) {
                readLanguage(name.equals("kernelspec") ? "language" : "name");
            } else {
                cursor.skip();
            }
        });
    }

    private void readLanguage(String member) {
        members(name -> {
            if (name.equals(member) && cursor.peek() == '"') {
                language = cursor.string();
            } else {
                cursor.skip();
            }
        });
    }

    private void readCells() {
        foundCells = true;
        elements(this::readCell);
    }

    private void readCell() {
        Cell cell = new Cell();
        members(name -> {
            if (name.equals("cell_type") && cursor.peek() == '"') {
                cell.code = cursor.string().equals("code");
            } else if (name.equals("source") || name.equals("input")) {
                cell.source = readSource();
            } else {
                cursor.skip();
            }
        });
        cellCount++;
        if (cell.code && cell.source != null) {
            sources.add(cell.source);
            numbers.add(cellCount);
        }
    }

    private @Nullable CellSource readSource() {
        char first = cursor.peek();
        int start = cursor.offset();
        List<CellSource.Literal> literals = new ArrayList<>();
        if (first == '"') {
            literals.add(literal());
        } else if (first == '[') {
            elements(() -> literals.add(literal()));
        } else {
            cursor.skip();
            return null;
        }
        return new CellSource(json, start, cursor.offset(), first == '[', literals);
    }

    private CellSource.Literal literal() {
        int start = cursor.stringStart();
        return new CellSource.Literal(start, cursor.offset(), JsonStrings.decode(json, start, cursor.offset()));
    }

    private void members(java.util.function.Consumer<String> member) {
        cursor.expect('{');
        if (cursor.accept('}')) {
            return;
        }
        do {
            String name = cursor.string();
            cursor.expect(':');
            member.accept(name);
        } while (cursor.accept(','));
        cursor.expect('}');
    }

    private void elements(Runnable element) {
        cursor.expect('[');
        if (cursor.accept(']')) {
            return;
        }
        do {
            element.run();
        } while (cursor.accept(','));
        cursor.expect(']');
    }

    /** What has been read of a cell; its members come in any order. */
    private static final class Cell {
        private boolean code;
        private @Nullable CellSource source;
    }
}
