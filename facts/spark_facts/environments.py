"""One Python environment for each Spark release, in the user's cache folder; made once, and never used half-made."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Dict, List, Optional

CONNECT = ["grpcio", "grpcio-status", "googleapis-common-protos", "protobuf", "zstandard"]
# PySpark 3.5 does not understand later versions of these.
REQUIREMENTS: Dict[str, List[str]] = {
    "3.5": ["pyspark==3.5.9", "pandas<2.3", "numpy<2", "pyarrow<20", "grpcio<1.70", "grpcio-status<1.70", "googleapis-common-protos<1.70"],
    "4.0": ["pyspark==4.0.5", "pandas<3", "numpy", "pyarrow", *CONNECT],
    "4.1": ["pyspark==4.1.4", "pandas<3", "numpy", "pyarrow", *CONNECT],
    "4.2": ["pyspark==4.2.1", "pandas<3", "numpy", "pyarrow", *CONNECT],
    "4.3": ["pyspark==4.3.0", "pandas<3", "numpy", "pyarrow", *CONNECT],
}


def python_of(release: str, given: Dict[str, str]) -> str:
    """An interpreter with that release: the given one, else one in the cache, which is made when it is missing."""
    if release in given:
        return given[release]
    folder = cache_folder() / release
    python = folder / "bin" / "python"
    complete = folder / "complete"
    wanted = "\n".join(REQUIREMENTS[release])
    if not complete.is_file() or complete.read_text(encoding="utf-8") != wanted:
        shutil.rmtree(folder, ignore_errors=True)
        make(folder, python, REQUIREMENTS[release])
        complete.write_text(wanted, encoding="utf-8")
    return str(python)


def make(folder: Path, python: Path, requirements: List[str]) -> None:
    print(f"installing {requirements[0]}", file=sys.stderr)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if shutil.which("uv"):
        subprocess.run(["uv", "venv", "-q", "-p", sys.executable, str(folder)], check=True)
        subprocess.run(["uv", "pip", "install", "-q", "-p", str(python), *requirements], check=True)
        return
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", *requirements], check=True)


def server_jar() -> Optional[Path]:
    """The Connect server of Spark 3.5, where Reconnect has fetched it."""
    return next(iter(sorted((reconnects_cache() / "jars").glob("spark-connect_*.jar"))), None)


def cache_folder() -> Path:
    return reconnects_cache() / "facts"


def reconnects_cache() -> Path:
    own = os.environ.get("RECONNECT_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(own) if own else Path(base) / "reconnect"
