"""Where releases of PySpark differ for the client; the rest of the runtime asks here rather than for versions."""

import contextlib
import inspect
import sys
import uuid


def load_connect():
    """Imports Spark Connect's client. It takes `python -c` for a run of its own docstrings, and needs parts for them
    that `pyspark-client` does not have (check_dependencies in pyspark/sql/connect/utils.py)."""
    with _named(sys.modules["__main__"]):
        import pyspark.sql.connect.session  # noqa: F401


@contextlib.contextmanager
def _named(module):
    if module.__spec__ is not None or hasattr(module, "__file__"):
        yield
        return
    module.__file__ = "<string>"
    try:
        yield
    finally:
        del module.__file__


def error(kind, condition, parameters):
    """An error of PySpark's with a condition; the argument was named otherwise before 4.0."""
    try:
        return kind(errorClass=condition, messageParameters=parameters)
    except TypeError:
        return kind(error_class=condition, message_parameters=parameters)


def limit_retries(client, policies, times):
    """Makes a client repeat calls by other policies; before 4.0 there is one, of which the number can be changed.

    `policies(default)` makes them from PySpark's class. What a program has set itself stays.
    """
    if hasattr(client, "set_retry_policies"):
        from pyspark.sql.connect.client.retries import DefaultPolicy

        if [type(policy) for policy in client.get_retry_policies()] == [DefaultPolicy]:
            client.set_retry_policies(policies(DefaultPolicy, times))
    else:
        client._retry_policy["max_retries"] = min(times, client._retry_policy["max_retries"])


def keep_threads(changes):
    """Leaves sessions that go on the threads that they tell the server by what they have read: in some releases a
    session that ends, or that Python collects, takes them along."""
    from pyspark.sql.connect.client.reattach import ExecutePlanResponseReattachableIterator

    if hasattr(ExecutePlanResponseReattachableIterator, "shutdown"):
        changes.set(ExecutePlanResponseReattachableIterator, "shutdown", classmethod(lambda cls: None))


def active_session():
    """The session of Spark Connect that is active, or the default one; None if there is none."""
    from pyspark.sql.connect.session import SparkSession

    # 3.5 has no function for the default.
    default = getattr(SparkSession, "_get_default_session", lambda: SparkSession._default_session)
    return SparkSession.getActiveSession() or default()


def frame_of(plan, session):
    """A DataFrame of Spark Connect with a plan."""
    from pyspark.sql.connect.dataframe import DataFrame

    if hasattr(DataFrame, "withPlan"):  # before 4.0
        return DataFrame.withPlan(plan, session)
    return DataFrame(plan, session)


def with_schema(frame, schema):
    """Saves the question to the server for the schema of a frame that we made."""
    setattr(frame, "_schema" if "_schema" in vars(frame) else "_cached_schema", schema)
    return frame


def tables(client, plan):
    """Runs a plan; yields its Arrow tables, and what else the release has among them. Ctrl-C ends the job."""
    if "observations" in inspect.signature(client.to_table_as_iterator).parameters:
        yield from client.to_table_as_iterator(plan, {})
        return
    # Before 4.0 a client that is interrupted leaves the job alone.
    tag = "reconnect-" + uuid.uuid4().hex
    client.add_tag(tag)
    try:
        found = client.to_table_as_iterator(plan)
        first = next(found, None)
    except KeyboardInterrupt:
        client.interrupt_tag(tag)
        raise
    finally:
        client.remove_tag(tag)
    try:
        if first is not None:
            yield first
            yield from found
    except (KeyboardInterrupt, GeneratorExit):
        client.interrupt_tag(tag)
        raise
