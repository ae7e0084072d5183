"""Functions as columns give what Python gives: each on generated inputs, on a Connect server."""

from __future__ import annotations

import json
import os
import pathlib
import random
import re
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
        "[part for part in x.split(',') if part]",
        "[part.strip() + '!' for part in x.split(',')]",
        "[(part, len(x)) for part in x.split(' ') if part != 'a']",
        "len([part for part in x.split(',') if len(part) > 1 and part != 'ab'])",
        "[x for part in x.split('||')]",
        "'-'.join([part.upper() for part in x.split(',')])",
        "[len(part) / len(x.split(',')) for part in x.split(',')]",
        "second_part(x)",
        "(x, second_part(x)[1])",
        "shout(shout(x))",
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
        "7 / (abs(x) + 1)",
        "x / (x % 5 + 1)",
        "band(x)",
        "clamped(x)",
        "(band(x), clamped(x, -7, 1))",
        "band(x + 1) + str(x)",
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
        "named(x)",
        "clamped(x[1], 3, 7)",
    ],
    "digits": [
        "int(x)",
        "float(x)",
        "(x, int(x) + 1)",
        "int(x.strip()) if x else 0",
        "float(int(x))",
        "int(x) > 5 and int(x) < 1000",
        "[int(part) + 1 for part in x.split(',')]",
        "[(int(part), float(part)) for part in x.split(',') if part != '0']",
    ],
    "extremes": ["int(x)", "(int(x), x)", "int(x) > 0"],
    "decimals": ["float(x)", "float(x) * 2", "float(x) < 1.5"],
    "fields": [
        "x.split(',')[1]",
        "x.split(',')[-2]",
        "int(x.split(',')[1])",
        "(x.split(',')[2], int(x.split(',')[1]))",
        "len(x.split(',')) > 2 and x.split(',')[2] == '1.5'",
        "float(x.split(',')[2]) if len(x.split(',')) == 3 else 0.0",
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
    "numbers": ["x // 7", "x % -7", "x ^ 1", "round(x / 3, 2)", "f'{x:,}'", "f'{x > 0}'", "x ** 4 % 7", "divmod(x, 7)[1]"],
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
    digits = [around(str(number), chance) for number in numbers] + ["+7", "-0", "007", "9" * 18]
    decimals = [around(chance.choice(("{:.3f}", "{:e}", "{:.0f}.", "{}", "{:g}")).format(x), chance) for x in floats if -1e9 < x < 1e9]
    decimals += [".5", "-.5", "5.", "nan", "Inf", "-infinity", " NaN ", "1e999", "1E-400", "+1.e5", "0.1", "123456789012345678", "2.2250738585072011e-308"]
    fields = [f"{text.replace(',', '')},{number},{decimal}" for text, number, decimal in zip(texts, digits, decimals)]
    return {
        "texts": texts,
        "extremes": [str(2**63 - 1), str(-(2**63)), *digits],
        "numbers": numbers,
        "floats": floats,
        "pairs": pairs,
        "digits": digits,
        "decimals": decimals,
        "fields": fields,
    }


def around(text: str, chance: random.Random) -> str:
    """The text, with white space around it now and then."""
    return chance.choice(("", "", " ", "\t", "\n ")) + text + chance.choice(("", "", " ", "\r\n"))


FUNCTIONS = """
def band(n):
    if n < 0:
        return 'negative'
    elif n == 0:
        return 'zero'
    if n > 1000:
        kind = 'large'
    else:
        kind = 'small'
    return kind


def clamped(n, low=0, high=100):
    '''Between the two.'''
    if n < low:
        return low
    return high if n > high else n


def second_part(text):
    parts = text.split(',')
    if len(parts) > 1:
        return parts[1], len(parts)
    return text, 0


def shout(text):
    loud = text.strip() + '!'
    return loud


def named(pair):
    name, n = pair
    if not name:
        return 'none', 0
    return name, clamped(n)

"""


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
        *(f"{kind}: list[str] = data['{kind}']" for kind in ("digits", "extremes", "decimals", "fields")),
        *FUNCTIONS.splitlines(),
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


def run(file: pathlib.Path, most: int | None = 5) -> list:
    python = os.environ["RECONNECT_PYTHON"]
    command = [python, "-m", "reconnect_runtime.server", "--conf", "spark.master=local[2]", python, str(file)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "runtime" / "src"), "PYSPARK_PYTHON": python}
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, env=environment)
    assert done.returncode == 0, "\n".join(line for line in done.stderr.splitlines() if not line.startswith("\tat "))
    return json.loads(done.stdout.splitlines()[-1])[:most]


def test_columns_give_what_python_gives(tmp_path):
    file = fixed(tmp_path, EXACT)
    text = file.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "sc.parallelize" in line or "F.udf" in line] == []
    assert run(file) == []


# Digits and words that Python reads too, but the columns do not: they raise the same error for them as for no number at all.
ONLY_PYTHON = re.compile(r"_|[^\x00-\x7f]|\d{19}|[+-]nan|[\x1c-\x1f]", re.IGNORECASE)


def test_numbers_are_read_from_the_texts_that_python_reads(tmp_path):
    file = fixed(tmp_path, {"digits": ["int(x)", "float(x)"]})
    chance = random.Random(SEED)
    strange = ["", " ", "+", "1d", "1.5f", "0x1p3", "0x10", "1e", "--1", "1 2", "1\n", "1\n\n", "1\u2028", "1\x00", "\x011", "1l", "٣", "1_0", "nan", "-Infinity", "+nan", "infinit", "nano", "iNf ", str(2**63), str(2**63 - 1), str(-(2**63)), "0" * 20 + "7"]
    strange += ["".join(chance.choice("0123456789+-.eE_dfx \t\n\x00\x1c\u2028٣") for _ in range(chance.randrange(7))) for _ in range(4 * INPUTS)]
    (tmp_path / "strange.json").write_text(json.dumps(strange), encoding="utf-8")
    with file.open("a", encoding="utf-8") as program:
        program.write(f"""
strange = json.load(open({str(tmp_path / "strange.json")!r}, encoding="utf-8"))
text = F.col("value")
frame = spark.createDataFrame([(value,) for value in strange], "value string")
ints = F.when(is_int(text), text.cast("bigint"))
floats = F.when(is_float(text), text.cast("double"))
print(json.dumps([[row[0], row[1], repr(row[2])] for row in frame.select(text, ints, floats).collect()]))
""")
    found = run(file, most=None)
    assert len(found) == len(strange)
    assert sum(row[1] is not None for row in found) > 50
    for text, whole, number in found:
        assert_read(text, int, None if whole is None else repr(whole))
        assert_read(text, float, None if number == "None" else number)


def assert_read(text: str, kind: type, found: str | None) -> None:
    try:
        wanted = repr(kind(text))
    except ValueError:
        assert found is None, (text, kind)
        return
    assert found == wanted or (found is None and ONLY_PYTHON.search(text)), (text, kind, found)


def test_other_functions_stay_python(tmp_path):
    file = fixed(tmp_path, PYTHON)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if "sc.parallelize" in line] == []
    assert sum("F.udf" in line for line in lines) == sum(map(len, PYTHON.values()))
    assert run(file) == []
