"""Decides from a program's source how it is run: as a script, as a notebook, or function by function."""

import ast
import json
import re

from reconnect_runtime.observe import names

_SESSION_NAMES = ("spark", "session", "spark_session", "sparkSession", "ss")
_CONTEXT_NAMES = ("sc", "spark_context", "sparkContext")


def plan(path):
    """A dict: `style` (script, functions, notebook), the `functions` to call, names that are mere `constants`
    (nothing of Spark went into them), and names that are only `passing`: the variables of loops and `with` statements."""
    if path.endswith(".ipynb"):
        return _planned("notebook", _tree_of_cells(path))
    try:
        with open(path, "rb") as stream:
            tree = ast.parse(stream.read())
    except (SyntaxError, ValueError):
        return _planned("script", ast.Module([], []))
    functions = callable_functions(tree)
    style = "functions" if functions and _only_defines(tree) else "script"
    return _planned(style, tree, functions if style == "functions" else [])


def _planned(style, tree, functions=()):
    return {
        "style": style,
        "functions": list(functions),
        "constants": sorted(names.constants(tree)),
        "passing": sorted(names.passing(tree)),
    }


_TIME = re.compile(
    rb"\b(import time\b|from time\b|time\.|datetime\b|now\(|today\(|logging\b"
    rb"|current_(date|time)|localtimestamp|unix_timestamp)",
    re.I,
)


def tells_time(path):
    """Whether a file speaks of the time, so that its output may change from day to day."""
    with open(path, "rb") as stream:
        return _TIME.search(stream.read()) is not None


def _tree_of_cells(path):
    """All cells of a notebook as one module; an empty one if they are no Python."""
    try:
        return ast.parse("\n".join(cells(path)))
    except (OSError, SyntaxError, ValueError):
        return ast.Module([], [])


def _only_defines(tree):
    """True if running the module at most imports, defines and assigns: nothing there prints, writes or loops."""
    for number, node in enumerate(tree.body):
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        if isinstance(node, (ast.Assign, ast.AnnAssign)):
            if _has_action(node):
                return False
            continue
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        if isinstance(node, ast.Expr) and number == 0:
            continue
        if isinstance(node, (ast.Try, ast.If)) and not _is_main_guard(node) and _only_defines(ast.Module(node.body, [])):
            continue
        return False
    return True


_ACTIONS = {"collect", "count", "take", "first", "head", "toPandas", "reduce", "fold", "sum", "show", "save"}


def _has_action(node):
    return any(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Attribute) and part.func.attr in _ACTIONS
        for part in ast.walk(node)
    )


def _is_main_guard(node):
    return isinstance(node, ast.If) and any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(node.test)
    )


def callable_functions(tree):
    """Top-level public functions that need nothing but a session (or nothing at all, but use Spark)."""
    globals_ = {
        target.id
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and _needs_only_session(node, globals_)
    ]


def _needs_only_session(function, globals_):
    arguments = function.args
    positional = arguments.posonlyargs + arguments.args
    required = positional[: len(positional) - len(arguments.defaults)]
    if any(default is None for default in arguments.kw_defaults):
        return False
    if function.decorator_list or any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in ast.walk(function)):
        return False
    if len(required) == 1:
        return session_parameter(required[0].arg, _annotation(required[0])) is not None
    if required:
        return False
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    sessions = set(_SESSION_NAMES + _CONTEXT_NAMES) & globals_
    return bool(used & ({"SparkSession", "SparkContext"} | sessions))


def _annotation(argument):
    if argument.annotation is None:
        return ""
    if isinstance(argument.annotation, ast.Constant):
        return str(argument.annotation.value)
    if hasattr(ast, "unparse"):
        return ast.unparse(argument.annotation)
    return ""


def session_parameter(name, annotation):
    """What to pass for a parameter: "session", "context", or None if it asks for something else."""
    bare = annotation.strip("'\"")
    bare = re.sub(r"^(?:typing\.)?Optional\[(.*)\]$", r"\1", bare).split(".")[-1]
    if bare == "SparkSession":
        return "session"
    if bare == "SparkContext":
        return "context"
    if bare and bare != "Any":
        return None
    if name in _SESSION_NAMES:
        return "session"
    return "context" if name in _CONTEXT_NAMES else None


def cells(path):
    """The code cells of a notebook file as sources; magics and shell escapes become comments."""
    with open(path, encoding="utf-8") as stream:
        notebook = json.load(stream)
    sources = []
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") == "code":
            source = cell.get("source", "")
            sources.append(_without_magics(source if isinstance(source, str) else "".join(source)))
    return sources


def _without_magics(source):
    if source.lstrip().startswith("%%"):
        return ""
    lines = source.split("\n")
    return "\n".join("pass  # " + line if re.match(r"[%!]", line) else _keep(line) for line in lines)


def _keep(line):
    found = re.match(r"(\s+)[%!]\w", line)
    return found.group(1) + "pass  # " + line.strip() if found else line


def wants_predefined_session(source):
    """True for Databricks sources and others that use `spark` or `sc` without making it."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    stored, loaded = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else stored).add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            stored.update((alias.asname or alias.name).split(".")[0] for alias in node.names)
        elif isinstance(node, ast.arg):
            stored.add(node.arg)
    return bool(({"spark", "sc"} & loaded) - stored)


def imports(path):
    """The top-level names of the modules that a file imports; of a notebook, nothing."""
    try:
        with open(path, "rb") as stream:
            tree = ast.parse(stream.read())
    except (OSError, SyntaxError, ValueError):
        return set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names - {"pyspark", "numpy", "pandas", "pyarrow"}
