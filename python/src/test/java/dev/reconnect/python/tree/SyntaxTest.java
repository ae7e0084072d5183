package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each construct of Python 3.8 to 3.14, as the tree that comes of it. */
class SyntaxTest {
    @Test
    void decoratorsAreAnyExpression() {
        check(
                """
                @buttons[0].clicked.connect
                @(lambda f: f)
                async def f(): pass
                """,
                """
                (AsyncFunctionDef f (Attribute .connect (Attribute .clicked (Subscript `buttons` `0`))) (Lambda (arguments (arg POSITIONAL_OR_KEYWORD f)) `f`) `pass`)""");
    }

    @Test
    void parametersOfEveryForm() {
        check(
                "def f(a, b: int = 1, /, c=2, *args: *Ts, d, e=3, **kw) -> int: ...",
                """
                (FunctionDef f (arguments (arg POSITIONAL_ONLY a) (arg POSITIONAL_ONLY b `int` `1`) (arg POSITIONAL_OR_KEYWORD c `2`) (arg VAR_POSITIONAL args (Starred `Ts`)) (arg KEYWORD_ONLY d) (arg KEYWORD_ONLY e `3`) (arg VAR_KEYWORD kw)) `int` (Expr `...`))""");
        check("def f(*, a): ...", """
                (FunctionDef f (arguments (arg KEYWORD_ONLY a)) (Expr `...`))""");
        check(
                "lambda x, /, y=1, *a, z, **k: x",
                """
                (Expr (Lambda (arguments (arg POSITIONAL_ONLY x) (arg POSITIONAL_OR_KEYWORD y `1`) (arg VAR_POSITIONAL a) (arg KEYWORD_ONLY z) (arg VAR_KEYWORD k)) `x`))""");
        check("lambda: 0", """
                (Expr (Lambda `0`))""");
    }

    @Test
    void classes() {
        check(
                "class A(B, *bases, metaclass=M, **kw): x: int",
                """
                (ClassDef A `B` (Starred `bases`) (keyword metaclass `M`) (keyword ** `kw`) (AnnAssign `x` `int`))""");
        check(
                "class A[T: int = str, *Ts = *tuple[int], **P = [int]]: pass",
                """
                (ClassDef A (TypeVar T `int` `str`) (TypeVarTuple Ts (Starred (Subscript `tuple` `int`))) (ParamSpec P (List `int`)) `pass`)""");
        check(
                "def f[T](x: T) -> T: return x",
                """
                (FunctionDef f (TypeVar T) (arguments (arg POSITIONAL_OR_KEYWORD x `T`)) `T` (Return `x`))""");
        check(
                "type Pair[T] = tuple[T, T]",
                """
                (TypeAlias `Pair` (TypeVar T) (Subscript `tuple` (Tuple `T` `T`)))""");
        check(
                "type = 1; type(x); type [0]; match = case = _ = 1; match(x); match[0]; print(match.x)",
                """
                (Assign `type` `1`)
                (Expr (Call `type` `x`))
                (Expr (Subscript `type` `0`))
                (Assign `match` `case` `_` `1`)
                (Expr (Call `match` `x`))
                (Expr (Subscript `match` `0`))
                (Expr (Call `print` (Attribute .x `match`)))""");
    }

