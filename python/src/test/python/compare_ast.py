"""Compares trees written by `reconnect tree --format json` with CPython's own `ast`.

Reads one JSON object a line, `{"file", "problems", "nodes"}`, from the files named or from standard input, parses each
file again with the interpreter that runs this script, and prints one line for each difference and a summary last.

Two differences are CPython's and are not counted:
- before 3.12 what stands inside an f-string has no true positions there, so nodes inside one are left out;
- 3.12 puts an empty Constant behind a field that ends a format (`f"{a:{b}}"`); the releases after it do not.
"""

import ast
import collections
import fileinput
import json
import sys
import warnings

TRUE_FSTRING_POSITIONS = sys.version_info >= (3, 12)


def expected_nodes(tree):
    """Statements and expressions by start, then the longer one first, then the outer one first."""
    nodes = []
    pending = [tree]
    while pending:
        node = pending.pop()
        if isinstance(node, (ast.stmt, ast.expr)) and not is_empty(node):
            nodes.append((type(node).__name__, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset))
            if isinstance(node, ast.JoinedStr) and not TRUE_FSTRING_POSITIONS:
                continue
        pending.extend(reversed(list(ast.iter_child_nodes(node))))
    nodes.sort(key=lambda node: (node[1], node[2], -node[3], -node[4]))
    return nodes


def is_empty(node):
    return (node.lineno, node.col_offset) == (node.end_lineno, node.end_col_offset)


def without_fstring_parts(nodes):
    """Leaves out what lies inside a JoinedStr; the nodes are sorted, so an f-string comes before its parts."""
    kept = []
    end = (0, 0)
    for node in nodes:
        if (node[3], node[4]) <= end and (node[1], node[2]) < end:
            continue
        kept.append(node)
        if node[0] == "JoinedStr":
            end = (node[3], node[4])
    return kept


def compare(record, counts):
    with open(record["file"], "rb") as file:
        source = file.read()
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        counts["rejected"] += 1
        print("rejected", record["file"], error)
        return
    counts["files"] += 1
    if record["problems"]:
        counts["problems"] += 1
        print("problem", record["file"], record["problems"][:3])
    expected = expected_nodes(tree)
    actual = [tuple(node) for node in record["nodes"]]
    if not TRUE_FSTRING_POSITIONS:
        actual = without_fstring_parts(actual)
    counts["nodes"] += len(expected)
    if expected == actual:
        return
    missing = collections.Counter(expected) - collections.Counter(actual)
    extra = collections.Counter(actual) - collections.Counter(expected)
    different = max(sum(missing.values()), sum(extra.values()))
    if different == 0:
        counts["misordered"] += 1
        print("misordered", record["file"])
    counts["different"] += different
    for node in list(missing)[:5]:
        print("missing", record["file"], *node)
    for node in list(extra)[:5]:
        print("extra", record["file"], *node)


def main(paths):
    warnings.simplefilter("ignore")
    counts = {"files": 0, "nodes": 0, "different": 0, "misordered": 0, "problems": 0, "rejected": 0}
    with fileinput.input(paths, encoding="utf-8") as lines:
        for line in lines:
            compare(json.loads(line), counts)
    print(" ".join(f"{name}={count}" for name, count in counts.items()))


if __name__ == "__main__":
    main(sys.argv[1:])
