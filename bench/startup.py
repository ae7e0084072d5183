"""Times whole processes: the start of the tool, and a scan of one small file. Prints the least and the median of some runs."""

import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
RUNS = 15


def seconds(command, folder):
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    launcher = str(ROOT / "reconnect")
    program = (ROOT / "examples" / "sales_report" / "job.py").read_text()
    with tempfile.TemporaryDirectory() as folder:
        pathlib.Path(folder, "job.py").write_text(program)
        for arguments in (["--version"], ["scan", "job.py", "--no-cache"], ["scan", "job.py"]):
            command = [launcher, *arguments]
            seconds(command, folder)
            taken = sorted(seconds(command, folder) for _ in range(RUNS))
            print(f"{' '.join(['reconnect', *arguments]):36} min {taken[0] * 1000:5.0f} ms, median {statistics.median(taken) * 1000:5.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
