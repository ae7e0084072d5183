"""What becomes of calls when the server is gone: an error that says so and what to do, after a bounded time.

PySpark itself asks a server that does not answer for ten minutes, and then shows the last error of gRPC.
"""

import functools
import sys

from reconnect_runtime import compat

# How often a call is repeated; PySpark waits 0.05 s at first, then four times longer each time.
_ON_THIS_MACHINE = 4  # about 4 s
_ELSEWHERE = 6  # about a minute

_LOST = ("INVALID_HANDLE.SESSION_", "RESPONSE_ALREADY_RECEIVED", "SESSION_CLOSED", "SESSION_CHANGED")


def install(changes):
    from pyspark.sql.connect.client import SparkConnectClient

    original = SparkConnectClient._handle_error

    def handle_error(self, error, *args, **kwargs):
        try:
            original(self, error, *args, **kwargs)
        except Exception as raised:
            lost = _explained(self, error, raised)
            if lost is None:
                raise
            raise lost from raised

    compat.keep_threads(changes)
    changes.set(SparkConnectClient, "_handle_error", functools.wraps(original)(handle_error))


def limit(session):
    """Bounds the time that calls of a session wait for a server that does not answer."""
    client = session.client
    times = _ON_THIS_MACHINE if client.host in ("localhost", "127.0.0.1", "[::1]") else _ELSEWHERE
    compat.limit_retries(client, _policies, times)


@functools.lru_cache(maxsize=None)
def _policies(default, times):
    class NoAnswer(default):
        """Errors of the connection itself."""

        def can_retry(self, error):
            return super().can_retry(error) and _no_answer(error)

    class Asked(default):
        """Errors of a server that asks to be called again, however long that takes."""

        def can_retry(self, error):
            return super().can_retry(error) and not _no_answer(error)

    return [NoAnswer(max_retries=times), Asked()]


def _no_answer(error):
    """True for the error of a server that could not be reached, and did not say when to call again."""
    import grpc

    if not isinstance(error, grpc.RpcError) or error.code() != grpc.StatusCode.UNAVAILABLE:
        return False
    asked = getattr(sys.modules.get("pyspark.sql.connect.client.retries"), "extract_retry_info", None)
    return asked is None or asked(error) is None


def _explained(client, error, raised):
    """The error to raise in place of `raised`, which PySpark has made of `error`; None if it is of another kind."""
    # 4.0 and 4.1 say that they have given up, because of the other.
    for known in (error, error.__cause__):
        if _no_answer(known):
            return server_lost(
                "the Spark Connect server at %s does not answer (%s). What the session had there is gone with it, such "
                "as cached and broadcast data: start the server and run the program again" % (client.host, _first(known))
            )
    if _is_forgotten(client, error, raised):
        return server_lost(
            "the Spark Connect server at %s does not know this session any more (%s): it was restarted, or the session "
            "was idle for too long. Stop this session and make a new one, or run the program again"
            % (client.host, _first(error))
        )
    return None


def _is_forgotten(client, error, raised):
    """Whether the server has forgotten the session. A client that is told so closes itself, after which each call, and
    from 4.1 already the question for details of that answer, says that there is no session (NO_ACTIVE_SESSION)."""
    known = vars(client)
    if any(name in str(told) for told in (error, raised) for name in _LOST):
        known["_reconnect_forgotten"] = True
        return True
    return "_reconnect_forgotten" in known and "NO_ACTIVE_SESSION" in str(raised)


def _first(error):
    details = error.details() if hasattr(error, "details") else str(error)
    return (details or type(error).__name__).strip().splitlines()[0][:200]


def server_lost(message):
    """A ServerLost, which is an exception of PySpark's Connect."""
    return _error_class()(message)


@functools.lru_cache(maxsize=None)
def _error_class():
    from pyspark.errors.exceptions.connect import SparkConnectException

    class ServerLost(SparkConnectException):
        """The server of a session is gone, or has forgotten the session."""

    ServerLost.__module__ = __name__
    ServerLost.__qualname__ = "ServerLost"
    return ServerLost
