package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reconnect.core.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What nodes offer beyond CPython's tree: the ranges that an edit needs, values of literals, contexts of names. */
class NodeTest {
    @Test
    void selectorOfAnAttribute() {
        String source = "(df  # frame\n   .rdd .map(f))";
        Attribute map = first(source, Attribute.class, 0);
        Attribute rdd = first(source, Attribute.class, 1);
        assertThat(map.nameRange().substring(source)).isEqualTo("map");
        assertThat(rdd.selectorRange().substring(source)).isEqualTo(".rdd");
        assertThat(rdd.nameRange().substring(source)).isEqualTo("rdd");
    }

    @Test
    void parenthesesThatOnlyGroup() {
        String source = "((a + b)).c * (d, e)";
        BinOp sum = first(source, BinOp.class, 1);
        assertThat(sum.range().substring(source)).isEqualTo("a + b");
        assertThat(sum.parenthesizedRange().substring(source)).isEqualTo("((a + b))");
        assertThat(sum.isParenthesized()).isTrue();
        Tuple tuple = first(source, Tuple.class, 0);
        assertThat(tuple.isEnclosed()).isTrue();
        assertThat(tuple.isParenthesized()).isFalse();
        assertThat(tuple.parenthesizedRange()).isEqualTo(tuple.range());
        assertThat(first("a, b", Tuple.class, 0).isEnclosed()).isFalse();
    }

    @Test
    void argumentsOfACall() {
        String source = "f.g (a, key = b, **c)";
        Call call = first(source, Call.class, 0);
        assertThat(call.argumentsRange().substring(source)).isEqualTo("(a, key = b, **c)");
        Keyword key = call.findKeyword("key").orElseThrow();
        assertThat(key.nameRange().orElseThrow().substring(source)).isEqualTo("key");
        assertThat(key.range().substring(source)).isEqualTo("key = b");
        assertThat(call.findKeyword("c")).isEmpty();
        assertThat(call.keywords().get(1).name()).isEmpty();
        assertThat(first("a [ b ]", Subscript.class, 0).bracketsRange()).isEqualTo(new TextRange(2, 7));
    }

    @Test
    void namesOfDefinitions() {
        String source = "@d\nasync def  f (x : int=1, *y): pass\nclass  A : pass\n";
        FunctionDef function = first(source, FunctionDef.class, 0);
        assertThat(function.isAsync()).isTrue();
        assertThat(function.nameRange().substring(source)).isEqualTo("f");
        assertThat(function.range().substring(source)).startsWith("async def");
        Parameter x = function.parameters().find("x").orElseThrow();
        assertThat(x.range().substring(source)).isEqualTo("x : int=1");
        assertThat(x.nameRange().substring(source)).isEqualTo("x");
        assertThat(function.parameters().all().get(1).range().substring(source)).isEqualTo("*y");
        assertThat(first(source, ClassDef.class, 0).nameRange().substring(source))
                .isEqualTo("A");
    }

    @Test
    void namesOfImports() {
        String source = "import a . b as c, d.e\nfrom ..p import (q as r,)\n";
        Alias first = first(source, Alias.class, 0);
        assertThat(first.name()).isEqualTo("a.b");
        assertThat(first.nameRange().substring(source)).isEqualTo("a . b");
        assertThat(first.boundName()).isEqualTo("c");
        assertThat(first.asName().orElseThrow().range().substring(source)).isEqualTo("c");
        assertThat(first(source, Alias.class, 1).boundName()).isEqualTo("d");
        ImportFrom from = first(source, ImportFrom.class, 0);
        assertThat(from.moduleRange().orElseThrow().substring(source)).isEqualTo("p");
        assertThat(first("from . import x", ImportFrom.class, 0).moduleRange()).isEmpty();
        assertThat(first("from x import *", ImportFrom.class, 0).isStar()).isTrue();
    }

