"""Activates the runtime in a program that imports PySpark; first on PYTHONPATH, it hands on to the next sitecustomize."""

import importlib.util
import os
import sys

_FOLDER = os.path.dirname(os.path.abspath(__file__))


class _Activator:
    """Sees the import of `pyspark` and activates the runtime when it is done."""

    def find_spec(self, name, path=None, target=None):
        if name != "pyspark":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is None or spec.loader is None:
            return spec
        spec.loader = _Loader(spec.loader)
        return spec


class _Loader:
    def __init__(self, loader):
        self._loader = loader

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        module.__spec__.loader = module.__loader__ = self._loader
        mode = os.environ.get("RECONNECT_MODE", "run")
        if mode != "native":
            os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"
        self._loader.exec_module(module)
        import reconnect_runtime

        reconnect_runtime.activate(mode)

    def __getattr__(self, name):
        return getattr(self._loader, name)


def _chain():
    """Leaves no trace on the module path, and runs the sitecustomize that this one hides."""
    sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or os.curdir) != _FOLDER]
    home = os.path.dirname(os.path.dirname(_FOLDER))
    if importlib.util.find_spec("reconnect_runtime") is None:
        sys.path.append(home)
    own = sys.modules.pop("sitecustomize", None)
    try:
        import sitecustomize  # noqa: F401
    except ImportError as raised:
        if raised.name != "sitecustomize":
            raise
    finally:
        # The import system looks for the module that it has begun to import.
        if own is not None:
            sys.modules.setdefault("sitecustomize", own)


def _is_worker():
    """Workers of a server that this process started inherit its environment, and are no place for the runtime."""
    return any(part.startswith("pyspark.") for part in getattr(sys, "orig_argv", ()))


_chain()
if not _is_worker():
    sys.meta_path.insert(0, _Activator())
