package dev.reconnect.python.tree;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the patterns of `case`. */
abstract class PatternParser extends ExpressionParser {
    PatternParser(String text, Lexer lexer, Problems problems) {
        super(text, lexer, problems);
    }

    /** A pattern, or several without brackets around them. */
    final Pattern patterns() {
        int from = start;
        Pattern first = starOrPattern();
        if (type != TokenType.COMMA) {
            return first;
        }
        NodeList<Pattern> patterns = restOfPatterns(first);
        return new MatchSequence(from, lastEnd, patterns);
    }

    private NodeList<Pattern> restOfPatterns(Pattern first) {
        int mark = nodes.size();
        nodes.push(first);
        while (accept(TokenType.COMMA) && startsPattern()) {
            nodes.push(starOrPattern());
        }
        return nodes.take(mark);
    }

    private boolean startsPattern() {
        return type != TokenType.COLON
                && type != TokenType.RPAREN
                && type != TokenType.RBRACKET
                && type != TokenType.IF
                && type != TokenType.NEWLINE;
    }

    private Pattern starOrPattern() {
        if (type != TokenType.STAR) {
            return pattern();
        }
        int from = start;
        advance();
        Identifier name = isWildcard() ? null : takeIdentifier();
        if (name == null) {
            advance();
        }
        return new MatchStar(from, lastEnd, name);
    }

    private boolean isWildcard() {
        return symbolAt(index) == Symbols.UNDERSCORE;
    }

    private Pattern pattern() {
        int from = start;
        enter();
        Pattern pattern = alternatives();
        leave();
        if (!accept(TokenType.AS)) {
            return pattern;
        }
        Identifier name = takeIdentifier();
        return new MatchAs(from, lastEnd, pattern, name);
    }

    private Pattern alternatives() {
        int from = start;
        Pattern first = closedPattern();
        if (type != TokenType.PIPE) {
            return first;
        }
        int mark = nodes.size();
        nodes.push(first);
        while (accept(TokenType.PIPE)) {
            nodes.push(closedPattern());
        }
        return new MatchOr(from, lastEnd, nodes.take(mark));
    }

    private Pattern closedPattern() {
        int from = start;
        return switch (type) {
            case TokenType.NONE, TokenType.TRUE, TokenType.FALSE -> singleton();
            case TokenType.NUMBER, TokenType.MINUS, TokenType.STRING, TokenType.FSTRING_START -> {
                Expression value = literal();
                yield new MatchValue(from, lastEnd, value);
            }
            case TokenType.NAME -> namePattern();
            case TokenType.LPAREN -> group();
            case TokenType.LBRACKET -> sequence();
            case TokenType.LBRACE -> mapping();
            default -> throw failure("expected a pattern");
        };
    }

    private Pattern singleton() {
        int from = start;
        advance();
        return new MatchSingleton(from, lastEnd, text.substring(from, lastEnd));
    }

    /** A string, or a number with sign and imaginary part. */
    private Expression literal() {
        if (type == TokenType.STRING || type == TokenType.FSTRING_START) {
            return strings();
        }
        int from = start;
        Expression real = signedNumber();
        if (type != TokenType.PLUS && type != TokenType.MINUS) {
            return real;
        }
        BinaryOperator operator = Precedence.binaryOperator(type);
        advance();
        Expression imaginary = plainNumber();
        return new BinOp(from, lastEnd, real, operator, imaginary);
    }

    private Expression signedNumber() {
        int from = start;
        if (!accept(TokenType.MINUS)) {
            return plainNumber();
        }
        Expression number = plainNumber();
        return new UnaryOp(from, lastEnd, UnaryOperator.MINUS, number);
    }

    private Expression plainNumber() {
        if (type != TokenType.NUMBER) {
            throw failure("expected a number");
        }
        return number();
    }

    private Pattern namePattern() {
        int from = start;
        byte next = peek();
        if (next != TokenType.DOT && next != TokenType.LPAREN) {
            if (isWildcard()) {
                advance();
                return new MatchAs(from, lastEnd, null, null);
            }
            Identifier name = takeIdentifier();
            return new MatchAs(from, lastEnd, null, name);
        }
        Expression value = dottedName();
        if (type == TokenType.LPAREN) {
            return classPattern(from, value);
        }
        return new MatchValue(from, lastEnd, value);
    }

    private Expression dottedName() {
        int from = start;
        Expression value = name();
        int links = 0;
        while (type == TokenType.DOT) {
            value = attribute(from, value);
            checkChain(++links);
        }
        return value;
    }

    private Pattern classPattern(int from, Expression name) {
        advance();
        int mark = nodes.size();
        int keywordMark = keywordNodes.size();
        List<Identifier> names = new ArrayList<>();
        while (type != TokenType.RPAREN) {
            if (type == TokenType.NAME && peek() == TokenType.EQUAL) {
                names.add(takeIdentifier());
                advance();
                keywordNodes.push(pattern());
            } else {
                nodes.push(pattern());
            }
            if (!accept(TokenType.COMMA) && type != TokenType.RPAREN) {
                throw failure("expected `,` or `)`");
            }
        }
        advance();
        NodeList<Pattern> keywordPatterns = keywordNodes.take(keywordMark);
        return new MatchClass(from, lastEnd, name, nodes.take(mark), List.copyOf(names), keywordPatterns);
    }

    private Pattern group() {
        int from = start;
        advance();
        if (accept(TokenType.RPAREN)) {
            return new MatchSequence(from, lastEnd, NodeList.empty());
        }
        Pattern first = starOrPattern();
        if (type != TokenType.COMMA && first.kind() != NodeKind.MATCH_STAR) {
            expect(TokenType.RPAREN, "`)`");
            return first;
        }
        NodeList<Pattern> patterns = restOfPatterns(first);
        expect(TokenType.RPAREN, "`)`");
        return new MatchSequence(from, lastEnd, patterns);
    }

    private Pattern sequence() {
        int from = start;
        advance();
        if (accept(TokenType.RBRACKET)) {
            return new MatchSequence(from, lastEnd, NodeList.empty());
        }
        NodeList<Pattern> patterns = restOfPatterns(starOrPattern());
        expect(TokenType.RBRACKET, "`]`");
        return new MatchSequence(from, lastEnd, patterns);
    }

    private Pattern mapping() {
        int from = start;
        advance();
        int mark = nodes.size();
        int keyMark = keywordNodes.size();
        Identifier rest = null;
        while (type != TokenType.RBRACE) {
            Identifier found = mappingItem();
            rest = found == null ? rest : found;
            if (!accept(TokenType.COMMA) && type != TokenType.RBRACE) {
                throw failure("expected `,` or `}`");
            }
        }
        advance();
        NodeList<Expression> keys = keywordNodes.take(keyMark);
        return new MatchMapping(from, lastEnd, keys, nodes.take(mark), rest);
    }

    /** The name of `**name`; null for a key with its pattern, which go to the two stacks. */
    private @Nullable Identifier mappingItem() {
        if (accept(TokenType.DOUBLE_STAR)) {
            return takeIdentifier();
        }
        Expression key =
                switch (type) {
                    case TokenType.NONE -> constant(ConstantType.NONE);
                    case TokenType.TRUE -> constant(ConstantType.TRUE);
                    case TokenType.FALSE -> constant(ConstantType.FALSE);
                    case TokenType.NAME -> dottedName();
                    default -> literal();
                };
        expect(TokenType.COLON, "`:`");
        keywordNodes.push(key);
        nodes.push(pattern());
        return null;
    }
}
