"""SparkContext over a Spark Connect session."""

import contextlib
import functools
import hashlib
import itertools
import os
import sys
import tempfile
import threading
import time
import uuid

from reconnect_runtime import compute, connection, elements, installed, plan, shared, spool, status, steps
from reconnect_runtime.conf import SparkConf, local_parallelism
from reconnect_runtime.errors import java_error, runtime_error, translated, unsupported
from reconnect_runtime.frames import Frames
from reconnect_runtime.rdd import RDD, _union

# Data up to this many bytes travels in the task; larger data is sent as a file.
_INLINE = 1 << 20


class SparkContext:
    """The entry point to RDDs. One is active at a time, as in classic Spark; it uses the session of Spark Connect that
    is active, or opens the one that SPARK_REMOTE names."""

    _active_spark_context = None
    _lock = threading.RLock()
    PACKAGE_EXTENSIONS = (".zip", ".egg", ".jar")
    _gateway = None
    _jvm = None

    def __init__(
        self,
        master=None,
        appName=None,
        sparkHome=None,
        pyFiles=None,
        environment=None,
        batchSize=0,
        serializer=None,
        conf=None,
        gateway=None,
        jsc=None,
        profiler_cls=None,
        udf_profiler_cls=None,
        memory_profiler_cls=None,
    ):
        if conf is None or conf.get("spark.executor.allowSparkContext", "false").lower() != "true":
            self._assert_on_driver()
        with SparkContext._lock:
            active = SparkContext._active_spark_context
            if active is not None:
                raise ValueError(
                    "Cannot run multiple SparkContexts at once; existing SparkContext(app=%s, master=%s)"
                    % (active.appName, active.master)
                )
            self._begin(master, appName, sparkHome, environment, batchSize, serializer, conf)
            SparkContext._active_spark_context = self
        for path in pyFiles or ():
            self.addPyFile(path)

    @classmethod
    def _over(cls, session):
        """A context on a given session, which need not be the active one."""
        context = cls.__new__(cls)
        context._begin(None, None, None, None, 0, None, None, session)
        return context

    def _begin(self, master, app_name, spark_home, environment, batch_size, serializer, conf, given=None):
        from reconnect_runtime import session

        self._conf = SparkConf().setAll(conf.getAll()) if conf is not None else SparkConf()
        if master:
            self._conf.setMaster(master)
        if app_name:
            self._conf.setAppName(app_name)
        if spark_home:
            self._conf.setSparkHome(spark_home)
        for key, value in (environment or {}).items():
            self._conf.setExecutorEnv(key, value)
        self._session = given or session.active_or_new(self._conf)
        connection.limit(self._session)
        server = session.settings(self._session)
        for key, value in server.items():
            self._conf.setIfMissing(key, value)
        self.master = self._conf.get("spark.master", "connect")
        self.appName = self._conf.get("spark.app.name", "pyspark-shell")
        self.sparkHome = self._conf.get("spark.home")
        self.environment = dict(environment or {})
        self.startTime = int(time.time() * 1000)
        self.pythonExec = os.environ.get("PYSPARK_PYTHON", "python3")
        self.pythonVer = "%d.%d" % sys.version_info[:2]
        self._batchSize = batch_size
        self.serializer = serializer
        self._checkpoint_dir = None
        self._properties = threading.local()
        self._rdd_ids = itertools.count()
        self._broadcast_ids = itertools.count()
        self._files = {}
        self._shipped = set()
        self._python_includes = []
        self._stopped = False
        self._parallelism = None
        self._actions = status.Actions()
        shipment = session.Shipment(self._session)
        self._release = session.version(self._session)
        self._frames = Frames(self._session, self._release, shipment.complete)
        self._frames.properties = self._local_properties
        self._accumulators = shared.Accumulators(spool.Spool(self._session, shipment.complete))
        self._accumulators.receive(installed.CHANNEL, installed.Differences(self._frames.client))
        self._planner = plan.Planner(self._frames, self._accumulators)

    @classmethod
    def getOrCreate(cls, conf=None):
        with SparkContext._lock:
            if SparkContext._active_spark_context is None:
                SparkContext(conf=conf or SparkConf())
            return SparkContext._active_spark_context

    @classmethod
    def _ensure_initialized(cls, instance=None, gateway=None, conf=None):
        pass

    @staticmethod
    def _assert_on_driver():
        from pyspark import TaskContext

        if TaskContext.get() is not None:
            raise _only_on_driver()

    def __getnewargs__(self):
        raise _only_on_driver()

    def __reduce_ex__(self, protocol):
        return self.__getnewargs__()

    def __enter__(self):
        return self

    def __exit__(self, type, value, trace):
        self.stop()

    def __repr__(self):
        return "<SparkContext master=%s appName=%s>" % (self.master, self.appName)

    def stop(self):
        """Ends the context, and the session with it if the context has opened it."""
        from reconnect_runtime import session

        if not self._stopped:
            self._ending()
            self._frames.release()
        self._stopped = True
        with SparkContext._lock:
            if SparkContext._active_spark_context is self:
                SparkContext._active_spark_context = None
        session.end(self)

    @staticmethod
    def _ending():
        import reconnect_runtime

        for call in list(reconnect_runtime.before_stop):
            call()

    # What it says of itself

    @property
    def version(self):
        return self._session.version

    @property
    def applicationId(self):
        return self._conf.get("spark.app.id") or self._session.session_id

    @property
    def uiWebUrl(self):
        return None

    def sparkUser(self):
        import getpass

        return os.environ.get("SPARK_USER") or getpass.getuser()

    def getConf(self):
        return SparkConf().setAll(self._conf.getAll())

    @property
    def resources(self):
        return {}

    @property
    def listArchives(self):
        return sorted(name for name, kind in self._files.items() if kind == "archive")

    @property
    def listFiles(self):
        return sorted(name for name, kind in self._files.items() if kind == "file")

    @property
    def defaultParallelism(self):
        if self._parallelism is None:
            given = self._conf.get("spark.default.parallelism")
            self._parallelism = int(given) if given else local_parallelism(self.master)
        if self._parallelism is None:
            # A range without a number of partitions gets the server's own parallelism.
            from pyspark.sql.connect import functions

            identifiers = self._session.range(0, 1 << 16).select(functions.spark_partition_id().alias("p")).distinct()
            self._parallelism = identifiers.count()
        return self._parallelism

    @property
    def defaultMinPartitions(self):
        return min(self.defaultParallelism, 2)

    def _memory_limit(self):
        return _bytes(self._conf.get("spark.python.worker.memory", "512m"))

    def _next_rdd_id(self):
        return next(self._rdd_ids)

    def _next_broadcast_id(self):
        return next(self._broadcast_ids)

    # Jobs

    def _run(self, node, step, splits=None):
        if self._stopped:
            raise java_error("java.lang.IllegalStateException", "Cannot call methods on a stopped SparkContext.")
        tasks = plan.known_count(node) if splits is None else len(splits)
        action = self._actions.begin(self.getLocalProperty("spark.jobGroup.id"), tasks)
        try:
            yield from self._planner.run(node, step, splits)
            action.status = "SUCCEEDED"
        except GeneratorExit:
            # The caller has all that it wanted.
            action.status = "SUCCEEDED"
            raise
        except KeyboardInterrupt:
            action.status = "FAILED"
            raise
        except Exception as raised:
            action.status = "FAILED"
            error = translated(raised, self._release, not self._session.__dict__.get("_reconnect_owned"))
            if error is raised:
                raise
            raise error from raised

    def runJob(self, rdd, partitionFunc, partitions=None, allowLocal=False):
        splits = None if partitions is None else list(partitions)
        if splits is None or splits == sorted(set(splits)):
            return list(self._run(rdd._node, functools.partial(steps.whole, partitionFunc), splits))
        results = []
        for split in splits:
            results.extend(self._run(rdd._node, functools.partial(steps.whole, partitionFunc), [split]))
        return results

    # Data

    def parallelize(self, c, numSlices=None):
        count = int(numSlices) if numSlices is not None else self.defaultParallelism
        if count < 1:
            raise java_error("java.lang.IllegalArgumentException", "Positive number of partitions required")
        if isinstance(c, range):
            return self._ranges(c, count)
        if not isinstance(c, list):
            c = list(c)
        batch = max(1, min(len(c) // count, self._batchSize or 1024))
        return RDD(plan.Local(count, self._slices(c, count, batch), batch), self)

    def _ranges(self, numbers, count):
        size = len(numbers)
        step = numbers.step if size > 1 else 1
        begin = numbers[0] if size else 0
        places = [begin + (split * size // count) * step for split in range(count + 1)]
        slices = compute.RangeSlices([(a, b, step) for a, b in zip(places, places[1:])])
        return RDD(plan.Local(count, slices, compute.GROWING), self)

    def _slices(self, values, count, batch):
        """Batches and their distribution as SparkContext.parallelize and ParallelCollectionRDD.slice cut them."""
        blobs = [elements.dumps(values[i : i + batch]) for i in range(0, len(values), batch)]
        total = len(blobs)
        bounds = [i * total // count for i in range(count + 1)]
        groups = [blobs[start:end] for start, end in zip(bounds, bounds[1:])]
        if sum(map(len, blobs)) <= _INLINE:
            return compute.Slices(groups)
        places, start = [], 0
        for group in groups:
            places.append([])
            for blob in group:
                places[-1].append((start, len(blob)))
                start += len(blob)
        return compute.FileSlices(self._ship(b"".join(blobs), "slices"), places)

    def _ship(self, data, kind):
        """Sends bytes to all workers as a file, equal ones once; returns the name under which they find it."""
        name = "reconnect-%s-%s" % (kind, hashlib.sha256(data).hexdigest()[:32])
        if name in self._shipped:
            return name
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            with open(path, "wb") as stream:
                stream.write(data)
            self._session.addArtifacts(path, file=True)
        self._shipped.add(name)
        return name

    def range(self, start, end=None, step=1, numSlices=None):
        if end is None:
            start, end = 0, start
        return self.parallelize(range(start, end, step), numSlices)

    def emptyRDD(self):
        return RDD(plan.Local(0, compute.Slices([])), self)

    def union(self, rdds):
        rdds = list(rdds)
        return rdds[0] if len(rdds) == 1 else _union(self, rdds)

    def textFile(self, name, minPartitions=None, use_unicode=True):
        from reconnect_runtime import files

        return files.text(self, name, minPartitions, use_unicode)

    def wholeTextFiles(self, path, minPartitions=None, use_unicode=True):
        from reconnect_runtime import files

        return files.whole_texts(self, path, minPartitions, use_unicode)

    def binaryFiles(self, path, minPartitions=None):
        from reconnect_runtime import files

        return files.binaries(self, path, minPartitions)

    def binaryRecords(self, path, recordLength):
        from reconnect_runtime import files

        return files.records(self, path, recordLength)

    def pickleFile(self, name, minPartitions=None):
        from reconnect_runtime import files

        return files.pickles(self, name, minPartitions)

    def sequenceFile(
        self,
        path,
        keyClass=None,
        valueClass=None,
        keyConverter=None,
        valueConverter=None,
        minSplits=None,
        batchSize=0,
    ):
        from reconnect_runtime import files

        return files.sequences(self, path, keyConverter, valueConverter, minSplits)

    def hadoopFile(
        self,
        path,
        inputFormatClass,
        keyClass,
        valueClass,
        keyConverter=None,
        valueConverter=None,
        conf=None,
        batchSize=0,
    ):
        from reconnect_runtime import files

        return files.hadoop(self, path, inputFormatClass, conf, keyConverter, valueConverter)

    newAPIHadoopFile = hadoopFile

    def hadoopRDD(
        self,
        inputFormatClass,
        keyClass,
        valueClass,
        keyConverter=None,
        valueConverter=None,
        conf=None,
        batchSize=0,
    ):
        from reconnect_runtime import files

        return files.hadoop(self, None, inputFormatClass, conf, keyConverter, valueConverter)

    newAPIHadoopRDD = hadoopRDD

    # Shared variables

    def broadcast(self, value):
        return shared.Broadcast(self, value)

    def accumulator(self, value, accum_param=None):
        self._frames.watching = True
        return self._accumulators.create(value, accum_param)

    # Files for workers

    def addFile(self, path, recursive=False):
        from reconnect_runtime import files

        files.add_file(self, path, recursive)

    def addPyFile(self, path):
        from reconnect_runtime import files

        files.add_python(self, path)

    def addArchive(self, path):
        from reconnect_runtime import files

        files.add_archive(self, path)

    # Checkpoints

    def setCheckpointDir(self, dirName):
        self._checkpoint_dir = "%s/%s" % (dirName.rstrip("/"), uuid.uuid4())

    def getCheckpointDir(self):
        return self._checkpoint_dir

    # Groups, tags and properties of jobs

    def setJobGroup(self, groupId, description, interruptOnCancel=False):
        self.setLocalProperty("spark.job.description", description)
        self.setLocalProperty("spark.jobGroup.id", groupId)
        self.setLocalProperty("spark.job.interruptOnCancel", str(interruptOnCancel).lower())
        self._retag(groupId)

    def _retag(self, group):
        old = getattr(self._properties, "tag", None)
        if old is not None:
            self._session.removeTag(old)
        self._properties.tag = None
        if group is not None:
            self._properties.tag = _group_tag(group)
            self._session.addTag(self._properties.tag)

    @contextlib.contextmanager
    def _job_group(self, group, description):
        before = self.getLocalProperty("spark.jobGroup.id")
        self.setJobGroup(group, description)
        try:
            yield
        finally:
            self._retag(before)

    def cancelJobGroup(self, groupId):
        self._session.interruptTag(_group_tag(groupId))

    def cancelAllJobs(self):
        self._session.interruptAll()

    def addJobTag(self, tag):
        self._session.addTag(tag)

    def removeJobTag(self, tag):
        self._session.removeTag(tag)

    def getJobTags(self):
        own = getattr(self._properties, "tag", None)
        return {tag for tag in self._session.getTags() if tag != own}

    def clearJobTags(self):
        for tag in self.getJobTags():
            self._session.removeTag(tag)

    def cancelJobsWithTag(self, tag):
        self._session.interruptTag(tag)

    def setInterruptOnCancel(self, interruptOnCancel):
        self.setLocalProperty("spark.job.interruptOnCancel", str(interruptOnCancel).lower())

    def setLocalProperty(self, key, value):
        values = self._local_properties()
        if value is None:
            values.pop(key, None)
        else:
            values[key] = value

    def getLocalProperty(self, key):
        return self._local_properties().get(key)

    def _local_properties(self):
        if not hasattr(self._properties, "values"):
            self._properties.values = {}
        return self._properties.values

    def setJobDescription(self, value):
        self.setLocalProperty("spark.job.description", value)

    def setLogLevel(self, logLevel):
        valid = {"ALL", "DEBUG", "ERROR", "FATAL", "INFO", "OFF", "TRACE", "WARN"}
        if logLevel.upper() not in valid:
            raise java_error(
                "java.lang.IllegalArgumentException",
                "requirement failed: Supplied level %s did not match one of: %s" % (logLevel, ",".join(sorted(valid))),
            )

    # What `reconnect run` and this process have instead of Java's system properties.
    _system_properties = {"SPARK_SUBMIT": "true"}

    @classmethod
    def setSystemProperty(cls, key, value):
        cls._system_properties[key] = value

    @classmethod
    def getSystemProperty(cls, key):
        return cls._system_properties.get(key)

    def statusTracker(self):
        from reconnect_runtime.status import StatusTracker

        return StatusTracker(self)

    def show_profiles(self):
        raise unsupported("SparkContext.show_profiles", "workers of Spark Connect report no profile of RDD functions")

    def dump_profiles(self, path):
        raise unsupported("SparkContext.dump_profiles", "workers of Spark Connect report no profile of RDD functions")


def _only_on_driver():
    return runtime_error(
        "CONTEXT_ONLY_VALID_ON_DRIVER",
        "A SparkContext is part of a function that workers run; it can only be used on the driver. See SPARK-5063.",
    )


def _group_tag(group):
    # A tag may not contain a comma or be empty.
    return "reconnect-group-" + "".join(c if c.isalnum() or c in "-_." else "%%%x" % ord(c) for c in group)


def _bytes(text):
    """Bytes of a size such as 512m; the unit without one is MiB."""
    units = {"k": 1 << 10, "m": 1 << 20, "g": 1 << 30, "t": 1 << 40}
    text = text.strip().lower()
    if text and text[-1] == "b" and text[-2:-1] in units:
        text = text[:-1]
    if text and text[-1] in units:
        return int(float(text[:-1]) * units[text[-1]]) >> 20
    return int(text)
