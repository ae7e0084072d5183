package dev.reconnect.python.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads statements and blocks, and recovers at the end of a statement that is not Python. */
final class StatementParser extends PatternParser {
    /** How many blocks are open at the token at hand. */
    private int blocks;

    StatementParser(String text, Lexer lexer, Problems problems) {
        super(text, lexer, problems);
    }

    Module module() {
        while (type != TokenType.END) {
            if (type == TokenType.DEDENT) {
                advanceLayout();
            } else {
                statement();
            }
        }
        return new Module(0, text.length(), text, nodes.take(0));
    }

    /** Reads one statement, or several on one line, onto the stack; whatever is wrong with them ends here. */
    private void statement() {
        if (type == TokenType.INDENT) {
            unexpectedIndent();
            return;
        }
        int mark = nodes.size();
        int keywordMark = keywordNodes.size();
        int from = start;
        int outerDepth = depth;
        int outerBlocks = blocks;
        try {
            Statement compound = tryCompound();
            if (compound != null) {
                nodes.push(compound);
                return;
            }
            while (true) {
                Statement simple = simple();
                boolean last = endOfSimple();
                nodes.push(simple);
                if (last) {
                    return;
                }
                mark = nodes.size();
                from = start;
            }
        } catch (ParseFailure failure) {
            depth = outerDepth;
            keywordNodes.truncate(keywordMark);
            recover(failure, mark, from, outerBlocks);
        }
    }

    /** Passes the `;` or line end after a simple statement; true where the line is over. */
    private boolean endOfSimple() {
        if (accept(TokenType.SEMICOLON) && type != TokenType.NEWLINE) {
            return type == TokenType.END;
        }
        if (type != TokenType.NEWLINE) {
            throw failure("expected the end of the statement");
        }
        advanceLayout();
        return true;
    }

    // ---- recovery

    private void unexpectedIndent() {
        problem(start, start, "unexpected indentation");
        advanceLayout();
        blocks++;
        restOfBlock();
    }

    /** Makes an error statement of the rest of the line and of the blocks under it; what was read stays below it. */
    private void recover(ParseFailure failure, int mark, int from, int outerBlocks) {
        if (!beginsLine() || start == from) {
            skipLine();
        }
        // Said once: a bracket or string without its end is why the statement failed.
        if (!problems.isAny(from, Math.max(lastEnd, failure.start()))) {
            problem(failure.start(), failure.end(), failure.reason());
        }
        while (type == TokenType.INDENT || blocks > outerBlocks) {
            if (type == TokenType.INDENT) {
                advanceLayout();
                blocks++;
                restOfBlock();
            } else if (type == TokenType.DEDENT) {
                advanceLayout();
                blocks--;
            } else if (type == TokenType.END) {
                break;
            } else {
                statement();
            }
        }
        blocks = outerBlocks;
        nodes.push(new ErrorStatement(from, Math.max(from, lastEnd), failure.reason(), nodes.take(mark)));
    }

    private void skipLine() {
        while (type != TokenType.NEWLINE
                && type != TokenType.END
                && type != TokenType.INDENT
                && type != TokenType.DEDENT) {
            advance();
        }
        if (type == TokenType.NEWLINE) {
            advanceLayout();
        }
    }

    // ---- blocks

    private NodeList<Statement> block() {
        expect(TokenType.COLON, "`:`");
        int mark = nodes.size();
        if (type != TokenType.NEWLINE) {
            if (type != TokenType.END) {
                simpleLine();
            }
            return nodes.take(mark);
        }
        advanceLayout();
        if (type != TokenType.INDENT) {
            problem(start, start, "expected an indented block");
            return NodeList.empty();
        }
        advanceLayout();
        blocks++;
        restOfBlock();
        return nodes.take(mark);
    }

    /** A block on the line of its header holds simple statements only. */
    private void simpleLine() {
        if (TokenType.startsBlock(type) || type == TokenType.AT) {
            throw failure("a compound statement needs a line of its own");
        }
        statement();
    }

    private void restOfBlock() {
        while (type != TokenType.DEDENT && type != TokenType.END) {
            statement();
        }
        if (type == TokenType.DEDENT) {
            advanceLayout();
        }
        blocks--;
    }

    private NodeList<Statement> elseBlock() {
        return accept(TokenType.ELSE) ? block() : NodeList.empty();
    }

    // ---- compound statements

