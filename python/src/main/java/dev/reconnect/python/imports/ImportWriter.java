package dev.reconnect.python.imports;

import dev.reconnect.core.Edit;
import dev.reconnect.core.ImportRequest;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.Alias;
import dev.reconnect.python.tree.Import;
import dev.reconnect.python.tree.ImportFrom;
import dev.reconnect.python.tree.MagicStatement;
import dev.reconnect.python.tree.Node;
import dev.reconnect.python.tree.Statement;
import dev.reconnect.python.tree.SyntaxTree;
import dev.reconnect.python.tree.TokenKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Writes import requests into a file: into a statement that imports from the same module already, else as a new one beside its like. */
final class ImportWriter {
    private static final String EXPORTED_NOTEBOOK = "# Databricks notebook source";
    private static final int USUAL_LINE = 88;

    private final SyntaxTree tree;
    private final String text;
    private final String lineEnd;
    private final int firstUse;
    private final List<TextRange> taken;

    ImportWriter(SyntaxTree tree, int firstUse, List<TextRange> taken) {
        this.tree = tree;
        this.firstUse = firstUse;
        this.taken = taken;
        this.text = tree.text();
        this.lineEnd = lineEndOf(text);
    }

    List<Edit> add(List<ImportRequest> requests) {
        var merged = new LinkedHashMap<ImportFrom, List<ImportRequest>>();
        var fresh = new ArrayList<ImportRequest>();
        for (var request : new LinkedHashSet<>(requests)) {
            var statement = statementFor(request);
            if (statement.isPresent()) {
                merged.computeIfAbsent(statement.get(), key -> new ArrayList<>())
                        .add(request);
            } else {
                fresh.add(request);
            }
        }
        var edits = new ArrayList<Edit>();
        merged.forEach((statement, wanted) -> edits.addAll(merge(statement, wanted)));
        edits.addAll(insert(fresh));
        edits.sort((a, b) -> a.range().compareTo(b.range()));
        return edits;
    }

    private Optional<ImportFrom> statementFor(ImportRequest request) {
        if (request.name().isEmpty()) {
            return Optional.empty();
        }
        for (var node : FileImports.topLevel(tree)) {
            if (node instanceof ImportFrom from
                    && from.level() == 0
                    && !from.isStar()
                    && !from.names().isEmpty()
                    && from.module().orElse("").equals(request.module())
                    && isUsable(from)
                    && hasRoomFor(from, request)) {
                return Optional.of(from);
            }
        }
        return Optional.empty();
    }

    /** Whether new imports may stand in or behind the statement. */
    private boolean isUsable(Node statement) {
        int end = endOfLine(statement);
        return statement.end() <= firstUse
                && taken.stream().noneMatch(range -> range.start() <= end && statement.start() <= range.end());
    }

    /** Names in parentheses over several lines have room; a single line has as much as the file's lines usually take. */
    private boolean hasRoomFor(ImportFrom from, ImportRequest request) {
        var lines = tree.lines();
        int line = lines.line(from.end());
        if (line != lines.line(from.start())) {
            return true;
        }
        int length = lines.lineEnd(line) - lines.lineStart(line);
        return length + 2 + clause(request).length() <= Math.max(USUAL_LINE, longestLine());
    }

    private int longestLine() {
        int longest = 0;
        for (int line = 1; line <= tree.lines().lineCount(); line++) {
            longest =
                    Math.max(longest, tree.lines().lineEnd(line) - tree.lines().lineStart(line));
        }
        return Math.min(longest, 120);
    }

    private static String clause(ImportRequest request) {
        var name = request.name().orElseThrow();
        return request.alias().map(alias -> name + " as " + alias).orElse(name);
    }

    private List<Edit> merge(ImportFrom from, List<ImportRequest> requests) {
        var names = from.names();
        var inserted = new TreeMap<Integer, List<String>>();
        for (var request : requests) {
            inserted.computeIfAbsent(placeAmong(names, request), key -> new ArrayList<>())
                    .add(clause(request));
        }
        var edits = new ArrayList<Edit>();
        inserted.forEach((place, clauses) -> edits.addAll(
                place < names.size() ? before(names, place, clauses) : List.copyOf(atEnd(names, clauses))));
        return edits;
    }

    /** Where the name belongs if the names are in order, else the end. */
    private static int placeAmong(List<Alias> names, ImportRequest request) {
        for (int i = 1; i < names.size(); i++) {
            if (names.get(i - 1).name().compareTo(names.get(i).name()) > 0) {
                return names.size();
            }
        }
        if (names.size() < 2) {
            return names.size();
        }
        int place = 0;
        while (place < names.size()
                && names.get(place).name().compareTo(request.name().orElseThrow()) <= 0) {
            place++;
        }
        return place;
    }

    private List<Edit> before(List<Alias> names, int place, List<String> clauses) {
        var next = names.get(place);
        var separator = isAlone(next) ? "," + lineEnd + indentOf(next) : ", ";
        return List.of(Edit.insert(next.start(), String.join(separator, clauses) + separator));
    }

    private List<Edit> atEnd(List<Alias> names, List<String> clauses) {
        var last = names.get(names.size() - 1);
        if (!isAlone(last)) {
            return List.of(Edit.insert(last.end(), ", " + String.join(", ", clauses)));
        }
        var newLine = lineEnd + indentOf(last);
        int line = tree.lines().line(last.end());
        int end = tree.lines().lineEnd(line);
        var rest = text.substring(last.end(), end);
        int comment = rest.indexOf('#');
        if (comment < 0) {
            return List.of(Edit.insert(last.end(), "," + newLine + String.join("," + newLine, clauses)));
        }
        // The comment belongs to the last name and stays behind it.
        boolean comma = rest.substring(0, comment).contains(",");
        var added = Edit.insert(end, newLine + String.join("," + newLine, clauses) + (comma ? "," : ""));
        return comma ? List.of(added) : List.of(Edit.insert(last.end(), ","), added);
    }

