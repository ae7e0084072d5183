package dev.reconnect.python.tree;

import java.util.StringJoiner;

/** A tree as nested parentheses, for tests to compare: kinds, what they hold beside nodes, and the text of the leaves. */
final class Outline {
    private Outline() {}

    static String of(SyntaxTree tree) {
        StringJoiner lines = new StringJoiner("\n");
        for (Statement statement : tree.module().body()) {
            lines.add(of(statement, tree.text()));
        }
        return lines.toString();
    }

    private static String of(Node node, String text) {
        StringJoiner parts = new StringJoiner(" ", "(", ")");
        parts.add(node.kind().astName());
        String detail = detail(node, text);
        if (!detail.isEmpty()) {
            parts.add(detail);
        }
        if (node.children().isEmpty() && !(node instanceof Parameters) && detail.isEmpty()) {
            return "`" + text.substring(node.start(), node.end()) + "`";
        }
        for (Node child : node.children()) {
            if (child instanceof Parameters && child.children().isEmpty()) {
                continue;
            }
            parts.add(of(child, text));
        }
        return parts.toString();
    }

    private static String detail(Node node, String text) {
        if (node instanceof FunctionDef function) {
            return function.name();
        } else if (node instanceof ClassDef type) {
            return type.name();
        } else if (node instanceof Attribute attribute) {
            return "." + attribute.name();
        } else if (node instanceof BinOp operation) {
            return operation.operator().symbol();
        } else if (node instanceof BoolOp operation) {
            return operation.operator().symbol();
        } else if (node instanceof UnaryOp operation) {
            return operation.operator().symbol();
        } else if (node instanceof AugAssign assign) {
            return assign.operator().symbol() + "=";
        } else if (node instanceof Compare compare) {
            return compare.operators().stream()
                    .map(CompareOperator::symbol)
                    .toList()
                    .toString();
        } else if (node instanceof Parameter parameter) {
            return parameter.form() + " " + parameter.name();
        } else if (node instanceof Keyword keyword) {
            return keyword.name().orElse("**");
        } else if (node instanceof Alias alias) {
            return alias.name()
                    + alias.asName().map(name -> " as " + name.name()).orElse("");
        } else if (node instanceof ImportFrom from) {
            return ".".repeat(from.level()) + from.module().orElse("");
        } else if (node instanceof TypeParameter parameter) {
            return parameter.name();
        } else if (node instanceof ExceptHandler handler) {
            return handler.name().map(Identifier::name).orElse("");
        } else if (node instanceof FormattedValue field) {
            return field.conversion().map(letter -> "!" + letter).orElse("");
        } else if (node instanceof Comprehension comprehension) {
            return comprehension.isAsync() ? "async" : "";
        } else if (node instanceof If branch) {
            return branch.isElif() ? "elif" : "";
        } else if (node instanceof Global global) {
            return global.names().stream().map(Identifier::name).toList().toString();
        } else if (node instanceof Nonlocal nonlocal) {
            return nonlocal.names().stream().map(Identifier::name).toList().toString();
        } else if (node instanceof ErrorStatement error) {
            return text.substring(error.start(), error.end())
                    .lines()
                    .findFirst()
                    .map(line -> "`" + line + "`")
                    .orElse("");
        } else if (node instanceof MagicStatement magic) {
            return magic.magic() + " `" + magic.raw() + "`";
        } else if (node instanceof MagicExpression magic) {
            return magic.magic() + " `" + magic.raw() + "`";
        } else if (node instanceof MatchAs as) {
            return as.name().map(Identifier::name).orElse("_");
        } else if (node instanceof MatchStar star) {
            return "*" + star.name().map(Identifier::name).orElse("_");
        } else if (node instanceof MatchMapping mapping) {
            return mapping.rest().map(name -> "**" + name.name()).orElse("");
        } else if (node instanceof MatchClass type) {
            return type.keywordNames().stream().map(Identifier::name).toList().toString();
        }
        return "";
    }
}
