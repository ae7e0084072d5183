"""The other end of `conftest.Classic`: reads requests from standard input, answers on what was standard output."""

import importlib
import os
import pickle
import struct
import sys

from reconnect_runtime.observe import sandbox


def main():
    sandbox.die_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from conftest import outcome
    from pyspark import SparkConf, SparkContext

    sc = SparkContext("local[4]", "tests", conf=SparkConf().set("spark.ui.enabled", "false"))
    sc.setLogLevel("OFF")
    while True:
        head = sys.stdin.buffer.read(4)
        if len(head) < 4:
            break
        module, name, arguments = pickle.loads(sys.stdin.buffer.read(struct.unpack("!i", head)[0]))
        result = outcome(getattr(importlib.import_module(module), name), sc, *arguments)
        data = pickle.dumps(result)
        answers.write(struct.pack("!i", len(data)) + data)
        answers.flush()
    sc.stop()


if __name__ == "__main__":
    main()
