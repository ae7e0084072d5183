"""What is installed beside the program, on the client and in workers: jobs that run anyway find out what differs.

Spark itself refuses workers with another minor version of Python (PYTHON_VERSION_MISMATCH).
"""

import sys
import uuid
import warnings

CHANNEL = "installed"

_HASH_SEED = "PYTHONHASHSEED"

# Of each client that this worker has worked for: the names that are still to compare.
_open = {}


def versions():
    """The versions of the libraries that this process has imported, by module name."""
    standard = getattr(sys, "stdlib_module_names", ())
    found = {}
    for name, module in list(sys.modules.items()):
        version = getattr(module, "__dict__", {}).get("__version__")
        if isinstance(version, str) and "." not in name and name not in standard and name != "__main__":
            found[name] = version
    return found


class Client:
    """What a client has installed: part of each of its tasks."""

    def __init__(self):
        self.key = uuid.uuid4().hex
        self.versions = versions()

    def compare(self):
        """In a worker, when a task ends: tells the client what else is here of what both have imported by now."""
        names = _open.get(self.key)
        if names is None:
            names = _open[self.key] = set(self.versions)
            self._compare_hashes()
        for name in [name for name in names if name in sys.modules]:
            names.discard(name)
            here = getattr(sys.modules[name], "__version__", None)
            if here != self.versions[name]:
                self._tell(name, here)

    def _compare_hashes(self):
        from reconnect_runtime import hashing

        if not hashing.seeded():
            self._tell(_HASH_SEED, None)

    @staticmethod
    def _tell(name, here):
        from reconnect_runtime import worker

        worker.channel(CHANNEL)[name] = here


class Differences:
    """Takes what workers tell, in place of an accumulator; says each thing once."""

    def __init__(self, client):
        self._client = client
        self._said = set()

    def add(self, found):
        new = [name for name in sorted(found) if name not in self._said]
        self._said.update(new)
        if new:
            said = "; ".join(self._sentence(name, found[name]) for name in new)
            warnings.warn("The server's Python workers differ from this program's Python: " + said, stacklevel=2)

    def _sentence(self, name, there):
        if name == _HASH_SEED:
            return (
                "strings hash by another seed in each, so hash() and the order of sets are not those of classic Spark "
                "(RDD keys are placed as there all the same); start the server with PYTHONHASHSEED=0"
            )
        return "%s %s there, %s here" % (name, there, self._client.versions[name])
