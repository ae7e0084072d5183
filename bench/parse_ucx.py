"""Times UCX's Connect rules on the files of a list: prints their speed in MB/s of CPU time, parsing included.

    python parse_ucx.py LIST EVERY

To be run with a Python that has databricks-labs-ucx; every EVERY-th file of the list is looked at.
"""

import statistics
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

from databricks.labs.ucx.source_code.base import CurrentSessionState
from databricks.labs.ucx.source_code.linters.spark_connect import SparkConnectPyLinter
from databricks.labs.ucx.source_code.python.python_ast import MaybeTree
from databricks.sdk.service.compute import DataSecurityMode


def lint(text: str) -> None:
    linter = SparkConnectPyLinter(CurrentSessionState(data_security_mode=DataSecurityMode.USER_ISOLATION))
    maybe = MaybeTree.from_source_code(text)
    if maybe.tree is not None:
        for _ in linter.lint_tree(maybe.tree):
            pass


def main() -> None:
    warnings.simplefilter("ignore")
    files = Path(sys.argv[1]).read_text().splitlines()[:: int(sys.argv[2])]
    texts = [Path(file).read_text(encoding="utf-8") for file in files]
    speeds = []
    for _ in range(5):
        began = time.process_time()
        for text in texts:
            lint(text)
        speeds.append(sum(len(text.encode()) for text in texts) / 1e6 / (time.process_time() - began))
    print(f"UCX {version('databricks-labs-ucx')}, Connect rules", statistics.median(speeds), sep="\t")


if __name__ == "__main__":
    main()
