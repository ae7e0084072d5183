"""Puts the state that programs share inside a warm JVM back to the beginning. Runs in a process of its own."""


def clean(mode):
    if mode == "classic":
        return _clean_classic()
    return _clean_connect()


def _clean_classic():
    """Stops a context that a killed program left. True if the JVM is as new."""
    from pyspark import SparkContext

    SparkContext._ensure_initialized()
    jvm = SparkContext._jvm
    jvm.org.apache.spark.sql.SparkSession.clearActiveSession()
    jvm.org.apache.spark.sql.SparkSession.clearDefaultSession()
    active = jvm.org.apache.spark.SparkContext.getActive()
    if active.isDefined():
        active.get().stop()
    return True


def _clean_connect():
    from pyspark.sql import SparkSession

    session = SparkSession.builder.getOrCreate()
    for row in session.sql("SHOW DATABASES").collect():
        database = row[0]
        views = {row.viewName for row in session.sql("SHOW VIEWS IN `%s`" % database).collect()}
        for table in session.sql("SHOW TABLES IN `%s`" % database).collect():
            if not table.isTemporary:
                kind = "VIEW" if table.tableName in views else "TABLE"
                session.sql("DROP %s IF EXISTS `%s`.`%s`" % (kind, database, table.tableName))
        if database != "default":
            session.sql("DROP DATABASE IF EXISTS `%s` CASCADE" % database)
    for view in session.sql("SHOW VIEWS IN global_temp").collect():
        session.catalog.dropGlobalTempView(view.viewName)
    session.catalog.clearCache()
    session.stop()
    return True
