"""Tells whether a program may have left something in a Connect server that other programs would find there.

What a client asks for is in its requests (`spark/connect/base.proto`): queries, writes to paths and what belongs to the
session leave nothing; tables, databases, global views, the cache and all that is not known here may.
"""

import re
import sys

_OWN_COMMANDS = {
    "register_function",
    "register_table_function",
    "get_resources_command",
    "create_resource_profile_command",
    "checkpoint_command",
    "remove_cached_remote_relation_command",
}
_LASTING_ANALYSES = {"persist"}
_QUERY = re.compile(r"\s*(SELECT|WITH|VALUES|FROM|DESCRIBE|SHOW)\b", re.I)
_CHANGE = re.compile(r"\b(INSERT|CACHE|CREATE|DROP)\b", re.I)

# Processes of their own may have clients of their own.
_STARTS = {"subprocess.Popen", "os.system", "os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "pty.spawn"}


class Footprint:
    """Looks at the requests of this process from `install` on."""

    def __init__(self):
        self.may_be_left = False

    def install(self):
        stubs = sys.modules["pyspark.sql.connect.proto.base_pb2_grpc"]
        create = stubs.SparkConnectServiceStub.__init__

        def create_watched(stub, *arguments, **named):
            create(stub, *arguments, **named)
            stub.ExecutePlan = self._watched(stub.ExecutePlan, lambda request: executes(request.plan))
            stub.AnalyzePlan = self._watched(stub.AnalyzePlan, lambda request: request.WhichOneof("analyze") in _LASTING_ANALYSES)

        stubs.SparkConnectServiceStub.__init__ = create_watched

    def audit(self, event):
        """Takes the name of an event that `sys.addaudithook` reports."""
        if event in _STARTS:
            self.may_be_left = True

    def _watched(self, call, leaves):
        def watched(request, *arguments, **named):
            self.may_be_left = self.may_be_left or leaves(request)
            return call(request, *arguments, **named)

        return watched


def executes(plan):
    """Whether the plan of a request, of `base.proto`, may leave something when it is executed."""
    if plan.WhichOneof("op_type") == "root":
        return _relation_leaves(plan.root)
    command = plan.command
    kind = command.WhichOneof("command_type")
    if kind == "write_operation":
        return command.write_operation.WhichOneof("save_type") == "table"
    if kind == "create_dataframe_view":
        return command.create_dataframe_view.is_global
    if kind == "sql_command":
        sql = command.sql_command
        text = sql.sql or (sql.input.sql.query if sql.HasField("input") and sql.input.HasField("sql") else "")
        return _sql_leaves(text)
    return kind not in _OWN_COMMANDS


def _relation_leaves(relation):
    kind = relation.WhichOneof("rel_type")
    if kind == "sql":
        return _sql_leaves(relation.sql.query)
    return kind in ("catalog", "unknown", "extension", "ml_relation", None)


def _sql_leaves(text):
    return _QUERY.match(text) is None or _CHANGE.search(text) is not None
