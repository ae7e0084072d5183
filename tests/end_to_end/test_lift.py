"""Functions as columns give what Python gives: each on generated inputs, on a Connect server."""

from __future__ import annotations

import json
import os
import pathlib
import random
import subprocess

from conftest import ROOT
from conftest import run as reconnect

SEED = 20
INPUTS = 240

# What a lambda of the argument `x` computes, by the elements that it gets.
EXACT = {
    "texts": [
        "x.strip()",
        "x.lstrip()",
        "x.rstrip()",
        "x.split()",
        "x.split(',')",
        "x.split('.')",
        "x.split('||')",
        "x.split(' ')",
        "len(x)",
        "len(x.split())",
        "x.startswith('a')",
        "x.endswith(' ')",
        "'a' in x",
        "x + '!'",
        "'<' + x",
        "x == 'a'",
        "x != ''",
        "x < 'b'",
        "x >= 'é'",
        "x in ('a', '', 'b')",
        "x not in ['a', 'é']",
        "not x",
        "'long' if len(x) > 3 else 'short'",
        "x.startswith('a') and not x.endswith('b') or len(x) == 2",
        "(x, len(x))",
        "(len(x), (x, x.strip()))",
        "x.split(',')[0]",
        "x.split('||')[-1]",
        "x.split(',', 1)",
        "x.split('.', 2)",
        "x.split(' ', 0)",
        "x.split(',', 1)[0].strip()",
        "x.replace('a', 'bb')",
        "x.replace('||', '')",
        "x.replace('.', '\\t')",
        "x[:2]",
        "x[1:]",
        "x[0:1]",
        "x[1:3]",
        "x[3:1]",
        "x[5:]",
        "f'{x}'",
        "f'<{x}> {len(x)}'",
        "f'{{{x}}}\\n\"'",
        "','.join((x, 'b', x.strip()))",
        "'-'.join([x, x.upper()])",
        "' '.join(x.split())",
        "'|'.join(x.split(','))",
        "x in STOP",
        "x not in STOP",
        "len(x[1:].split(',')[0])",
        "x[:1] if x else x.replace('b', '')",
    ],
    "numbers": [
        "x + 1",
        "1 - x",
        "x * 3",
        "-x",
        "x % 7",
        "x / 4",
        "x + x * 2 - (x - 5)",
        "abs(x)",
        "x == 0",
        "0 < x <= 1000",
        "x > 5 or x < -5",
        "str(x)",
        "max(x, 3)",
        "min(x, x + 1)",
        "x if x > 0 else -x",
        "bool(x)",
        "x in (0, 1, -1)",
        "f'{x}'",
        "f'no. {x}: {x % 7}'",
        "x in PRIMES",
        "str(x)[:3]",
        "','.join((str(x), 'n'))",
    ],
    "floats": [
        "x + 0.5",
        "x * 2",
        "x / 3",
        "-x",
        "abs(x)",
        "x < 1.5",
        "x <= 0",
        "1.5 > x",
        "x == 0.0",
        "x != 2.5",
    ],
    "pairs": [
        "x[1]",
        "(x[1], x[0])",
        "x[0] + 'z'",
        "(x[0], x[1] * 2)",
        "(x[0], (x[1], 1))",
        "x[1] if x[0] == 'a' else 0",
        "f'{x[0]}={x[1]}'",
        "'\\t'.join((x[0], str(x[1])))",
        "(x[0][:1], x[1])",
    ],
}
# What Spark computes otherwise for some input, or does not see fail: it has to stay Python.
PYTHON = {
    "texts": [
        "x[-2:]",
        "x[::2]",
        "x.title()",
        "x.split(',')[1:]",
        "x.replace('a', 'b', 1)",
        "x.replace('', '-')",
        "x.isdigit()",
        "f'{x!r}'",
        "f'{x:>8}'",
        "x.find('a')",
        "x.strip('a')",
        "x.split(None, 1)",
        "x.startswith(('a', 'b'))",
        "x * 2",
    ],
    "numbers": ["x // 7", "x % -7", "x ^ 1", "round(x / 3, 2)", "f'{x:,}'", "f'{x > 0}'", "x ** 2 % 7", "divmod(x, 7)[1]"],
    "floats": ["x > 1.5", "x >= 0.0", "not x < x"],
    "pairs": ["x[-1]", "str(x[0]) * 2"],
}


