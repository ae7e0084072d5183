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
    """What may be there is asked for side by side: waiting for the server's answers is most of the work."""
    from concurrent.futures import ThreadPoolExecutor

    from pyspark.sql import SparkSession

    session = SparkSession.builder.getOrCreate()
    with ThreadPoolExecutor() as pool:
        parts = [pool.submit(part, session) for part in (_drop_databases, _drop_tables, _drop_global_views, _clear_cache)]
    for part in parts:
        part.result()
    session.stop()
    return True


def _drop_databases(session):
    for row in session.sql("SHOW DATABASES").collect():
        if row[0] != "default":
            session.sql("DROP DATABASE IF EXISTS `%s` CASCADE" % row[0])


def _drop_tables(session):
    """Tables and views of the default database, which itself cannot be dropped."""
    tables = [table.tableName for table in session.sql("SHOW TABLES IN default").collect() if not table.isTemporary]
    views = {row.viewName for row in session.sql("SHOW VIEWS IN default").collect()} if tables else ()
    for name in tables:
        session.sql("DROP %s IF EXISTS default.`%s`" % ("VIEW" if name in views else "TABLE", name))


def _drop_global_views(session):
    for view in session.sql("SHOW VIEWS IN global_temp").collect():
        session.catalog.dropGlobalTempView(view.viewName)


def _clear_cache(session):
    session.catalog.clearCache()
