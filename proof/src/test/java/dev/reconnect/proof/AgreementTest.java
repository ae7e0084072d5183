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
        check("[int 1,int 2,int 3]", "[int 3,int 2,int 1]", "as a multiset");
        equal("[int 1,int 2,int 3]", "[int 3,int 2,int 1]", "[int 2,int 3,int 1]");
        differs("[int 1,int 2,int 3]", "[int 3,int 2,int 1]", "[int 2,int 1,int 1]");
        differs("[int 1,int 2]", "[int 2,int 1]", "[int 1,int 2,int 2]");
    }

    @Test
    void floatsInTextCountToNineDigitsWhereTheyDiffer() throws Exception {
        check("text sum 0.1\n", "text sum 0.10000000000000001\n", "floats to nine digits in lines");
        equal("text sum 0.1\n", "text sum 0.10000000000000001\n", "text sum 0.09999999999999999\n");
        differs("text sum 0.1\n", "text sum 0.1\n", "text sum 0.09999999999999999\n");
        differs("text sum 0.1\n", "text sum 0.10000000000000001\n", "text sum 0.1001\n");
        differs("text 1.2.3\n", "text 1.2.3\n", "text 1.2.30\n");
        equal("text |a|  0.1|\n", "text |a|0.10000000000000001|\n", "text |a| 0.10000000000000001|\n");
        check("text a 0.1\nb 2.0\n", "text b 2.0000000000000004\na 0.1\n", "lines in any order, floats to nine digits");
    }

    @Test
    void setsArePrintedInAnyOrder() throws Exception {
        equal("text {8, 16}\n", "text {8, 16}\n", "text {16, 8}\n");
        equal("text {'a', (2, 'b')}\n", "text {'a', (2, 'b')}\n", "text {(2, 'b'), 'a'}\n");
        differs("text {8, 16}\n", "text {8, 16}\n", "text {16, 9}\n");
        differs("text {'a': 1, 'b': 2}\n", "text {'a': 1, 'b': 2}\n", "text {'b': 2, 'a': 1}\n");
        differs("text {low, high}\n", "text {low, high}\n", "text {high, low}\n");
        differs("text [8, 16]\n", "text [8, 16]\n", "text [16, 8]\n");
    }

    @Test
    void onlyTheTiesOfASortMayComeInAnyOrder() throws Exception {
        check("[int 9,int 1,int 2,int 3]", "[int 9,int 2,int 1,int 3]", "elements 2-3 in any order");
        equal("[int 9,int 1,int 2,int 3]", "[int 9,int 2,int 1,int 3]", "[int 9,int 2,int 1,int 3]");
        differs("[int 9,int 1,int 2,int 3]", "[int 9,int 2,int 1,int 3]", "[int 1,int 2,int 3,int 9]");
        check("text 9\n1\n2\n", "text 9\n2\n1\n", "lines 2-3 in any order");
        differs("text 9\n1\n2\n", "text 9\n2\n1\n", "text 1\n2\n9\n");
        check("text [9, 1, 2]\n", "text [9, 2, 1]\n", "lines with items in brackets in any order");
        differs("text [9, 1, 2]\n", "text [9, 2, 1]\n", "text [1, 2, 9]\n");
    }

    @Test
    void innerListsMayComeInAnyOrderWhereTheOuterOneIsStable() throws Exception {
        JsonNode first = json("{'t':'list','v':[{'t':'list','v':[1,2,3]},{'t':'list','v':[4]}]}");
        JsonNode second = json("{'t':'list','v':[{'t':'list','v':[2,1,3]},{'t':'list','v':[4]}]}");
        Agreement agreement = Agreement.between(first, second);
        assertThat(agreement.counted()).isEqualTo("elements as multisets");
        assertThat(agreement.check(first, json("{'t':'list','v':[{'t':'list','v':[3,2,1]},{'t':'list','v':[4]}]}")))
                .isEmpty();
        assertThat(agreement.check(first, json("{'t':'list','v':[{'t':'list','v':[4]},{'t':'list','v':[1,2,3]}]}")))
                .isPresent();
    }

    @Test
    void aSortedListBesideAnUnsortedOneKeepsItsOrder() throws Exception {
        String open = "{'t':'list','v':[%s]}";
        String both = "{'t':'dict','v':[[{'t':'str','v':'a'}," + open + "],[{'t':'str','v':'b'}," + open + "]]}";
        JsonNode first = json(both.formatted("1,2", "3,4"));
        Agreement agreement = Agreement.between(first, json(both.formatted("2,1", "3,4")));
        assertThat(agreement.check(first, json(both.formatted("2,1", "3,4")))).isEmpty();
        assertThat(agreement.check(first, json(both.formatted("1,2", "4,3")))).isPresent();
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
        check("text [(1, 2), 3]\n", "text [3, (1, 2)]\n", "lines with items in brackets in any order");
        differs("text [(1, 2), 3]\n", "text [3, (1, 2)]\n", "text [3, (2, 1)]\n");
    }

    @Test
    void linesThatAlwaysDifferAreLeftOut() throws Exception {
        check("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "only words in line 2");
        equal("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 1\ntook 9 s\n");
        differs("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 2\ntook 3 s\n");
        differs("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 1\n");
        differs("text n 1\ntook 3 s\n", "text n 1\ntook 4 s\n", "text n 1\nlost 9 s\n");
        differs("text n 1\nat 3 [a b]\n", "text n 1\nat 4 [c d]\n", "text n 1\nat 5 at 6 [e f]\n");
        check("text n 1\n17\n", "text n 1\n18\n", "all but line 2");
        check("text 17\n", "text 18\n", "excluded: two classic runs differ");
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
