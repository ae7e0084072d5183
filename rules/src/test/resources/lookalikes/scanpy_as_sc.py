"""The usual alias of a library for single cells, beside a Spark session."""

import scanpy as sc
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
adata = sc.read_h5ad("cells.h5ad")
sc.pp.neighbors(adata)
sc.settings.verbosity = 1
frame = spark.createDataFrame(adata.obs)
frame.groupBy("cluster").count().show()
