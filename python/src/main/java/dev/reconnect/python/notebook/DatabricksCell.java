package dev.reconnect.python.notebook;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;

/**
 * A cell of a Databricks notebook that was exported as a `.py` file. The file is Python as it stands: cells in other
 * languages are comments.
 *
 * @param number its number, from 1
 * @param range its lines, without the line that separates it from the next
 * @param language `python`, or what its `# MAGIC %...` line names
 */
public record DatabricksCell(int number, TextRange range, String language) {
    private static final String HEADER = "# Databricks notebook source";
    private static final String SEPARATOR = "# COMMAND ----------";
    private static final String MAGIC = "# MAGIC %";

    public static boolean isNotebook(String text) {
        return text.startsWith(HEADER, text.startsWith("\ufeff") ? 1 : 0);
    }

    /** The cells in order; none where the text is no such notebook. */
    public static List<DatabricksCell> cells(String text) {
        if (!isNotebook(text)) {
            return List.of();
        }
        List<DatabricksCell> cells = new ArrayList<>();
        int start = afterLine(text, 0);
        int line = start;
        while (line < text.length()) {
            int next = afterLine(text, line);
            if (text.startsWith(SEPARATOR, line)) {
                cells.add(cell(cells.size() + 1, text, start, line));
                start = next;
            }
            line = next;
        }
        cells.add(cell(cells.size() + 1, text, start, text.length()));
        return List.copyOf(cells);
    }

    private static DatabricksCell cell(int number, String text, int start, int end) {
        return new DatabricksCell(number, new TextRange(start, end), language(text, start, end));
    }

    private static String language(String text, int start, int end) {
        int line = start;
        while (line < end && isBlank(text, line)) {
            line = afterLine(text, line);
        }
        if (!text.startsWith(MAGIC, line)) {
            return "python";
        }
        int from = line + MAGIC.length();
        int to = from;
        while (to < end && Character.isLetterOrDigit(text.charAt(to))) {
            to++;
        }
        String name = text.substring(from, to);
        return switch (name) {
            case "sql", "scala", "r", "md", "sh", "fs" -> name;
            default -> "python";
        };
    }

    private static boolean isBlank(String text, int line) {
        return text.substring(line, afterLine(text, line)).isBlank();
    }

    private static int afterLine(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            at++;
        }
        if (at + 1 < text.length() && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n') {
            return at + 2;
        }
        return Math.min(at + 1, text.length());
    }
}
