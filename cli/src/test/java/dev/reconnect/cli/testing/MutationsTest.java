package dev.reconnect.cli.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.engine.workspace.SourceFile;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MutationsTest {
    /** The lines that the variants of a one-line program have instead. */
    private static List<String> variants(String line) {
        var imports = "from pyspark.sql import functions as F\n";
        var source = SourceFile.of("job.py", imports + line + "\n");
        return Mutations.of("job.py", source).stream()
                .map(mutant -> changed(source, mutant))
                .toList();
    }

    private static String changed(SourceFile source, Mutant mutant) {
        var after = source.edited(List.of(mutant.edit())).orElseThrow();
        assertThat(after.parse().problems()).as(after.text()).isEmpty();
        assertThat(after.text()).isNotEqualTo(source.text());
        return after.text().lines().skip(1).findFirst().orElse("");
    }

    private static void check(String line, String... variants) {
        assertThat(variants(line)).as(line).containsExactlyInAnyOrder(variants);
    }

    @Test
    void comparisonsAndConnectives() {
        check("x = a > b", "x = a >= b");
        check("x = (a)==(b)", "x = (a)!=(b)");
        check("x = a is None", "x = a is not None");
        check("x = a and b or c", "x = a or b or c", "x = a and b and c");
        check("x = not a", "x = a");
        check("x = ~F.col('a')", "x = F.col('a')");
        check("if __name__ == '__main__': main()");
    }

    @Test
    void numbersAndValues() {
        check("x = rows[0]", "x = rows[1]");
        check("x = names.get(code, 'unknown')", "x = names.get(code, 'unknown_')");
        check("x = F.when(c, 'gold')", "x = F.when(c, 'gold_')");
        check("x = a + b", "x = a - b");
        check("x = 'a' + b");
    }

    @Test
    void whatNoResultDependsOnIsLeftAlone() {
        check("df = df.repartition(4)");
        check("spark.conf.set('spark.sql.shuffle.partitions', 4)");
        check("s = builder.appName('job').config('a', 1)");
    }

    @Test
    void joins() {
        check("x = a.join(b, 'k')", "x = a.join(b, 'k', how=\"left\")");
        check("x = a.join(b, 'k', 'left')", "x = a.join(b, 'k', 'inner')");
        check(
                "x = a.join(b, ['k', 'l'], how='left_semi')",
                "x = a.join(b, ['k'], how='left_semi')",
                "x = a.join(b, ['k', 'l'], how='left_anti')");
        check("x = ', '.join(names)");
    }

    @Test
    void stepsAndFunctions() {
        check("x = a.distinct()", "x = a");
        check("x = a.agg(F.sum('n'))", "x = a.agg(F.max('n'))");
        check("x = a.orderBy(F.desc('n'))", "x = a", "x = a.orderBy(F.asc('n'))");
        check("x = F.lower('n')", "x = F.upper('n')");
        check("x = F.coalesce(a, b)", "x = F.coalesce(a)");
        check("x = sorted(a, key=f)", "x = sorted(a)");
        check("x = c.isNull()", "x = c.isNotNull()");
    }

    @Test
    void queriesInStrings() {
        check("x = a.where('n >= 2')", "x = a", "x = a.where('n > 2')", "x = a.where('n >= 3')");
        check("x = F.expr(\"a is not null\")", "x = F.expr(\"a is null\")");
        check("x = F.expr(\"a = 'x = y'\")", "x = F.expr(\"a <> 'x = y'\")");
        check(
                "x = spark.sql('select count(distinct a) n from t order by n desc')",
                "x = spark.sql('select count(a) n from t order by n desc')",
                "x = spark.sql('select count(distinct a) n from t order by n')",
                "x = spark.sql('select count(distinct a) n from t')");
    }
}
