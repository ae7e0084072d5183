"""How the runtime serves each method, and how true that is to classic Spark; for the records of a trace.

Fidelity is `exact`, `approximated` (another answer than classic Spark gives is possible, as the method allows) or
`ignored` (the call is taken and has no effect on Spark Connect).
"""

_RDD = {
    "function in one mapInArrow": "map flatMap mapPartitions mapPartitionsWithIndex mapPartitionsWithSplit filter glom "
    "keyBy keys values mapValues flatMapValues pipe sample sampleByKey randomSplit zipWithUniqueId withResources",
    "shuffle": "repartition partitionBy repartitionAndSortWithinPartitions distinct intersection subtract "
    "subtractByKey combineByKey reduceByKey aggregateByKey foldByKey groupByKey groupBy cogroup groupWith join "
    "leftOuterJoin rightOuterJoin fullOuterJoin coalesce",
    "job for the bounds, then shuffle": "sortBy sortByKey",
    "job for the counts, then function in one mapInArrow": "zipWithIndex",
    "union of frames": "union __add__",
    "partitions side by side": "cartesian zip",
    "stored frame": "cache persist unpersist checkpoint localCheckpoint",
    "frame from elements": "toDF",
    "files written by tasks": "saveAsTextFile saveAsPickleFile saveAsSequenceFile saveAsHadoopFile "
    "saveAsNewAPIHadoopFile saveAsHadoopDataset saveAsNewAPIHadoopDataset",
    "exact answer in place of an estimate": "countApprox sumApprox meanApprox countApproxDistinct",
    "barrier stage": "barrier",
    "nothing": "cleanShuffleDependencies",
    "client": "id name setName context getNumPartitions getStorageLevel isCheckpointed isLocallyCheckpointed "
    "getCheckpointFile getResourceProfile",
    "what the client knows": "toDebugString",
}
_CONTEXT = {
    "pickled batches, cut as classic Spark cuts them": "parallelize range emptyRDD",
    "files read by tasks": "textFile wholeTextFiles binaryFiles binaryRecords pickleFile sequenceFile hadoopFile "
    "newAPIHadoopFile hadoopRDD newAPIHadoopRDD",
    "union of frames": "union",
    "artifact": "broadcast addFile addPyFile addArchive",
    "messages of tasks": "accumulator",
    "job": "runJob",
    "what the client knows": "statusTracker uiWebUrl applicationId",
    "nothing": "setLogLevel",
}
_OTHER = {
    "pyspark.sql.DataFrame.rdd": "rows of the frame in mapInArrow",
    "pyspark.sql.DataFrame.toJSON": "to_json of the server",
    "pyspark.sql.DataFrame.foreach": "job",
    "pyspark.sql.DataFrame.foreachPartition": "job",
    "pyspark.sql.SparkSession.createDataFrame": "frame from elements",
    "pyspark.sql.DataFrameReader.json": "parser of the server",
    "pyspark.sql.DataFrameReader.csv": "parser of the server",
    "pyspark.sql.SparkSession.sparkContext": "client",
    "pyspark.sql.SparkSession.newSession": "session of its own",
}
_FIDELITY = {"nothing": "ignored", "what the client knows": "approximated"}


def _table():
    found = dict(_OTHER)
    for owner, groups in (("pyspark.RDD.", _RDD), ("pyspark.SparkContext.", _CONTEXT)):
        for strategy, names in groups.items():
            found.update((owner + name, strategy) for name in names.split())
    return found


_BY_API = _table()


def of(api):
    """(strategy, fidelity) of a method."""
    strategy = _BY_API.get(api)
    if strategy is None:
        owner = api.rpartition(".")[0]
        if owner == "pyspark.RDD":
            strategy = "job"
        elif owner.startswith("pyspark.sql.DataFrame"):
            strategy = "Spark Connect"
        else:
            strategy = "client"
    return strategy, _FIDELITY.get(strategy, "exact")
