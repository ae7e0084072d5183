"""What only a terminal sees: completion on TAB, and progress."""

import os
import pty
import re
import select
import shutil
import subprocess
import time

import pytest
from conftest import LAUNCHER, run

CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\r\x07]")


def on_terminal(command, keys=(), env=None, timeout=300, cwd=None):
    """What a command writes to a terminal; each of the keys is (what to wait for, what to type then)."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(cwd or ".")
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm", "COLUMNS": "200", **(env or {})})
    seen, waiting = "", list(keys)
    deadline = time.monotonic() + timeout
    try:
        while time.monotonic() < deadline:
            if waiting and re.search(waiting[0][0], CONTROL.sub("", seen)):
                os.write(terminal, waiting.pop(0)[1].encode())
            if terminal not in select.select([terminal], [], [], 0.1)[0]:
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data.decode(errors="replace")
        else:
            os.kill(child, 9)
            pytest.fail(f"{command[0]} did not end; so far: {seen[-2000:]}")
    finally:
        os.close(terminal)
        _, status = os.waitpid(child, 0)
    return seen, os.waitstatus_to_exitcode(status)


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    """The completion scripts, and a `reconnect` on the PATH."""
    folder = tmp_path_factory.mktemp("completion")
    for shell in ("bash", "zsh", "fish"):
        done = run("completion", shell)
        assert (done.returncode, done.stderr) == (0, "")
        (folder / f"reconnect.{shell}").write_text(done.stdout)
    (folder / "bin").mkdir()
    (folder / "bin" / "reconnect").symlink_to(LAUNCHER)
    (folder / "fpath").mkdir()
    shutil.copy(folder / "reconnect.zsh", folder / "fpath" / "_reconnect")
    return folder


def shell_of(name):
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not installed: its completion was not tried")
    return found


def environment(scripts):
    return {"PATH": f"{scripts / 'bin'}:{os.environ['PATH']}", "HOME": str(scripts), "ZDOTDIR": str(scripts), "XDG_CONFIG_HOME": str(scripts)}


def test_bash_completes_on_tab(scripts):
    start = f"PS1='ready> '; source {scripts}/reconnect.bash\r"
    keys = [
        (r"[$#>] ?$", start),
        (r"ready> $", "reconnect migr\t"),
        (r"reconnect migrate $", "--no-var\t"),
        (r"--no-variants $", "\x15reconnect scan --format sar\t"),
        (r"--format sarif $", "\x15exit\r"),
    ]
    _, code = on_terminal([shell_of("bash"), "--norc", "--noprofile", "-i"], keys, environment(scripts))
    assert code == 0


@pytest.mark.parametrize("way", ["sourced", "on the fpath"])
def test_zsh_completes_on_tab(scripts, way):
    load = f"source {scripts}/reconnect.zsh" if way == "sourced" else ":"
    start = f"fpath=({scripts}/fpath $fpath); autoload -U compinit && compinit -u -D; {load}; PROMPT='ready> '\r"
    keys = [
        (r"[%#>] ?$", start),
        (r"ready> $", "reconnect migr\t"),
        (r"reconnect migrate ?$", "\x15exit\r"),
    ]
    _, code = on_terminal([shell_of("zsh"), "-f", "-i"], keys, environment(scripts))
    assert code == 0


def test_fish_completes(scripts):
    """Fish tells its completions without a terminal."""
    wanted = {"reconnect migr": "migrate", "reconnect migrate --no-var": "--no-variants", "reconnect scan --format sar": "sarif"}
    for typed, expected in wanted.items():
        script = f"source {scripts}/reconnect.fish; complete -C '{typed}'"
        done = subprocess.run([shell_of("fish"), "--no-config", "-c", script], capture_output=True, text=True, env={**os.environ, **environment(scripts)})
        assert [line.split("\t")[0] for line in done.stdout.splitlines()] == [expected], done.stderr


@pytest.fixture(scope="module")
def much(tmp_path_factory):
    """Enough to look at for some seconds."""
    folder = tmp_path_factory.mktemp("much")
    program = "from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()\n"
    program += "".join(f"frame{i} = spark.range({i}).rdd.map(lambda row: row.id).filter(lambda x: x > {i}).collect()\n" for i in range(400))
    for i in range(48):
        (folder / f"job{i}.py").write_text(program)
    return folder


def test_progress_is_for_terminals(much):
    seen, code = on_terminal([str(LAUNCHER), "scan", ".", "--no-cache", "--format", "json", "--output", "found.json", "--jobs", "1"], cwd=much)
    assert code == 1
    assert re.search(r"Checking \d+/48 \(\d+ s\)", seen)
    assert seen.endswith("\r\x1b[K")
    piped = run("scan", ".", "--no-cache", "--quiet", "--format", "json", "--output", "found.json", "--jobs", "1", cwd=much)
    assert (piped.returncode, piped.stdout, piped.stderr) == (1, "", "")


FAKE_MAVEN = """#!/bin/sh
case "$*" in *-v) echo "Apache Maven 3.9.0"; exit ;; esac
echo "[INFO] Building reconnect-core 0.1.0                                     [2/9]"
sleep 3
mkdir -p "$BUILD/reconnect-cli"
echo whole >"$BUILD/reconnect-cli/reconnect.jar"
"""


def copy_of_launcher(folder):
    home = folder / "copy"
    tools = folder / "tools"
    for each in (home, tools):
        each.mkdir()
    shutil.copy(LAUNCHER, home)
    (home / "pom.xml").write_text("<project/>")
    (tools / "mvn").write_text(FAKE_MAVEN)
    (tools / "mvn").chmod(0o755)
    return home / "reconnect", {"BUILD": str(home / ".reconnect/build"), "PATH": f"{tools}:{os.environ['PATH']}"}


def test_first_run_shows_how_far_it_is(tmp_path):
    launcher, env = copy_of_launcher(tmp_path)
    seen, _ = on_terminal([str(launcher), "--version"], env=env)
    assert re.search(r"\rBuilding reconnect \(once\)|\r\x1b\[KBuilding Reconnect \(once\): \[2/9\] core, 0 files fetched, \d s", seen)


def test_first_run_in_a_pipe_says_it_once(tmp_path):
    launcher, env = copy_of_launcher(tmp_path)
    done = run("--version", launcher=launcher, env=env)
    notices = done.stderr.splitlines()[:2]
    assert notices[0].startswith("Building Reconnect (once; log: ")
    assert notices[1] == "Preparing the class-data archive"
    assert not CONTROL.search(done.stderr)
    assert done.stderr.count("Building") == 1
