package dev.reconnect.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reconnect.proof.Evidence.Result;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which observables bind a migrated program, and which do not. */
class ComparisonTest {
    private static final String END = "'outcome': {'kind': 'end', 'code': 0}";

    @Test
    void aMissingFileDiffersAndSoDoesAnotherOne() throws Exception {
        String file = "'files': {'{out}/p': {'format': 'text', 'v': []}}";
        assertThat(compare(END + "," + file, END).result()).isEqualTo(Result.DIFFERENT);
        assertThat(compare(END, END + "," + file).result()).isEqualTo(Result.DIFFERENT);
        assertThat(compare(END + "," + file, END + "," + file).outputCounts()).isTrue();
    }

    @Test
    void outputWhereThereWasNoneDiffers() throws Exception {
        Comparison.Outcome outcome = compare(END, END + ", 'stdout': 'x'");
        assertThat(outcome.difference().orElseThrow().observable()).isEqualTo("standard output");
    }

    @Test
    void namesOnlyInTheOriginalAreNotCompared() throws Exception {
        Comparison.Outcome outcome = compare(END + ", 'names': {'n': {'t': 'int', 'v': '1'}}", END);
        assertThat(outcome.result()).isEqualTo(Result.EQUAL);
        assertThat(outcome.nameMissing()).isTrue();
        assertThat(outcome.notCompared()).containsExactly(new Evidence.NotCompared("name n", "only in the original"));
    }

    @Test
    void constantsAreComparedButProveNothing() throws Exception {
        String names = END + ", 'names': {'LIMIT': {'t': 'int', 'v': '1'}}";
        Comparison.Outcome outcome = compare(names, names, new Comparison.Names(Set.of("LIMIT"), Set.of()));
        assertThat(outcome.counted()).containsKey("name LIMIT");
        assertThat(outcome.namesCount()).isFalse();
    }

    @Test
    void aNamedFrameInFileOrderMayHaveItsRowsInAnyOrder() throws Exception {
        String names =
                END + ", 'names_in_file_order': ['x'], 'names': {'x': {'t': 'DataFrame', 'schema': [['a', 'int']],"
                        + " 'v': [[{'t': 'int', 'v': '%d'}], [{'t': 'int', 'v': '%d'}]]}}";
        assertThat(compare(names.formatted(1, 2), names.formatted(2, 1)).counted())
                .containsEntry("name x", "as a multiset");
        assertThat(compare(names.formatted(1, 2), names.formatted(2, 2)).result())
                .isEqualTo(Result.DIFFERENT);
        String ordered = names.replace("['x']", "[]");
        assertThat(compare(ordered.formatted(1, 2), ordered.formatted(2, 1)).result())
                .isEqualTo(Result.DIFFERENT);
    }

    @Test
    void variablesOfLoopsAreNotCompared() throws Exception {
        Comparison.Outcome outcome = compare(
                END + ", 'names': {'n': {'t': 'int', 'v': '1'}}",
                END + ", 'names': {'n': {'t': 'int', 'v': '2'}}",
                new Comparison.Names(Set.of(), Set.of("n")));
        assertThat(outcome.result()).isEqualTo(Result.EQUAL);
        assertThat(outcome.namesCount()).isFalse();
    }

    @Test
    void sessionsAreNoResults() throws Exception {
        String names = END + ", 'names': {'sc': {'t': 'opaque', 'class': 'pyspark.SparkContext'}}";
        Comparison.Outcome outcome = compare(names, END);
        assertThat(outcome.notCompared()).isEmpty();
        assertThat(outcome.nameMissing()).isFalse();
    }

    @Test
    void anRddThatBecameAFrameIsComparedWhereItsElementsAreRows() throws Exception {
        String row = "{'t': 'Row', 'n': ['a'], 'v': [{'t': 'int', 'v': '1'}]}";
        String rdd = END + ", 'names': {'x': {'t': 'RDD', 'v': [" + row + "]}}";
        assertThat(compare(rdd, frame("1")).counted()).containsEntry("name x", "exact");
        assertThat(compare(rdd, frame("2")).result()).isEqualTo(Result.DIFFERENT);
        String tuples = END + ", 'names': {'x': {'t': 'RDD', 'v': [{'t': 'tuple', 'v': [{'t': 'int', 'v': '1'}]}]}}";
        assertThat(compare(tuples, frame("2")).notCompared())
                .containsExactly(new Evidence.NotCompared("name x", "an RDD became DataFrame"));
    }

    @Test
    void rddsInsideAValueThatBecameFramesAreNotCompared() throws Exception {
        String one = "{'t': 'RDD', 'v': [{'t': 'str', 'v': 'a'}]}";
        String other = "{'t': 'DataFrame', 'schema': [['value', 'string']], 'v': [[{'t': 'str', 'v': 'a'}]]}";
        String list = END + ", 'names': {'x': {'t': 'list', 'v': [%s, {'t': 'int', 'v': '%d'}]}}";
        var outcome = compare(list.formatted(one, 1), list.formatted(other, 1));
        assertThat(outcome.notCompared())
                .containsExactly(new Evidence.NotCompared("name x", "RDDs in it became DataFrames"));
        assertThat(outcome.namesCount()).isFalse();
        assertThat(compare(list.formatted(one, 1), list.formatted(one, 2)).result())
                .isEqualTo(Result.DIFFERENT);
    }

    @Test
    void rddsInsideAResultThatBecameFramesDiffer() throws Exception {
        String value = "{'t': 'tuple', 'v': [{'t': '%s', 'v': []}, {'t': 'int', 'v': '1'}]}";
        String calls = END + ", 'calls': [{'call': 'f(spark)', 'outcome': {'kind': 'end'}, 'value': %s}]}";
        var outcome = compare(calls.formatted(value.formatted("RDD")), calls.formatted(value.formatted("DataFrame")));
        assertThat(outcome.result()).isEqualTo(Result.DIFFERENT);
    }

