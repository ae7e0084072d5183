package dev.reconnect.python.tree;

import org.jspecify.annotations.Nullable;

/** Reads string literals that stand side by side, f-strings and t-strings with their fields among them. */
abstract class StringParser extends TokenCursor {
    StringParser(String text, Lexer lexer, Problems problems) {
        super(text, lexer, problems);
    }

    /** What may stand in a replacement field before `=`, `!` and `:`. */
    abstract Expression fieldValue();

    final Expression strings() {
        int from = start;
        int first = index;
        boolean bytes = isBytes(start);
        while (type == TokenType.STRING) {
            advance();
        }
        if (type == TokenType.FSTRING_START) {
            moveTo(first);
            return formattedStrings();
        }
        return new Constant(from, lastEnd, text, bytes ? ConstantType.BYTES : ConstantType.STRING);
    }

    private boolean isBytes(int at) {
        char first = text.charAt(at);
        if (first == '"' || first == '\'') {
            return false;
        }
        char second = text.charAt(at + 1);
        return (first | 0x20) == 'b' || (second | 0x20) == 'b';
    }

    private Expression formattedStrings() {
        int from = start;
        int mark = nodes.size();
        boolean template = false;
        Literal literal = new Literal();
        while (true) {
            if (type == TokenType.STRING) {
                literal.add(start, tokenEnd(), Constant.Form.LITERAL);
                advance();
            } else if (type == TokenType.FSTRING_START) {
                template |= hasPrefix('t');
                formattedString(literal);
            } else {
                break;
            }
        }
        literal.flush();
        NodeList<Expression> values = nodes.take(mark);
        return template ? new TemplateStr(from, lastEnd, values) : new JoinedStr(from, lastEnd, values);
    }

    private boolean hasPrefix(char letter) {
        return (text.charAt(start) | 0x20) == letter || (text.charAt(start + 1) | 0x20) == letter;
    }

    private void formattedString(Literal literal) {
        boolean template = hasPrefix('t');
        Constant.Form form = hasPrefix('r') ? Constant.Form.RAW_FRAGMENT : Constant.Form.FRAGMENT;
        advance();
        while (type != TokenType.FSTRING_END) {
            if (type == TokenType.FSTRING_MIDDLE) {
                literal.add(start, tokenEnd(), form);
                advance();
            } else {
                field(literal, form, template);
            }
        }
        advance();
    }

    private void field(Literal literal, Constant.Form form, boolean template) {
        int from = start;
        enter();
        expect(TokenType.LBRACE, "`{`");
        int valueStart = lastEnd;
        Expression value = fieldValue();
        boolean debug = accept(TokenType.EQUAL);
        if (debug) {
            literal.add(valueStart, start, Constant.Form.DECODED);
        }
        literal.flush();
        char conversion = conversion();
        JoinedStr format = type == TokenType.COLON ? formatSpec(form, template) : null;
        expect(TokenType.RBRACE, "`}`");
        leave();
        nodes.push(
                template
                        ? new Interpolation(from, lastEnd, value, debug, conversion, format)
                        : new FormattedValue(from, lastEnd, value, debug, conversion, format));
    }

    private char conversion() {
        if (!accept(TokenType.EXCLAMATION)) {
            return 0;
        }
        char letter = text.charAt(start);
        takeName();
        return letter;
    }

    private JoinedStr formatSpec(Constant.Form form, boolean template) {
        int from = start;
        int mark = nodes.size();
        advance();
        Literal literal = new Literal();
        while (type == TokenType.FSTRING_MIDDLE || type == TokenType.LBRACE) {
            if (type == TokenType.FSTRING_MIDDLE) {
                literal.add(start, tokenEnd(), form);
                advance();
            } else {
                field(literal, form, template);
            }
        }
        literal.flush();
        return new JoinedStr(from, lastEnd, nodes.take(mark));
    }

    /** Literal text that grows until a field comes: pieces side by side are one constant, as in CPython. */
    private final class Literal {
        private int from;
        private int to;
        private int pieces;
        private Constant.Form form = Constant.Form.FRAGMENT;
        private @Nullable StringBuilder decoded;

        void add(int start, int end, Constant.Form pieceForm) {
            if (pieces == 0) {
                from = start;
                form = pieceForm;
                decoded = null;
            } else {
                if (decoded == null) {
                    decoded = new StringBuilder(decode(from, to, form));
                }
                decoded.append(decode(start, end, pieceForm));
            }
            to = end;
            pieces++;
        }

        void flush() {
            if (pieces == 0) {
                return;
            }
            StringBuilder merged = decoded;
            if (merged == null && form != Constant.Form.FRAGMENT && form != Constant.Form.RAW_FRAGMENT) {
                merged = new StringBuilder(decode(from, to, form));
            }
            pieces = 0;
            if (merged != null) {
                push(merged);
            } else if (text.charAt(from) != '\\' || !decode(from, to, form).isEmpty()) {
                nodes.push(new Constant(from, to, text, ConstantType.STRING, form, null));
            }
        }

        private void push(StringBuilder merged) {
            if (merged.length() > 0) {
                nodes.push(new Constant(from, to, text, ConstantType.STRING, Constant.Form.DECODED, merged.toString()));
            }
        }

        private String decode(int start, int end, Constant.Form pieceForm) {
            return Constant.decode(text, start, end, pieceForm);
        }
    }
}