    private @Nullable Statement tryCompound() {
        return switch (type) {
            case TokenType.IF -> ifStatement();
            case TokenType.WHILE -> whileStatement();
            case TokenType.FOR -> forStatement(start, false);
            case TokenType.TRY -> tryStatement();
            case TokenType.WITH -> withStatement(start, false);
            case TokenType.DEF -> function(start, false, NodeList.empty());
            case TokenType.CLASS -> classDefinition(NodeList.empty());
            case TokenType.AT -> decorated();
            case TokenType.ASYNC -> asyncStatement(NodeList.empty());
            case TokenType.NAME -> symbolAt(index) == Symbols.MATCH && startsMatch() ? match() : null;
            default -> null;
        };
    }

    private If ifStatement() {
        Branch first = branch();
        if (type != TokenType.ELIF) {
            NodeList<Statement> orElse = elseBlock();
            return new If(first.start, lastEnd, false, first.test, first.body, orElse);
        }
        List<Branch> branches = new ArrayList<>();
        branches.add(first);
        while (type == TokenType.ELIF) {
            checkChain(branches.size());
            branches.add(branch());
        }
        NodeList<Statement> orElse = elseBlock();
        for (int i = branches.size() - 1; i > 0; i--) {
            Branch branch = branches.get(i);
            orElse = NodeList.of(new If(branch.start, lastEnd, true, branch.test, branch.body, orElse));
        }
        return new If(first.start, lastEnd, false, first.test, first.body, orElse);
    }

    private Branch branch() {
        int from = start;
        advance();
        Expression test = named();
        return new Branch(from, test, block());
    }

    /** An `if` or `elif` whose `else` is not known yet. */
    private record Branch(int start, Expression test, NodeList<Statement> body) {}

    private While whileStatement() {
        int from = start;
        advance();
        Expression test = named();
        NodeList<Statement> body = block();
        NodeList<Statement> orElse = elseBlock();
        return new While(from, lastEnd, test, body, orElse);
    }

    private For forStatement(int from, boolean async) {
        advance();
        Expression target = targets();
        expect(TokenType.IN, "`in`");
        Expression iterable = expressions();
        NodeList<Statement> body = block();
        NodeList<Statement> orElse = elseBlock();
        return new For(from, lastEnd, async, target, iterable, body, orElse);
    }

    private Try tryStatement() {
        int from = start;
        advance();
        NodeList<Statement> body = block();
        int mark = nodes.size();
        boolean star = false;
        while (type == TokenType.EXCEPT) {
            star |= peek() == TokenType.STAR;
            nodes.push(exceptHandler());
        }
        NodeList<ExceptHandler> handlers = nodes.take(mark);
        NodeList<Statement> orElse = elseBlock();
        NodeList<Statement> finalBody = accept(TokenType.FINALLY) ? block() : NodeList.empty();
        if (handlers.isEmpty() && finalBody.isEmpty()) {
            problem(from, from + "try".length(), "`try` without `except` or `finally`");
        }
        return new Try(from, lastEnd, star, body, handlers, orElse, finalBody);
    }

    private ExceptHandler exceptHandler() {
        int from = start;
        advance();
        accept(TokenType.STAR);
        Expression exceptions = type == TokenType.COLON ? null : expressions();
        Identifier name = accept(TokenType.AS) ? takeIdentifier() : null;
        NodeList<Statement> body = block();
        return new ExceptHandler(from, lastEnd, exceptions, name, body);
    }

    private With withStatement(int from, boolean async) {
        advance();
        int mark = nodes.size();
        boolean enclosed = type == TokenType.LPAREN && enclosesItems();
        if (enclosed) {
            advance();
        }
        do {
            nodes.push(withItem());
        } while (accept(TokenType.COMMA) && type != TokenType.RPAREN);
        if (enclosed) {
            expect(TokenType.RPAREN, "`)`");
        }
        NodeList<WithItem> items = nodes.take(mark);
        NodeList<Statement> body = block();
        return new With(from, lastEnd, async, items, body);
    }

    private WithItem withItem() {
        int from = start;
        Expression context = expression();
        Expression target = accept(TokenType.AS) ? target() : null;
        return new WithItem(from, lastEnd, context, target);
    }

    /** Whether the parenthesis at hand holds all items of the `with` rather than an expression of the first one. */
    private boolean enclosesItems() {
        int level = 0;
        boolean itemStarts = true;
        for (int at = index; ; at = after(at)) {
            switch (typeAt(at)) {
                case TokenType.LPAREN, TokenType.LBRACKET, TokenType.LBRACE -> level++;
                case TokenType.RPAREN, TokenType.RBRACKET, TokenType.RBRACE -> {
                    if (--level == 0) {
                        return typeAt(after(at)) == TokenType.COLON;
                    }
                }
                case TokenType.FOR, TokenType.ASYNC, TokenType.YIELD, TokenType.WALRUS -> {
                    if (level == 1) {
                        return false;
                    }
                }
                case TokenType.STAR -> {
                    if (level == 1 && itemStarts) {
                        return false;
                    }
                }
                case TokenType.NEWLINE, TokenType.END -> {
                    return false;
                }
                default -> {}
            }
            byte seen = typeAt(at);
            itemStarts = level == 1 && (seen == TokenType.LPAREN || seen == TokenType.COMMA);
        }
    }

