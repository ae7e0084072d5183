from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
def biggest(frame):
    rows = frame.rdd.take(1)  # cause
    return rows[0]["id"] if rows else None


def main():
    print(biggest(spark.range(10).orderBy("id", ascending=False)))


main()
