package dev.reconnect.python.tree;

import java.util.ArrayList;
import java.util.List;

/** Reads expressions: recursive descent, with precedence climbing for binary operators. */
abstract class ExpressionParser extends StringParser {
    ExpressionParser(String text, Lexer lexer, Problems problems) {
        super(text, lexer, problems);
    }

    // ---- lists without brackets

    /** What may stand to the right of `=`, and as a statement. */
    final Expression yieldOrExpressions() {
        return type == TokenType.YIELD ? yieldExpression() : expressions();
    }

    @Override
    final Expression fieldValue() {
        return yieldOrExpressions();
    }

    /** One expression, or a tuple of several, stars allowed. */
    final Expression expressions() {
        int from = start;
        Expression first = starOrNamed();
        return type == TokenType.COMMA ? restOfTuple(from, first) : first;
    }

    private Tuple restOfTuple(int from, Expression first) {
        int mark = nodes.size();
        nodes.push(first);
        while (accept(TokenType.COMMA) && Precedence.startsExpression(type)) {
            nodes.push(starOrNamed());
        }
        return new Tuple(from, lastEnd, nodes.take(mark), false);
    }

    /** The target of `for`, where `in` ends the expression. */
    final Expression targets() {
        int from = start;
        Expression first = target();
        if (type != TokenType.COMMA) {
            return first;
        }
        int mark = nodes.size();
        nodes.push(first);
        while (accept(TokenType.COMMA) && Precedence.startsExpression(type)) {
            nodes.push(target());
        }
        return new Tuple(from, lastEnd, nodes.take(mark), false);
    }

    final Expression target() {
        return type == TokenType.STAR ? starred() : binary(Precedence.BIT_OR);
    }

    final Expression starOrNamed() {
        return type == TokenType.STAR ? starred() : named();
    }

    private Expression starred() {
        int from = start;
        advance();
        Expression value = binary(Precedence.BIT_OR);
        return new Starred(from, lastEnd, value);
    }

    final Expression named() {
        int from = start;
        Expression expression = expression();
        if (type == TokenType.WALRUS && expression instanceof Name name) {
            advance();
            Expression value = expression();
            return new NamedExpr(from, lastEnd, name, value);
        }
        return expression;
    }

    final Expression yieldExpression() {
        int from = start;
        enter();
        advance();
        Expression result;
        if (accept(TokenType.FROM)) {
            Expression value = expression();
            result = new YieldFrom(from, lastEnd, value);
        } else if (Precedence.startsExpression(type)) {
            Expression value = expressions();
            result = new Yield(from, lastEnd, value);
        } else {
            result = new Yield(from, lastEnd, null);
        }
        leave();
        return result;
    }

    // ---- operators

    final Expression expression() {
        if (type == TokenType.LAMBDA) {
            return lambda();
        }
        int from = start;
        Expression body = binary(Precedence.OR);
        return type == TokenType.IF ? conditional(from, body) : body;
    }

    private Expression conditional(int from, Expression body) {
        enter();
        advance();
        Expression test = binary(Precedence.OR);
        expect(TokenType.ELSE, "`else`");
        Expression orElse = expression();
        leave();
        return new IfExp(from, lastEnd, body, test, orElse);
    }

    private Expression lambda() {
        int from = start;
        enter();
        advance();
        Parameters parameters = parameters(TokenType.COLON);
        expect(TokenType.COLON, "`:`");
        Expression body = expression();
        leave();
        return new Lambda(from, lastEnd, parameters, body);
    }

    final Expression binary(int lowest) {
        int from = start;
        Expression left = unary(lowest);
        int links = 0;
        while (true) {
            int level = Precedence.of(type);
            if (level == 0 || level < lowest) {
                return left;
            }
            checkChain(++links);
            if (level == Precedence.COMPARISON) {
                if (type == TokenType.NOT && peek() != TokenType.IN) {
                    return left;
                }
                left = comparison(from, left);
            } else if (level <= Precedence.AND) {
                left = booleans(from, left, level);
            } else {
                BinaryOperator operator = Precedence.binaryOperator(type);
                advance();
                Expression right = binary(level + 1);
                left = new BinOp(from, lastEnd, left, operator, right);
            }
        }
    }