    private Statement decorated() {
        int mark = nodes.size();
        while (accept(TokenType.AT)) {
            nodes.push(named());
            if (type != TokenType.NEWLINE) {
                throw failure("expected the end of the decorator's line");
            }
            advanceLayout();
        }
        return switch (type) {
            case TokenType.DEF -> function(start, false, nodes.take(mark));
            case TokenType.CLASS -> classDefinition(nodes.take(mark));
            case TokenType.ASYNC -> {
                if (peek() != TokenType.DEF) {
                    throw failure("expected a function or class after the decorator");
                }
                yield asyncStatement(nodes.take(mark));
            }
            default -> throw failure("expected a function or class after the decorator");
        };
    }

    private Statement asyncStatement(NodeList<Expression> decorators) {
        int from = start;
        advance();
        return switch (type) {
            case TokenType.DEF -> function(from, true, decorators);
            case TokenType.FOR -> forStatement(from, true);
            case TokenType.WITH -> withStatement(from, true);
            default -> throw failure("expected `def`, `for` or `with` after `async`");
        };
    }

    private FunctionDef function(int from, boolean async, NodeList<Expression> decorators) {
        advance();
        int nameStart = start;
        String name = takeName();
        int nameEnd = lastEnd;
        NodeList<TypeParameter> typeParameters = typeParameters();
        expect(TokenType.LPAREN, "`(`");
        Parameters parameters = parameters(TokenType.RPAREN);
        expect(TokenType.RPAREN, "`)`");
        Expression returns = accept(TokenType.ARROW) ? expression() : null;
        NodeList<Statement> body = block();
        return new FunctionDef(
                from, lastEnd, async, decorators, name, nameStart, nameEnd, typeParameters, parameters, returns, body);
    }

    private ClassDef classDefinition(NodeList<Expression> decorators) {
        int from = start;
        advance();
        int nameStart = start;
        String name = takeName();
        int nameEnd = lastEnd;
        NodeList<TypeParameter> typeParameters = typeParameters();
        int mark = nodes.size();
        int keywordMark = keywordNodes.size();
        if (type == TokenType.LPAREN) {
            arguments();
        }
        NodeList<Keyword> keywords = keywordNodes.take(keywordMark);
        NodeList<Expression> bases = nodes.take(mark);
        NodeList<Statement> body = block();
        return new ClassDef(from, lastEnd, decorators, name, nameStart, nameEnd, typeParameters, bases, keywords, body);
    }

    private NodeList<TypeParameter> typeParameters() {
        if (!accept(TokenType.LBRACKET)) {
            return NodeList.empty();
        }
        int mark = nodes.size();
        while (type != TokenType.RBRACKET) {
            nodes.push(typeParameter());
            if (!accept(TokenType.COMMA) && type != TokenType.RBRACKET) {
                throw failure("expected `,` or `]`");
            }
        }
        advance();
        return nodes.take(mark);
    }

    private TypeParameter typeParameter() {
        int from = start;
        NodeKind kind = accept(TokenType.STAR)
                ? NodeKind.TYPE_VAR_TUPLE
                : accept(TokenType.DOUBLE_STAR) ? NodeKind.PARAM_SPEC : NodeKind.TYPE_VAR;
        int nameStart = start;
        String name = takeName();
        int nameEnd = lastEnd;
        Expression bound = accept(TokenType.COLON) ? expression() : null;
        Expression defaultValue = accept(TokenType.EQUAL) ? starOrNamed() : null;
        return new TypeParameter(from, lastEnd, kind, name, nameStart, nameEnd, bound, defaultValue);
    }

    /** `match` is a keyword where its line ends with a colon and a block of cases follows. */
    private boolean startsMatch() {
        int before = index;
        int at = after(index);
        while (typeAt(at) != TokenType.NEWLINE && typeAt(at) != TokenType.END) {
            before = at;
            at = after(at);
        }
        if (before == index || typeAt(before) != TokenType.COLON || typeAt(at) != TokenType.NEWLINE) {
            return false;
        }
        int indent = after(at);
        return typeAt(indent) == TokenType.INDENT && symbolAt(after(indent)) == Symbols.CASE;
    }