    @Test
    void assignments() {
        check("a = b, *c = (yield)", """
                (Assign `a` (Tuple `b` (Starred `c`)) `yield`)""");
        check("x: int", """
                (AnnAssign `x` `int`)""");
        check(
                "self.x: list[int] = []",
                """
                (AnnAssign (Attribute .x `self`) (Subscript `list` `int`) `[]`)""");
        check("(x): int = 1", """
                (AnnAssign `x` `int` `1`)""");
        check(
                "a **= b; a //= b; a >>= b; a <<= b; a @= b; a |= b; a ^= b; a &= b; a %= b; a -= 1; a *= 1; a /= 1",
                """
                (AugAssign **= `a` `b`)
                (AugAssign //= `a` `b`)
                (AugAssign >>= `a` `b`)
                (AugAssign <<= `a` `b`)
                (AugAssign @= `a` `b`)
                (AugAssign |= `a` `b`)
                (AugAssign ^= `a` `b`)
                (AugAssign &= `a` `b`)
                (AugAssign %= `a` `b`)
                (AugAssign -= `a` `1`)
                (AugAssign *= `a` `1`)
                (AugAssign /= `a` `1`)""");
        check("x = yield from y", """
                (Assign `x` (YieldFrom `y`))""");
        check(
                "if (n := len(a)) > 10: pass",
                """
                (If (Compare [>] (NamedExpr `n` (Call `len` `a`)) `10`) `pass`)""");
        check(
                "f(x := 1, y=(z := 2)); a[i := 0]; {x := 1}; [y := 1, y]",
                """
                (Expr (Call `f` (NamedExpr `x` `1`) (keyword y (NamedExpr `z` `2`))))
                (Expr (Subscript `a` (NamedExpr `i` `0`)))
                (Expr (Set (NamedExpr `x` `1`)))
                (Expr (List (NamedExpr `y` `1`) `y`))""");
    }

    @Test
    void operatorsBindAsInPython() {
        check(
                "a or b and not c == d",
                """
                (Expr (BoolOp or `a` (BoolOp and `b` (UnaryOp not (Compare [==] `c` `d`)))))""");
        check(
                "a < b <= c is not d not in e",
                """
                (Expr (Compare [<, <=, is not, not in] `a` `b` `c` `d` `e`))""");
        check("-x ** -y ** z", """
                (Expr (UnaryOp - (BinOp ** `x` (UnaryOp - (BinOp ** `y` `z`)))))""");
        check(
                "a + b * c @ d // e % f - g << 1 | h ^ i & j",
                """
                (Expr (BinOp | (BinOp << (BinOp - (BinOp + `a` (BinOp % (BinOp // (BinOp @ (BinOp * `b` `c`) `d`) `e`) `f`)) `g`) `1`) (BinOp ^ `h` (BinOp & `i` `j`))))""");
        check("a if b else c if d else e", """
                (Expr (IfExp `a` `b` (IfExp `c` `d` `e`)))""");
        check(
                "not not a; ~-+a; await x ** 2",
                """
                (Expr (UnaryOp not (UnaryOp not `a`)))
                (Expr (UnaryOp ~ (UnaryOp - (UnaryOp + `a`))))
                (Expr (BinOp ** (Await `x`) `2`))""");
        check("x < y == (z is w)", """
                (Expr (Compare [<, ==] `x` `y` (Compare [is] `z` `w`)))""");
    }

    @Test
    void displaysAndComprehensions() {
        check(
                "[]; (); {}; [a, *b]; (a,); a,; {a, *b}; {a: b, **c}; (yield)",
                """
                (Expr `[]`)
                (Expr `()`)
                (Expr `{}`)
                (Expr (List `a` (Starred `b`)))
                (Expr (Tuple `a`))
                (Expr (Tuple `a`))
                (Expr (Set `a` (Starred `b`)))
                (Expr (Dict (DictEntry `a` `b`) (DictEntry `c`)))
                (Expr `yield`)""");
        check(
                "[x for x in y if z if w for a, b in x]",
                """
                (Expr (ListComp `x` (comprehension `x` `y` `z` `w`) (comprehension (Tuple `a` `b`) `x`)))""");
        check(
                "{x async for x in y}; {k: v for k, v in z}; (x for x in y)",
                """
                (Expr (SetComp `x` (comprehension async `x` `y`)))
                (Expr (DictComp `k` `v` (comprehension (Tuple `k` `v`) `z`)))
                (Expr (GeneratorExp `x` (comprehension `x` `y`)))""");
        check("f(x for x in y)", """
                (Expr (Call `f` (GeneratorExp `x` (comprehension `x` `y`))))""");
        check(
                "[i for i in 5 if lambda: i]",
                """
                (Expr (ListComp `i` (comprehension `i` `5` (Lambda `i`))))""");
    }

