package dev.reconnect.python.tree;

/** A pattern of a `case`. */
public abstract sealed class Pattern extends Node
        permits MatchAs, MatchClass, MatchMapping, MatchOr, MatchSequence, MatchSingleton, MatchStar, MatchValue {
    Pattern(NodeKind kind, int start, int end) {
        super(kind, start, end);
    }
}
