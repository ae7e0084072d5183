"""Which branches of a program's own files run in the process at hand: of each `if`, `while` and `for`, whether it was entered and passed by.

What Spark's workers run is another process's, and is not seen.
"""

import ast
import os
import sys
import threading


class Branches:
    """Watches the Python files below a folder while it is entered."""

    def __init__(self, folder):
        self._folder = os.path.join(os.path.realpath(folder), "")
        self._steps = set()
        self._known = {}

    def __enter__(self):
        threading.settrace(self._called)
        sys.settrace(self._called)
        return self

    def __exit__(self, *_):
        sys.settrace(None)
        threading.settrace(None)

    def _called(self, frame, event, argument):
        name = frame.f_code.co_filename
        if name not in self._known:
            self._known[name] = os.path.realpath(name).startswith(self._folder)
        return self._follower(name) if self._known[name] else None

    def _follower(self, name):
        before = None

        def follow(frame, event, argument):
            nonlocal before
            if event == "line":
                self._steps.add((name, before, frame.f_lineno))
                before = frame.f_lineno
            elif event == "return":
                self._steps.add((name, before, None))
            return follow

        return follow

    def found(self):
        """Each branch as (file, line, whether it was entered, whether it was passed by)."""
        found = []
        for parent, _, names in sorted(os.walk(self._folder)):
            for name in sorted(names):
                if name.endswith(".py"):
                    found += self._of_file(os.path.join(parent, name))
        return found

    def _of_file(self, path):
        with open(path, "rb") as stream:
            tree = ast.parse(stream.read())
        steps = [(before, after) for name, before, after in self._steps if os.path.realpath(name) == path and before]
        place = os.path.relpath(path, self._folder)
        return [(place, node.lineno, *_taken(node, steps)) for node in ast.walk(tree) if _is_branch(node)]


def _is_branch(node):
    """Branches on one line look the same to a tracer whichever way they go; `if __name__ == "__main__"` is none."""
    if not isinstance(node, (ast.If, ast.While, ast.For)) or node.body[0].lineno == node.lineno:
        return False
    subject = node.iter if isinstance(node, ast.For) else node.test
    return not isinstance(subject, ast.Constant) and not any(
        isinstance(part, ast.Name) and part.id == "__name__" for part in ast.walk(subject)
    )


def _taken(node, steps):
    first = node.body[0]
    body = min([first.lineno] + [mark.lineno for mark in getattr(first, "decorator_list", ())])
    head = range(node.lineno, body)
    entered = any(before in head and after == body for before, after in steps)
    passed = any(before in head and after != body and after not in head for before, after in steps)
    return entered, passed
