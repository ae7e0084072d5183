package dev.reconnect.python.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Applicability;
import dev.reconnect.core.Edit;
import dev.reconnect.core.Fix;
import dev.reconnect.core.TextRange;
import dev.reconnect.python.tree.Parser;
import org.junit.jupiter.api.Test;

class FieldTextTest {

    @Test
    void takesTheQuotesThatTheStringLeavesFree() {
        check("f\"{x}\"", "get(\"a\")", "f\"{get('a')}\"");
        check("f'{x}'", "get(\"a\")", "f'{get(\"a\")}'");
        check("f'{x}'", "get('a')", "f'{get(\"a\")}'");
        check("rf'''{x}'''", "get('a')", "rf'''{get('a')}'''");
    }

    @Test
    void leavesTextOutsideFieldsAsItIs() {
        check("x, f\"{y}\"", "get(\"a\")", "get(\"a\"), f\"{y}\"");
        check("f\"{y}\", x", "get(\"a\")", "f\"{y}\", get(\"a\")");
        check("f\"{y}\"\nx", "get(\"a\\n\")", "f\"{y}\"\nget(\"a\\n\")");
    }

    @Test
    void takesEveryLiteralOfTheText() {
        check("f\"{x}\"", "get(\"a\", \"b\")", "f\"{get('a', 'b')}\"");
    }

    @Test
    void leavesToAPersonWhatNoQuotesFit() {
        refuse("f\"{f'{x}'}\"", "get(\"a\")");
        refuse("f\"{x}\"", "get(\"it's\")");
        refuse("f\"{x}\"", "get('\\n')");
        refuse("f\"{x}\"", "get(\n1)");
    }

    private static void check(String before, String text, String after) {
        Fix fitted = fit(before, text);
        assertThat(fitted.applicability()).isEqualTo(Applicability.SAFE);
        assertThat(before.replace("x", fitted.edits().get(0).replacement())).isEqualTo(after);
    }

    private static void refuse(String before, String text) {
        assertThat(fit(before, text).applicability()).isEqualTo(Applicability.DISPLAY_ONLY);
    }

    private static Fix fit(String before, String text) {
        int at = before.indexOf('x');
        var range = new TextRange(at, at + 1);
        return new FieldText(Parser.parse(before)).fit(Fix.safe("Replace", Edit.replace(range, text)));
    }
}