def inputs() -> dict[str, list]:
    """Elements of each kind: the edges, then random ones."""
    chance = random.Random(SEED)
    letters = "aabB.,|| \t\n\r\x0b\x0c\x1c\x1f\x85\u00a0\u2003\u200b\u3000éßİΣς𝄞中0"
    texts = ["", " ", "a", "ab", "a,b", ",", ",,", "||", "a||b||", "\x1ca\x1f", "ΑΣ"]
    texts += ["".join(chance.choice(letters) for _ in range(chance.randrange(9))) for _ in range(INPUTS)]
    numbers = [0, 1, -1, 7, -7, 2**31 - 1, -(2**31), 2**31, 2**40, -(2**40), 1000, 1001]
    numbers += [chance.randrange(-(10**chance.randrange(1, 15)), 10 ** chance.randrange(1, 15)) for _ in range(INPUTS)]
    floats = [0.0, -0.0, 1.5, 2.5, float("nan"), float("inf"), float("-inf"), 1e-300, 1e300]
    floats += [chance.uniform(-10, 10) for _ in range(INPUTS)]
    pairs = list(zip(texts, numbers))
    return {"texts": texts, "numbers": numbers, "floats": floats, "pairs": pairs}


def program(data: pathlib.Path, expressions: dict[str, list[str]]) -> str:
    """A classic program that prints, as JSON, the expressions for which RDDs give something else than Python does."""
    lines = [
        "import json",
        "from pyspark.sql import SparkSession",
        "",
        "spark = SparkSession.builder.getOrCreate()",
        "sc = spark.sparkContext",
        f"data = json.load(open({str(data)!r}, encoding='utf-8'))",
        "texts: list[str] = data['texts']",
        "numbers: list[int] = data['numbers']",
        "floats: list[float] = data['floats']",
        "pairs: list[tuple[str, int]] = [(text, number) for text, number in data['pairs']]",
        "STOP = ['a', '', 'b']",
        "PRIMES = {2, 3, 5, 7}",
        "differ = []",
    ]
    for kind, some in expressions.items():
        for expression in some:
            lines.append(f"found = sc.parallelize({kind}).map(lambda x: {expression}).collect()")
            lines.append(f"wanted = [{expression} for x in {kind}]")
            lines.append(f"differ += [[{expression!r}, repr(x), repr(y), repr(z)] for x, y, z in zip({kind}, found, wanted) if repr(y) != repr(z)]")
    return "\n".join([*lines, "print(json.dumps(differ))", ""])


def fixed(folder: pathlib.Path, expressions: dict[str, list[str]]) -> pathlib.Path:
    data = folder / "data.json"
    data.write_text(json.dumps(inputs()), encoding="utf-8")
    file = folder / "functions.py"
    file.write_text(program(data, expressions), encoding="utf-8")
    reconnect("fix", "--unsafe", "--write", file)
    return file


def run(file: pathlib.Path) -> list:
    python = os.environ["RECONNECT_PYTHON"]
    command = [python, "-m", "reconnect_runtime.server", "--conf", "spark.master=local[2]", python, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "runtime" / "src"), "PYSPARK_PYTHON": python}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])[:5]


def test_columns_give_what_python_gives(tmp_path):
    file = fixed(tmp_path, EXACT)
    text = file.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "sc.parallelize" in line or "F.udf" in line] == []
    assert run(file) == []


def test_other_functions_stay_python(tmp_path):
    file = fixed(tmp_path, PYTHON)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "sc.parallelize" in line] == []
    assert sum("F.udf" in line for line in lines) == sum(map(len, PYTHON.values()))
    assert run(file) == []
