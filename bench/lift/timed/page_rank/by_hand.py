from pyspark.sql import SparkSession
from pyspark.sql import functions as F


def run(folder):
    spark = SparkSession.builder.getOrCreate()
    parts = spark.read.text(folder + "/links").select(F.split("value", " ").alias("parts"))
    pairs = parts.select(F.get("parts", F.lit(0)).alias("page"), F.get("parts", F.lit(1)).alias("target")).distinct()
    links = pairs.groupBy("page").agg(F.collect_list("target").alias("targets")).cache()
    ranks = links.select("page", F.lit(1.0).alias("rank"))
    for _ in range(10):
        shares = links.join(ranks, "page").select(F.explode("targets").alias("page"), (F.col("rank") / F.size("targets")).alias("share"))
        ranks = shares.groupBy("page").agg((F.sum("share") * 0.85 + 0.15).alias("rank"))
    rows = ranks.orderBy(F.desc("rank"), "page").limit(10).collect()
    return [(row.page, round(row.rank, 6)) for row in rows]
