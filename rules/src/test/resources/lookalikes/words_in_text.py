"""How it was before: sc.parallelize([1, 2]).map(lambda x: x).collect() and df.rdd.isEmpty().

>>> from pyspark import SparkContext
>>> sc = SparkContext()
>>> sc.textFile("x").count()
"""

# sc = SparkContext.getOrCreate(); sc.setLogLevel("WARN"); df.rdd.getNumPartitions()
ADVICE = "do not call spark.sparkContext.parallelize(...) or df._jdf.queryExecution()"
QUERY = """
    select 'sc.broadcast(x)' as a, rdd, sqlContext -- spark._jvm.java.lang.System
    from log where text like '%sc.textFile%'
"""
PATTERNS = {"sc.stop()": "spark.stop()", r"\.rdd\.map": ".select", f"{1 + 1} x SparkContext()": None}
print(ADVICE, QUERY, sorted(PATTERNS))
