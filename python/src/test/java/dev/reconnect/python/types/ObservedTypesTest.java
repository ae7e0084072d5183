package dev.reconnect.python.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.Confidence;
import dev.reconnect.python.tree.Attribute;
import dev.reconnect.python.tree.Expression;
import dev.reconnect.python.tree.Parser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Types that runs have shown, where the text does not say. */
final class ObservedTypesTest {
    private static final ObservedShape INT = plain("int");
    private static final ObservedShape PAIR = new ObservedShape(
            List.of(new ObservedShape.Alternative("tuple", false, List.of(), List.of(plain("str"), INT), false)));
    private static final String UNTYPED = "def f(é, x):\n    'é'; return x.map(g)\n";
    private static final SourceSpan CALL = new SourceSpan(2, 17, 2, 25);

    private static ObservedShape plain(String... types) {
        var alternatives = new ArrayList<ObservedShape.Alternative>();
        for (var type : types) {
            alternatives.add(new ObservedShape.Alternative(type, false, List.of(), List.of(), true));
        }
        return new ObservedShape(alternatives);
    }

    private static ObservedCall call(String symbol, String result, ObservedShape elements, ObservedShape receiver) {
        return new ObservedCall(symbol, Optional.of(result), Optional.of(elements), Optional.of(receiver), List.of());
    }

    private static String type(String text, String expression, Map<SourceSpan, ObservedCall> seen) {
        return model(text, seen).types().stream()
                .filter(typed -> text.substring(
                                typed.expression().start(), typed.expression().end())
                        .equals(expression))
                .map(typed -> typed.type().display())
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private static FileModel model(String text, Map<SourceSpan, ObservedCall> seen) {
        ObservedTypes observed = (path, given) -> path.equals("job.py") && given.equals(text) ? seen : Map.of();
        return Project.of(List.of(ProjectFile.of("job.py", Parser.parse(text).module())), observed)
                .model("job.py");
    }

    @Test
    void aCallGivesWhatItGave() {
        var seen = Map.of(CALL, call("pyspark.RDD.map", "pyspark.RDD", PAIR, INT));
        assertThat(type(UNTYPED, "x.map(g)", seen)).isEqualTo("pyspark.RDD[tuple[str?, int?]]?");
        assertThat(type(UNTYPED, "x.map(g)", Map.of())).isEqualTo("Unknown");
    }

    @Test
    void aReceiverIsWhatTheMemberBelongsTo() {
        var seen = Map.of(CALL, call("pyspark.RDD.map", "pyspark.RDD", PAIR, INT));
        assertThat(type(UNTYPED, "x", seen)).isEqualTo("pyspark.RDD[int?]?");
        var attribute = (Attribute) model(UNTYPED, seen).types().stream()
                .map(FileModel.TypedExpression::expression)
                .filter(Attribute.class::isInstance)
                .findFirst()
                .orElseThrow();
        var member = model(UNTYPED, seen);
        assertThat(attributeMember(member, attribute.name())).isEqualTo(Confidence.LIKELY);
    }

    private static Confidence attributeMember(FileModel model, String name) {
        for (var typed : model.types()) {
            Expression expression = typed.expression();
            if (expression instanceof Attribute attribute && attribute.name().equals(name)) {
                return model.memberOf(attribute).orElseThrow().confidence();
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void whatTheTextSaysStands() {
        var text = "from pyspark import SparkContext\nr = SparkContext().parallelize(load())\nr.map(f)\n";
        var seen = new HashMap<SourceSpan, ObservedCall>();
        seen.put(new SourceSpan(2, 4, 2, 38), call("pyspark.SparkContext.parallelize", "pyspark.RDD", INT, INT));
        seen.put(new SourceSpan(3, 0, 3, 8), call("pyspark.RDD.map", "pyspark.sql.DataFrame", INT, INT));
        assertThat(type(text, "SparkContext().parallelize(load())", seen)).isEqualTo("pyspark.RDD[int?]");
        assertThat(type(text, "r.map(f)", seen)).startsWith("pyspark.RDD");
    }

    @Test
    void otherPlacesAndOtherFilesAreNotTouched() {
        var shifted = Map.of(new SourceSpan(2, 16, 2, 24), call("pyspark.RDD.map", "pyspark.RDD", PAIR, INT));
        assertThat(type(UNTYPED, "x.map(g)", shifted)).isEqualTo("Unknown");
        var another = Map.of(CALL, call("pyspark.RDD.filter", "pyspark.RDD", PAIR, INT));
        assertThat(type(UNTYPED, "x", another)).isEqualTo("Unknown");
    }

    @Test
    void shapesSayWhatALifterAsks() {
        var wide = new ObservedShape(List.of(new ObservedShape.Alternative("int", true, List.of(), List.of(), true)));
        var rows = new ObservedShape(List.of(new ObservedShape.Alternative(
                "Row", false, List.of("a", "b"), List.of(wide, plain("None", "str")), false)));
        assertThat(rows.hasWideIntegers()).isTrue();
        assertThat(PAIR.hasWideIntegers()).isFalse();
        assertThat(plain("None", "str").isNullable()).isTrue();
        assertThat(plain("None", "str").only().orElseThrow().type()).isEqualTo("str");
        assertThat(plain("int", "str").only()).isEmpty();
        assertThat(rows.type().display()).isEqualTo("pyspark.sql.Row[{a: int?, b: None | str?}]?");
        assertThat(plain("...").type().isUnknown()).isTrue();
        assertThat(rows.with(PAIR).with(plain("None")).display())
                .isEqualTo("Row[a: int beyond 64 bits, b: str | None] | tuple[str, int] | None");
        assertThat(PAIR.with(PAIR)).isEqualTo(PAIR);
    }
}
