package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tokens tile the text, and offsets turn into lines and columns and back. */
class TokensTest {
    @Test
    void everyCharacterBelongsToOneToken() {
        assertThat(kinds("if a:  # why\n\tb = f'{c:>1}' \\\n  + 1\n\n"))
                .containsExactly(
                        "KEYWORD if",
                        "WHITESPACE  ",
                        "NAME a",
                        "OPERATOR :",
                        "WHITESPACE   ",
                        "COMMENT # why",
                        "NEWLINE \n",
                        "WHITESPACE \t",
                        "INDENT ",
                        "NAME b",
                        "WHITESPACE  ",
                        "OPERATOR =",
                        "WHITESPACE  ",
                        "FSTRING_START f'",
                        "OPERATOR {",
                        "NAME c",
                        "OPERATOR :",
                        "FSTRING_MIDDLE >1",
                        "OPERATOR }",
                        "FSTRING_END '",
                        "WHITESPACE  ",
                        "CONTINUATION \\\n",
                        "WHITESPACE   ",
                        "OPERATOR +",
                        "WHITESPACE  ",
                        "NUMBER 1",
                        "NEWLINE \n",
                        "LINE_BREAK \n",
                        "DEDENT ",
                        "END ");
    }

    @Test
    void lineEndsBetweenBracketsEndNoStatement() {
        assertThat(kinds("f(\r\n)\r"))
                .containsExactly("NAME f", "OPERATOR (", "LINE_BREAK \r\n", "OPERATOR )", "NEWLINE \r", "END ");
    }

    @Test
    void commentsAreFoundOutsideStrings() {
        String source = "# MAGIC %sql\nx = '# no'  # yes\nf(  # inside\n)\nf'{a # field\n}'\n";
        SyntaxTree tree = Parser.parse(source);
        assertThat(tree.comments())
                .extracting(range -> range.substring(source))
                .containsExactly("# MAGIC %sql", "# yes", "# inside", "# field");
    }

    @Test
    void tokenAtAnOffset() {
        Tokens tokens = Parser.parse("ab + c").tokens();
        assertThat(tokens.text(tokens.indexAt(0))).isEqualTo("ab");
        assertThat(tokens.text(tokens.indexAt(1))).isEqualTo("ab");
        assertThat(tokens.text(tokens.indexAt(3))).isEqualTo("+");
        assertThat(tokens.kind(tokens.indexAt(6))).isEqualTo(TokenKind.END);
    }

    @Test
    void columnsInBytesCodePointsAndUnits() {
        String source = "x\r\n'é€😀' + y\rz";
        LineIndex lines = Parser.parse(source).lines();
        int y = source.indexOf('y');
        assertThat(lines.lineCount()).isEqualTo(3);
        assertThat(lines.line(y)).isEqualTo(2);
        assertThat(lines.column(y)).isEqualTo(9);
        assertThat(lines.codePointColumn(y)).isEqualTo(8);
        assertThat(lines.utf8Column(y)).isEqualTo(14);
        assertThat(lines.offset(2, 9)).isEqualTo(y);
        assertThat(lines.offset(2, 99)).isEqualTo(source.indexOf("\rz"));
        assertThat(lines.offset(9, 0)).isEqualTo(source.indexOf('z'));
        assertThat(lines.lineEnd(1)).isEqualTo(1);
        assertThat(lines.line(source.length())).isEqualTo(3);
        assertThat(lines.utf8Column(source.length())).isEqualTo(1);
    }

    @Test
    void byteOrderMarkHasNoColumn() {
        SyntaxTree tree = Parser.parse("\ufeffx = 1");
        assertThat(tree.lines().utf8Column(1)).isZero();
        assertThat(tree.tokens().kind(0)).isEqualTo(TokenKind.WHITESPACE);
    }

    @Test
    void smallestNodeAtAnOffset() {
        String source = "def f(a):\n    return a.b(c)\n";
        SyntaxTree tree = Parser.parse(source);
        assertThat(tree.nodeAt(source.indexOf("c)")).kind()).isEqualTo(NodeKind.NAME);
        assertThat(tree.nodeAt(source.indexOf("b(")).kind()).isEqualTo(NodeKind.ATTRIBUTE);
        assertThat(tree.nodeAt(source.indexOf("a):")).kind()).isEqualTo(NodeKind.ARG);
        assertThat(tree.nodeAt(source.indexOf("    return")).kind()).isEqualTo(NodeKind.FUNCTION_DEF);
        assertThat(tree.nodeAt(source.length()).kind()).isEqualTo(NodeKind.MODULE);
    }

    @Test
    void walksParentsFirstInSourceOrder() {
        List<String> visited = new ArrayList<>();
        Parser.parse("f(a, k=b, *c)")
                .module()
                .walk(node -> visited.add(node.kind().astName()));
        assertThat(visited)
                .containsExactly("Module", "Expr", "Call", "Name", "Name", "keyword", "Name", "Starred", "Name");
    }

    @Test
    void parentsLeadToTheModule() {
        SyntaxTree tree = Parser.parse("class A:\n    def f(self):\n        return [x for x in self]\n");
        Node name = tree.nodeAt(tree.text().lastIndexOf("self"));
        assertThat(name.findAncestor(FunctionDef.class).map(FunctionDef::name)).contains("f");
        assertThat(name.findAncestor(ClassDef.class).map(ClassDef::name)).contains("A");
        assertThat(name.findAncestor(Module.class)).contains(tree.module());
        assertThat(tree.module().parent()).isEmpty();
    }

    @Test
    void emptyTexts() {
        for (String source : new String[] {"", "\n", "   ", "# only", "\ufeff", "\\", "\\\n", "\f", "\0"}) {
            SyntaxTree tree = Parser.parse(source);
            assertThat(tree.print()).isEqualTo(source);
            assertThat(tree.module().range()).isEqualTo(new TextRange(0, source.length()));
        }
    }

    private static List<String> kinds(String source) {
        SyntaxTree tree = Parser.parse(source);
        assertThat(tree.print()).isEqualTo(source);
        assertThat(tree.problems()).isEmpty();
        List<String> kinds = new ArrayList<>();
        for (int i = 0; i < tree.tokens().count(); i++) {
            kinds.add(tree.tokens().kind(i) + " " + tree.tokens().text(i));
        }
        return kinds;
    }
}
