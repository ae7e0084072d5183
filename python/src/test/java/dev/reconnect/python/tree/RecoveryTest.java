package dev.reconnect.python.tree;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text that is not Python: what is wrong is said once, and the rest of the file is in the tree. */
class RecoveryTest {
    @Test
    void unclosedBracketEndsWhereAStatementBegins() {
        check(
                "x = f(a,\ny = 2\nz = 3\n",
                """
                (Error `x = f(a,` `x` `a`)
                (Assign `y` `2`)
                (Assign `z` `3`)
                ! `(` was never closed `(`""");
        check(
                "x = [1, 2\ndef f():\n    return 1\nz\n",
                """
                (Error `x = [1, 2` `x`)
                (FunctionDef f (Return `1`))
                (Expr `z`)
                ! `[` was never closed `[`""");
        check(
                "class A:\n    def f(self):\n        x = g(1, h(2)\n        y = 1\n    def k(self): pass\n",
                """
                (ClassDef A (FunctionDef f (arguments (arg POSITIONAL_OR_KEYWORD self)) (Error `x = g(1, h(2)` `x` `1` (Call `h` `2`)) (Assign `y` `1`)) (FunctionDef k (arguments (arg POSITIONAL_OR_KEYWORD self)) `pass`))
                ! `(` was never closed `(`""");
        check(
                "f(a\nif b:\n    c\n",
                """
                (Error `f(a` `a`)
                (If `b` (Expr `c`))
                ! `(` was never closed `(`""");
        check(
                "f({'a': 1,\n  'b': [2,\nfor x in y:\n    z\n",
                """
                (Error `f({'a': 1,` (DictEntry `'a'` `1`) `2`)
                (For `x` `y` (Expr `z`))
                ! `(` was never closed `(`""");
        check(
                "a = (\nb = (\nc = (\nd = 1\n",
                """
                (Error `a = (` `a`)
                (Error `b = (` `b`)
                (Error `c = (` `c`)
                (Assign `d` `1`)
                ! `(` was never closed `(`
                ! `(` was never closed `(`
                ! `(` was never closed `(`""");
    }

    @Test
    void unclosedBracketWithoutAStatementAfterIt() {
        check("f(a\n", """
                (Error `f(a` `a`)
                ! `(` was never closed `(`""");
        check(
                "before\nf(a,\n  b\n",
                """
                (Expr `before`)
                (Error `f(a,` `a` `b`)
                ! `(` was never closed `(`""");
    }

    @Test
    void argumentsOnTheirOwnLinesAreNoStatements() {
        check(
                "f(\na=1,\nb=2)\ng(\nc=3\n)\nx = (",
                """
                (Expr (Call `f` (keyword a `1`) (keyword b `2`)))
                (Expr (Call `g` (keyword c `3`)))
                (Error `x = (` `x`)
                ! `(` was never closed `(`""");
    }

    @Test
    void bracketsThatDoNotMatch() {
        check(
                "f(a]\nb = 1\n",
                """
                (Error `f(a]` `a`)
                (Assign `b` `1`)
                ! `(` was never closed `(`
                ! unmatched closing bracket `]`""");
        check(
                "f(a))\nb\n",
                """
                (Error `f(a))`)
                (Expr `b`)
                ! unmatched closing bracket `)`""");
        check(
                "}\nb\n",
                """
                (Error `}`)
                (Expr `b`)
                ! unmatched closing bracket `}`""");
    }

    @Test
    void headersThatAreBroken() {
        check(
                "def f(x:\n    a = 1\n    return a\nb\n",
                """
                (Error `def f(x:` (Assign `a` `1`) (Return `a`))
                (Expr `b`)
                ! `(` was never closed `(`""");
        check(
                "if a b:\n    c\nelse:\n    d\ne\n",
                """
                (Error `if a b:` (Expr `c`))
                (Error `else:` (Expr `d`))
                (Expr `e`)
                ! expected `:` `b`
                ! expected an expression `else`""");
        check(
                "while True\n    a\nb\n",
                """
                (Error `while True` (Expr `a`))
                (Expr `b`)
                ! expected `:` `\\n`""");
        check(
                "class :\n    def f(self): pass\nb\n",
                """
                (Error `class :` (FunctionDef f (arguments (arg POSITIONAL_OR_KEYWORD self)) `pass`))
                (Expr `b`)
                ! expected a name `:`""");
        check(
                "for x in :\n    pass\n",
                """
                (Error `for x in :` `pass`)
                ! expected an expression `:`""");
        check(
                "@a b\ndef f(): pass\n",
                """
                (Error `@a b` `a`)
                (FunctionDef f `pass`)
                ! expected the end of the decorator's line `b`""");
        check(
                "@a\nx = 1\n",
                """
                (Error `@a` `a`)
                (Assign `x` `1`)
                ! expected a function or class after the decorator `x`""");
        check(
                "@a\nasync for x in y: pass\n",
                """
                (Error `@a` `a`)
                (AsyncFor `x` `y` `pass`)
                ! expected a function or class after the decorator `async`""");
    }

