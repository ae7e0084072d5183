"""What is found, and what is not, in programs whose call sites are labelled by hand."""

import hashlib
import json
import shutil
from collections import Counter
from pathlib import Path

import pyspark
import pytest
from conftest import ROOT, run

RESOURCES = ROOT / "rules/src/test/resources"
LOOKALIKES = sorted((RESOURCES / "lookalikes").glob("*.py"))
LABELS = [
    line.split("\t")
    for line in (RESOURCES / "pyspark-examples/labels.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def findings(folder):
    """Each finding of a scan as (file, line, rule)."""
    done = run("scan", "--format", "json", "--no-cache", ".", cwd=folder)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    assert report["problems"] == []
    return [(f["path"], x["range"]["start"]["line"], x["rule"]) for f in report["files"] for x in f["findings"]]


def test_nothing_is_found_in_look_alikes(tmp_path):
    assert len(LOOKALIKES) >= 17
    for program in LOOKALIKES:
        shutil.copy(program, tmp_path)
    assert findings(tmp_path) == []


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("examples")
    examples = Path(pyspark.__file__).parent / "examples/src/main/python"
    for _, file, digest, *_ in (label for label in LABELS if label[0] == "file"):
        source = examples / file
        assert hashlib.sha256(source.read_bytes()).hexdigest() == digest, f"the labels are not about this {file}"
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, folder / file)
    return findings(folder)


def test_nothing_is_found_in_examples_that_run_on_connect(found):
    clean = {label[1] for label in LABELS if label[0] == "file" and label[3] == "clean"}
    assert len(clean) == 78
    assert [finding for finding in found if finding[0] in clean] == []


def test_every_broken_example_and_every_site_is_found(found):
    sites = [(label[1], int(label[2]), label[4]) for label in LABELS if label[0] == "site"]
    assert len(sites) == 695
    lines = Counter((file, line) for file, line, _ in found)
    assert [site for site in sites if not lines[site[:2]]] == []
    assert {file for file, _, _ in sites} <= {file for file, _, _ in found}