    private static String frame(String value) {
        return END + ", 'names': {'x': {'t': 'DataFrame', 'schema': [['a', 'int']], 'v': [[{'t': 'int', 'v': '" + value
                + "'}]]}}";
    }

    @Test
    void plainDataThatBecameAFrameDiffers() throws Exception {
        assertThat(compare(END + ", 'names': {'x': {'t': 'list', 'v': []}}", frame("1"))
                        .result())
                .isEqualTo(Result.DIFFERENT);
    }

    @Test
    void exceptionsAgreeByTheirSignature() throws Exception {
        String classic = failure("Py4JJavaError", "worker:ValueError");
        assertThat(compare(classic, failure("PythonException", "worker:ValueError"))
                        .result())
                .isEqualTo(Result.EQUAL);
        assertThat(compare(classic, failure("PythonException", "worker:KeyError"))
                        .result())
                .isEqualTo(Result.DIFFERENT);
        assertThat(compare(classic, END).result()).isEqualTo(Result.DIFFERENT);
        assertThat(compare(END, classic).result()).isEqualTo(Result.DIFFERENT);
    }

    @Test
    void anErrorMayBeNoticedLaterButNotAfterOtherOutput() throws Exception {
        String early = failure("A", "spark:X") + ", 'stdout': 'one\\n'";
        assertThat(compare(early, failure("A", "spark:X") + ", 'stdout': 'one\\ntwo\\n'")
                        .result())
                .isEqualTo(Result.EQUAL);
        assertThat(compare(early, failure("A", "spark:X") + ", 'stdout': 'other\\n'")
                        .result())
                .isEqualTo(Result.DIFFERENT);
    }

    @Test
    void whatEndsDifferentlyOnClassicIsExcluded() throws Exception {
        Comparison.Outcome outcome = Comparison.of(
                "given",
                List.of(observation(END), observation(failure("A", "spark:X"))),
                observation(END),
                Comparison.Names.ORDINARY);
        assertThat(outcome.result()).isEqualTo(Result.EXCLUDED);
    }

    @Test
    void whatDiffersMayBeExplainedByFurtherRuns() throws Exception {
        Observation one = printed("[1, 2]\nsum 3\n");
        Observation other = printed("[2, 1]\nsum 3\n");
        assertThat(of(List.of(one, one), other).result()).isEqualTo(Result.DIFFERENT);
        assertThat(of(List.of(one, one), other).explainable()).isTrue();
        assertThat(of(List.of(one, one, one, one), other).result()).isEqualTo(Result.DIFFERENT);
        assertThat(of(List.of(one, one, one, other), other).result()).isEqualTo(Result.EQUAL);
        assertThat(of(List.of(one, one, one, other), printed("[2, 1]\nsum 4\n")).result())
                .isEqualTo(Result.DIFFERENT);
    }

    @Test
    void eachLineMayBeVouchedForByOtherRuns() throws Exception {
        List<Observation> classic = List.of(
                printed("a kiwi\nb 1\nsum 3\n"),
                printed("a kiwi\nb 1\nsum 3\n"),
                printed("a fig\nb 2\nsum 3\n"),
                printed("a fig\nb 3\nsum 3\n"));
        assertThat(of(classic, printed("a kiwi\nb 4\nsum 3\n")).result()).isEqualTo(Result.EQUAL);
        assertThat(of(classic, printed("a kiwi\nb 4\nsum 4\n")).result()).isEqualTo(Result.DIFFERENT);
        assertThat(of(classic, printed("a kiwi\nc 4\nsum 3\n")).result()).isEqualTo(Result.DIFFERENT);
    }

    @Test
    void whatIsLeftOpenAltogetherIsSaidAndNotCompared() throws Exception {
        Observation one = printed("1\n2\n");
        Comparison.Outcome outcome = of(List.of(one, one, printed("3\n4\n"), printed("5\n6\n")), printed("7\n8\n"));
        assertThat(outcome.result()).isEqualTo(Result.EQUAL);
        assertThat(outcome.leftOpen()).containsExactly("standard output");
        assertThat(outcome.counted()).isEmpty();
        assertThat(outcome.outputCounts()).isFalse();
    }

    private static Observation printed(String text) throws Exception {
        return observation(END + ", 'stdout': '" + text.replace("\n", "\\n") + "'");
    }

    private static Comparison.Outcome of(List<Observation> classic, Observation migrated) {
        return Comparison.of("given", classic, migrated, Comparison.Names.ORDINARY);
    }

    @Test
    void exitCodesCount() throws Exception {
        assertThat(compare("'outcome': {'kind': 'exit', 'code': 3}", END).result())
                .isEqualTo(Result.DIFFERENT);
        assertThat(compare("'outcome': {'kind': 'exit', 'code': 0}", END).result())
                .isEqualTo(Result.EQUAL);
    }

    private static String failure(String name, String signature) {
        return "'outcome': {'kind': 'exception', 'class': '" + name + "', 'signature': '" + signature
                + "', 'message': 'm', 'line': 1}";
    }

    private static Comparison.Outcome compare(String original, String migrated) throws Exception {
        return compare(original, migrated, Comparison.Names.ORDINARY);
    }

    private static Comparison.Outcome compare(String original, String migrated, Comparison.Names names)
            throws Exception {
        return Comparison.of(
                "given", List.of(observation(original), observation(original)), observation(migrated), names);
    }

    private static Observation observation(String fields) throws JsonProcessingException {
        return new Observation(Json.MAPPER.readTree("{" + fields.replace('\'', '"') + "}"));
    }
}
