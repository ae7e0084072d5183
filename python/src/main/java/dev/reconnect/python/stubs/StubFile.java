package dev.reconnect.python.stubs;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sections of one stub file by name and alias. */
final class StubFile {
    private final Map<String, StubSection> sections = new HashMap<>();

    StubFile(String text) {
        String header = null;
        boolean module = false;
        int bodyStart = 0;
        StringBuilder aliases = new StringBuilder();
        int line = 0;
        int length = text.length();
        while (line <= length) {
            int end = line < length ? text.indexOf('\n', line) : length;
            end = end < 0 ? length : end;
            boolean opens = text.startsWith("class ", line) || text.startsWith("module ", line);
            if (opens || line == length) {
                if (header != null) {
                    add(new StubSection(header, module, text, bodyStart, Math.min(line, length)), aliases);
                }
                if (line == length) {
                    break;
                }
                module = text.charAt(line) == 'm';
                header = text.substring(line + (module ? 7 : 6), end).strip();
                bodyStart = Math.min(end + 1, length);
                aliases.setLength(0);
            } else if (text.startsWith("alias ", line)) {
                aliases.append(text, line + 6, end).append('\n');
            }
            line = Math.min(end + 1, length);
        }
    }

    @Nullable
    StubSection find(String name) {
        return sections.get(name);
    }

    private void add(StubSection section, StringBuilder aliases) {
        sections.put(section.name(), section);
        for (String alias : aliases.toString().split("\n")) {
            if (!alias.isBlank()) {
                sections.putIfAbsent(alias.strip(), section);
            }
        }
    }
}
