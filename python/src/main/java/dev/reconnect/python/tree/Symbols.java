package dev.reconnect.python.tree;

import java.text.Normalizer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of one text, each numbered once: keywords have the first numbers, so that one look-up both tells a
 * keyword and finds the string that all uses of a name share.
 */
final class Symbols {
    static final int MATCH = 35;
    static final int CASE = 36;
    static final int TYPE = 37;
    static final int PRINT = 38;
    static final int EXEC = 39;
    static final int UNDERSCORE = 40;

    private static final int KEYWORDS = 35;
    private static final String[] WORDS = {
        "False",
        "None",
        "True",
        "and",
        "as",
        "assert",
        "async",
        "await",
        "break",
        "class",
        "continue",
        "def",
        "del",
        "elif",
        "else",
        "except",
        "finally",
        "for",
        "from",
        "global",
        "if",
        "import",
        "in",
        "is",
        "lambda",
        "nonlocal",
        "not",
        "or",
        "pass",
        "raise",
        "return",
        "try",
        "while",
        "with",
        "yield",
        "match",
        "case",
        "type",
        "print",
        "exec",
        "_"
    };

    private static final int TEMPLATE_SIZE = 512;
    private static final int[] TEMPLATE = template();

    private final char[] chars;
    private int[] table = TEMPLATE.clone();
    private int[] hashes = new int[256];
    private int[] starts = new int[256];
    private int[] lengths = new int[256];
    private @Nullable String[] names = new String[256];
    private int count = WORDS.length;

    Symbols(char[] chars) {
        this.chars = chars;
        for (int i = 0; i < WORDS.length; i++) {
            hashes[i] = WORDS[i].hashCode();
            lengths[i] = WORDS[i].length();
            names[i] = WORDS[i];
        }
    }

    static boolean isKeyword(int symbol) {
        return symbol < KEYWORDS;
    }

    /** The number of the identifier between the offsets, whose hash is that of {@link String#hashCode()}. */
    int find(int start, int end, int hash) {
        int mask = table.length - 1;
        int slot = spread(hash) & mask;
        for (int entry = table[slot]; entry != 0; entry = table[slot]) {
            int symbol = entry - 1;
            if (hashes[symbol] == hash && lengths[symbol] == end - start && matches(symbol, start)) {
                return symbol;
            }
            slot = (slot + 1) & mask;
        }
        return add(slot, start, end, hash);
    }

    /** The identifier as Python sees it: in NFKC. */
    String name(int symbol) {
        String name = names[symbol];
        if (name == null) {
            name = normalise(new String(chars, starts[symbol], lengths[symbol]));
            names[symbol] = name;
        }
        return name;
    }

    private boolean matches(int symbol, int start) {
        if (symbol < WORDS.length) {
            String word = WORDS[symbol];
            for (int i = 0; i < word.length(); i++) {
                if (word.charAt(i) != chars[start + i]) {
                    return false;
                }
            }
            return true;
        }
        int from = starts[symbol];
        return Arrays.equals(chars, from, from + lengths[symbol], chars, start, start + lengths[symbol]);
    }

    private int add(int slot, int start, int end, int hash) {
        if (count == names.length) {
            grow();
        }
        int symbol = count++;
        hashes[symbol] = hash;
        starts[symbol] = start;
        lengths[symbol] = end - start;
        table[slot] = count;
        if (count * 2 > table.length) {
            rehash();
        }
        return symbol;
    }

    private void grow() {
        int size = names.length * 2;
        hashes = Arrays.copyOf(hashes, size);
        starts = Arrays.copyOf(starts, size);
        lengths = Arrays.copyOf(lengths, size);
        names = Arrays.copyOf(names, size);
    }

    private void rehash() {
        int[] wider = new int[table.length * 2];
        for (int symbol = 0; symbol < count; symbol++) {
            place(wider, symbol, hashes[symbol]);
        }
        table = wider;
    }

    private static int[] template() {
        int[] table = new int[TEMPLATE_SIZE];
        for (int i = 0; i < WORDS.length; i++) {
            place(table, i, WORDS[i].hashCode());
        }
        return table;
    }

    private static void place(int[] table, int symbol, int hash) {
        int mask = table.length - 1;
        int slot = spread(hash) & mask;
        while (table[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        table[slot] = symbol + 1;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }

    private static String normalise(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) >= 0x80) {
                return Normalizer.normalize(name, Normalizer.Form.NFKC);
            }
        }
        return name;
    }
}