    @Test
    void blocksThatAreMissing() {
        check(
                "def f():\nx = 1\n",
                """
                (FunctionDef f)
                (Assign `x` `1`)
                ! expected an indented block ``""");
        check("if a:\n", """
                (If `a`)
                ! expected an indented block ``""");
        check(
                "try:\n    a\nb\n",
                """
                (Try (Expr `a`))
                (Expr `b`)
                ! `try` without `except` or `finally` `try`""");
        check(
                "if a: if b: c\nd\n",
                """
                (Error `if a: if b: c`)
                (Expr `d`)
                ! a compound statement needs a line of its own `if`""");
        check("class A:", """
                (ClassDef A)
                ! expected an indented block ``""");
    }

    @Test
    void indentationThatIsBroken() {
        check(
                "a\n    b\n    c\nd\n",
                """
                (Expr `a`)
                (Expr `b`)
                (Expr `c`)
                (Expr `d`)
                ! unexpected indentation ``""");
        check(
                "if a:\n        b\n    c\nd\n",
                """
                (If `a` (Expr `b`) (Expr `c`))
                (Expr `d`)
                ! unindent does not match any outer indentation level ``""");
        check(
                "if a:\n\tb\n        c\nd",
                """
                (If `a` (Expr `b`) (Expr `c`))
                (Expr `d`)
                ! inconsistent use of tabs and spaces in indentation ``""");
        check(
                "    a\nb\n",
                """
                (Expr `a`)
                (Expr `b`)
                ! unexpected indentation ``""");
    }

    @Test
    void stringsWithoutEnd() {
        check(
                "x = 'abc\ny = 1\n",
                """
                (Assign `x` `'abc`)
                (Assign `y` `1`)
                ! unterminated string literal `'abc`""");
        check(
                "x = '''abc\ny = 1\n",
                """
                (Assign `x` `'''abc`)
                (Assign `y` `1`)
                ! unterminated string literal `'''abc`""");
        check(
                "x = 'abc\\\ny = 1\n",
                """
                (Assign `x` `'abc\\`)
                (Assign `y` `1`)
                ! unterminated string literal `'abc\\`""");
        check("x = '", """
                (Assign `x` `'`)
                ! unterminated string literal `'`""");
    }

    @Test
    void formattedStringsThatAreBroken() {
        check(
                "x = f'{a'\ny = 1\n",
                """
                (Assign `x` `f'{a'`)
                (Assign `y` `1`)
                ! f-string that cannot be read `f'{a'`""");
        check(
                "x = f'{a b}'\ny = 1\n",
                """
                (Error `x = f'{a b}'` `x`)
                (Assign `y` `1`)
                ! expected `}` `b`""");
        check(
                "x = f'{a:{b}'\ny = 1\n",
                """
                (Assign `x` `f'{a:{b}'`)
                (Assign `y` `1`)
                ! f-string that cannot be read `f'{a:{b}'`""");
        check(
                "x = f'}'\ny = 1\n",
                """
                (Assign `x` `f'}'`)
                (Assign `y` `1`)
                ! f-string that cannot be read `f'}'`""");
        check(
                "x = f'{}' + z\ny = 1\n",
                """
                (Error `x = f'{}' + z` `x`)
                (Assign `y` `1`)
                ! expected an expression `}`""");
        check(
                "x = f'{a)}'\ny = 1\n",
                """
                (Assign `x` `f'{a)}'`)
                (Assign `y` `1`)
                ! f-string that cannot be read `f'{a)}'`""");
        check(
                "x = f'''{a\ny = 1\n",
                """
                (Assign `x` `f'''{a`)
                (Assign `y` `1`)
                ! unterminated string literal `f'''{a`""");
        check(
                "x = f'abc\ny = 1\n",
                """
                (Assign `x` `f'abc`)
                (Assign `y` `1`)
                ! unterminated string literal `f'abc`""");
        check(
                "x = f'{a!}'\ny = 1\n",
                """
                (Error `x = f'{a!}'` `x`)
                (Assign `y` `1`)
                ! expected a name `}`""");
        check(
                "x = f'{\"abc}'\ny = 1\n",
                """
                (Assign `x` `f'{"abc}'`)
                (Assign `y` `1`)
                ! f-string that cannot be read `f'{"abc}'`""");
    }

