"""The settings that Spark takes only when it starts, asked of Spark itself: its core settings, and the static ones of SQL."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import List

# Scala objects that register settings when they are first used. Those of daemons and of R are not a Python program's to set.
REGISTRIES = ("package", "Kryo", "Network", "Python", "Status", "Streaming", "UI")
INTERNAL = "org.apache.spark.internal.config."
SQL = ("org.apache.spark.sql.internal.StaticSQLConf$", "org.apache.spark.sql.internal.SQLConf$")


def derive(python: str) -> str:
    """The file of settings, as an interpreter with PySpark tells them."""
    command = [python, "-m", "spark_facts.settings"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).resolve().parent.parent)
    told = json.loads(ran.stdout.splitlines()[-1])
    head = f"# Settings that Spark {told['release']} takes only when it starts: its registered core settings, then its static SQL settings."
    return "\n".join([head, *told["core"], *told["sql"]]) + "\n"


def registered(jvm) -> List[str]:
    """All settings that the JVM knows once every registry is loaded."""
    loader = jvm.java.lang.Thread.currentThread().getContextClassLoader()
    for name in [f"{INTERNAL}{registry}$" for registry in REGISTRIES] + list(SQL):
        jvm.java.lang.Class.forName(name, True, loader)
    entries = jvm.java.lang.Class.forName(f"{INTERNAL}ConfigEntry$", True, loader).getField("MODULE$").get(None)
    return [str(key) for key in entries.knownConfigs().keySet()]


def main() -> None:
    import pyspark
    from pyspark import SparkConf, SparkContext

    context = SparkContext(conf=SparkConf().setMaster("local[1]").set("spark.ui.enabled", "false").setAppName("settings"))
    try:
        jvm = context._jvm
        loader = jvm.java.lang.Thread.currentThread().getContextClassLoader()
        keys = registered(jvm)
        static = jvm.java.lang.Class.forName(SQL[1], True, loader).getField("MODULE$").get(None)
        sql = [key for key in keys if static.isStaticConfigKey(key)]
        core = [key for key in keys if key.startswith("spark.") and not key.startswith("spark.sql.")]
        print(json.dumps({"release": pyspark.__version__, "core": sorted(set(core) - set(sql)), "sql": sorted(sql)}))
    finally:
        context.stop()


if __name__ == "__main__":
    sys.exit(main())
