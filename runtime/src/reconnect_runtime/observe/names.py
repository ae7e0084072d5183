"""What a program's source says about its module-level names: whether their values tell anything of what Spark did."""

import ast
import builtins

# Their results hang on their arguments alone, or on the command line and the clock.
_PURE_MODULES = {"argparse", "datetime", "decimal", "math", "random", "re", "string", "sys", "time", "uuid"}
_PURE_OF_OS = {"environ", "getenv", "sep", "linesep", "path.join", "path.dirname", "path.basename", "path.abspath", "path.expanduser"}
_OF_PARSERS = {"add_argument", "parse_args", "parse_known_args"}
_IMPURE_BUILTINS = {"open", "input", "eval", "exec", "compile", "globals", "locals", "vars", "getattr", "__import__"}


def passing(tree):
    """Names that nothing but loops and `with` statements binds: at the end they hold what happened to come last."""
    fleeting, lasting = set(), set()
    for node in ast.walk(tree):
        fleeting.update(_passed(node))
        if isinstance(node, ast.Assign):
            for target in node.targets:
                lasting.update(_stored(target))
        elif isinstance(node, (ast.AnnAssign, ast.AugAssign, ast.NamedExpr)):
            lasting.update(_stored(node.target))
    return fleeting - lasting


def constants(tree):
    """Names that nothing of Spark went into: literals, the command line, the environment, the clock, and what pure
    functions of Python make of those. Their values prove nothing about Spark."""
    bound, computed, filled = {}, set(), set()
    for node in ast.walk(tree):
        computed.update(_passed(node))
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for name in {name for target in targets for name in _stored(target)}:
                bound.setdefault(name, []).append(node.value)
        elif isinstance(node, (ast.NamedExpr, ast.AugAssign)):
            computed.update(_stored(node.target))
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and isinstance(node.func.value, ast.Name):
            if node.func.attr not in _OF_PARSERS:
                filled.add(node.func.value.id)  # `rows.append(...)`: later, and with what comes from Spark
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            computed.add(node.name)
    return _closed(bound, computed | filled, _pure_names(tree) - computed)


def _closed(bound, computed, pure):
    """The names of which each value is made of others that are constants themselves."""
    found = {name for name in bound if name not in computed}
    pure = {name for name in pure if name not in bound}
    while True:
        known = found | pure
        lost = {name for name in found if not all(value is None or _is_pure(value, known, name) for value in bound[name])}
        if not lost:
            return found
        found -= lost


def _is_pure(value, known, name):
    """Whether an expression hangs on nothing but names that are known for constants, and on pure functions."""
    own = {part.id for part in ast.walk(value) if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)}
    for part in ast.walk(value):
        if isinstance(part, (ast.Await, ast.Yield, ast.YieldFrom, ast.Lambda)):
            return False
        if isinstance(part, ast.Name) and part.id not in own and (part.id == name or part.id not in known):
            return False
        if isinstance(part, ast.Attribute) and not _is_of_os(part) and _root(part) == "os":
            return False
    return True


def _is_of_os(attribute):
    """Whether `os.path.join` and such lie on the way of an attribute, or lead to one: `os.path` alone does no harm."""
    path = ast.unparse(attribute) if hasattr(ast, "unparse") else ""
    own = path[len("os.") :]
    return path.startswith("os.") and any(own == pure or own.startswith(pure + ".") or pure.startswith(own + ".") for pure in _PURE_OF_OS)


def _root(attribute):
    while isinstance(attribute, ast.Attribute):
        attribute = attribute.value
    return attribute.id if isinstance(attribute, ast.Name) else None


def _pure_names(tree):
    """Builtins, and names of modules and of members of modules that know nothing of Spark."""
    pure = {name for name in dir(builtins) if name not in _IMPURE_BUILTINS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.split(".")[0]
                own = (alias.asname or alias.name).split(".")[0]
                (pure.add if top in _PURE_MODULES or own == top == "os" else pure.discard)(own)
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                own = alias.asname or alias.name
                (pure.add if node.module in _PURE_MODULES and not node.level else pure.discard)(own)
                if alias.name == "*":
                    pure.difference_update(dir(builtins))  # it may bring others of these names
    return pure


def _passed(node):
    """The names that a loop or a `with` statement binds; none of other nodes."""
    targets = [node.target] if isinstance(node, (ast.For, ast.AsyncFor)) else []
    if isinstance(node, (ast.With, ast.AsyncWith)):
        targets = [item.optional_vars for item in node.items if item.optional_vars is not None]
    return {name for target in targets for name in _stored(target)}


def _stored(target):
    return {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
