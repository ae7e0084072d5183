package dev.reconnect.python.tree;

/** A statement; {@link #kind()} tells which. */
public abstract sealed class Statement extends Node
        permits AnnAssign,
                Assert,
                Assign,
                AugAssign,
                Break,
                ClassDef,
                Continue,
                Delete,
                ErrorStatement,
                ExpressionStatement,
                For,
                FunctionDef,
                Global,
                If,
                Import,
                ImportFrom,
                MagicStatement,
                Match,
                Nonlocal,
                Pass,
                Raise,
                Return,
                Try,
                TypeAlias,
                While,
                With {
    Statement(NodeKind kind, int start, int end) {
        super(kind, start, end);
    }
}
