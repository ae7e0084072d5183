package dev.reconnect.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegionsTest {
    @Test
    void takesWholeStatementsAndKnowsWhatIsUsedAfterThem() {
        var analysis = Programs.analysis(Programs.BEST);
        var regions = Programs.regions(analysis);
        assertThat(regions).hasSize(1);
        var region = regions.get(0);
        assertThat(region.code()).startsWith("totals = orders.rdd").doesNotContain("\n");
        assertThat(region.indentation()).isEqualTo("    ");
        assertThat(region.findings()).isNotEmpty();
        assertThat(Regions.outputs(region, analysis.model("job.py")))
                .extracting(binding -> binding.name())
                .containsExactly("totals");
    }

    @Test
    void joinsWhatHangsTogetherByAVariable() {
        var regions = Programs.regions(
                Programs.analysis(
                        """
                from pyspark.sql import SparkSession

                spark = SparkSession.builder.getOrCreate()
                orders = spark.table("orders")
                pairs = orders.rdd.map(lambda row: (row["a"], row["b"]))
                print("one")
                print("two")
                print("three")
                sums = pairs.reduceByKey(max)
                print("four")
                print("five")
                print("six")
                others = orders.rdd.map(lambda row: row["c"]).collect()
                """));
        assertThat(regions).hasSize(2);
        assertThat(regions.get(0).code()).startsWith("pairs =").endsWith("sums = pairs.reduceByKey(max)");
        assertThat(regions.get(1).code()).startsWith("others =");
    }

    @Test
    void leavesAloneWhatIsTooLongToBeShown() {
        var body = "    x = 1\n".repeat(Regions.MOST_LINES);
        var regions = Programs.regions(Programs.analysis(
                """
                from pyspark.sql import SparkSession

                spark = SparkSession.builder.getOrCreate()
                for row in spark.table("orders").rdd.map(lambda row: row["a"]).glom().collect():
                """
                        + body));
        assertThat(regions).isEmpty();
    }
}
