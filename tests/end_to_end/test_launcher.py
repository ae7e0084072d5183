"""The launcher: from anywhere, quickly, and with a word where something is missing."""

import os
import shutil
import subprocess
import time

from conftest import LAUNCHER, ROOT, run


def test_works_from_another_folder_and_through_links(tmp_path):
    first = tmp_path / "first link"
    second = tmp_path / "second"
    first.symlink_to(LAUNCHER)
    second.symlink_to("first link")
    done = run("--version", cwd=tmp_path, launcher=second)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("reconnect ")


def test_arguments_arrive_as_they_are(tmp_path):
    odd = tmp_path / "a b'c\"d $(x).py"
    odd.write_text("import pyspark\n")
    done = run("tree", "--format", "json", odd.name, cwd=tmp_path)
    assert done.returncode == 0
    assert '"Import"' in done.stdout


def test_no_java():
    tools = "/usr/bin:/bin"
    path = os.pathsep.join(p for p in tools.split(":") if not os.path.exists(os.path.join(p, "java")))
    done = run("--version", env={"PATH": path, "JAVA_HOME": ""}) if path else _without_java()
    assert done.returncode == 2
    assert "no Java found" in done.stderr


def _without_java():
    """A folder with the few programs that the launcher needs, and no Java."""
    folder = ROOT / ".reconnect" / "no-java"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("sh", "find", "cat", "sed", "readlink", "mkdir", "dirname", "cksum", "tr"):
        if found := shutil.which(name):
            (folder / name).symlink_to(found)
    try:
        return run("--version", env={"PATH": str(folder), "JAVA_HOME": ""})
    finally:
        shutil.rmtree(folder)


def test_old_java_is_refused_before_a_build(tmp_path):
    home = tmp_path / "copy"
    home.mkdir()
    shutil.copy(LAUNCHER, home)
    (home / "pom.xml").write_text("<project/>")
    java = tmp_path / "jdk" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text("#!/bin/sh\necho '    java.specification.version = 11' >&2\n")
    java.chmod(0o755)
    done = run("--version", launcher=home / "reconnect", env={"JAVA_HOME": str(tmp_path / "jdk")})
    assert done.returncode == 2
    assert "too old" in done.stderr


def test_no_maven(tmp_path):
    home = tmp_path / "copy"
    home.mkdir()
    shutil.copy(LAUNCHER, home)
    (home / "pom.xml").write_text("<project/>")
    path = tmp_path / "bin"
    path.mkdir()
    for name in ("sh", "find", "cat", "sed", "readlink", "mkdir", "java", "javac", "cksum", "tr", "grep", "dirname"):
        if found := shutil.which(name):
            (path / name).symlink_to(found)
    done = run("--version", launcher=home / "reconnect", env={"PATH": str(path), "JAVA_HOME": ""})
    assert done.returncode == 2
    assert "no Maven found" in done.stderr


def test_little_address_space_is_said_or_suffices():
    done = subprocess.run(
        ["sh", "-c", f"ulimit -v 300000; exec '{LAUNCHER}' --version"], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 2
    assert "not enough memory" in done.stderr


def test_little_heap_is_said(tmp_path):
    (tmp_path / "big.py").write_text("import pyspark\n" + "x = [1, 2, 3]\n" * 600_000)
    done = run("scan", "big.py", cwd=tmp_path, env={"RECONNECT_JAVA_OPTS": "-Xmx8m"})
    assert done.returncode == 2
    assert "memory" in done.stderr


def test_closed_pipe_is_no_error():
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; '{LAUNCHER}' facts | head -n 1"], capture_output=True, text=True, timeout=300
    )
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1


def test_full_disk_is_said():
    if not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "w") as full:
        done = subprocess.run([str(LAUNCHER), "rules"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=300)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr


def test_second_start_is_quick():
    """Generous, and in computing time, which a busy machine does not stretch much: the point is that neither Maven nor a search
    of the disk is in the way."""
    best = min(_seconds("--version") for _ in range(5))
    assert best < 1.5


def _seconds(*arguments):
    before = os.times()
    assert run(*arguments).returncode == 0
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


FAKE_MAVEN = """#!/bin/sh
case "$*" in *-v) echo "Apache Maven 3.9.0"; exit ;; esac
mkdir -p "$BUILD/reconnect-cli"
if [ -e "$BUILD/../tried" ]; then
    [ ! -e "$BUILD/half" ] || exit 1
    echo whole >"$BUILD/reconnect-cli/reconnect.jar"
else
    touch "$BUILD/half" "$BUILD/../tried"
    exec sleep 120
fi
"""


def test_interrupted_build_is_repaired_by_the_next(tmp_path):
    home = tmp_path / "copy"
    tools = tmp_path / "tools"
    for folder in (home, tools):
        folder.mkdir()
    shutil.copy(LAUNCHER, home)
    (home / "pom.xml").write_text("<project/>")
    (tools / "mvn").write_text(FAKE_MAVEN)
    (tools / "mvn").chmod(0o755)
    state = home / ".reconnect"
    env = {**os.environ, "BUILD": str(state / "build"), "PATH": f"{tools}:{os.environ['PATH']}"}
    first = subprocess.Popen([str(home / "reconnect"), "--version"], env=env, stderr=subprocess.DEVNULL, start_new_session=True)
    deadline = time.monotonic() + 300
    while not (state / "tried").exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(first.pid, 9)
    first.wait()
    assert (state / "unfinished").exists()
    assert not (state / "ready").exists()
    run("--version", launcher=home / "reconnect", env={"BUILD": env["BUILD"], "PATH": env["PATH"]})
    assert (state / "reconnect.jar").read_text() == "whole\n"
    assert (state / "ready").exists()
    assert not (state / "unfinished").exists()
