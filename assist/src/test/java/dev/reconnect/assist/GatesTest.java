package dev.reconnect.assist;

import static dev.reconnect.assist.Programs.fenced;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.assist.model.Redaction;
import dev.reconnect.assist.model.Reply;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final String START =
            "rows = orders.groupBy('region').agg(F.max('amount').alias('best')).collect()\n";

    private static Verdict judge(String program, Reply reply) {
        var analysis = Programs.analysis(program);
        return new Gates(Programs.TARGET, new Redaction())
                .judge(reply, Programs.regions(analysis).get(0), analysis);
    }

    private static void assertStopped(Gate gate, String reason, String answer) {
        assertThat(judge(Programs.BEST, Programs.reply(answer)))
                .as(answer)
                .isInstanceOfSatisfying(Verdict.Stopped.class, stopped -> {
                    assertThat(stopped.gate()).as(stopped.reason()).isEqualTo(gate);
                    assertThat(stopped.reason()).contains(reason);
                });
    }

    @Test
    void letsARightAnswerThrough() {
        var verdict = judge(Programs.BEST, Programs.reply("Here it is:\n" + Programs.RIGHT + "Have fun!"));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Passed.class, passed -> assertThat(
                        passed.proposal().replacement())
                .startsWith("    rows = orders")
                .contains("\n    totals = {"));
    }

    @Test
    void returnsWhereTheRegionDoes() {
        var program = Programs.BEST
                .replace("totals = orders", "return orders")
                .replace("    print(\"regions:\", len(totals))\n    return totals\n", "");
        var answer = START + "return {row['region']: row['best'] for row in rows}";
        assertThat(judge(program, Programs.reply(fenced(answer)))).isInstanceOf(Verdict.Passed.class);
        assertThat(judge(program, Programs.reply(fenced(answer.replace("return", "totals =")))))
                .isEqualTo(new Verdict.Stopped(Gate.SCOPE, "leaves out `return`"));
    }

    @Test
    void takesLoopsOverResultsWhole() {
        var program = Programs.BEST.replace(
                "    totals = orders.rdd.map(lambda row: (row[\"region\"], row[\"amount\"])).reduceByKey(max).collectAsMap()\n",
                """
                    totals = {}
                    for region, amount in orders.rdd.map(lambda row: (row["region"], row["amount"])).reduceByKey(max).collect():
                        totals[region] = amount
                """);
        var answer = "for row in orders.groupBy('region').agg(F.max('amount').alias('best')).collect():\n"
                + "    totals[row['region']] = row['best']";
        assertThat(judge(program, Programs.reply(fenced(answer)))).isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void putsImportsWhereTheFileHasThem() {
        var program = Programs.BEST.replace("from pyspark.sql import functions as F\n", "");
        var answer = "from pyspark.sql import functions as F\n\n" + START
                + "totals = {row['region']: row['best'] for row in rows}";
        assertThat(judge(program, Programs.reply(fenced(answer))))
                .isInstanceOfSatisfying(Verdict.Passed.class, passed -> {
                    assertThat(passed.proposal().imports()).hasSize(1);
                    assertThat(passed.proposal().code()).startsWith("rows =");
                });
    }

    @Test
    void takesARefusalForOne() {
        assertThat(judge(Programs.BEST, Programs.reply("UNSUPPORTED: order is not defined")))
                .isEqualTo(new Verdict.Unsupported("order is not defined"));
    }

    @Test
    void extracts() {
        assertStopped(Gate.EXTRACTION, "no fenced block", "totals = {}");
        assertStopped(Gate.EXTRACTION, "2 fenced blocks", fenced("a = 1") + fenced("b = 2"));
        assertStopped(Gate.EXTRACTION, "no end", "```python\ntotals = {}");
        assertStopped(Gate.EXTRACTION, "placeholder", fenced("totals = {'__SECRET_1__': 1}"));
        assertThat(judge(Programs.BEST, new Reply(Programs.RIGHT, true, 1, 1, 1)))
                .isEqualTo(new Verdict.Stopped(Gate.EXTRACTION, "the answer was cut off"));
    }

    @Test
    void parses() {
        assertStopped(Gate.PARSE, "line 1", fenced("totals = {"));
        assertStopped(Gate.PARSE, "no statement", fenced("# nothing to do"));
    }

    @Test
    void rejectsACopy() {
        assertStopped(
                Gate.COPY,
                "stands there already",
                fenced("totals = (orders.rdd.map(lambda row: (row[\"region\"], row[\"amount\"]))"
                                .replace("(orders", "orders")
                        + ".reduceByKey(max).collectAsMap()  # done"));
    }

    @Test
    void staysInTheRegion() {
        assertStopped(Gate.SCOPE, "`totals`", fenced(START));
        assertStopped(Gate.SCOPE, "return", fenced(START + "totals = {}\nreturn totals"));
        assertStopped(Gate.SCOPE, "`orders`", fenced("orders = orders.distinct()\ntotals = {}"));
    }

    @Test
    void knowsWhatExistsAndWorks() {
        assertStopped(Gate.CALLS, "mapReduce", fenced("totals = orders.mapReduce('region', 'amount')"));
        assertStopped(Gate.SYMBOLS, "GroupedData.select", fenced("totals = orders.groupBy('region').select('region')"));
        assertStopped(Gate.SYMBOLS, "functions.groupBy", fenced("totals = orders.agg(F.groupBy('amount'))"));
        assertStopped(Gate.FINDINGS, "rdd", fenced("totals = dict(orders.groupBy('region').count().rdd.collect())"));
    }

    @Test
    void keepsTypes() {
        var program = Programs.BEST.replace(".collectAsMap()", ".count()");
        var verdict = judge(program, Programs.reply(fenced("totals = orders.groupBy('region').count()")));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Stopped.class, stopped -> assertThat(stopped.gate())
                .as(stopped.reason())
                .isEqualTo(Gate.TYPES));
    }

    @Test
    void allowsNoWayAroundTheWork() {
        assertStopped(
                Gate.BYPASS,
                "driver",
                fenced(
                        "rows = orders.collect()\nmore = orders.collect()\ntotals = {row['region']: row['amount'] for row in rows + more}"));
        assertStopped(Gate.BYPASS, "does not use", fenced("totals = {'north': 3, 'south': 4}"));
        assertStopped(Gate.BYPASS, "always the same", fenced("if True:\n    totals = {orders: 1}"));
        assertStopped(Gate.CALLS, "TRY", fenced("try:\n    totals = {orders: 1}\nexcept ValueError:\n    totals = {}"));
    }

    @Test
    void bringsNoRowsWhereThereWasASummary() {
        var program = Programs.BEST.replace("reduceByKey(max).collectAsMap()", "count()");
        var verdict = judge(program, Programs.reply(fenced("totals = len(orders.select('region').collect())")));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Stopped.class, stopped -> assertThat(stopped.reason())
                .contains("where the region brought a summary"));
    }

    @Test
    void bringsNoMoreRowsThanTheSummaryHad() {
        assertStopped(
                Gate.BYPASS,
                "where the region brought a summary",
                fenced(
                        "rows = orders.select('region', 'amount').collect()\ntotals = {row['region']: row['amount'] for row in rows}"));
        var answer = "best = orders.groupBy('region').agg(F.max('amount').alias('best'))\nrows = best.collect()\n"
                + "totals = {row['region']: row['best'] for row in rows}";
        assertThat(judge(
                        Programs.BEST,
                        Programs.reply(fenced(answer.replace("best =", "most =").replace("best.c", "most.c")))))
                .isInstanceOf(Verdict.Passed.class);
    }

    @Test
    void keepsWhatIsCalledForItsEffect() {
        var program = Programs.BEST
                .replace(".reduceByKey(max).collectAsMap()", "")
                .replace(
                        "    print(\"regions:\", len(totals))\n",
                        "    print(\"regions\")\n    totals = totals.reduceByKey(max).collectAsMap()\n");
        var verdict =
                judge(program, Programs.reply(fenced(START + "totals = {row['region']: row['best'] for row in rows}")));
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Stopped.class, stopped -> assertThat(stopped.reason())
                .contains("leaves out the call of `print`"));
    }
}