    private Expression booleans(int from, Expression first, int level) {
        byte operator = type;
        int mark = nodes.size();
        nodes.push(first);
        while (accept(operator)) {
            nodes.push(binary(level + 1));
        }
        BooleanOperator kind = operator == TokenType.AND ? BooleanOperator.AND : BooleanOperator.OR;
        return new BoolOp(from, lastEnd, kind, nodes.take(mark));
    }

    private Expression comparison(int from, Expression left) {
        CompareOperator first = compareOperator();
        Expression right = binary(Precedence.BIT_OR);
        if (!startsComparison()) {
            return new Compare(from, lastEnd, left, List.of(first), NodeList.of(right));
        }
        List<CompareOperator> operators = new ArrayList<>();
        operators.add(first);
        int mark = nodes.size();
        nodes.push(right);
        while (startsComparison()) {
            operators.add(compareOperator());
            nodes.push(binary(Precedence.BIT_OR));
        }
        return new Compare(from, lastEnd, left, List.copyOf(operators), nodes.take(mark));
    }

    private boolean startsComparison() {
        return Precedence.of(type) == Precedence.COMPARISON && (type != TokenType.NOT || peek() == TokenType.IN);
    }

    private CompareOperator compareOperator() {
        byte operator = type;
        advance();
        return switch (operator) {
            case TokenType.EQUAL_EQUAL -> CompareOperator.EQ;
            case TokenType.NOT_EQUAL -> CompareOperator.NOT_EQ;
            case TokenType.LESS -> CompareOperator.LT;
            case TokenType.LESS_EQUAL -> CompareOperator.LT_E;
            case TokenType.GREATER -> CompareOperator.GT;
            case TokenType.GREATER_EQUAL -> CompareOperator.GT_E;
            case TokenType.IN -> CompareOperator.IN;
            case TokenType.NOT -> {
                advance();
                yield CompareOperator.NOT_IN;
            }
            default -> accept(TokenType.NOT) ? CompareOperator.IS_NOT : CompareOperator.IS;
        };
    }

    private Expression unary(int lowest) {
        return switch (type) {
            case TokenType.NOT -> not(lowest);
            case TokenType.MINUS -> prefixed(UnaryOperator.MINUS);
            case TokenType.PLUS -> prefixed(UnaryOperator.PLUS);
            case TokenType.TILDE -> prefixed(UnaryOperator.INVERT);
            default -> power();
        };
    }

    private Expression not(int lowest) {
        if (lowest > Precedence.NOT) {
            throw failure("`not` needs parentheses here");
        }
        int from = start;
        enter();
        advance();
        Expression operand = binary(Precedence.NOT);
        leave();
        return new UnaryOp(from, lastEnd, UnaryOperator.NOT, operand);
    }

    private Expression prefixed(UnaryOperator operator) {
        int from = start;
        enter();
        advance();
        Expression operand = unary(Precedence.BIT_OR);
        leave();
        return new UnaryOp(from, lastEnd, operator, operand);
    }

    private Expression power() {
        int from = start;
        Expression base = type == TokenType.AWAIT ? await() : primary();
        if (type != TokenType.DOUBLE_STAR) {
            return base;
        }
        enter();
        advance();
        Expression exponent = unary(Precedence.BIT_OR);
        leave();
        return new BinOp(from, lastEnd, base, BinaryOperator.POW, exponent);
    }

    private Expression await() {
        int from = start;
        advance();
        Expression value = primary();
        return new Await(from, lastEnd, value);
    }

    // ---- primaries

    final Expression primary() {
        int from = start;
        Expression expression = atom();
        int links = 0;
        while (true) {
            switch (type) {
                case TokenType.DOT -> expression = attribute(from, expression);
                case TokenType.LPAREN -> expression = call(from, expression);
                case TokenType.LBRACKET -> expression = subscript(from, expression);
                default -> {
                    return expression;
                }
            }
            checkChain(++links);
        }
    }

    final Expression attribute(int from, Expression value) {
        int dot = start;
        advance();
        int nameStart = start;
        String name = takeName();
        return new Attribute(from, lastEnd, value, dot, nameStart, name);
    }

    private Expression call(int from, Expression function) {
        int open = start;
        int mark = nodes.size();
        int keywordMark = keywordNodes.size();
        arguments();
        return new Call(from, lastEnd, function, open, nodes.take(mark), keywordNodes.take(keywordMark));
    }