    private Match match() {
        int from = start;
        advance();
        Expression subject = expressions();
        expect(TokenType.COLON, "`:`");
        advanceLayout();
        advanceLayout();
        blocks++;
        int mark = nodes.size();
        while (type != TokenType.DEDENT && type != TokenType.END) {
            nodes.push(matchCase());
        }
        if (type == TokenType.DEDENT) {
            advanceLayout();
        }
        blocks--;
        return new Match(from, lastEnd, subject, nodes.take(mark));
    }

    private MatchCase matchCase() {
        int from = start;
        if (symbolAt(index) != Symbols.CASE) {
            throw failure("expected `case`");
        }
        advance();
        Pattern pattern = patterns();
        Expression guard = accept(TokenType.IF) ? named() : null;
        NodeList<Statement> body = block();
        return new MatchCase(from, lastEnd, pattern, guard, body);
    }

    // ---- simple statements

    private Statement simple() {
        int from = start;
        return switch (type) {
            case TokenType.PASS -> {
                advance();
                yield new Pass(from, lastEnd);
            }
            case TokenType.BREAK -> {
                advance();
                yield new Break(from, lastEnd);
            }
            case TokenType.CONTINUE -> {
                advance();
                yield new Continue(from, lastEnd);
            }
            case TokenType.RETURN -> {
                advance();
                Expression value = Precedence.startsExpression(type) ? expressions() : null;
                yield new Return(from, lastEnd, value);
            }
            case TokenType.RAISE -> raise();
            case TokenType.IMPORT -> importStatement();
            case TokenType.FROM -> importFrom();
            case TokenType.ASSERT -> assertStatement();
            case TokenType.DEL -> delete();
            case TokenType.GLOBAL -> {
                List<Identifier> names = identifiers();
                yield new Global(from, lastEnd, names);
            }
            case TokenType.NONLOCAL -> {
                List<Identifier> names = identifiers();
                yield new Nonlocal(from, lastEnd, names);
            }
            case TokenType.MAGIC -> magicStatement();
            case TokenType.NAME -> isTypeAlias() ? typeAlias() : expressionStatement();
            default -> expressionStatement();
        };
    }

    private Statement raise() {
        int from = start;
        advance();
        if (!Precedence.startsExpression(type)) {
            return new Raise(from, lastEnd, null, null);
        }
        Expression exception = expression();
        if (type == TokenType.COMMA) {
            nodes.push(exception);
            throw python2("`raise` with a comma is Python 2");
        }
        Expression cause = accept(TokenType.FROM) ? expression() : null;
        return new Raise(from, lastEnd, exception, cause);
    }

    private Statement assertStatement() {
        int from = start;
        advance();
        Expression test = expression();
        Expression message = accept(TokenType.COMMA) ? expression() : null;
        return new Assert(from, lastEnd, test, message);
    }

    private Statement delete() {
        int from = start;
        advance();
        int mark = nodes.size();
        do {
            nodes.push(target());
        } while (accept(TokenType.COMMA) && Precedence.startsExpression(type));
        return new Delete(from, lastEnd, nodes.take(mark));
    }

    private List<Identifier> identifiers() {
        List<Identifier> names = new ArrayList<>();
        do {
            advance();
            names.add(takeIdentifier());
        } while (type == TokenType.COMMA);
        return List.copyOf(names);
    }

    private Statement importStatement() {
        int from = start;
        advance();
        int mark = nodes.size();
        do {
            int aliasStart = start;
            String name = moduleName();
            nodes.push(alias(aliasStart, name));
        } while (accept(TokenType.COMMA));
        return new Import(from, lastEnd, nodes.take(mark));
    }

    private Alias alias(int from, String name) {
        int nameEnd = lastEnd;
        Identifier asName = accept(TokenType.AS) ? takeIdentifier() : null;
        return new Alias(from, lastEnd, name, nameEnd, asName);
    }

    private String moduleName() {
        String first = takeName();
        if (type != TokenType.DOT) {
            return first;
        }
        StringBuilder name = new StringBuilder(first);
        while (accept(TokenType.DOT)) {
            name.append('.').append(takeName());
        }
        return name.toString();
    }

    private Statement importFrom() {
        int from = start;
        advance();
        int level = 0;
        while (type == TokenType.DOT || type == TokenType.ELLIPSIS) {
            level += type == TokenType.DOT ? 1 : 3;
            advance();
        }
        int moduleStart = start;
        String module = type == TokenType.NAME || level == 0 ? moduleName() : null;
        int moduleEnd = lastEnd;
        expect(TokenType.IMPORT, "`import`");
        NodeList<Alias> names = importedNames();
        return new ImportFrom(from, lastEnd, module, moduleStart, moduleEnd, level, names);
    }

