"""JSON lines on what the runtime stood in for, where RECONNECT_TRACE names a file."""

import json
import os
import threading

_lock = threading.Lock()


def record(kind, **fields):
    path = os.environ.get("RECONNECT_TRACE")
    if path:
        with _lock, open(path, "a", encoding="utf-8") as stream:
            stream.write(json.dumps(dict(kind=kind, **fields)) + "\n")
