"""What happens when something fails or is too large: the right result or a clear error, no hang, nothing left behind.

RECONNECT_LONG=1 takes the sizes that the runtime is held to; without it they are smaller, to be quick.
"""

import gc
import os
import subprocess
import sys
import textwrap
import threading
import time

import pytest

from reconnect_runtime import plan

SOURCE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src")
LONG = os.environ.get("RECONNECT_LONG") == "1"
PATIENCE = 240


def start(remote, folder, source):
    """A program that runs on the runtime; what it prints can be read, and it can be told to go on."""
    path = folder / "program.py"
    path.write_text(textwrap.dedent(source))
    environment = dict(os.environ, PYTHONPATH=SOURCE, SPARK_REMOTE=remote, PYTHONUNBUFFERED="1")
    with open(folder / "errors", "w") as errors:
        return subprocess.Popen(
            [sys.executable, "-m", "reconnect_runtime", str(path), str(folder)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        )


def said(program):
    return program.stdout.readline().rstrip("\n")


def tell(program):
    program.stdin.write("\n")
    program.stdin.flush()


def ended(program, folder):
    """Its last output; the test fails if it does not end."""
    # Not `communicate`, which does not see what `said` has read ahead.
    watch = threading.Timer(PATIENCE, program.kill)
    watch.start()
    out = program.stdout.read()
    code = program.wait()
    watch.cancel()
    assert code == 0, (folder / "errors").read_text()
    return out


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "not within %d s" % seconds
        time.sleep(0.1)


def gone(pid):
    try:
        with open("/proc/%d/stat" % pid) as stream:
            return stream.read().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


@pytest.fixture
def servers(tmp_path):
    """Starts servers that repeat a failed task once, at one address, one after the other."""
    from reconnect_runtime.server import LocalServer, NoServer

    if os.environ.get("RECONNECT_TEST_REMOTE"):
        pytest.skip("the server of these tests is not theirs to kill")
    settings = {"spark.master": "local[2,2]"}
    started = []

    def start_server():
        folder = tmp_path / ("server-%d" % len(started))
        folder.mkdir()
        try:
            server = LocalServer(str(folder), settings)
        except NoServer as raised:
            pytest.skip(str(raised))
        settings["spark.connect.grpc.binding.port"] = server.remote.rpartition(":")[2]
        started.append(server)
        return server

    yield start_server
    for server in started:
        server.stop()


WORKERS = """
    import os, signal, sys
    from pyspark import SparkContext

    folder = sys.argv[1]
    sc = SparkContext()
    seen = sc.accumulator(0)

    def dies_once(pair):
        flag = os.path.join(folder, "died")
        if pair[0] == 7 and not os.path.exists(flag):
            open(flag, "w").close()
            os.kill(os.getpid(), signal.SIGKILL)
        seen.add(1)
        return pair

    pairs = sc.parallelize([(i % 10, 1) for i in range(1000)], 4)
    print(sorted(pairs.map(dies_once).reduceByKey(lambda a, b: a + b).collect()) == [(i, 100) for i in range(10)])
    print(os.path.exists(os.path.join(folder, "died")), seen.value)

    def dies(pair):
        os.kill(os.getpid(), signal.SIGKILL)

    try:
        pairs.map(dies).groupByKey().collect()
    except Exception as raised:
        print("crashed" in str(raised) or "EOFException" in str(raised), type(raised).__name__)
    print(pairs.count())

    def sleeps(split, elements):
        open(os.path.join(folder, "worker-%d" % os.getpid()), "w").close()
        import time
        time.sleep(600)
        return elements

    print("sleeping")
    try:
        pairs.mapPartitionsWithIndex(sleeps).count()
    except Exception as raised:
        print(type(raised).__name__, raised)
    try:
        pairs.count()
    except Exception as raised:
        print(type(raised).__name__, raised)
    print("waiting")
    sys.stdin.readline()
    # The connection itself waits a while before it is tried again.
    for _ in range(60):
        try:
            pairs.count()
        except Exception as raised:
            if "does not answer" not in str(raised):
                print(type(raised).__name__, raised)
                break
    sc.stop()
    print(SparkContext().parallelize(range(10), 3).map(lambda x: x * x).sum())
"""


def test_workers_and_servers_that_are_killed(servers, tmp_path):
    server = servers()
    program = start(server.remote, tmp_path, WORKERS)
    try:
        assert said(program) == "True"
        assert said(program) == "True 1000"
        assert said(program) == "True Py4JJavaError"
        assert said(program) == "1000"
        assert said(program) == "sleeping"
        until(lambda: list(tmp_path.glob("worker-*")))
        workers = [int(path.name.partition("-")[2]) for path in tmp_path.glob("worker-*")]
        server.process.kill()
        began = time.monotonic()
        for _ in range(2):
            assert said(program).startswith("ServerLost the Spark Connect server at 127.0.0.1 does not answer")
        assert time.monotonic() - began < 60
        assert said(program) == "waiting"
        until(lambda: all(map(gone, workers)))
        servers()
        tell(program)
        assert said(program).startswith("ServerLost the Spark Connect server at 127.0.0.1 does not know this session")
        assert ended(program, tmp_path) == "285\n"
    finally:
        program.kill()
        program.communicate()


INTERRUPTED = """
    import os, sys, threading, time
    from pyspark import SparkContext

    folder = sys.argv[1]
    sc = SparkContext()
    sc.parallelize(range(2), 2).count()

    def ticks(split, elements):
        path = os.path.join(folder, "ticks-%d" % split)
        for _ in range(6000):
            with open(path, "a") as stream:
                stream.write(".")
            time.sleep(0.05)
        return elements

    try:
        print("running")
        sc.parallelize(range(2), 2).mapPartitionsWithIndex(ticks).reduceByKey(max).count()
    except KeyboardInterrupt:
        print("interrupted")
    print(sc.statusTracker().getActiveJobsIds())
    print(sc.parallelize(range(4), 2).map(lambda x: (x % 2, x)).reduceByKey(max).collect())
    print([t for t in threading.enumerate() if not t.daemon and t is not threading.main_thread()
           and not t.name.startswith("ThreadPoolExecutor")])
"""


def test_ctrl_c_ends_the_action_and_not_the_session(remote, tmp_path):
    import signal

    # Tests that run in the background of a shell ignore it, and so would what they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    program = start(remote, tmp_path, INTERRUPTED)
    try:
        assert said(program) == "running"
        until(lambda: list(tmp_path.glob("ticks-*")))
        program.send_signal(signal.SIGINT)
        assert said(program) == "interrupted"
        assert ended(program, tmp_path) == "[]\n[(0, 2), (1, 3)]\n[]\n"
    finally:
        program.kill()
        program.communicate()

    def sizes():
        return [path.stat().st_size for path in sorted(tmp_path.glob("ticks-*"))]

    def still():
        before = sizes()
        time.sleep(1)
        return sizes() == before

    until(still)


def test_a_group_of_jobs_is_cancelled_and_no_other(sc, tmp_path):
    flag = str(tmp_path / "started")
    results = {}

    def slow(x):
        open(flag, "w").close()
        time.sleep(300)
        return x

    def quick(x):
        time.sleep(0.5)
        return x

    def run(group, function):
        sc.setJobGroup(group, group)
        try:
            results[group] = sc.parallelize(range(2), 2).map(function).collect()
        except Exception as raised:
            results[group] = raised

    threads = [threading.Thread(target=run, args=pair) for pair in (("slow", slow), ("quick", quick))]
    for thread in threads:
        thread.start()
    until(lambda: os.path.exists(flag))
    sc.cancelJobGroup("slow")
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    assert results["quick"] == [0, 1]
    assert type(results["slow"]).__name__ == "Py4JJavaError" and "cancel" in str(results["slow"]).lower()
    assert sc.parallelize(range(3)).count() == 3


def test_many_steps_in_a_row(sc):
    numbers = sc.parallelize(range(10), 2)
    for _ in range(500):
        numbers = numbers.map(lambda x: x + 1).filter(lambda x: True)
    assert numbers.sum() == 45 + 5000


def test_many_unions_in_a_row(sc):
    numbers = sc.parallelize(range(10), 2)
    for i in range(500):
        numbers = numbers.union(sc.parallelize([i], 1))
    assert numbers.getNumPartitions() == 502
    assert numbers.take(3) == [0, 1, 2]


def test_many_unions_and_steps_in_turn(sc, monkeypatch):
    if not LONG:
        monkeypatch.setattr(plan, "STEPS", 30)
        monkeypatch.setattr(plan, "DEPTH", 2)
    levels = 60 if LONG else 7
    numbers, expected = sc.parallelize(range(3), 2), list(range(3))
    for i in range(levels):
        numbers = numbers.map(lambda x: x + 1).union(sc.parallelize([i], 1))
        expected = [x + 1 for x in expected] + [i]
    assert numbers.collect() == expected
    assert numbers.count() == len(expected)


def test_many_shuffles_in_a_row(sc):
    steps = 500 if LONG else 30
    pairs = sc.parallelize([(i % 3, 1) for i in range(10)], 2)
    for _ in range(steps):
        pairs = pairs.mapValues(lambda v: 1).reduceByKey(lambda a, b: a + b, 2).map(lambda kv: (kv[0] + 1, kv[1]))
    assert sorted(pairs.collect()) == [(steps, 1), (steps + 1, 1), (steps + 2, 1)]


def test_loops_over_cached_rdds(sc, monkeypatch):
    monkeypatch.setattr(plan, "DEPTH", 4)
    links = sc.parallelize([(i % 5, (i * 3) % 7) for i in range(20)], 2).groupByKey(2).mapValues(list).cache()
    ranks, sizes, totals = links.mapValues(lambda targets: 1), [], []
    for _ in range(9):
        before = ranks
        ranks = links.join(ranks, 2).flatMap(lambda found: [(key, found[1][1]) for key in found[1][0]])
        ranks = ranks.reduceByKey(lambda a, b: (a + b) % 97, 2).cache()
        totals.append(ranks.values().sum())
        before.unpersist()
        client = ranks.ctx._session.client
        sizes.append(len(ranks._node.kept._plan.to_proto(client).SerializeToString()))
    assert totals == [20, 56, 160, 456, 427, 313, 391, 482, 284]
    assert max(sizes[4:]) <= max(sizes[:4]), "the plan of a cached RDD has those of all turns before"


def resident(_=None):
    """Megabytes that this process has in memory."""
    with open("/proc/self/statm") as stream:
        return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20


def _values(pairs):
    """(how many values, their bytes, whether keys ascend, the most memory seen)"""
    count = size = most = 0
    last, ascending = "", True
    for key, values in pairs:
        ascending, last = ascending and key >= last, key
        for value in [values] if isinstance(values, (str, int)) else values:
            count += 1
            size += len(value) if isinstance(value, str) else value
            if count % 500 == 0:
                most = max(most, resident())
    yield count, size, ascending, most


def test_a_partition_larger_than_the_memory_allowed(sc):
    """Five times larger; what the worker holds besides (a row on its way, Python) is not in the limit."""
    limit = 64 if LONG else 16
    count = limit * 5 * 1024
    before = sc._conf.get("spark.python.worker.memory")
    sc._conf.set("spark.python.worker.memory", "%dm" % limit)
    try:
        few = sc.parallelize(range(count), 2).map(lambda i: ("%02d" % (i % 50), ("%08d" % (i * 7919 % count)) * 128))
        many = few.map(lambda pair: (pair[1][:8], pair[1][:1000]))
        cases = {
            "group": few.groupByKey(1),
            "sort": many.sortByKey(numPartitions=1),
            "merge": many.map(lambda pair: (pair[0] * 100, 1000)).reduceByKey(lambda a, b: a + b, 1),
            "join": many.join(many.mapValues(len), 1).mapValues(lambda pair: pair[0]),
        }
        found = {name: rdd.mapPartitions(_values).collect() for name, rdd in cases.items()}
    finally:
        sc._conf._conf.pop("spark.python.worker.memory")
        if before is not None:
            sc._conf.set("spark.python.worker.memory", before)
    assert found["group"][0][:2] == (count, count * 1024)
    assert found["sort"][0][:3] == (count, count * 1000, True)
    assert found["merge"][0][:2] == (count, count * 1000)
    assert found["join"][0][:2] == (count, count * 1000)


def test_a_broadcast_variable_is_sent_once(sc, monkeypatch):
    sent = []
    ship = sc._ship
    monkeypatch.setattr(sc, "_ship", lambda data, kind: sent.append(kind) or ship(data, kind))
    table = sc.broadcast({i: str(i) for i in range(50_000)})
    numbers = sc.parallelize(range(4), 2)
    for i in range(100 if LONG else 10):
        assert numbers.map(lambda x: table.value[x + i]).collect() == [str(x + i) for x in range(4)]
    loaded = numbers.map(lambda x: (os.getpid(), id(table.value))).collect()
    assert len(set(loaded)) == len({pid for pid, _ in loaded})
    assert sent == ["broadcast"]


def test_many_actions_in_one_session(sc):
    """The client grows by less than a record for each action, once everything has been used."""
    total = sc.accumulator(0)
    base = sc.parallelize([(i % 10, i) for i in range(100)], 2)
    kept = base.reduceByKey(lambda a, b: a + b)

    def act(i):
        kept.mapValues(lambda value: value + i).count()
        base.foreach(lambda pair: total.add(1))
        cached = base.values().cache()
        cached.count()
        cached.unpersist()

    def objects():
        # Answers to requests that release results on the server may still be under way: the least of some readings.
        readings = []
        for _ in range(10):
            gc.collect()
            readings.append(len(gc.get_objects()))
            time.sleep(0.1)
        return min(readings)

    rounds = 333 if LONG else 12
    for i in range(rounds // 4):
        act(i)
    before, memory = objects(), resident()
    for i in range(rounds // 4, rounds):
        act(i)
    assert total.value == 100 * rounds
    assert (objects() - before) / (3 * (rounds - rounds // 4)) < 5
    assert resident() - memory < 64
