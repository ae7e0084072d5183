from pyspark import SparkContext

sc = SparkContext()
sizes = sc.parallelize(["S", "M"])
colours = sc.parallelize(["red", "blue"])
print(sorted(sizes.cartesian(colours).collect()))
priced = sc.parallelize([("S", 3), ("M", 4)])
for (size, price), colour in sorted(priced.cartesian(colours).collect()):
    print(size, price, colour)
print(sizes.cartesian(sizes).filter(lambda p: p[0] != p[1]).count())
