"""Command lines and system calls that keep programs in: bubblewrap where it works, limits everywhere."""

import collections
import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import time

_PR_SET_PDEATHSIG = 1
_PR_SET_CHILD_SUBREAPER = 36


def bubblewrap():
    """The path of a bubblewrap that is able to make namespaces here, or None."""
    path = shutil.which("bwrap")
    if path is None:
        return None
    trial = [path, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--unshare-pid", "--unshare-net"]
    try:
        done = subprocess.run(trial + ["true"], stdin=subprocess.DEVNULL, capture_output=True, timeout=10)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return path if done.returncode == 0 else None


def wrapped(bwrap, command, writable, temporary, readable=(), hidden=()):
    """The command in a file system that is read-only but for some folders, among processes of its own.

    `temporary` becomes /tmp; paths in `readable` stay visible even if they lie below /tmp; `hidden` folders are empty.
    """
    if bwrap is None:
        return command
    line = [bwrap, "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc", "--bind", temporary, "/tmp"]
    for path in readable:
        if _below_tmp(path) and os.path.exists(path):
            line += ["--ro-bind", path, path]
    for path in writable:
        line += ["--bind", path, path]
    for path in hidden:
        if os.path.isdir(path):
            # On a link nothing can be mounted; below /tmp there are none, but folders in their place.
            line += ["--tmpfs", path if path.startswith("/tmp/") else os.path.realpath(path)]
    return line + ["--unshare-pid", "--unshare-ipc", "--die-with-parent", "--"] + command


def _below_tmp(path):
    return (os.path.realpath(path) + "/").startswith("/tmp/") or (path + "/").startswith("/tmp/")


def die_with_parent():
    """For a child before exec: it is killed when its parent ends, however that happens."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def adopt_orphans():
    """Processes whose parents ended become our children, so that we can find and kill them."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1)


def limit(limits):
    """Sets the limits of a run on the process at hand and all that it will start."""
    seconds = limits["seconds"]
    _lower(resource.RLIMIT_CPU, seconds * 2, seconds * 2 + 5)
    _lower(resource.RLIMIT_FSIZE, limits["file_bytes"], limits["file_bytes"])
    _lower(resource.RLIMIT_AS, limits["memory_bytes"] * 4, limits["memory_bytes"] * 4)
    _lower(resource.RLIMIT_CORE, 0, 0)
    _lower(resource.RLIMIT_NOFILE, 4096, 4096)
    if os.getuid() != 0 and hasattr(resource, "RLIMIT_NPROC"):
        processes = _threads_of_user() + limits["processes"] * 4
        _lower(resource.RLIMIT_NPROC, processes, processes)


def _lower(kind, soft, hard):
    try:
        _, ceiling = resource.getrlimit(kind)
        if ceiling != resource.RLIM_INFINITY:
            hard = min(hard, ceiling)
        resource.setrlimit(kind, (min(soft, hard), hard))
    except (ValueError, OSError):
        pass


def _threads_of_user():
    count = 0
    for process in process_ids():
        try:
            if os.stat("/proc/%d" % process).st_uid == os.getuid():
                count += len(os.listdir("/proc/%d/task" % process))
        except OSError:
            continue
    return count


def process_ids():
    try:
        return [int(name) for name in os.listdir("/proc") if name.isdigit()]
    except OSError:
        return []


Seen = collections.namedtuple("Seen", "process parent name ticks resident")


def _all_seen():
    """Every process that /proc shows, by its number; ticks include those of children that have ended."""
    page = os.sysconf("SC_PAGE_SIZE")
    seen = {}
    for process in process_ids():
        try:
            with open("/proc/%d/stat" % process, "rb") as stream:
                head, _, rest = stream.read().rpartition(b")")
        except OSError:
            continue
        fields = rest.split()
        if len(fields) > 21:
            name = head.partition(b"(")[2].decode("utf-8", "replace")
            ticks = sum(int(field) for field in fields[11:15])
            seen[process] = Seen(process, int(fields[1]), name, ticks, int(fields[21]) * page)
    return seen


def tree(root):
    """A process and all below it."""
    seen = _all_seen()
    return [seen[process] for process in [root] + _below(root, seen) if process in seen]


def inside(wrapper):
    """The process that a wrapped command became: the first below the wrapper that is no bubblewrap."""
    for each in tree(wrapper):
        if each.name != "bwrap":
            return each.process
    return wrapper


def _below(ancestor, seen):
    children = {}
    for each in seen.values():
        children.setdefault(each.parent, []).append(each.process)
    found = list(children.get(ancestor, ()))
    for process in found:
        found += children.get(process, ())
    return found


def descendants(ancestor):
    """The processes below one, and their resident memory in bytes, as far as /proc tells."""
    seen = _all_seen()
    return {process: seen[process].resident for process in _below(ancestor, seen)}


def resident(process):
    """The resident memory of a process in bytes; 0 if it cannot be known."""
    try:
        with open("/proc/%d/statm" % process, "rb") as stream:
            return int(stream.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def kill_all_below(ancestor, seconds=30):
    """Kills until nothing is left below the process; what forks faster than we look is stopped first. True if done."""
    deadline = time.monotonic() + seconds
    while True:
        below = descendants(ancestor)
        if not below:
            return True
        if time.monotonic() > deadline:
            return False
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for process in below:
                try:
                    os.kill(process, number)
                except OSError:
                    continue
        _reap()
        time.sleep(0.005)


def _reap():
    while True:
        try:
            process, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if process == 0:
            return