    @Test
    void callsAndSubscripts() {
        check(
                "f(a, *b, c=d, *e, **g)(h).i[j]",
                """
                (Expr (Subscript (Attribute .i (Call (Call `f` `a` (Starred `b`) (keyword c `d`) (Starred `e`) (keyword ** `g`)) `h`)) `j`))""");
        check(
                "a[:], a[1:], a[:1], a[::2], a[1:2, ...], a[*b], a[b,], a[*b, c]",
                """
                (Expr (Tuple (Subscript `a` `:`) (Subscript `a` (Slice `1`)) (Subscript `a` (Slice `1`)) (Subscript `a` (Slice `2`)) (Subscript `a` (Tuple (Slice `1` `2`) `...`)) (Subscript `a` (Tuple (Starred `b`))) (Subscript `a` (Tuple `b`)) (Subscript `a` (Tuple (Starred `b`) `c`))))""");
        check("return_ = f(\n    a,  # one\n    b,\n)", """
                (Assign `return_` (Call `f` `a` `b`))""");
    }

    @Test
    void controlFlow() {
        check(
                """
                if a: pass
                elif b: pass
                else: pass
                """,
                """
                (If `a` `pass` (If elif `b` `pass` `pass`))""");
        check("while a: break\nelse: continue", """
                (While `a` `break` `continue`)""");
        check(
                "for x, *y in a, b: pass\nelse: pass",
                """
                (For (Tuple `x` (Starred `y`)) (Tuple `a` `b`) `pass` `pass`)""");
        check(
                """
                async def f():
                    async for x in y: await z
                    async with a as b, c: pass
                """,
                """
                (AsyncFunctionDef f (AsyncFor `x` `y` (Expr (Await `z`))) (AsyncWith (withitem `a` `b`) (withitem `c`) `pass`))""");
        check(
                """
                try: a
                except A: pass
                except (B, C) as e: raise
                except: raise X from e
                else: pass
                finally: pass
                """,
                """
                (Try (Expr `a`) (ExceptHandler `A` `pass`) (ExceptHandler e (Tuple `B` `C`) `raise`) (ExceptHandler (Raise `X` `e`)) `pass` `pass`)""");
        check("try: a\nexcept* A as e: pass", """
                (TryStar (Expr `a`) (ExceptHandler e `A` `pass`))""");
        check(
                "try: a\nexcept A, B: pass\nexcept* C, D: pass",
                """
                (TryStar (Expr `a`) (ExceptHandler (Tuple `A` `B`) `pass`) (ExceptHandler (Tuple `C` `D`) `pass`))""");
        check("del a, b[0], (c, d)", """
                (Delete `a` (Subscript `b` `0`) (Tuple `c` `d`))""");
        check(
                "assert a, 'b'; global x, y; nonlocal z; raise",
                """
                (Assert `a` `'b'`)
                (Global [x, y])
                (Nonlocal [z])
                `raise`""");
    }

    @Test
    void withItemsInParentheses() {
        check(
                "with (a as b, c as (d, e),): pass",
                """
                (With (withitem `a` `b`) (withitem `c` (Tuple `d` `e`)) `pass`)""");
        check("with (a, b): pass", """
                (With (withitem `a`) (withitem `b`) `pass`)""");
        check("with (a): pass", """
                (With (withitem `a`) `pass`)""");
        check("with (a, b) as c: pass", """
                (With (withitem (Tuple `a` `b`) `c`) `pass`)""");
        check(
                "with (a).b as c, (d): pass",
                """
                (With (withitem (Attribute .b `a`) `c`) (withitem `d`) `pass`)""");
        check("with (yield): pass", """
                (With (withitem `yield`) `pass`)""");
        check("with (a := b): pass", """
                (With (withitem (NamedExpr `a` `b`)) `pass`)""");
        check(
                "with (x for x in y): pass",
                """
                (With (withitem (GeneratorExp `x` (comprehension `x` `y`))) `pass`)""");
        check("with (*a, b): pass", """
                (With (withitem (Tuple (Starred `a`) `b`)) `pass`)""");
        check(
                "with (a if b else c) as d: pass",
                """
                (With (withitem (IfExp `a` `b` `c`) `d`) `pass`)""");
    }

