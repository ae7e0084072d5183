import sys

from pyspark import SparkContext


def stem(word):
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def run(folder):
    sc = SparkContext.getOrCreate()
    words = sc.textFile(folder + "/words").flatMap(lambda line: line.split(" "))
    counts = words.map(lambda word: (stem(word), 1)).reduceByKey(lambda a, b: a + b)
    return counts.takeOrdered(10, key=lambda pair: (-pair[1], pair[0]))


if __name__ == "__main__":
    print(run(sys.argv[1]))
