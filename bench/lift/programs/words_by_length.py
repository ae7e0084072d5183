import sys

from pyspark import SparkContext

sc = SparkContext.getOrCreate()
text = sc.textFile(sys.argv[1] + "/words.txt")
words = text.flatMap(lambda line: [word.lower() for word in line.split() if len(word) > 2])
by_length = words.map(lambda word: (len(word), word)).groupByKey().mapValues(lambda group: sorted(set(group)))
for length, group in sorted(by_length.collect()):
    print(length, ", ".join(group))