    /** Arguments with their parentheses; positional ones go to one stack, keyword ones to the other. */
    final void arguments() {
        int open = start;
        enter();
        advance();
        boolean alone = true;
        while (type != TokenType.RPAREN) {
            if (argument(open, alone)) {
                leave();
                return;
            }
            alone = false;
            if (!accept(TokenType.COMMA) && type != TokenType.RPAREN) {
                throw failure("expected `,` or `)`");
            }
        }
        advance();
        leave();
    }

    /** True where the argument is a generator that took the closing parenthesis with it. */
    private boolean argument(int open, boolean alone) {
        int from = start;
        if (type == TokenType.STAR) {
            advance();
            Expression value = expression();
            nodes.push(new Starred(from, lastEnd, value));
        } else if (type == TokenType.DOUBLE_STAR) {
            advance();
            Expression value = expression();
            keywordNodes.push(new Keyword(from, lastEnd, null, from, value));
        } else if (type == TokenType.NAME && peek() == TokenType.EQUAL) {
            keywordNodes.push(keyword());
        } else {
            Expression value = named();
            if (type == TokenType.FOR || type == TokenType.ASYNC) {
                return generatorArgument(open, alone, from, value);
            }
            nodes.push(value);
        }
        return false;
    }

    private Keyword keyword() {
        int from = start;
        String name = takeName();
        int nameEnd = lastEnd;
        advance();
        Expression value = expression();
        return new Keyword(from, lastEnd, name, nameEnd, value);
    }

    private boolean generatorArgument(int open, boolean alone, int from, Expression element) {
        NodeList<Comprehension> generators = comprehensions();
        if (alone && accept(TokenType.RPAREN)) {
            nodes.push(new GeneratorExp(open, lastEnd, element, generators));
            return true;
        }
        problem(from, lastEnd, "a generator expression needs parentheses here");
        nodes.push(new GeneratorExp(from, lastEnd, element, generators));
        return false;
    }

    private Expression subscript(int from, Expression value) {
        int open = start;
        enter();
        advance();
        int indexStart = start;
        Expression index = slice();
        if (type == TokenType.COMMA || index.kind() == NodeKind.STARRED) {
            int mark = nodes.size();
            nodes.push(index);
            while (accept(TokenType.COMMA) && type != TokenType.RBRACKET) {
                nodes.push(slice());
            }
            index = new Tuple(indexStart, lastEnd, nodes.take(mark), false);
        }
        expect(TokenType.RBRACKET, "`]`");
        leave();
        return new Subscript(from, lastEnd, value, open, index);
    }

    private Expression slice() {
        int from = start;
        Expression lower = null;
        if (type != TokenType.COLON) {
            lower = starOrNamed();
            if (type != TokenType.COLON) {
                return lower;
            }
        }
        advance();
        Expression upper = startsSlicePart() ? expression() : null;
        Expression step = accept(TokenType.COLON) && startsSlicePart() ? expression() : null;
        return new Slice(from, lastEnd, lower, upper, step);
    }

    private boolean startsSlicePart() {
        return type != TokenType.COLON && type != TokenType.COMMA && type != TokenType.RBRACKET;
    }

    // ---- atoms

    private Expression atom() {
        return switch (type) {
            case TokenType.NAME -> name();
            case TokenType.STRING, TokenType.FSTRING_START -> strings();
            case TokenType.NUMBER -> number();
            case TokenType.NONE -> constant(ConstantType.NONE);
            case TokenType.TRUE -> constant(ConstantType.TRUE);
            case TokenType.FALSE -> constant(ConstantType.FALSE);
            case TokenType.ELLIPSIS -> constant(ConstantType.ELLIPSIS);
            case TokenType.LPAREN -> nested(TokenType.LPAREN);
            case TokenType.LBRACKET -> nested(TokenType.LBRACKET);
            case TokenType.LBRACE -> nested(TokenType.LBRACE);
            default -> throw failure("expected an expression");
        };
    }

    private Expression nested(byte bracket) {
        enter();
        Expression expression =
                bracket == TokenType.LPAREN ? parenthesized() : bracket == TokenType.LBRACKET ? list() : braces();
        leave();
        return expression;
    }

    final Name name() {
        int from = start;
        String id = takeName();
        return new Name(from, lastEnd, id);
    }

    final Constant constant(ConstantType kind) {
        int from = start;
        advance();
        return new Constant(from, lastEnd, text, kind);
    }

    final Constant number() {
        return constant(numberType(start, tokenEnd()));
    }

