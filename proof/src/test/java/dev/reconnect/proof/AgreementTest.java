package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** How two classic runs bind a third. Values are written as the observer writes them. */
class AgreementTest {

    @Test
    void equalValuesCountExactly() throws Exception {
        check("int 3", "int 3", "exact");
        differs("int 3", "int 3", "float 3.0");
        differs("float 0.0", "float 0.0", "float -0.0");
        differs("int 1", "int 1", "bool true");
        differs("None", "None", "float nan");
        differs("Decimal 1.0", "Decimal 1.0", "Decimal 1.00");
    }

    @Test
    void listsInAnotherOrderCountAsMultisets() throws Exception {
        check("[int 1,int 2,int 2]", "[int 2,int 1,int 2]", "as a multiset");
        equal("[int 1,int 2,int 2]", "[int 2,int 1,int 2]", "[int 2,int 2,int 1]");
        differs("[int 1,int 2,int 2]", "[int 2,int 1,int 2]", "[int 2,int 1,int 1]");
        differs("[int 1,int 2]", "[int 2,int 1]", "[int 1,int 2,int 2]");
    }

    @Test
    void tuplesHaveAnOrder() throws Exception {
        check("(int 1,int 2)", "(int 2,int 1)", "excluded: two classic runs differ");
    }

    @Test
    void sumsOfFloatsMayDifferInTheLastDigits() throws Exception {
        check("float 0.30000000000000004", "float 0.3", "floats to nine digits");
        equal("float 0.30000000000000004", "float 0.3", "float 0.2999999999999999");
        differs("float 0.30000000000000004", "float 0.3", "float 0.300001");
    }

    @Test
    void partsThatAgreeCountAlone() throws Exception {
        check("(int 1,str a)", "(int 1,str b)", "in part (exact; excluded: two classic runs differ)");
        equal("(int 1,str a)", "(int 1,str b)", "(int 1,str c)");
        differs("(int 1,str a)", "(int 1,str b)", "(int 2,str a)");
    }

    @Test
    void printedLinesMayComeInAnyOrder() throws Exception {
        check("text a\nb\n", "text b\na\n", "lines in any order");
        equal("text a\nb\n", "text b\na\n", "text b\na\n");
        differs("text a\nb\n", "text b\na\n", "text b\nb\n");
        check("text [(1, 2), 3]\n", "text [3, (1, 2)]\n", "lines in any order, items in brackets in any order");
        differs("text [(1, 2), 3]\n", "text [3, (1, 2)]\n", "text [3, (2, 1)]\n");
    }

    @Test
    void linesThatAlwaysDifferAreLeftOut() throws Exception {
        check("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "all but line 2");
        equal("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 1\ntook 9 s\n");
        differs("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 2\ntook 3 s\n");
        differs("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 1\n");
    }

    @Test
    void whitespaceAtTheEndOfLinesCounts() throws Exception {
        differs("text a\n", "text a\n", "text a \n");
        differs("text a\n", "text a\n", "text a\n\n");
    }

    @Test
    void addressesAndExpressionNumbersDoNotCount() throws Exception {
        equal("text <f at 0x7f0012ab> a#12L\n", "text <f at 0x7f0012ab> a#12L\n", "text <f at 0x7e9912ab> a#7L\n");
        differs("text winner #12\n", "text winner #12\n", "text winner #13\n");
    }

    @Test
    void setsHaveNoOrderAndNeitherHaveDicts() throws Exception {
        assertThat(Agreement.between(json("{'t':'set','v':[1,2]}"), json("{'t':'set','v':[2,1]}"))
                        .counted())
                .isEqualTo("exact");
    }

    private static void check(String first, String second, String counted) throws Exception {
        assertThat(Agreement.between(value(first), value(second)).counted()).isEqualTo(counted);
    }

    private static void equal(String first, String second, String third) throws Exception {
        assertThat(Agreement.between(value(first), value(second)).check(value(first), value(third)))
                .isEmpty();
    }

    private static void differs(String first, String second, String third) throws Exception {
        assertThat(Agreement.between(value(first), value(second)).check(value(first), value(third)))
                .isPresent();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }

    /** {@code int 3}, {@code [int 1,int 2]} and {@code (int 1,int 2)} as the observer's JSON. */
    private static JsonNode value(String text) throws JsonProcessingException {
        if (text.startsWith("[") || text.startsWith("(")) {
            var items = Json.object().put("t", text.startsWith("[") ? "list" : "tuple");
            var array = items.putArray("v");
            for (String item : text.substring(1, text.length() - 1).split(",", -1)) {
                array.add(value(item));
            }
            return items;
        }
        String[] parts = text.split(" ", 2);
        if (parts[0].equals("bool")) {
            return Json.object().put("t", "bool").put("v", Boolean.parseBoolean(parts[1]));
        }
        return parts.length == 1
                ? Json.object().put("t", text)
                : Json.object().put("t", parts[0]).put("v", parts[1]);
    }
}
