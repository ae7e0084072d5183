"""Which numbers and texts of a program its data may be compared with."""

import json

from reconnect_runtime.observe import constants


def test_constants_of_code_and_of_sql_in_it(tmp_path):
    job = tmp_path / "job.py"
    job.write_text(
        '"""A job that\\nsums up."""\n'
        "LEAST = 100\n"
        "rows = df.where(\"status = 'paid' and amount >= 2.5\").where(df.qty > LEAST).where(df.ok == True)\n"
        "late = df.where(df.day > '2024-03-01').limit(1 << 70 if 1e308 > 5 else 99999999999999999999)\n"
    )
    found = constants.of([str(job)])
    assert set(found["numbers"]) == {100, 2.5, 1, 70, 5}
    assert set(found["texts"]) == {"paid", "2024-03-01"}
    assert not any(isinstance(number, bool) for number in found["numbers"])


def test_constants_of_notebooks_and_of_several_files(tmp_path):
    cell = {"cell_type": "code", "source": ["%sql select 1\n", "x = 7\n"], "metadata": {}, "outputs": []}
    (tmp_path / "n.ipynb").write_text(json.dumps({"cells": [cell], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
    (tmp_path / "m.py").write_text("y = 'z'\n")
    (tmp_path / "broken.py").write_text("y = = 3\n")
    found = constants.of([str(tmp_path / name) for name in ("n.ipynb", "m.py", "broken.py", "absent.py")])
    assert found == {"numbers": [7], "texts": ["z"]}


def test_no_more_than_is_of_use(tmp_path):
    (tmp_path / "m.py").write_text("x = [%s]\n" % ", ".join(map(str, range(1000))))
    assert constants.of([str(tmp_path / "m.py")])["numbers"] == list(range(30))
