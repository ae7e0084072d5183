"""Lists the Python files of this interpreter, or measures how fast it parses those of a list."""

import ast
import statistics
import sys
import sysconfig
import time
import warnings
from pathlib import Path


def parsable_files(every):
    folders = {Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib")}
    for file in sorted({file for folder in folders for file in folder.rglob("*.py")})[::every]:
        try:
            ast.parse(file.read_bytes().decode("utf-8"))
        except (SyntaxError, ValueError, RecursionError):
            continue
        print(file)


def measure(name, parse, texts, rounds):
    size = sum(len(text.encode()) for text in texts) / 1e6
    speeds = []
    for _ in range(rounds):
        began = time.process_time()
        for text in texts:
            parse(text)
        speeds.append(size / (time.process_time() - began))
    print(name, statistics.median(speeds), sep="\t", flush=True)


def main():
    warnings.simplefilter("ignore")
    if sys.argv[1] == "list":
        parsable_files(int(sys.argv[2]))
        return
    texts = [Path(line).read_bytes().decode("utf-8") for line in Path(sys.argv[2]).read_text().splitlines()]
    measure(f"ast.parse, CPython {sys.version.split()[0]}", ast.parse, texts, int(sys.argv[3]))
    try:
        import libcst
    except ImportError:
        return
    measure("libcst", libcst.parse_module, texts[::10], 1)


if __name__ == "__main__":
    main()