    private NodeList<Alias> importedNames() {
        int from = start;
        if (accept(TokenType.STAR)) {
            return NodeList.of(new Alias(from, lastEnd, "*", lastEnd, null));
        }
        boolean enclosed = accept(TokenType.LPAREN);
        int mark = nodes.size();
        do {
            int aliasStart = start;
            String name = takeName();
            nodes.push(alias(aliasStart, name));
        } while (accept(TokenType.COMMA) && !(enclosed && type == TokenType.RPAREN));
        if (enclosed) {
            expect(TokenType.RPAREN, "`,` or `)`");
        }
        return nodes.take(mark);
    }

    private boolean isTypeAlias() {
        if (symbolAt(index) != Symbols.TYPE || peek() != TokenType.NAME) {
            return false;
        }
        byte following = typeAt(after(after(index)));
        return following == TokenType.EQUAL || following == TokenType.LBRACKET;
    }

    private Statement typeAlias() {
        int from = start;
        advance();
        Name name = name();
        NodeList<TypeParameter> typeParameters = typeParameters();
        expect(TokenType.EQUAL, "`=`");
        Expression value = expression();
        return new TypeAlias(from, lastEnd, name, typeParameters, value);
    }

    private Statement magicStatement() {
        int from = start;
        MagicKind kind = magicKind();
        advance();
        return new MagicStatement(from, lastEnd, text, kind);
    }

    private MagicKind magicKind() {
        return switch (text.charAt(start)) {
            case '%' -> text.startsWith("%%", start) ? MagicKind.CELL : MagicKind.LINE;
            case '!' -> MagicKind.SHELL;
            default -> MagicKind.HELP;
        };
    }

    private Statement expressionStatement() {
        int from = start;
        int symbol = symbolAt(index);
        Expression expression = yieldOrExpressions();
        if (type == TokenType.EQUAL) {
            return assignment(from, expression);
        }
        if (type == TokenType.COLON && canBeAnnotated(expression)) {
            return annotated(from, expression);
        }
        if (TokenType.isAugmentedAssignment(type)) {
            return augmented(from, expression);
        }
        boolean python2 = symbol == Symbols.PRINT || symbol == Symbols.EXEC;
        if (python2 && expression instanceof Name && Precedence.startsExpression(type)) {
            throw python2("`" + text.substring(expression.start(), lastEnd) + "` without parentheses is Python 2");
        }
        return new ExpressionStatement(from, lastEnd, expression);
    }

    /** Reads the operands that follow, so that they are in the tree below the error. */
    private ParseFailure python2(String message) {
        ParseFailure failure = failure(message);
        accept(TokenType.COMMA);
        while (Precedence.startsExpression(type)) {
            nodes.push(starOrNamed());
            accept(TokenType.COMMA);
        }
        return failure;
    }

    private boolean canBeAnnotated(Expression expression) {
        return switch (expression.kind()) {
            case NAME, ATTRIBUTE, SUBSCRIPT -> true;
            default -> false;
        };
    }

    private Statement assignment(int from, Expression first) {
        int mark = nodes.size();
        Expression value = first;
        while (accept(TokenType.EQUAL)) {
            checkTarget(value);
            nodes.push(value);
            value = assignedValue();
        }
        return new Assign(from, lastEnd, nodes.take(mark), value);
    }

    private Expression assignedValue() {
        if (type != TokenType.MAGIC) {
            return yieldOrExpressions();
        }
        int from = start;
        MagicKind kind = magicKind();
        advance();
        return new MagicExpression(from, lastEnd, text, kind);
    }

    private Statement annotated(int from, Expression target) {
        advance();
        Expression annotation = expression();
        Expression value = accept(TokenType.EQUAL) ? assignedValue() : null;
        return new AnnAssign(from, lastEnd, target, annotation, value);
    }

    private Statement augmented(int from, Expression target) {
        BinaryOperator operator = Precedence.augmentedOperator(type);
        checkTarget(target);
        advance();
        Expression value = yieldOrExpressions();
        return new AugAssign(from, lastEnd, target, operator, value);
    }

    private void checkTarget(Expression target) {
        switch (target.kind()) {
            case NAME, ATTRIBUTE, SUBSCRIPT -> {}
            case STARRED -> checkTarget(((Starred) target).value());
            case TUPLE -> ((Tuple) target).elements().forEach(this::checkTarget);
            case LIST -> ((ListDisplay) target).elements().forEach(this::checkTarget);
            default -> problem(target.start(), target.end(), "cannot assign to this expression");
        }
    }
}
