"""Facts about Spark Connect, derived from released PySpark wheels.

The package reads installed PySpark releases and writes what Reconnect knows of them: the type stubs of the default release (`stubs`) and
the compatibility table of all releases (`introspect`, `probes`, `table`). `facts/derive.py` is its command line.
"""
