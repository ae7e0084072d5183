package dev.reconnect.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DataCutTest {
    private static String cut(int lines, String name, String text) {
        return new String(new DataCut(lines).of(name, text.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void eachKindOfValueIsKept() {
        var text = new StringBuilder("id,city,amount\n");
        for (int i = 0; i < 500; i++) {
            text.append(i)
                    .append(i == 400 ? ",Oslo," : ",Rome,")
                    .append(i == 300 ? "" : "-1.5")
                    .append('\n');
        }
        var cut = cut(8, "data/sales.csv", text.toString());
        assertThat(cut)
                .startsWith("id,city,amount\n0,Rome,-1.5\n")
                .contains("\n300,Rome,\n")
                .contains("\n400,Oslo,-1.5\n");
        assertThat(cut.lines()).hasSize(9);
    }

    @Test
    void linesWithoutColumnsAreToldByTheirForm() {
        var log = "10:01 GET / 200\n".repeat(50) + "broken\n" + "10:02 GET / 200\n".repeat(50);
        assertThat(cut(4, "access.log", log)).contains("broken\n").startsWith("10:01 GET / 200\n");
    }

    @Test
    void whatIsNoListOfLinesStaysAsItIs() {
        var document = "[\n" + "{\"a\": 1},\n".repeat(50) + "{}]\n";
        assertThat(cut(4, "a.json", document)).isEqualTo(document);
        var quoted = "a,b\n" + "1,\"two\nlines\"\n".repeat(50);
        assertThat(cut(4, "a.csv", quoted)).isEqualTo(quoted);
        var small = "a\n1\n2\n";
        assertThat(cut(4, "a.csv", small)).isEqualTo(small);
    }
}
