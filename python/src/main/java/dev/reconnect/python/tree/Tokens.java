package dev.reconnect.python.tree;

import dev.reconnect.core.TextRange;

/** The tokens of one text, white space and comments among them: each starts where the one before it ends. */
public final class Tokens {
    private final String text;
    private final byte[] types;
    private final int[] starts;
    private final int count;

    /** The last token is the empty one at the end of the text. */
    Tokens(String text, byte[] types, int[] starts, int count) {
        this.text = text;
        this.types = types;
        this.starts = starts;
        this.count = count;
    }

    public int count() {
        return count;
    }

    public TokenKind kind(int index) {
        return TokenType.kindOf(types[index]);
    }

    public int start(int index) {
        return starts[index];
    }

    public int end(int index) {
        return index + 1 < count ? starts[index + 1] : text.length();
    }

    public TextRange range(int index) {
        return new TextRange(start(index), end(index));
    }

    public String text(int index) {
        return text.substring(start(index), end(index));
    }

    /** The token that holds the character at the offset; the empty last one at or after the end of the text. */
    public int indexAt(int offset) {
        if (offset >= text.length()) {
            return count - 1;
        }
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts[middle] <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
