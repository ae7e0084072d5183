"""Lists the Python files of this interpreter, or measures how fast it parses those of a list."""

import ast
import statistics
import sys
import sysconfig
import time
import warnings
from importlib.metadata import version
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
    rounds = int(sys.argv[3])
    if sys.argv[1] == "libcst":
        import libcst

        measure(f"libcst {version('libcst')}, native", libcst.parse_module, texts[::8], rounds)
        return
    measure(f"ast.parse, CPython {sys.version.split()[0]}", ast.parse, texts, rounds)



if __name__ == "__main__":
    main()
