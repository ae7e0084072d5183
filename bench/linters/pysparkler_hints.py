"""Runs pysparkler's upgrade on files, in one process, and prints each changed or commented line as one JSON finding.

    python pysparkler_hints.py FILE...

To be run with a Python that has pysparkler. The files are not changed.
"""

from __future__ import annotations

import difflib
import json
import os
import sys
import tempfile

from pysparkler.api import PySparkler


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        for file in sys.argv[1:]:
            output = os.path.join(folder, "upgraded.py")
            if os.path.exists(output):
                os.remove(output)
            try:
                PySparkler(dry_run=False).upgrade_script(file, output_file=output)
            except Exception as error:  # a linter that fails on a file has no finding in it
                print(f"{file}: {error}", file=sys.stderr)
                continue
            if not os.path.exists(output):
                continue
            with open(file, encoding="utf-8") as before, open(output, encoding="utf-8") as after:
                old, new = before.read().splitlines(), after.read().splitlines()
            for tag, start, end, new_start, new_end in difflib.SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
                if tag == "equal":
                    continue
                for line in range(start, max(end, start + 1)):
                    text = " ".join(new[new_start:new_end]).strip()
                    print(json.dumps({"file": file, "line": line + 1, "column": 0, "rule": "pysparkler", "message": text[:200]}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
