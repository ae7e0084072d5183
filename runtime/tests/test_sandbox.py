"""The file system that programs see while they are observed."""

import pathlib
import subprocess
import tempfile

import pytest

from reconnect_runtime.observe import sandbox

BWRAP = sandbox.bubblewrap()


@pytest.fixture
def apart():
    """A folder that is not below /tmp, which is another one inside."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        yield pathlib.Path(folder)


@pytest.mark.skipif(BWRAP is None, reason="needs bubblewrap")
@pytest.mark.parametrize("linked", [False, True])
def test_hidden_folders_are_empty(tmp_path, apart, linked):
    """Also where the way to them goes over a link, as it does in a virtual environment that is one."""
    (apart / "real" / "jars").mkdir(parents=True)
    (apart / "real" / "jars" / "spark.jar").touch()
    (apart / "link").symlink_to(apart / "real")
    jars = apart / ("link" if linked else "real") / "jars"
    command = sandbox.wrapped(BWRAP, ["ls", str(jars)], [], str(tmp_path), hidden=[str(jars)])
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.skipif(BWRAP is None, reason="needs bubblewrap")
def test_what_is_readable_below_tmp_can_be_hidden(tmp_path):
    (tmp_path / "jars").mkdir()
    (tmp_path / "jars" / "spark.jar").touch()
    (tmp_path / "inside").mkdir()
    path = str(tmp_path / "jars")
    if not path.startswith("/tmp/"):
        pytest.skip("tests have their folders elsewhere")
    command = sandbox.wrapped(BWRAP, ["ls", str(tmp_path), path], [], str(tmp_path / "inside"), [str(tmp_path)], [path])
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "spark.jar" not in done.stdout
