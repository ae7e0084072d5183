from pyspark import SparkContext

sc = SparkContext(appName="joins")
ages = sc.parallelize([("ann", 31), ("bob", 25), ("cid", 44), ("bob", 26)])
towns = sc.parallelize([("ann", "Oslo"), ("bob", "Rome"), ("eve", "Bonn")])
print(sorted(ages.join(towns).collect()))
print(sorted(ages.leftOuterJoin(towns).collect(), key=str))
both = ages.join(towns).map(lambda kv: (kv[1][1], kv[1][0]))
for town, age in sorted(both.collect()):
    print(town, age)