    @Test
    void contextsOfNames() {
        assertThat(contexts("a = b; (c, [*d]) = e; f.g = h; i[j] = k; m += n; o: p = q"))
                .containsExactly(
                        "a STORE", "b LOAD", "c STORE", "d STORE", "e LOAD", "f LOAD", "h LOAD", "i LOAD", "j LOAD",
                        "k LOAD", "m STORE", "n LOAD", "o STORE", "p LOAD", "q LOAD");
        assertThat(contexts("del a, (b, c[d])")).containsExactly("a DELETE", "b DELETE", "c LOAD", "d LOAD");
        assertThat(contexts("for a, b in c: pass")).containsExactly("a STORE", "b STORE", "c LOAD");
        assertThat(contexts("with a as b: (c := d)")).containsExactly("a LOAD", "b STORE", "c STORE", "d LOAD");
        assertThat(contexts("[a for b in c]")).containsExactly("a LOAD", "b STORE", "c LOAD");
        assertThat(contexts("type a = b")).containsExactly("a STORE", "b LOAD");
        assertThat(contexts("f((a, b)).c = d")).containsExactly("f LOAD", "a LOAD", "b LOAD", "d LOAD");
    }

    @Test
    void valuesOfStrings() {
        assertThat(string("'a\\n\\t\\\\\\'\\x41\\u00e9\\U0001F600\\101\\N{DIGIT ONE}\\q'"))
                .isEqualTo("a\n\t\\'A\u00e9\ud83d\ude00A1\\q");
        assertThat(string("r'\\n' \"b\" # c\n")).isEqualTo("\\nb");
        assertThat(string("('a'\n  '''b\r\nc''')")).isEqualTo("ab\nc");
        assertThat(string("'a\\\nb'")).isEqualTo("ab");
        assertThat(string("u''")).isEmpty();
        assertThat(first("b'\\x41\\u0041'", Constant.class, 0).bytesValue()).contains("A\\u0041");
        assertThat(first("b''", Constant.class, 0).stringValue()).isEmpty();
        assertThat(first("'abc", Constant.class, 0).stringValue()).contains("abc");
    }

    @Test
    void literalPartsOfFormattedStrings() {
        assertThat(literals("f'a{{b}}{c}\\x7b{{'")).containsExactly("a{b}", "{{");
        assertThat(literals("rf'\\d{{{c}'")).containsExactly("\\d{");
        assertThat(literals("'a' f'b{c!r}' 'd' '{{'")).containsExactly("ab", "d{{");
        assertThat(literals("f'a {c = }'")).containsExactly("a c = ");
        assertThat(literals("f'{c:>{w}.2f}'")).containsExactly(">", ".2f");
    }

    /** CPython before 3.12 gives other positions to what is inside an f-string; 3.12 and later agree with these. */
    @Test
    void partsOfFormattedStringsStandWhereTheyAreWritten() {
        String source = "x = 'a' f'{{b {c!r:>{w}} {d=}'";
        assertThat(ranges(source, NodeKind.FORMATTED_VALUE)).containsExactly("{c!r:>{w}}", "{w}", "{d=}");
        assertThat(ranges(source, NodeKind.NAME)).containsExactly("x", "c", "w", "d");
        assertThat(ranges(source, NodeKind.CONSTANT)).containsExactly("'a' f'{{b ", ">", " {d=");
        assertThat(ranges(source, NodeKind.JOINED_STR)).containsExactly("'a' f'{{b {c!r:>{w}} {d=}'", ":>{w}");
    }

    /** CPython 3.12 has an empty constant behind such a field; the releases after it have none. */
    @Test
    void fieldAtTheEndOfAFormatLeavesNoEmptyConstant() {
        assertThat(ranges("f'{a:{b}}'", NodeKind.CONSTANT)).isEmpty();
    }

