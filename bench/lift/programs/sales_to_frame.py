import sys

from pyspark.sql import Row, SparkSession

spark = SparkSession.builder.getOrCreate()
lines = spark.sparkContext.textFile(sys.argv[1] + "/sales.csv")
header = lines.first()
fields = lines.filter(lambda l: l != header).map(lambda l: l.split(","))
sales = fields.map(lambda f: (f[1], f[2], int(f[3]))).toDF(["city", "item", "quantity"])
sales.createOrReplaceTempView("sales")
spark.sql("SELECT city, max(quantity) AS most FROM sales GROUP BY city ORDER BY city").show()
print(sales.dtypes)
