"""A lazy frame of polars: collect, first, map_batches, with no Spark in sight."""

import polars as pl

lazy = pl.LazyFrame({"key": ["a", "b", "a"], "value": [1, 2, 3]})
totals = lazy.group_by("key").agg(pl.col("value").sum()).sort("key").collect()
print(totals.rows(), lazy.first().collect().rows(), lazy.filter(pl.col("value") > 1).collect().height)
context = pl.SQLContext(frames={"t": lazy})
print(context.execute("select count(*) from t").collect())
