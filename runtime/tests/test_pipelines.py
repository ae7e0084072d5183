"""Random RDD programs have the same partitions, elements and results on classic Spark and on the runtime.

RECONNECT_PIPELINES says how many to run, from the seed RECONNECT_PIPELINES_FIRST on.
"""

import os

import pytest

import pipelines

_FIRST = int(os.environ.get("RECONNECT_PIPELINES_FIRST", "0"))
_COUNT = int(os.environ.get("RECONNECT_PIPELINES", "24"))


@pytest.mark.parametrize("seed", range(_FIRST, _FIRST + _COUNT))
def test_same_as_classic(same, seed):
    same(pipelines.run, seed)
