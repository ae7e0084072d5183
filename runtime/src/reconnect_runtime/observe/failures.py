"""Describes exceptions so that the same failure has the same signature on classic and on Connect.

Classic raises `Py4JJavaError` or captured exceptions, Connect its own classes of the same names. The signature is
what both agree on: the error condition where Spark gives one, the class of the user's own exception where a Python
worker failed, else the class name. Code that raises for a row what a function raised for it, as `assert_true` does with
the text `ValueError: why`, counts as that function.
"""

import re

MAX_MESSAGE = 2000

# `ValueError: text` as the last line of a traceback that came back from a Python worker.
_WORKER_ERROR = re.compile(r"^((?:[A-Za-z_]\w*\.)*[A-Za-z_]\w*)(?::|$)", re.MULTILINE)
_WORKER_MARKS = ("PythonException", "from the Python worker", "/worker.py")
_CONDITION = re.compile(r"\[([A-Z][A-Z0-9_]*(?:\.[A-Z0-9_]+)*)\]")
_RAISED = re.compile(r"\[USER_RAISED_EXCEPTION\] ([A-Z][A-Za-z]*Error): ")
_JAVA_CLASS = re.compile(r"\b((?:[a-z]\w*\.)+[A-Z]\w*(?:Exception|Error))\b")


def describe(error):
    """A dict of `class`, `condition`, `signature` and `message`; never raises."""
    try:
        return _describe(error)
    except Exception as failure:  # a dead JVM cannot say what its exception was
        return _description(type(error).__name__, None, "python:" + type(error).__name__, repr(failure))


def _describe(error):
    kind = type(error)
    module = kind.__module__ or ""
    message = _message(error)
    if module.startswith("py4j.") and kind.__name__ == "Py4JJavaError":
        return _from_java(error, message)
    if module.startswith("pyspark."):
        return _from_spark(error, kind, message)
    name = kind.__name__ if module in ("builtins", "__main__") else module + "." + kind.__name__
    return _description(name, None, "python:" + name, message)


def _message(error):
    try:
        return str(error)
    except Exception:
        return type(error).__name__


def _from_spark(error, kind, message):
    worker = _worker_error(message)
    if worker is not None:
        return _description(kind.__name__, None, "worker:" + worker, message)
    condition = _condition(error, message)
    if condition is not None:
        return _description(kind.__name__, condition, "spark:" + condition, message)
    name = kind.__name__
    if name in ("SparkConnectGrpcException", "SparkException", "UnknownException", "SparkConnectException"):
        java = _JAVA_CLASS.search(message)
        if java is not None:
            name = java.group(1).rsplit(".", 1)[1]
    return _description(kind.__name__, None, "spark:" + name, message)


def _condition(error, message):
    for getter in ("getCondition", "getErrorClass"):
        method = getattr(error, getter, None)
        if method is None:
            continue
        try:
            condition = method()
        except Exception:
            condition = None
        if condition and not condition.startswith("_LEGACY"):
            return condition
        break
    found = _CONDITION.match(message)
    return found.group(1) if found is not None else None


def _from_java(error, message):
    """A failed job: the first cause that carries a condition, or the Python exception of a worker, decides."""
    worker = _worker_error(message)
    if worker is not None:
        return _description("Py4JJavaError", None, "worker:" + worker, message)
    name = None
    cause = error.java_exception
    for _ in range(20):
        if cause is None:
            break
        java_class = cause.getClass().getName()
        condition = _java_condition(cause)
        if condition is not None:
            return _description("Py4JJavaError", condition, "spark:" + condition, message)
        if name is None or not java_class.endswith(".SparkException"):
            name = java_class.rsplit(".", 1)[1]
        cause = cause.getCause()
    found = _CONDITION.search(message)
    if found is not None:
        return _description("Py4JJavaError", found.group(1), "spark:" + found.group(1), message)
    return _description("Py4JJavaError", None, "spark:" + (name or "Py4JJavaError"), message)


def _java_condition(cause):
    for getter in ("getCondition", "getErrorClass"):
        try:
            condition = getattr(cause, getter)()
        except Exception:
            continue
        if condition and not condition.startswith("_LEGACY"):
            return condition
    return None


def _worker_error(message):
    """The class of the exception that a Python worker's traceback ends with, or that was raised for a row; None for other failures."""
    start = message.find("Traceback (most recent call last):")
    if start < 0 or not any(mark in message for mark in _WORKER_MARKS):
        raised = _RAISED.search(message)
        return None if raised is None else raised.group(1)
    for line in message[start:].splitlines()[1:]:
        if line.startswith((" ", "\t")) or not line.strip():
            continue
        found = _WORKER_ERROR.match(line)
        if found is None:
            return None
        return found.group(1)
    return None


def _description(name, condition, signature, message):
    return {"class": name, "condition": condition, "signature": signature, "message": message[:MAX_MESSAGE]}
