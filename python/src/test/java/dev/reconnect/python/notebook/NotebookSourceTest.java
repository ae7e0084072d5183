package dev.reconnect.python.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Edit;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.MagicStatement;
import dev.reconnect.python.tree.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notebooks read as Python, and edits that touch nothing of the JSON but the strings they change. */
class NotebookSourceTest {
    private static final String NOTEBOOK =
            """
            {
             "cells": [
              {
               "cell_type": "markdown",
               "metadata": {},
               "source": [
                "# x = 1"
               ]
              },
              {
               "cell_type": "code",
               "execution_count": 1,
               "metadata": {"tags": []},
               "outputs": [{"source": ["no"], "text": "\\u00e9 [ } \\" "}],
               "source": [
                "%sql select 1\\n",
                "caf\\u00e9 = \\"a\\"\\n",
                "n = df.rdd.count()\\n",
                "print(n)"
               ]
              },
              {
               "source": "x = df.rdd\\n\\ty\\u0020= 1",
               "outputs": [],
               "cell_type": "code"
              },
              {"cell_type": "code", "source": []}
             ],
             "metadata": {"kernelspec": {"language": "python"}},
             "nbformat": 4
            }
            """;

    @Test
    void joinsTheCodeCells() {
        NotebookSource notebook = read(NOTEBOOK);
        assertThat(notebook.text())
                .isEqualTo("%sql select 1\ncafé = \"a\"\nn = df.rdd.count()\nprint(n)\nx = df.rdd\n\ty = 1\n\n");
        assertThat(notebook.cells()).extracting(NotebookCell::number).containsExactly(2, 3, 4);
        assertThat(notebook.findCell(notebook.text().indexOf("x = df"))
                        .orElseThrow()
                        .number())
                .isEqualTo(3);
    }

    @Test
    void isOneModule() {
        SyntaxTree tree = read(NOTEBOOK).parse();
        assertThat(tree.module().body().get(0)).isInstanceOf(MagicStatement.class);
        assertThat(tree.problems()).hasSize(1);
    }

    @Test
    void editsChangeOneStringOfAnArray() {
        check(".rdd.count", ".count", "\"n = df.rdd.count()\\n\"", "\"n = df.count()\\n\"");
        check("\"a\"", "'\\t\"'", "caf\\u00e9 = \\\"a\\\"\\n", "caf\\u00e9 = '\\\\t\\\"'\\n");
        check("print(n)", "print(n)\n", "\"print(n)\"", "\"print(n)\\n\"");
    }

    @Test
    void theLineEndBehindACellIsNotTheCells() {
        NotebookSource notebook = read(NOTEBOOK);
        int last = notebook.text().indexOf("print(n)\n");
        Edit line = Edit.delete(new TextRange(last, last + "print(n)\n".length()));
        Edit within = notebook.withinCell(line);
        assertThat(within).isEqualTo(Edit.delete(new TextRange(last - 1, last + "print(n)".length())));
        assertThat(read(notebook.apply(List.of(within))).text())
                .isEqualTo(notebook.text().replace("\nprint(n)", ""));
        Edit inside = Edit.delete(new TextRange(last, last + 1));
        assertThat(notebook.withinCell(inside)).isSameAs(inside);
    }

    @Test
    void editsOfAStringKeepItsEscapes() {
        check("x = df.rdd\n", "x = df\n", "x = df.rdd\\n\\ty\\u0020= 1", "x = df\\n\\ty\\u0020= 1");
        check("= 1\n", "= 2\n", "y\\u0020= 1\"", "y\\u0020= 2\"");
    }

    @Test
    void newLinesAreNewStrings() {
        check("n = ", "m = 1\nn = ", "    \"n =", "    \"m = 1\\n\",\n    \"n =");
        check("print(n)", "a\nb", "\"print(n)\"", "\"a\\n\",\n    \"b\"");
    }

    @Test
    void deletedLinesTakeTheirStringsAlong() {
        check("n = df.rdd.count()\n", "", "    \"n = df.rdd.count()\\n\",\n", "");
        check("%sql select 1\n", "", "    \"%sql select 1\\n\",\n", "");
        check("print(n)", "", ",\n    \"print(n)\"", "");
        check("\nprint(n)", "", "()\\n\",\n    \"print(n)\"", "()\"");
        check("()\nprint", "", "n = df.rdd.count()\\n\",\n    \"print(n)\"", "n = df.rdd.count(n)\"");
    }