    private static List<String> ranges(String source, NodeKind kind) {
        List<String> ranges = new ArrayList<>();
        Parser.parse(source).module().walk(node -> {
            if (node.kind() == kind) {
                ranges.add(node.range().substring(source));
            }
        });
        return ranges;
    }

    @Test
    void partsOfFields() {
        FormattedValue field = first("f'{x = !r:>3}'", FormattedValue.class, 0);
        assertThat(field.isDebug()).isTrue();
        assertThat(field.conversion()).contains('r');
        assertThat(field.formatSpec()).isPresent();
        FormattedValue plain = first("f'{x}'", FormattedValue.class, 0);
        assertThat(plain.isDebug()).isFalse();
        assertThat(plain.conversion()).isEmpty();
        assertThat(plain.formatSpec()).isEmpty();
    }

    @Test
    void piecesOfStrings() {
        Constant constant = first("x = (rb'a' B\"\"\"b\"\"\")", Constant.class, 0);
        assertThat(constant.type()).isEqualTo(ConstantType.BYTES);
        assertThat(constant.pieces()).extracting(StringPiece::prefix).containsExactly("rb", "B");
        assertThat(constant.pieces()).extracting(StringPiece::quote).containsExactly("'", "\"\"\"");
        assertThat(constant.pieces()).extracting(StringPiece::isRaw).containsExactly(true, false);
        assertThat(constant.pieces()).extracting(StringPiece::value).containsExactly("a", "b");
        assertThat(constant.pieces().get(1).isTripleQuoted()).isTrue();
    }

    @Test
    void valuesOfNumbers() {
        assertThat(first("0x_ff", Constant.class, 0).intValue())
                .hasValueSatisfying(v -> assertThat(v).isEqualTo(255));
        assertThat(first("1_000", Constant.class, 0).intValue())
                .hasValueSatisfying(v -> assertThat(v).isEqualTo(1000));
        assertThat(first("0b11", Constant.class, 0).intValue())
                .hasValueSatisfying(v -> assertThat(v).isEqualTo(3));
        assertThat(first("1_0.5e1", Constant.class, 0).floatValue()).contains(105.0);
        assertThat(first("1.0", Constant.class, 0).intValue()).isEmpty();
        assertThat(first("0xe1", Constant.class, 0).type()).isEqualTo(ConstantType.INT);
        assertThat(first("1e1", Constant.class, 0).type()).isEqualTo(ConstantType.FLOAT);
        assertThat(first("0e1", Constant.class, 0).type()).isEqualTo(ConstantType.FLOAT);
        assertThat(first("3j", Constant.class, 0).type()).isEqualTo(ConstantType.COMPLEX);
    }

    @Test
    void docstrings() {
        assertThat(Parser.parse("'''doc'''\nx").module().docstring().flatMap(Constant::stringValue))
                .contains("doc");
        assertThat(Parser.parse("x\n'''doc'''").module().docstring()).isEmpty();
        assertThat(Parser.parse("b'doc'").module().docstring()).isEmpty();
    }

    private static String string(String source) {
        return first(source, Constant.class, 0).stringValue().orElseThrow();
    }

    private static List<String> literals(String source) {
        List<String> values = new ArrayList<>();
        Parser.parse(source).module().walk(node -> {
            if (node instanceof Constant constant) {
                assertThat(constant.isFragment()).isTrue();
                values.add(constant.stringValue().orElseThrow());
            }
        });
        return values;
    }

    private static List<String> contexts(String source) {
        List<String> contexts = new ArrayList<>();
        Parser.parse(source).module().walk(node -> {
            if (node instanceof Name name) {
                contexts.add(name.id() + " " + name.context());
            }
        });
        return contexts;
    }

    private static <T extends Node> T first(String source, Class<T> type, int index) {
        List<T> found = new ArrayList<>();
        Parser.parse(source).module().walk(node -> {
            if (type.isInstance(node)) {
                found.add(type.cast(node));
            }
        });
        return found.get(index);
    }
}
