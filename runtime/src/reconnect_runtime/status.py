"""StatusTracker, as far as a client of Spark Connect knows: what jobs and stages run on the server is not told."""

from typing import List, NamedTuple, Optional


class SparkJobInfo(NamedTuple):
    jobId: int
    stageIds: "List[int]"
    status: str


class SparkStageInfo(NamedTuple):
    stageId: int
    currentAttemptId: int
    name: str
    numTasks: int
    numActiveTasks: int
    numCompletedTasks: int
    numFailedTasks: int


class SparkExecutorInfo(NamedTuple):
    host: str
    port: int
    cacheSize: int
    numRunningTasks: int
    usedOnHeapStorageMemory: int
    usedOffHeapStorageMemory: int
    totalOnHeapStorageMemory: int
    totalOffHeapStorageMemory: int


class StatusTracker:
    """Answers for the actions of this context: each one counts as a job with one stage of the same number."""

    def __init__(self, context):
        self._actions = context._actions

    def getJobIdsForGroup(self, jobGroup: Optional[str] = None) -> "List[int]":
        return [action.ident for action in self._actions.known() if action.group == jobGroup]

    def getActiveStageIds(self) -> "List[int]":
        return self.getActiveJobsIds()

    def getActiveJobsIds(self) -> "List[int]":
        return sorted(action.ident for action in self._actions.known() if action.status == "RUNNING")

    def getJobInfo(self, jobId: int) -> Optional[SparkJobInfo]:
        action = self._actions.find(jobId)
        return None if action is None else SparkJobInfo(jobId, [jobId], action.status)

    def getStageInfo(self, stageId: int) -> Optional[SparkStageInfo]:
        """Tasks are counted as done when the action is; in between the client sees no single one."""
        action = self._actions.find(stageId)
        if action is None or action.tasks is None:
            return None
        running = action.tasks if action.status == "RUNNING" else 0
        done = action.tasks if action.status == "SUCCEEDED" else 0
        return SparkStageInfo(stageId, 0, "RDD", action.tasks, running, done, action.tasks - running - done)

    def getExecutorInfos(self) -> "List[SparkExecutorInfo]":
        from reconnect_runtime.errors import unsupported

        raise unsupported("StatusTracker.getExecutorInfos", "a client of Spark Connect is not told of executors")


class _Action:
    def __init__(self, ident, group, tasks):
        self.ident = ident
        self.group = group
        self.tasks = tasks
        self.status = "RUNNING"


class Actions:
    """The last actions of a context."""

    _KEPT = 1000

    def __init__(self):
        self._by_id = {}
        self._next = 0

    def begin(self, group, tasks):
        action = _Action(self._next, group, tasks)
        self._next += 1
        self._by_id[action.ident] = action
        if len(self._by_id) > self._KEPT:
            del self._by_id[next(iter(self._by_id))]
        return action

    def known(self):
        return list(self._by_id.values())

    def find(self, ident):
        return self._by_id.get(ident)
