"""Call sites of RDDs and contexts that the program has and that no run of it has come to."""

import ast
import builtins
import sys

from reconnect_runtime.tracing import sites as places

_MOST_FILES = 500
_MOST_SITES = 5_000


def sites(recorder):
    """(site, name of the method) of each; only names that nothing but an RDD or a SparkContext has."""
    names = _names()
    executed = recorder.executed()
    found = []
    for file in _files(recorder.sites):
        tree = file.tree()
        if tree is None:
            continue
        done = executed.get(file.number, set())
        lines = {span[0] for span in done if len(span) == 1}
        for node in ast.walk(tree):
            if len(found) >= _MOST_SITES:
                return found
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in names:
                span = places.span(node)
                came = span in done or any(node.func.end_lineno <= line <= node.end_lineno for line in lines)
                if not came:
                    found.append((places.Site(file, span, None), node.func.attr))
    found.sort(key=lambda pair: (pair[0].file.number, pair[0].span))
    return found


def _files(known):
    """The files that were traced, and those of the program's modules."""
    from reconnect_runtime.session import program_modules

    for name, module in list(sys.modules.items())[:20_000]:
        path = getattr(module, "__file__", None)
        if name == "__main__" and path and path.endswith(".py"):
            known.file(path)
    tops = {name for name, _ in program_modules()}
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if name.partition(".")[0] in tops and path and path.endswith(".py"):
            known.file(path)
    return known.all()[:_MOST_FILES]


def _names():
    """Names of methods that neither Python's own types nor the rest of PySpark's SQL have."""
    from pyspark import RDD, SparkContext, sql
    from pyspark.sql import functions, streaming  # noqa: F401

    shared = set(dir(builtins)) | set(dir(functions))
    for owner in (str, bytes, list, dict, set, tuple, int, float, sql.SparkSession.Builder):
        shared.update(dir(owner))
    for module in list(sys.modules.values()):
        name = getattr(module, "__name__", "")
        if name.startswith("pyspark.sql") and not name.startswith("pyspark.sql.context"):
            for owner in list(vars(module).values()):
                if isinstance(owner, type) and owner.__module__.startswith("pyspark.sql"):
                    shared.update(dir(owner))
    found = {name for owner in (RDD, SparkContext) for name in dir(owner) if not name.startswith("_")}
    return {name for name in found - shared if callable(getattr(RDD, name, None) or getattr(SparkContext, name, None))}