    @Test
    void imports() {
        check("import a, b.c as d", """
                (Import (alias a) (alias b.c as d))""");
        check("from . import x", """
                (ImportFrom . (alias x))""");
        check("from ...a.b import (c as d, e,)", """
                (ImportFrom ...a.b (alias c as d) (alias e))""");
        check("from .... import y", """
                (ImportFrom .... (alias y))""");
        check("from a import *", """
                (ImportFrom a (alias *))""");
    }

    @Test
    void patterns() {
        check(
                """
                match x, *y:
                    case 0 | -1 | 1.5 | -2 + 3j | "a" "b" | None | True: pass
                    case [a, *_, b] | (c, *rest) | (): pass
                    case {"k": v, A.B: 1, None: _, **rest} if v > 1: pass
                    case {}: pass
                    case Point(x=0, y=yy) | a.Point(1, z): pass
                    case (a | b) as c: pass
                    case _: pass
                    case a, *b: pass
                    case *a,: pass
                    case a.b.c: pass
                    case (x): pass
                    case [x]: pass
                """,
                """
                (Match (Tuple `x` (Starred `y`)) (match_case (MatchOr (MatchValue `0`) (MatchValue (UnaryOp - `1`)) (MatchValue `1.5`) (MatchValue (BinOp + (UnaryOp - `2`) `3j`)) (MatchValue `"a" "b"`) `None` `True`) `pass`) (match_case (MatchOr (MatchSequence (MatchAs a) (MatchStar *_) (MatchAs b)) (MatchSequence (MatchAs c) (MatchStar *rest)) `()`) `pass`) (match_case (MatchMapping **rest `"k"` (MatchAs v) (Attribute .B `A`) (MatchValue `1`) `None` (MatchAs _)) (Compare [>] `v` `1`) `pass`) (match_case `{}` `pass`) (match_case (MatchOr (MatchClass [x, y] `Point` (MatchValue `0`) (MatchAs yy)) (MatchClass [] (Attribute .Point `a`) (MatchValue `1`) (MatchAs z))) `pass`) (match_case (MatchAs c (MatchOr (MatchAs a) (MatchAs b))) `pass`) (match_case (MatchAs _) `pass`) (match_case (MatchSequence (MatchAs a) (MatchStar *b)) `pass`) (match_case (MatchSequence (MatchStar *a)) `pass`) (match_case (MatchValue (Attribute .c (Attribute .b `a`))) `pass`) (match_case (MatchAs x) `pass`) (match_case (MatchSequence (MatchAs x)) `pass`))""");
    }

    @Test
    void fieldsOfFormattedStrings() {
        check(
                "f'a{b}c{d!r:>{width}.{p!s}}{{x}}'",
                """
                (Expr (JoinedStr `a` (FormattedValue `b`) `c` (FormattedValue !r `d` (JoinedStr `>` (FormattedValue `width`) `.` (FormattedValue !s `p`))) `{{x}}`))""");
        check(
                "f'{x=}' f\"{ y = !s:^10}\"",
                """
                (Expr (JoinedStr `x=` (FormattedValue `x`) ` y = ` (FormattedValue !s `y` (JoinedStr `^10`))))""");
        check(
                "f'{a['b']}{f\"{f'{1}'}\"}'",
                """
                (Expr (JoinedStr (FormattedValue (Subscript `a` `'b'`)) (FormattedValue (JoinedStr (FormattedValue (JoinedStr (FormattedValue `1`)))))))""");
        check(
                "f'''{\n  a  # why\n}\n{b:\n}'''",
                """
                (Expr (JoinedStr (FormattedValue `a`) `
                ` (FormattedValue `b` (JoinedStr `
                `))))""");
        check(
                "'a' f'b{c}' 'd' rf'\\d{e}{{'",
                """
                (Expr (JoinedStr `'a' f'b` (FormattedValue `c`) `'d' rf'\\d` (FormattedValue `e`) `{{`))""");
        check(
                "f'{lambda_(lambda x: 1)}{ {1: 2}[1] }{x!=y}{a:=5}{(a:=5)}{*a, b}{yield}'",
                """
                (Expr (JoinedStr (FormattedValue (Call `lambda_` (Lambda (arguments (arg POSITIONAL_OR_KEYWORD x)) `1`))) (FormattedValue (Subscript (Dict (DictEntry `1` `2`)) `1`)) (FormattedValue (Compare [!=] `x` `y`)) (FormattedValue `a` (JoinedStr `=5`)) (FormattedValue (NamedExpr `a` `5`)) (FormattedValue (Tuple (Starred `a`) `b`)) (FormattedValue `yield`)))""");
        check(
                "f'\\N{DIGIT ONE}\\{a}' fr'\\N{b}' f'\\\n{c}'",
                """
                (Expr (JoinedStr `\\N{DIGIT ONE}\\` (FormattedValue `a`) `\\N` (FormattedValue `b`) (FormattedValue `c`)))""");
        check(
                "t'{name!r:>{width}}' t\"x\"",
                """
                (Expr (TemplateStr (Interpolation `name` (JoinedStr `>` (Interpolation `width`))) `x`))""");
        check(
                "f''; f'{x}' ''",
                """
                (Expr `f''`)
                (Expr (JoinedStr (FormattedValue `x`)))""");
    }