    /** Whether the name is the first thing on its line, as in a list with one name a line. */
    private boolean isAlone(Alias alias) {
        return indentOf(alias).length() == tree.lines().column(alias.start());
    }

    private String indentOf(Alias alias) {
        int start = tree.lines().lineStart(tree.lines().line(alias.start()));
        int end = start;
        while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
            end++;
        }
        return text.substring(start, end);
    }

    private List<Edit> insert(List<ImportRequest> requests) {
        var byPlace = new TreeMap<Integer, List<String>>();
        var beforeCode = new ArrayList<String>();
        for (var request : requests) {
            var neighbour = neighbourOf(request);
            if (neighbour.isPresent()) {
                byPlace.computeIfAbsent(endOfLine(neighbour.get()), key -> new ArrayList<>())
                        .add(request.statement());
            } else {
                beforeCode.add(request.statement());
            }
        }
        var edits = new ArrayList<Edit>();
        byPlace.forEach(
                (place, statements) -> edits.add(Edit.insert(place, lineEnd + String.join(lineEnd, statements))));
        if (!beforeCode.isEmpty()) {
            edits.add(atTop(beforeCode));
        }
        return edits;
    }

    /** The last import of the same package, else the last import of the block at the top. */
    private Optional<Node> neighbourOf(ImportRequest request) {
        var top = FileImports.topOf(request.module());
        Optional<Node> like = Optional.empty();
        for (var node : FileImports.topLevel(tree)) {
            if (isUsable(node) && imports(node, top)) {
                like = Optional.of(node);
            }
        }
        return like.isPresent() ? like : lastOfHeader();
    }

    private static boolean imports(Node node, String top) {
        if (node instanceof ImportFrom from) {
            return from.level() == 0
                    && FileImports.topOf(from.module().orElse("")).equals(top);
        }
        return node instanceof Import statement
                && statement.names().stream()
                        .anyMatch(alias -> FileImports.topOf(alias.name()).equals(top));
    }

    private Optional<Node> lastOfHeader() {
        Optional<Node> last = Optional.empty();
        var docstring = tree.module().docstring();
        for (Statement statement : tree.module().body()) {
            boolean opens = statement instanceof MagicStatement
                    || (docstring.isPresent() && docstring.get().parent().orElse(null) == statement);
            if (statement instanceof Import || statement instanceof ImportFrom) {
                last = isUsable(statement) ? Optional.of(statement) : last;
            } else if (!opens) {
                break;
            }
        }
        return last;
    }

    /** Where the logical line that holds the statement ends, its comment included, its line end not. */
    private int endOfLine(Node statement) {
        var tokens = tree.tokens();
        int i = tokens.indexAt(Math.max(statement.end() - 1, 0));
        while (tokens.kind(i) != TokenKind.NEWLINE && tokens.kind(i) != TokenKind.END) {
            i++;
        }
        return tokens.start(i);
    }

    /** In front of all code, below a docstring and the comments that open a file. */
    private Edit atTop(List<String> statements) {
        var block = String.join(lineEnd, statements);
        var docstring = tree.module().docstring();
        if (docstring.isPresent()) {
            return Edit.insert(endOfLine(docstring.get()), lineEnd + lineEnd + block);
        }
        var first = tree.module().body().stream()
                .filter(statement -> !(statement instanceof MagicStatement))
                .findFirst();
        boolean exported = text.startsWith(EXPORTED_NOTEBOOK);
        int place = first.isPresent() && (exported || hasMagics(first.get()))
                ? startOfLine(first.get())
                : belowOpeningComments();
        boolean ends = place >= text.length();
        boolean needsBreak = ends && !text.isEmpty() && !text.endsWith("\n") && !text.endsWith("\r");
        return Edit.insert(place, (needsBreak ? lineEnd : "") + block + lineEnd + (ends ? "" : gapBefore(place)));
    }

    private boolean hasMagics(Statement first) {
        return tree.module().body().get(0) != first;
    }

    /** An empty line between new imports and the code below them, unless one is there. */
    private String gapBefore(int place) {
        char next = text.charAt(place);
        return next == '\n' || next == '\r' ? "" : lineEnd;
    }

    private int startOfLine(Node node) {
        return tree.lines().lineStart(tree.lines().line(node.start()));
    }

    /** Below the interpreter line, a coding line, and a block of comments that an empty line sets off from the code. */
    private int belowOpeningComments() {
        var lines = tree.lines();
        int line = 1;
        while (line <= lines.lineCount() && isOpening(lineText(line), line)) {
            line++;
        }
        int after = line;
        while (after <= lines.lineCount() && lineText(after).startsWith("#")) {
            after++;
        }
        boolean setOff =
                after > line && after <= lines.lineCount() && lineText(after).isBlank();
        int place = setOff ? after + 1 : line;
        return place <= lines.lineCount() ? lines.lineStart(place) : text.length();
    }

    private static boolean isOpening(String content, int line) {
        return line <= 2
                && content.startsWith("#")
                && ((line == 1 && content.startsWith("#!")) || content.contains("coding"));
    }

    private String lineText(int line) {
        return new TextRange(tree.lines().lineStart(line), tree.lines().lineEnd(line)).substring(text);
    }

    static String lineEndOf(String text) {
        int feed = text.indexOf('\n');
        if (feed < 0) {
            return text.indexOf('\r') >= 0 ? "\r" : "\n";
        }
        return feed > 0 && text.charAt(feed - 1) == '\r' ? "\r\n" : "\n";
    }
}
