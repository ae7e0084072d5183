"""Dask bags have the words of RDDs."""

import dask.bag as db

sc = db.from_sequence(range(10), npartitions=2)
print(sc.map(lambda x: x + 1).filter(lambda x: x % 2).fold(lambda a, b: a + b).compute())
print(sc.groupby(lambda x: x % 3).map(lambda pair: pair[0]).distinct().compute())
rdd = db.read_text("lines.txt").map(str.split).flatten().frequencies()
print(rdd.take(3))