    @Test
    void severalEditsOfOneCell() {
        NotebookSource notebook = read(NOTEBOOK);
        String text = notebook.text();
        int n = text.indexOf("n = df");
        String changed = notebook.apply(List.of(
                Edit.insert(n, "a\n"),
                Edit.delete(new TextRange(text.indexOf(".rdd"), text.indexOf(".count"))),
                Edit.insert(0, "import b\n")));
        assertThat(changed)
                .isEqualTo(NOTEBOOK.replace("    \"%sql", "    \"import b\\n\",\n    \"%sql")
                        .replace("    \"n = df.rdd.", "    \"a\\n\",\n    \"n = df."));
    }

    @Test
    void insertsIntoAnEmptyCell() {
        NotebookSource notebook = read(NOTEBOOK);
        int last = notebook.cells().get(2).range().start();
        assertThat(notebook.apply(List.of(Edit.insert(last, "a\nb"))))
                .isEqualTo(NOTEBOOK.replace("\"source\": []}", "\"source\": [\"a\\n\", \"b\"]}"));
    }

    @Test
    void nothingChangesWithoutEdits() {
        assertThat(read(NOTEBOOK).apply(List.of())).isEqualTo(NOTEBOOK);
        String windows = NOTEBOOK.replace("\n", "\r\n").stripTrailing();
        assertThat(read(windows).apply(List.of())).isEqualTo(windows);
    }

    @Test
    void charactersStayAsTheFileWritesThem() {
        String plain = "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"x = 'é'\"]}]}";
        assertThat(read(plain).apply(List.of(Edit.insert(5, "à"))))
                .isEqualTo("{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"x = 'àé'\"]}]}");
        String escaped = "{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"x = '\\u00e9'\"]}]}";
        assertThat(read(escaped).apply(List.of(Edit.insert(5, "à"))))
                .isEqualTo("{\"cells\": [{\"cell_type\": \"code\", \"source\": [\"x = '\\u00e0\\u00e9'\"]}]}");
    }

    @Test
    void readsTheOlderFormat() {
        String old = "{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": [\"a\\n\", \"b\"]}]}]}";
        assertThat(read(old).text()).isEqualTo("a\nb\n");
        assertThat(read(old).apply(List.of(Edit.insert(0, "c"))))
                .isEqualTo(
                        "{\"worksheets\": [{\"cells\": [{\"cell_type\": \"code\", \"input\": [\"ca\\n\", \"b\"]}]}]}");
    }

    @Test
    void otherLanguagesHaveNoCells() {
        String scala = NOTEBOOK.replace("\"language\": \"python\"", "\"language\": \"scala\"");
        assertThat(read(scala).cells()).isEmpty();
    }

    @Test
    void damagedJsonIsNoNotebook() {
        assertThat(NotebookSource.read("{}")).isEmpty();
        assertThat(NotebookSource.read("x = 1\n")).isEmpty();
        assertThat(NotebookSource.read("")).isEmpty();
        assertThat(NotebookSource.read("[".repeat(100_000))).isEmpty();
        assertThat(NotebookSource.read("{\"a\":".repeat(100_000))).isEmpty();
        int end = NOTEBOOK.lastIndexOf('}');
        for (int cut = 0; cut <= end; cut++) {
            assertThat(NotebookSource.read(NOTEBOOK.substring(0, cut))).isEmpty();
        }
        assertThat(NotebookSource.read(NOTEBOOK.replace("u00e9", "u00"))).isEmpty();
    }

    /** Replaces the first place where the text stands, and expects the JSON with one replacement of its own. */
    private static void check(String from, String to, String json, String changed) {
        NotebookSource notebook = read(NOTEBOOK);
        int at = notebook.text().indexOf(from);
        String result = notebook.apply(List.of(Edit.replace(new TextRange(at, at + from.length()), to)));
        assertThat(NOTEBOOK).contains(json);
        assertThat(result).isEqualTo(NOTEBOOK.replace(json, changed));
        List<String> cells =
                new ArrayList<>(List.of(notebook.text().replace(from, to).split("\n")));
        assertThat(read(result).text().split("\n")).containsExactlyElementsOf(cells);
    }

    private static NotebookSource read(String json) {
        return NotebookSource.read(json).orElseThrow();
    }
}
