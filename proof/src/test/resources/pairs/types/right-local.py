# A frame made from the same rows.
import datetime
import decimal

from pyspark.sql import Row, SparkSession

spark = SparkSession.builder.getOrCreate()
values = [
    Row(name="a", price=decimal.Decimal("1.50"), day=datetime.date(1969, 12, 31), x=-0.0, ok=True, raw=b"\x00a"),
    Row(name="b", price=None, day=datetime.date(2020, 2, 29), x=None, ok=False, raw=b""),
]
schema = "name STRING, price DECIMAL(10,2), day DATE, x DOUBLE, ok BOOLEAN, raw BINARY"
rows = spark.createDataFrame(values, schema).collect()
first = rows[0]
print(first.name, first.price, first.day)
