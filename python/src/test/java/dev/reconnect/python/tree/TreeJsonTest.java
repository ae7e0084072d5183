package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TreeJsonTest {
    @Test
    void writesStatementsAndExpressionsInSourceOrder() throws IOException {
        assertThat(write("a\"b.py", "@d\ndef f(x=1):\n    'é'; y\n"))
                .isEqualTo(
                        """
                        {"file": "a\\"b.py", "problems": [], "nodes": [\
                        ["Name", 1, 1, 1, 2], \
                        ["FunctionDef", 2, 0, 3, 11], \
                        ["Constant", 2, 8, 2, 9], \
                        ["Expr", 3, 4, 3, 8], \
                        ["Constant", 3, 4, 3, 8], \
                        ["Expr", 3, 10, 3, 11], \
                        ["Name", 3, 10, 3, 11]]}
                        """);
    }

    @Test
    void writesProblems() throws IOException {
        assertThat(write("x.py", "x = (\n"))
                .startsWith(
                        "{\"file\": \"x.py\", \"problems\": [[\"`(` was never closed\", 1, 4, 1, 5]], \"nodes\": [");
    }

    @Test
    void sortsOuterBeforeInner() throws IOException {
        assertThat(write("x.py", "a.b if c else d\n"))
                .contains("[\"Expr\", 1, 0, 1, 15], [\"IfExp\", 1, 0, 1, 15], [\"Attribute\", 1, 0, 1, 3], [\"Name\"");
    }

    private static String write(String file, String source) throws IOException {
        StringBuilder out = new StringBuilder();
        TreeJson.write(file, Parser.parse(source), out);
        return out.toString();
    }
}
