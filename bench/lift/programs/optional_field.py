"""A field that is not in every record: what is missing is None, and None is counted too."""
import json
import sys

from pyspark import SparkContext


def coupon(line):
    record = json.loads(line)
    return record.get("coupon")


sc = SparkContext(appName="coupons")
coupons = sc.textFile(sys.argv[1] + "/orders.jsonl").map(coupon)
used = coupons.filter(lambda code: code is not None)
print("used:", sorted(used.collect()))
print("orders:", coupons.count())
