"""Which ways the branches of a program went."""

import runpy

from reconnect_runtime.observe.branches import Branches

PROGRAM = """
def sign(n):
    if n > 0:
        return "+"
    return "-"


for n in (1, 2):
    sign(n)
for n in ():
    sign(n)
if sign(1) == (
    "-"
):
    print("never")
else:
    print("always")
if __name__ == "__main__":
    print("no branch")
while True:
    break
"""


def test_what_was_entered_and_passed_by(tmp_path):
    (tmp_path / "job.py").write_text(PROGRAM)
    (tmp_path / "unused.py").write_text("def f(x):\n    if x:\n        return 1\n")
    with Branches(tmp_path) as watched:
        runpy.run_path(str(tmp_path / "job.py"), run_name="__main__")
    assert watched.found() == [
        ("job.py", 8, True, True),
        ("job.py", 10, False, True),
        ("job.py", 12, False, True),
        ("job.py", 3, True, False),
        ("unused.py", 2, False, False),
    ]
