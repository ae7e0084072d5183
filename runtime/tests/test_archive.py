"""The class-data archive is whole or absent, and a JVM takes it."""

import os
import subprocess
import sys

import pytest
from reconnect_runtime import server
from reconnect_runtime.observe import archive, jvms


@pytest.fixture
def prefix(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    return tmp_path


def test_without_an_archive_there_is_no_option(prefix):
    assert archive.options() == []
    (prefix / "reconnect-classes.jsa").touch()
    assert archive.options()[0] == "-XX:SharedArchiveFile=%s" % (prefix / "reconnect-classes.jsa")


class Broken:
    """A server that leaves half an archive and takes no program."""

    def __init__(self, folder, settings, java_options):
        (recording,) = (option for option in java_options if "ArchiveClassesAtExit" in option)
        with open(recording.partition("=")[2], "w") as half:
            half.write("half")
        self.remote = "sc://127.0.0.1:1"

    def stop(self):
        pass


def test_a_failure_leaves_nothing(prefix, monkeypatch):
    monkeypatch.setattr(server, "LocalServer", Broken)
    monkeypatch.setattr(archive, "_PROGRAM", "raise SystemExit(1)")
    with pytest.raises(subprocess.CalledProcessError):
        archive.make()
    assert os.listdir(prefix) == []


def test_the_jvm_takes_the_archive():
    if not archive.options():
        pytest.skip("this environment has no archive: only environments that Reconnect makes have one")
    import pyspark

    jars = os.path.join(os.path.dirname(pyspark.__file__), "jars", "*")
    insisting = [jvms.java(), archive.options()[0], "-Xshare:on", "-cp", jars, "-version"]
    done = subprocess.run(insisting, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
