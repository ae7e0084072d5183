package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines of notebook cells that IPython runs. */
class NotebookDialectTest {
    @Test
    void magicLines() {
        check(
                "%matplotlib inline\nx = 1\n  %time f()\n!pip install a \\\n  b\n!!ls\n%%time\nx % y\n",
                """
                (Magic LINE `%matplotlib inline`)
                (Assign `x` `1`)
                (Magic LINE `%time f()`)
                (Magic SHELL `!pip install a \\
                  b`)
                (Magic SHELL `!!ls`)
                (Magic CELL `%%time`)
                (Expr (BinOp % `x` `y`))
                ! unexpected indentation ``""");
    }

    @Test
    void cellMagics() {
        check(
                "\n# first\n%%bash\nls | while read f; do\n  echo $f\ndone\n",
                """
                (Magic CELL `%%bash
                ls | while read f; do
                  echo $f
                done
                `)""");
        check(
                "%%time\nx = f(1)\n",
                """
                (Magic CELL `%%time`)
                (Assign `x` (Call `f` `1`))""");
        check("%%sql\nSELECT 'x", """
                (Magic CELL `%%sql
                SELECT 'x`)""");
        check(
                "%sql\nSELECT a\nFROM b\n",
                """
                (Magic LINE `%sql
                SELECT a
                FROM b
                `)""");
        check(
                "%sql SELECT a FROM b\nx = 1\n",
                """
                (Magic LINE `%sql SELECT a FROM b`)
                (Assign `x` `1`)""");
        check("%python\nx = 1\n", """
                (Magic LINE `%python`)
                (Assign `x` `1`)""");
    }

    @Test
    void magicValues() {
        check(
                "files = !ls *.csv\nx = %sql select 1\ny: int = !a\nz = a % b\nf(a=!b)\n",
                """
                (Assign `files` (MagicExpression SHELL `!ls *.csv`))
                (Assign `x` (MagicExpression LINE `%sql select 1`))
                (AnnAssign `y` `int` (MagicExpression SHELL `!a`))
                (Assign `z` (BinOp % `a` `b`))
                (Error `f(a=!b)`)
                ! character that starts no token `!`""");
    }

    @Test
    void helpLines() {
        check(
                "?df.rdd\ndf.rdd?\ndf.rdd.map??\nx = 1\na ? b\n",
                """
                (Magic HELP `?df.rdd`)
                (Magic HELP `df.rdd?`)
                (Magic HELP `df.rdd.map??`)
                (Assign `x` `1`)
                (Error `a ? b`)
                ! character that starts no token `?`""");
    }

    @Test
    void magicsAreNoPython() {
        SyntaxTree tree = Parser.parse("%sql select 1\nx = 1\n");
        assertThat(tree.problems()).hasSize(1);
        assertThat(tree.module().body()).hasSize(2);
    }

    @Test
    void cellsEndWhatIsOpen() {
        String text = "x = f(\n\nif a:\n  b\n\n  y\n\n%%bash\n'''\n\nz = '''\n\nw = '''a\nb'''\n\nlast\n";
        List<TextRange> cells = new ArrayList<>();
        int start = 0;
        for (String cell : text.split("\n\n")) {
            cells.add(new TextRange(start, start + cell.length()));
            start += cell.length() + 2;
        }
        SyntaxTree tree = Parser.parseCells(text, cells);
        assertThat(tree.print()).isEqualTo(text);
        assertThat(tree.module().body())
                .extracting(Node::kind)
                .containsExactly(
                        NodeKind.ERROR,
                        NodeKind.IF,
                        NodeKind.EXPR,
                        NodeKind.MAGIC,
                        NodeKind.ASSIGN,
                        NodeKind.ASSIGN,
                        NodeKind.EXPR);
        assertThat(tree.problems())
                .extracting(SyntaxProblem::message)
                .containsExactly("`(` was never closed", "unexpected indentation", "unterminated string literal");
    }

    private static void check(String source, String outline) {
        SyntaxTree tree = Parser.parse(source, Dialect.NOTEBOOK);
        assertThat(tree.print()).isEqualTo(source);
        StringBuilder actual = new StringBuilder(Outline.of(tree));
        for (SyntaxProblem problem : tree.problems()) {
            String at = problem.range().substring(source).replace("\n", "\\n");
            actual.append("\n! ")
                    .append(problem.message())
                    .append(" `")
                    .append(at)
                    .append('`');
        }
        assertThat(actual.toString()).isEqualTo(outline.stripTrailing());
    }
}
