"""Codes that are numbers in most records and texts in one far behind: a column of texts would make the numbers texts."""
import json
import sys

from pyspark import SparkContext

sc = SparkContext(appName="codes")
codes = sc.textFile(sys.argv[1] + "/codes.jsonl").map(lambda line: json.loads(line)["code"])
print([code for code in codes.collect() if not isinstance(code, int)])
print(sorted(str(code) for code in codes.distinct().collect())[:5])