    @Test
    void python2() {
        check(
                "print 'a' % b, c\nd\n",
                """
                (Error `print 'a' % b, c` (BinOp % `'a'` `b`) `c`)
                (Expr `d`)
                ! `print` without parentheses is Python 2 `'a'`""");
        check(
                "if a:\n    print x\nelse:\n    print\n",
                """
                (If `a` (Error `print x` `x`) (Expr `print`))
                ! `print` without parentheses is Python 2 `x`""");
        check("print >>f, 'a'\n", """
                (Expr (Tuple (BinOp >> `print` `f`) `'a'`))""");
        check(
                "exec code in ns\n",
                """
                (Error `exec code in ns` (Compare [in] `code` `ns`))
                ! `exec` without parentheses is Python 2 `code`""");
        check(
                "raise E, 'text'\n",
                """
                (Error `raise E, 'text'` `E` `'text'`)
                ! `raise` with a comma is Python 2 `,`""");
        check(
                "try: a\nexcept E, e: print e\n",
                """
                (Try (Expr `a`) (ExceptHandler (Tuple `E` `e`) (Error `print e` `e`)))
                ! `print` without parentheses is Python 2 `e`""");
        check(
                "f(lambda (k, (a, b)), x: k)\n",
                """
                (Expr (Call `f` (Lambda (arguments (arg POSITIONAL_OR_KEYWORD () (arg KEYWORD_ONLY k) \
                (arg KEYWORD_ONLY a) (arg KEYWORD_ONLY b) (arg POSITIONAL_OR_KEYWORD x)) `k`)))
                ! tuples among parameters are Python 2 `(k, (a, b))`""");
        check(
                "a <> b; 0777; 10L; ur'x'\n",
                """
                (Expr (Compare [!=] `a` `b`))
                (Expr `0777`)
                (Expr `10L`)
                (Expr `ur'x'`)
                ! `<>` is Python 2 `<>`
                ! leading zeros in decimal integer literals are not permitted `0777`
                ! long integers are Python 2 `10L`
                ! the string prefix `ur` is Python 2 `ur`""");
        check(
                "`a`\nb\n",
                """
                (Error ``a``)
                (Expr `b`)
                ! character that starts no token ```
                ! character that starts no token ```""");
    }

    @Test
    void statementsThatAreBroken() {
        check(
                "a = 1; b c; d\ne\n",
                """
                (Assign `a` `1`)
                (Error `b c; d`)
                (Expr `e`)
                ! expected the end of the statement `c`""");
        check(
                "f(a, b c, d)\ne\n",
                """
                (Error `f(a, b c, d)` `a` `b`)
                (Expr `e`)
                ! expected `,` or `)` `c`""");
        check(
                "f() = 1\n1 += 2\n",
                """
                (Assign (Call `f`) `1`)
                (AugAssign += `1` `2`)
                ! cannot assign to this expression `f()`
                ! cannot assign to this expression `1`""");
        check(
                "x ==\ny\n",
                """
                (Error `x ==`)
                (Expr `y`)
                ! expected an expression `\\n`""");
        check(
                "import\nfrom x import\nb\n",
                """
                (Error `import`)
                (Error `from x import`)
                (Expr `b`)
                ! expected a name `\\n`
                ! expected a name `\\n`""");
        check(
                "else:\n    a\nb\n",
                """
                (Error `else:` (Expr `a`))
                (Expr `b`)
                ! expected an expression `else`""");
        check(
                "a ? b\n$\nc\n",
                """
                (Error `a ? b`)
                (Error `$`)
                (Expr `c`)
                ! character that starts no token `?`
                ! character that starts no token `$`""");
        check(
                "x = 1 \\ 2\ny\n",
                """
                (Error `x = 1 \\ 2`)
                (Expr `y`)
                ! unexpected character after line continuation character `\\`""");
        check(
                "f(x for x in y, 1)\n",
                """
                (Expr (Call `f` (GeneratorExp `x` (comprehension `x` `y`)) `1`))
                ! a generator expression needs parentheses here `x for x in y`""");
        check(
                "(*a)\n",
                """
                (Expr (Starred `a`))
                ! cannot use a starred expression here `*a`""");
        check(
                "return return\nlambda\nyield = 1\n",
                """
                (Error `return return`)
                (Error `lambda`)
                (Assign `yield` `1`)
                ! expected the end of the statement `return`
                ! expected a name `\\n`
                ! cannot assign to this expression `yield`""");
        check(
                "x: int: str\nprint(a):\n    b\n",
                """
                (Error `x: int: str`)
                (Error `print(a):` (Expr `b`))
                ! expected the end of the statement `:`
                ! expected the end of the statement `:`""");
    }

