"""An object called sc that is a client of a scheduler."""

import sched
import time


class SchedulerClient:
    version = "2.1"
    applicationId = "scheduler"
    defaultParallelism = 4

    def parallelize(self, jobs):
        return [job() for job in jobs]

    def broadcast(self, message):
        return len(message)

    def setLogLevel(self, level):
        self.level = level

    def stop(self):
        self.level = None


sc = SchedulerClient()
sc.setLogLevel("INFO")
print(sc.parallelize([lambda: 1, lambda: 2]), sc.broadcast("ready"), sc.version, sc.defaultParallelism)
sc.stop()
queue = sched.scheduler(time.time, time.sleep)
print(queue.empty())
