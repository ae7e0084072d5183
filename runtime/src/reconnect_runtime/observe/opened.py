"""Tells which files below some folders were read, by whomever (Linux only: inotify)."""

import ctypes
import os
import struct
import sys

_IN_ACCESS = 0x1
_IN_NONBLOCK = os.O_NONBLOCK
_EVENT = struct.Struct("iIII")


class ReadWatch:
    """Watches folders for reads. Where the system cannot, `read()` is None: every file may have been read."""

    def __init__(self, folders):
        self._fd = -1
        self._watched = {}
        if not sys.platform.startswith("linux"):
            return
        libc = ctypes.CDLL(None, use_errno=True)
        self._fd = libc.inotify_init1(_IN_NONBLOCK)
        if self._fd < 0:
            return
        for folder in folders:
            if os.path.isdir(folder):
                for parent, _, _ in os.walk(folder):
                    self._add(libc, parent)
            else:
                self._add(libc, folder)

    def _add(self, libc, path):
        number = libc.inotify_add_watch(self._fd, os.fsencode(path), _IN_ACCESS)
        if number >= 0:
            self._watched[number] = path

    def read(self):
        """The paths read since the start, sorted; None if that is not known."""
        if self._fd < 0:
            return None
        paths = set()
        while True:
            try:
                events = os.read(self._fd, 1 << 16)
            except BlockingIOError:
                break
            self._collect(events, paths)
        os.close(self._fd)
        self._fd = -1
        return sorted(path for path in paths if os.path.isfile(path))

    def _collect(self, events, paths):
        at = 0
        while at < len(events):
            number, _, _, length = _EVENT.unpack_from(events, at)
            name = events[at + _EVENT.size : at + _EVENT.size + length].rstrip(b"\0")
            at += _EVENT.size + length
            parent = self._watched.get(number)
            if parent is not None:
                paths.add(os.path.join(parent, os.fsdecode(name)) if name else parent)