    @Test
    void stringsSideBySide() {
        check(
                "x = ('a'\n     \"b\"  # c\n     r'd' u'e')",
                """
                (Assign `x` `'a'
                     "b"  # c
                     r'd' u'e'`)""");
        check("b'a' rb\"b\" Br'''c'''", """
                (Expr `b'a' rb"b" Br'''c'''`)""");
    }

    @Test
    void numbers() {
        check(
                "0; 0x_1F; 0o17; 0b1_0; 1_000; 1.; .5; 1e10; 1.5e-3_0; 2j; 1e3J; 00; 1if x else 0x1for x in y",
                """
                (Expr `0`)
                (Expr `0x_1F`)
                (Expr `0o17`)
                (Expr `0b1_0`)
                (Expr `1_000`)
                (Expr `1.`)
                (Expr `.5`)
                (Expr `1e10`)
                (Expr `1.5e-3_0`)
                (Expr `2j`)
                (Expr `1e3J`)
                (Expr `00`)
                (Expr (IfExp `1` `x` (BoolOp or `0x1f` (Compare [in] `x` `y`))))""");
    }

    @Test
    void namesInAnyScript() {
        check("größe = π.ﬁle + ª", """
                (Assign `größe` (BinOp + (Attribute .file `π`) `ª`))""");
    }

    @Test
    void linesAndLayout() {
        check(
                "if a:\n\tb\n\n# c\n\n\tif d:\n\t\te\nf",
                """
                (If `a` (Expr `b`) (If `d` (Expr `e`)))
                (Expr `f`)""");
        check("if a:\r\n  b\r\n\r\nelse:\r\n  c\r\n", """
                (If `a` (Expr `b`) (Expr `c`))""");
        check("if a:\r  b\rc\r", """
                (If `a` (Expr `b`))
                (Expr `c`)""");
        check(
                "x = 1 + \\\n    2\nif a and \\\n  b: c",
                """
                (Assign `x` (BinOp + `1` `2`))
                (If (BoolOp and `a` `b`) (Expr `c`))""");
        check("\f\nclass A:\n  x\n\f\n  y", """
                (ClassDef A (Expr `x`) (Expr `y`))""");
        check("\ufeffx = 1", """
                (Assign `x` `1`)""");
        check(
                "a; b;\nif c: d; e;\nf",
                """
                (Expr `a`)
                (Expr `b`)
                (If `c` (Expr `d`) (Expr `e`))
                (Expr `f`)""");
        check(
                "def f():\n    pass\n  # less\n    # more\n# none\n\n    return",
                """
                (FunctionDef f `pass` `return`)""");
    }

    private static void check(String source, String outline) {
        SyntaxTree tree = Parser.parse(source);
        assertThat(tree.problems()).isEmpty();
        assertThat(tree.print()).isEqualTo(source);
        assertThat(Outline.of(tree)).isEqualTo(outline.stripTrailing());
    }
}