    private ConstantType numberType(int from, int to) {
        int last = text.charAt(to - 1) | 0x20;
        boolean radix = to - from > 1 && text.charAt(from) == '0' && (text.charAt(from + 1) | 0x20) > 'a';
        if (last == 'j') {
            return ConstantType.COMPLEX;
        }
        if (radix && (text.charAt(from + 1) | 0x20) != 'e') {
            return ConstantType.INT;
        }
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (c == '.' || c == 'e' || c == 'E') {
                return ConstantType.FLOAT;
            }
        }
        return ConstantType.INT;
    }

    private Expression parenthesized() {
        int from = start;
        advance();
        if (accept(TokenType.RPAREN)) {
            return new Tuple(from, lastEnd, NodeList.empty(), true);
        }
        Expression first = type == TokenType.YIELD ? yieldExpression() : starOrNamed();
        if (type == TokenType.FOR || type == TokenType.ASYNC) {
            NodeList<Comprehension> generators = comprehensions();
            expect(TokenType.RPAREN, "`)`");
            return new GeneratorExp(from, lastEnd, first, generators);
        }
        if (type == TokenType.COMMA) {
            NodeList<Expression> elements = elements(first, TokenType.RPAREN);
            expect(TokenType.RPAREN, "`,` or `)`");
            return new Tuple(from, lastEnd, elements, true);
        }
        if (first.kind() == NodeKind.STARRED) {
            problem(first.start(), first.end(), "cannot use a starred expression here");
        }
        expect(TokenType.RPAREN, "`)`");
        first.setParentheses(from, lastEnd);
        return first;
    }

    private NodeList<Expression> elements(Expression first, byte close) {
        int mark = nodes.size();
        nodes.push(first);
        while (accept(TokenType.COMMA) && type != close) {
            nodes.push(starOrNamed());
        }
        return nodes.take(mark);
    }

    private Expression list() {
        int from = start;
        advance();
        if (accept(TokenType.RBRACKET)) {
            return new ListDisplay(from, lastEnd, NodeList.empty());
        }
        Expression first = starOrNamed();
        if (type == TokenType.FOR || type == TokenType.ASYNC) {
            NodeList<Comprehension> generators = comprehensions();
            expect(TokenType.RBRACKET, "`]`");
            return new ListComp(from, lastEnd, first, generators);
        }
        NodeList<Expression> elements = elements(first, TokenType.RBRACKET);
        expect(TokenType.RBRACKET, "`,` or `]`");
        return new ListDisplay(from, lastEnd, elements);
    }

    private Expression braces() {
        int from = start;
        advance();
        if (accept(TokenType.RBRACE)) {
            return new Dict(from, lastEnd, NodeList.empty());
        }
        if (type == TokenType.DOUBLE_STAR) {
            return dict(from, unpackedEntry());
        }
        int entryStart = start;
        Expression first = starOrNamed();
        if (!accept(TokenType.COLON)) {
            return set(from, first);
        }
        Expression value = expression();
        if (type == TokenType.FOR || type == TokenType.ASYNC) {
            NodeList<Comprehension> generators = comprehensions();
            expect(TokenType.RBRACE, "`}`");
            return new DictComp(from, lastEnd, first, value, generators);
        }
        return dict(from, new DictEntry(entryStart, lastEnd, first, value));
    }

    private Expression set(int from, Expression first) {
        if (type == TokenType.FOR || type == TokenType.ASYNC) {
            NodeList<Comprehension> generators = comprehensions();
            expect(TokenType.RBRACE, "`}`");
            return new SetComp(from, lastEnd, first, generators);
        }
        NodeList<Expression> elements = elements(first, TokenType.RBRACE);
        expect(TokenType.RBRACE, "`,` or `}`");
        return new SetDisplay(from, lastEnd, elements);
    }

    private Expression dict(int from, DictEntry first) {
        int mark = nodes.size();
        nodes.push(first);
        while (accept(TokenType.COMMA) && type != TokenType.RBRACE) {
            nodes.push(type == TokenType.DOUBLE_STAR ? unpackedEntry() : entry());
        }
        expect(TokenType.RBRACE, "`,` or `}`");
        return new Dict(from, lastEnd, nodes.take(mark));
    }

    private DictEntry entry() {
        int from = start;
        Expression key = expression();
        expect(TokenType.COLON, "`:`");
        Expression value = expression();
        return new DictEntry(from, lastEnd, key, value);
    }

    private DictEntry unpackedEntry() {
        int from = start;
        advance();
        Expression value = binary(Precedence.BIT_OR);
        return new DictEntry(from, lastEnd, null, value);
    }

    private NodeList<Comprehension> comprehensions() {
        int mark = nodes.size();
        while (type == TokenType.FOR || type == TokenType.ASYNC) {
            nodes.push(comprehension());
        }
        return nodes.take(mark);
    }

    private Comprehension comprehension() {
        int from = start;
        boolean async = accept(TokenType.ASYNC);
        expect(TokenType.FOR, "`for`");
        Expression target = targets();
        expect(TokenType.IN, "`in`");
        Expression iterable = binary(Precedence.OR);
        int mark = nodes.size();
        while (accept(TokenType.IF)) {
            nodes.push(condition());
        }
        return new Comprehension(from, lastEnd, async, target, iterable, nodes.take(mark));
    }

    private Expression condition() {
        int from = start;
        Expression test = type == TokenType.LAMBDA ? lambda() : binary(Precedence.OR);
        if (type == TokenType.WALRUS && test instanceof Name name) {
            advance();
            Expression value = binary(Precedence.OR);
            return new NamedExpr(from, lastEnd, name, value);
        }
        return test;
    }

    // ---- parameters

    /** Parameters up to the token that closes them: `)` of a function, `:` of a lambda. */
    final Parameters parameters(byte close) {
        int from = start;
        int mark = nodes.size();
        boolean keywordOnly = false;
        boolean annotated = close == TokenType.RPAREN;
        while (type != close) {
            if (accept(TokenType.SLASH)) {
                nodes.makePositionalOnly(mark);
            } else if (type == TokenType.STAR && peek() != TokenType.NAME) {
                advance();
                keywordOnly = true;
            } else if (type == TokenType.LPAREN) {
                tupleParameter();
            } else {
                ParameterForm form = parameterForm(keywordOnly);
                keywordOnly |= form == ParameterForm.VAR_POSITIONAL;
                nodes.push(parameter(form, annotated));
            }
            if (!accept(TokenType.COMMA) && type != close) {
                throw failure("expected `,` or the end of the parameters");
            }
        }
        int to = nodes.size() == mark ? from : Math.max(from, lastEnd);
        return new Parameters(from, to, nodes.take(mark));
    }

    /**
     * Python 2's {@code (k, v)} among parameters, as a parameter with no name for the place and one by keyword for each of the names, so
     * that they are bound.
     */
    private void tupleParameter() {
        int from = start;
        int depth = 0;
        do {
            if (type == TokenType.LPAREN) {
                depth++;
                if (depth == 1) {
                    nodes.push(new Parameter(
                            from, from + 1, ParameterForm.POSITIONAL_OR_KEYWORD, "(", from, from + 1, null, null));
                }
                advance();
            } else if (type == TokenType.RPAREN) {
                depth--;
                advance();
            } else if (!accept(TokenType.COMMA)) {
                nodes.push(parameter(ParameterForm.KEYWORD_ONLY, false));
            }
        } while (depth > 0);
        problem(from, lastEnd, "tuples among parameters are Python 2");
    }

    private ParameterForm parameterForm(boolean keywordOnly) {
        return switch (type) {
            case TokenType.STAR -> ParameterForm.VAR_POSITIONAL;
            case TokenType.DOUBLE_STAR -> ParameterForm.VAR_KEYWORD;
            default -> keywordOnly ? ParameterForm.KEYWORD_ONLY : ParameterForm.POSITIONAL_OR_KEYWORD;
        };
    }

    private Parameter parameter(ParameterForm form, boolean annotated) {
        int from = start;
        if (form == ParameterForm.VAR_POSITIONAL || form == ParameterForm.VAR_KEYWORD) {
            advance();
        }
        int nameStart = start;
        String name = takeName();
        int nameEnd = lastEnd;
        Expression annotation = null;
        if (annotated && accept(TokenType.COLON)) {
            annotation = form == ParameterForm.VAR_POSITIONAL ? starOrNamed() : expression();
        }
        Expression defaultValue = accept(TokenType.EQUAL) ? expression() : null;
        return new Parameter(from, lastEnd, form, name, nameStart, nameEnd, annotation, defaultValue);
    }
}
