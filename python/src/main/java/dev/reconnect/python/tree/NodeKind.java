package dev.reconnect.python.tree;

/** What a node is; named as the classes of CPython's `ast`, with a few of our own (magics, errors, dict entries). */
public enum NodeKind {
    FUNCTION_DEF("FunctionDef", Family.STATEMENT),
    ASYNC_FUNCTION_DEF("AsyncFunctionDef", Family.STATEMENT),
    CLASS_DEF("ClassDef", Family.STATEMENT),
    RETURN("Return", Family.STATEMENT),
    DELETE("Delete", Family.STATEMENT),
    ASSIGN("Assign", Family.STATEMENT),
    TYPE_ALIAS("TypeAlias", Family.STATEMENT),
    AUG_ASSIGN("AugAssign", Family.STATEMENT),
    ANN_ASSIGN("AnnAssign", Family.STATEMENT),
    FOR("For", Family.STATEMENT),
    ASYNC_FOR("AsyncFor", Family.STATEMENT),
    WHILE("While", Family.STATEMENT),
    IF("If", Family.STATEMENT),
    WITH("With", Family.STATEMENT),
    ASYNC_WITH("AsyncWith", Family.STATEMENT),
    MATCH("Match", Family.STATEMENT),
    RAISE("Raise", Family.STATEMENT),
    TRY("Try", Family.STATEMENT),
    TRY_STAR("TryStar", Family.STATEMENT),
    ASSERT("Assert", Family.STATEMENT),
    IMPORT("Import", Family.STATEMENT),
    IMPORT_FROM("ImportFrom", Family.STATEMENT),
    GLOBAL("Global", Family.STATEMENT),
    NONLOCAL("Nonlocal", Family.STATEMENT),
    EXPR("Expr", Family.STATEMENT),
    PASS("Pass", Family.STATEMENT),
    BREAK("Break", Family.STATEMENT),
    CONTINUE("Continue", Family.STATEMENT),
    MAGIC("Magic", Family.STATEMENT),
    ERROR("Error", Family.STATEMENT),
    BOOL_OP("BoolOp", Family.EXPRESSION),
    NAMED_EXPR("NamedExpr", Family.EXPRESSION),
    BIN_OP("BinOp", Family.EXPRESSION),
    UNARY_OP("UnaryOp", Family.EXPRESSION),
    LAMBDA("Lambda", Family.EXPRESSION),
    IF_EXP("IfExp", Family.EXPRESSION),
    DICT("Dict", Family.EXPRESSION),
    SET("Set", Family.EXPRESSION),
    LIST_COMP("ListComp", Family.EXPRESSION),
    SET_COMP("SetComp", Family.EXPRESSION),
    DICT_COMP("DictComp", Family.EXPRESSION),
    GENERATOR_EXP("GeneratorExp", Family.EXPRESSION),
    AWAIT("Await", Family.EXPRESSION),
    YIELD("Yield", Family.EXPRESSION),
    YIELD_FROM("YieldFrom", Family.EXPRESSION),
    COMPARE("Compare", Family.EXPRESSION),
    CALL("Call", Family.EXPRESSION),
    FORMATTED_VALUE("FormattedValue", Family.EXPRESSION),
    INTERPOLATION("Interpolation", Family.EXPRESSION),
    JOINED_STR("JoinedStr", Family.EXPRESSION),
    TEMPLATE_STR("TemplateStr", Family.EXPRESSION),
    CONSTANT("Constant", Family.EXPRESSION),
    ATTRIBUTE("Attribute", Family.EXPRESSION),
    SUBSCRIPT("Subscript", Family.EXPRESSION),
    STARRED("Starred", Family.EXPRESSION),
    NAME("Name", Family.EXPRESSION),
    LIST("List", Family.EXPRESSION),
    TUPLE("Tuple", Family.EXPRESSION),
    SLICE("Slice", Family.EXPRESSION),
    MAGIC_EXPRESSION("MagicExpression", Family.EXPRESSION),
    MATCH_VALUE("MatchValue", Family.PATTERN),
    MATCH_SINGLETON("MatchSingleton", Family.PATTERN),
    MATCH_SEQUENCE("MatchSequence", Family.PATTERN),
    MATCH_MAPPING("MatchMapping", Family.PATTERN),
    MATCH_CLASS("MatchClass", Family.PATTERN),
    MATCH_STAR("MatchStar", Family.PATTERN),
    MATCH_AS("MatchAs", Family.PATTERN),
    MATCH_OR("MatchOr", Family.PATTERN),
    MODULE("Module", Family.OTHER),
    ARGUMENTS("arguments", Family.OTHER),
    ARG("arg", Family.OTHER),
    KEYWORD("keyword", Family.OTHER),
    ALIAS("alias", Family.OTHER),
    WITH_ITEM("withitem", Family.OTHER),
    EXCEPT_HANDLER("ExceptHandler", Family.OTHER),
    MATCH_CASE("match_case", Family.OTHER),
    COMPREHENSION("comprehension", Family.OTHER),
    TYPE_VAR("TypeVar", Family.OTHER),
    PARAM_SPEC("ParamSpec", Family.OTHER),
    TYPE_VAR_TUPLE("TypeVarTuple", Family.OTHER),
    DICT_ENTRY("DictEntry", Family.OTHER);

    private enum Family {
        STATEMENT,
        EXPRESSION,
        PATTERN,
        OTHER
    }

    private final String astName;
    private final Family family;

    NodeKind(String astName, Family family) {
        this.astName = astName;
        this.family = family;
    }

    /** The class's name in CPython's `ast`. */
    public String astName() {
        return astName;
    }

    public boolean isStatement() {
        return family == Family.STATEMENT;
    }

    public boolean isExpression() {
        return family == Family.EXPRESSION;
    }

    public boolean isPattern() {
        return family == Family.PATTERN;
    }
}
