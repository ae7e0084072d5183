"""What differs between the client and the workers is said once."""

import sys
import types
import warnings

import pytest

from reconnect_runtime import hashing, installed, worker


@pytest.fixture
def library(monkeypatch):
    module = types.ModuleType("somelib")
    module.__version__ = "1.2"
    monkeypatch.setitem(sys.modules, "somelib", module)
    monkeypatch.setattr(hashing, "_seeded", True)
    yield module
    worker._accumulators.clear()


def _said():
    said = {ident: value for ident, value in worker.said()}
    worker._accumulators.clear()
    return said.get(installed.CHANNEL)


def test_versions_are_those_of_imported_libraries(library):
    found = installed.versions()
    assert found["somelib"] == "1.2" and found["pytest"] and "json" not in found


def test_nothing_is_said_of_what_is_the_same(library):
    installed.Client().compare()
    assert _said() is None


def test_another_version_is_said_once_and_when_it_is_imported(library, monkeypatch):
    client = installed.Client()
    monkeypatch.delitem(sys.modules, "somelib")
    client.compare()
    assert _said() is None
    monkeypatch.setitem(sys.modules, "somelib", library)
    library.__version__ = "1.3"
    client.compare()
    assert _said() == {"somelib": "1.3"}
    client.compare()
    assert _said() is None


def test_differences_are_one_warning(library):
    differences = installed.Differences(installed.Client())
    with pytest.warns(UserWarning, match=r"somelib 1\.3 there, 1\.2 here") as seen:
        differences.add({"somelib": "1.3"})
        differences.add({"somelib": "1.3"})
    assert len(seen) == 1


def test_workers_with_a_random_hash_seed_are_noticed(library, monkeypatch):
    monkeypatch.setattr(hashing, "_seeded", False)
    client = installed.Client()
    client.compare()
    with pytest.warns(UserWarning, match="PYTHONHASHSEED=0"):
        installed.Differences(client).add(_said())


def test_a_job_tells(sc, monkeypatch):
    import pandas

    monkeypatch.setattr(sc._frames, "client", installed.Client())
    sc._frames.client.versions["pandas"] = "0.1"
    sc._accumulators.receive(installed.CHANNEL, installed.Differences(sc._frames.client))

    def with_pandas(x):
        import pandas

        return len(pandas.DataFrame({"a": [x]}))

    with pytest.warns(UserWarning, match="pandas %s there, 0.1 here" % pandas.__version__):
        assert sc.parallelize([1, 2]).map(with_pandas).sum() == 2
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert sc.parallelize([1, 2]).map(with_pandas).sum() == 2
