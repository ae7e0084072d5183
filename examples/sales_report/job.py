"""Monthly sales report: revenue by region and month, and the best product of each region, as CSV for finance."""

import argparse

from pyspark import SparkConf, SparkContext
from pyspark.sql import SQLContext, Window
from pyspark.sql import functions as F

ORDERS = "order_id int, region string, product string, day date, quantity int, unit_price decimal(10,2)"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    args = parser.parse_args()

    conf = SparkConf().setAppName("sales-report").set("spark.sql.shuffle.partitions", "4")
    sc = SparkContext(conf=conf)
    sc.setLogLevel("WARN")
    sqlContext = SQLContext(sc)

    orders = sqlContext.read.csv(f"{args.data}/orders.csv", header=True, schema=ORDERS)
    if orders.rdd.isEmpty():
        print("no orders this month")
        sc.stop()
        return

    regions = sc.parallelize([("N", "North"), ("S", "South"), ("W", "West")]).toDF(["region", "region_name"])
    amounts = (
        orders.where("quantity > 0")
        .join(regions, "region", "left")
        .withColumn("month", F.date_format("day", "yyyy-MM"))
        .withColumn("amount", F.col("quantity") * F.col("unit_price"))
    )

    revenue = amounts.groupBy("region_name", "month").agg(F.sum("amount").alias("revenue")).orderBy("region_name", "month")
    revenue.coalesce(1).write.mode("overwrite").csv(f"{args.out}/revenue", header=True)

    ranked = Window.partitionBy("region_name").orderBy(F.desc("sold"), "product")
    best = (
        amounts.groupBy("region_name", "product")
        .agg(F.sum("quantity").alias("sold"))
        .withColumn("place", F.row_number().over(ranked))
        .where("place = 1")
        .drop("place")
    )
    best.coalesce(1).write.mode("overwrite").csv(f"{args.out}/best_products", header=True)

    print(f"{orders.rdd.count()} orders, Spark {sc.version}")
    months = revenue.select("month").distinct().orderBy("month").rdd.flatMap(lambda x: x).collect()
    print("months:", ", ".join(str(month) for month in months))
    for row in revenue.rdd.take(3):
        print(row["region_name"], row["month"], row["revenue"])
    sc.stop()


if __name__ == "__main__":
    main()