    @Test
    void casesThatAreBroken() {
        check(
                "match x:\n    case 1: a\n    case +: b\n    case 2: c\nd\n",
                """
                (Error `match x:` (match_case (MatchValue `1`) (Expr `a`)) (Error `case 2: c`))
                (Expr `d`)
                ! expected a pattern `+`
                ! expected the end of the statement `2`""");
        check(
                "match x:\n    case 1: a\n    z = 1\nd\n",
                """
                (Error `match x:` (match_case (MatchValue `1`) (Expr `a`)) (Assign `z` `1`))
                (Expr `d`)
                ! expected `case` `z`""");
    }

    @Test
    void deepNestingIsAProblemAndNoCrash() {
        SyntaxTree brackets = Parser.parse("a\n" + "(".repeat(100_000) + ")".repeat(100_000) + "\nb\n");
        assertThat(brackets.problems()).extracting(SyntaxProblem::message).contains("too deeply nested");
        assertThat(brackets.module().body()).hasSize(3);
        SyntaxTree blocks = Parser.parse(nestedBlocks(1_000) + "b\n");
        assertThat(blocks.problems()).isNotEmpty();
        assertThat(blocks.module().body().get(blocks.module().body().size() - 1).kind())
                .isEqualTo(NodeKind.EXPR);
        for (String repeated :
                new String[] {"-", "not ", "lambda: ", "a if b else ", "f'{", "[", "x[", "a**", "await "}) {
            SyntaxTree tree = Parser.parse("a\n" + repeated.repeat(20_000) + "x\nb = 1\n");
            assertThat(tree.problems()).as(repeated).isNotEmpty();
            assertThat(tree.print()).as(repeated).startsWith("a\n" + repeated);
        }
    }

    @Test
    void longChainsAreReadOrAProblem() {
        SyntaxTree sum = Parser.parse("x = a" + " + a".repeat(2_000));
        assertThat(sum.problems()).isEmpty();
        int[] names = {0};
        sum.module().walk(node -> names[0] += node.kind() == NodeKind.NAME ? 1 : 0);
        assertThat(names[0]).isEqualTo(2_002);
        SyntaxTree calls = Parser.parse("x" + ".f()".repeat(100_000) + "\nb\n");
        assertThat(calls.problems())
                .extracting(SyntaxProblem::message)
                .containsExactly("too long a chain of operators");
        assertThat(calls.module().body()).hasSize(2);
    }

    @Test
    void manyBranchesAreNoNesting() {
        SyntaxTree tree = Parser.parse("if a: b\n" + "elif c: d\n".repeat(1_000));
        assertThat(tree.problems()).isEmpty();
        SyntaxTree longer = Parser.parse("if a: b\n" + "elif c: d\n".repeat(100_000) + "e\n");
        assertThat(longer.problems()).isNotEmpty();
    }

    @Test
    void brokenTextIsReadInOneGo() {
        for (String repeated : new String[] {
            "x = (\n",
            "f(a\n",
            "def f(a:\n  x\n",
            "f'{x\n",
            "f'''{\n",
            "'''\n\\'''\n",
            "(]",
            "f'{a:{a:",
            "$",
            "a b;",
            "@a\n"
        }) {
            String source = repeated.repeat(10_000);
            SyntaxTree tree = Parser.parse(source);
            assertThat(tree.print().equals(source)).as(repeated).isTrue();
            assertThat(tree.problems()).as(repeated).isNotEmpty();
        }
    }

    private static String nestedBlocks(int depth) {
        StringBuilder source = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            source.append(" ".repeat(i)).append("if a:\n");
        }
        return source.append(" ".repeat(depth)).append("pass\n").toString();
    }

    private static void check(String source, String outline) {
        SyntaxTree tree = Parser.parse(source);
        assertThat(tree.print()).isEqualTo(source);
        StringBuilder actual = new StringBuilder(Outline.of(tree));
        for (SyntaxProblem problem : tree.problems()) {
            String at = problem.range().substring(source).replace("\n", "\\n");
            actual.append("\n! ")
                    .append(problem.message())
                    .append(" `")
                    .append(at)
                    .append('`');
        }
        assertThat(actual.toString()).isEqualTo(outline.stripTrailing());
    }
}
