"""Errors as classic PySpark raises them, made on this side of Spark Connect."""

import re


def runtime_error(condition, message):
    """A PySparkRuntimeError with an error condition; works for all releases' constructors."""
    from pyspark.errors import PySparkRuntimeError

    error = PySparkRuntimeError("[%s] %s" % (condition, message))
    error._errorClass = error._error_class = condition
    error._messageParameters = error._message_parameters = {}
    return error


class UnsupportedOnConnect(NotImplementedError):
    """What classic Spark has and no client of Spark Connect can do."""


def unsupported(what, reason, instead=None):
    """An error that names the member, why it cannot be, and what to do."""
    return UnsupportedOnConnect("%s: %s%s" % (what, reason, "; " + instead if instead else ""))


class JavaThrowable:
    """What the `java_exception` of a Py4JJavaError is asked for."""

    def __init__(self, name, message, cause=None):
        self._name = name
        self._message = message
        self._cause = cause

    def getMessage(self):
        return self._message

    def getLocalizedMessage(self):
        return self._message

    def toString(self):
        return self._name if self._message is None else "%s: %s" % (self._name, self._message)

    def getCause(self):
        return self._cause

    def getClass(self):
        return _JavaClass(self._name)

    def getStackTrace(self):
        return []

    def printStackTrace(self):
        import sys

        print(self.toString(), file=sys.stderr)

    def __str__(self):
        return self.toString()


class _JavaClass:
    def __init__(self, name):
        self._name = name

    def getName(self):
        return self._name

    def getSimpleName(self):
        return self._name.rsplit(".", 1)[-1]

    def __str__(self):
        return "class " + self._name


def java_error(name, message, cause=None):
    """A Py4JJavaError without a JVM: `name` is the class of the Java exception."""
    return _error_class()(
        "An error occurred while calling a method of the Spark Connect server.\n", JavaThrowable(name, message, cause)
    )


_classes = []


def _error_class():
    """The class that `except Py4JJavaError` catches: py4j's where it is installed."""
    if not _classes:
        try:
            from py4j.protocol import Py4JJavaError as base
        except ImportError:
            base = Exception

        class Py4JJavaError(base):
            def __init__(self, msg, java_exception):
                Exception.__init__(self, msg, java_exception)
                self.args = (msg, java_exception)
                self.errmsg = msg
                self.java_exception = java_exception
                self.exception_cmd = None

            def __str__(self):
                return "%s: %s" % (self.errmsg.strip(), self.java_exception.toString())

        Py4JJavaError.__module__ = "py4j.protocol"
        Py4JJavaError.__qualname__ = "Py4JJavaError"
        _classes.append(Py4JJavaError)
    return _classes[0]


_PYTHON_ERROR = re.compile(r"(?:^|\n|: )Traceback \(most recent call last\):\n")


def translated(raised, release, has_session):
    """The error that classic Spark has for what a job got from the server; `raised` itself where it is the same.

    As long as a program makes no SparkSession, classic PySpark shows what Java threw. `release` is (major, minor).
    """
    text = str(raised)
    if "[OPERATION_CANCELED]" in text:
        return _because(raised, "org.apache.spark.SparkException", "Job cancelled: " + text)
    found = _PYTHON_ERROR.search(text)
    if has_session or (found is None and "Job aborted due to stage failure" not in text):
        return raised
    trace = text[found.start() :].lstrip(": \n") if found else text
    if release >= (4, 2) and found:
        message = "[PYTHON_EXCEPTION] An exception was thrown from the Python worker: " + trace
        return _because(raised, "org.apache.spark.api.python.PythonException", message)
    if found:
        trace = "Job aborted due to stage failure: org.apache.spark.api.python.PythonException: " + trace
    return _because(raised, "org.apache.spark.SparkException", trace)


def _because(raised, name, message):
    error = java_error(name, message)
    error.__cause__ = raised
    return error
