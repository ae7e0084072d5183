"""Runs the Spark Connect rules of UCX (databricks-labs-ucx) on files and prints one JSON finding a line.

    python ucx_connect_rules.py FILE...

To be run with a Python that has databricks-labs-ucx. Its local command never switches these rules on, so their class is called here, with
the data security mode that they are written for.
"""

from __future__ import annotations

import json
import sys

from databricks.labs.ucx.source_code.base import CurrentSessionState
from databricks.labs.ucx.source_code.linters.spark_connect import SparkConnectPyLinter
from databricks.labs.ucx.source_code.python.python_ast import MaybeTree
from databricks.sdk.service.compute import DataSecurityMode


def main() -> int:
    for file in sys.argv[1:]:
        with open(file, encoding="utf-8") as opened:
            source = opened.read()
        linter = SparkConnectPyLinter(CurrentSessionState(data_security_mode=DataSecurityMode.USER_ISOLATION))
        maybe = MaybeTree.from_source_code(source)
        if maybe.tree is None:
            print(f"{file}: {maybe.failure}", file=sys.stderr)
            continue
        for advice in linter.lint_tree(maybe.tree):
            row = {"file": file, "line": advice.start_line + 1, "column": advice.start_col, "rule": advice.code, "message": advice.message}
            print(json.dumps(row))
    return 0


if __name__ == "__main__":
    sys.exit(main())
