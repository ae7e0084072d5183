package dev.reconnect.python.tree;

/** What happens to the object that an expression names. */
public enum ExpressionContext {
    LOAD,
    STORE,
    DELETE;

    static ExpressionContext of(Expression expression) {
        Node child = expression;
        for (Node node = child.parentOrNull(); node != null; child = node, node = node.parentOrNull()) {
            switch (node.kind()) {
                case TUPLE, LIST, STARRED -> {}
                case ASSIGN -> {
                    return ((Assign) node).value() == child ? LOAD : STORE;
                }
                case AUG_ASSIGN -> {
                    return ((AugAssign) node).value() == child ? LOAD : STORE;
                }
                case ANN_ASSIGN -> {
                    return ((AnnAssign) node).target() == child ? STORE : LOAD;
                }
                case FOR, ASYNC_FOR -> {
                    return ((For) node).target() == child ? STORE : LOAD;
                }
                case COMPREHENSION -> {
                    return ((Comprehension) node).target() == child ? STORE : LOAD;
                }
                case NAMED_EXPR -> {
                    return ((NamedExpr) node).target() == child ? STORE : LOAD;
                }
                case TYPE_ALIAS -> {
                    return ((TypeAlias) node).name() == child ? STORE : LOAD;
                }
                case WITH_ITEM -> {
                    return ((WithItem) node).context() == child ? LOAD : STORE;
                }
                case DELETE -> {
                    return DELETE;
                }
                default -> {
                    return LOAD;
                }
            }
        }
        return LOAD;
    }
}
