"""Environments are made once, and one that was left half-made is made anew."""

import pytest
from spark_facts import environments


@pytest.fixture
def made(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("RECONNECT_CACHE", raising=False)
    calls = []

    def make(folder, python, requirements):
        calls.append(requirements[0])
        python.parent.mkdir(parents=True)
        python.touch()

    monkeypatch.setattr(environments, "make", make)
    return calls


def test_a_given_interpreter_is_used_as_it_is(made):
    assert environments.python_of("4.2", {"4.2": "bin/python"}) == "bin/python"
    assert made == []


def test_an_environment_is_made_once(made, tmp_path):
    first = environments.python_of("4.1", {})
    assert environments.python_of("4.1", {}) == first == str(tmp_path / "reconnect/facts/4.1/bin/python")
    assert made == ["pyspark==4.1.4"]


def test_a_half_made_environment_is_made_anew(made, tmp_path):
    (tmp_path / "reconnect/facts/3.5/bin").mkdir(parents=True)
    (tmp_path / "reconnect/facts/3.5/bin/python").touch()
    environments.python_of("3.5", {})
    assert made == ["pyspark==3.5.9"]


def test_other_requirements_make_it_anew(made, monkeypatch):
    environments.python_of("4.0", {})
    monkeypatch.setitem(environments.REQUIREMENTS, "4.0", ["pyspark==4.0.6"])
    environments.python_of("4.0", {})
    assert made == ["pyspark==4.0.5", "pyspark==4.0.6"]


def test_the_server_of_3_5_is_where_reconnect_fetched_it(tmp_path, monkeypatch):
    monkeypatch.setenv("RECONNECT_CACHE", str(tmp_path))
    assert environments.server_jar() is None
    (tmp_path / "jars").mkdir()
    (tmp_path / "jars" / "spark-connect_2.12-3.5.7.jar").touch()
    assert environments.server_jar() == tmp_path / "jars" / "spark-connect_2.12-3.5.7.jar"
