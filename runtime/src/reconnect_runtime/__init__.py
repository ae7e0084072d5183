"""What Reconnect brings to the Python side. Imports nothing heavy, so that naming the package costs nothing."""

__version__ = "0.1.0"

# Functions without arguments that are called before a context or session of the runtime ends.
before_stop = []


def activate(mode="run", trace=None):
    """Makes classic PySpark's names work over Spark Connect in this process, until `deactivate`.

    `trace` is a file that says what the program did with Spark; mode `native` only writes that, on classic Spark.
    """
    from reconnect_runtime import activation

    activation.activate(mode, trace)


def deactivate():
    """Gives PySpark back as it was before `activate`."""
    from reconnect_runtime import activation

    activation.deactivate()


def load_ipython_extension(shell):
    """`%load_ext reconnect_runtime`."""
    activate()


def unload_ipython_extension(shell):
    deactivate()
