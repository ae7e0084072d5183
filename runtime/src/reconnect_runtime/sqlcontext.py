"""SQLContext and HiveContext of Spark 1, as thin as classic PySpark has them: a session under other names."""

import warnings


class SQLContext:
    """The entry point to DataFrames in Spark 1.x; everything is done by `sparkSession`."""

    _instantiatedContext = None

    def __init__(self, sparkContext, sparkSession=None, jsqlContext=None):
        if sparkSession is None:
            warnings.warn(
                "Deprecated in 3.0.0. Use SparkSession.builder.getOrCreate() instead.", FutureWarning, stacklevel=2
            )
            sparkSession = sparkContext._session
        self._sc = sparkContext
        self.sparkSession = sparkSession
        existing = SQLContext._instantiatedContext
        if existing is None or existing._sc._stopped:
            SQLContext._instantiatedContext = self

    @property
    def _jsc(self):
        return self._sc._jsc

    @property
    def _jvm(self):
        return self._sc._jvm

    @property
    def _ssql_ctx(self):
        return self.sparkSession._jsparkSession.sqlContext()

    _jsqlContext = _ssql_ctx

    @classmethod
    def getOrCreate(cls, sc):
        warnings.warn(
            "Deprecated in 3.0.0. Use SparkSession.builder.getOrCreate() instead.", FutureWarning, stacklevel=2
        )
        return cls._get_or_create(sc)

    @classmethod
    def _get_or_create(cls, sc, **static_conf):
        existing = SQLContext._instantiatedContext
        if existing is None or existing._sc._stopped:
            cls(sc, sc._session)
        return SQLContext._instantiatedContext

    def newSession(self):
        return self.__class__(self._sc, self.sparkSession.newSession())

    def setConf(self, key, value):
        self.sparkSession.conf.set(key, value)

    def getConf(self, key, *defaultValue, **named):
        return self.sparkSession.conf.get(key, *defaultValue, *named.values())

    @property
    def udf(self):
        return self.sparkSession.udf

    @property
    def udtf(self):
        return self.sparkSession.udtf

    def range(self, start, end=None, step=1, numPartitions=None):
        return self.sparkSession.range(start, end, step, numPartitions)

    def registerFunction(self, name, f, returnType=None):
        warnings.warn("Deprecated in 2.3.0. Use spark.udf.register instead.", FutureWarning, stacklevel=2)
        return self.sparkSession.udf.register(name, f, returnType)

    def registerJavaFunction(self, name, javaClassName, returnType=None):
        warnings.warn("Deprecated in 2.3.0. Use spark.udf.registerJavaFunction instead.", FutureWarning, stacklevel=2)
        return self.sparkSession.udf.registerJavaFunction(name, javaClassName, returnType)

    def createDataFrame(self, data, schema=None, samplingRatio=None, verifySchema=True):
        if samplingRatio is None and verifySchema is True:
            return self.sparkSession.createDataFrame(data, schema)
        return self.sparkSession.createDataFrame(data, schema, samplingRatio, verifySchema)

    def registerDataFrameAsTable(self, df, tableName):
        df.createOrReplaceTempView(tableName)

    def dropTempTable(self, tableName):
        self.sparkSession.catalog.dropTempView(tableName)

    def createExternalTable(self, tableName, path=None, source=None, schema=None, **options):
        return self.sparkSession.catalog.createExternalTable(tableName, path, source, schema, **options)

    def sql(self, sqlQuery):
        return self.sparkSession.sql(sqlQuery)

    def table(self, tableName):
        return self.sparkSession.table(tableName)

    def tables(self, dbName=None):
        return self.sparkSession.sql("SHOW TABLES" if dbName is None else "SHOW TABLES IN `%s`" % dbName)

    def tableNames(self, dbName=None):
        return [row.tableName for row in self.tables(dbName).collect()]

    def cacheTable(self, tableName):
        self.sparkSession.catalog.cacheTable(tableName)

    def uncacheTable(self, tableName):
        self.sparkSession.catalog.uncacheTable(tableName)

    def clearCache(self):
        self.sparkSession.catalog.clearCache()

    @property
    def read(self):
        return self.sparkSession.read

    @property
    def readStream(self):
        return self.sparkSession.readStream

    @property
    def streams(self):
        return self.sparkSession.streams

    # Members that Spark 2 dropped are not here: programs that call them fail on classic Spark as well.


class HiveContext(SQLContext):
    """A SQLContext that asks for Hive's tables; whether there are any is for the server to say."""

    _static_conf = {"spark.sql.catalogImplementation": "hive"}

    def __init__(self, sparkContext, sparkSession=None, jhiveContext=None):
        warnings.warn(
            "HiveContext is deprecated in Spark 2.0.0. Please use "
            "SparkSession.builder.enableHiveSupport().getOrCreate() instead.",
            FutureWarning,
            stacklevel=2,
        )
        super().__init__(sparkContext, sparkSession or sparkContext._session, jhiveContext)

    def refreshTable(self, tableName):
        self.sparkSession.catalog.refreshTable(tableName)
