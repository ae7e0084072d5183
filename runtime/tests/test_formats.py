"""The parts of Hadoop's formats that need no Spark: splits, globs, lines, bzip2 blocks, SequenceFiles."""

import bz2
import io
import random

import pytest

from reconnect_runtime import bzip2, lines, listing, saving, sequence
from reconnect_runtime.listing import File, Piece

_TEXT = "org.apache.hadoop.io.Text"
_INT = "org.apache.hadoop.io.IntWritable"


def test_last_split_may_be_a_tenth_larger():
    assert listing.splits([File("a", 21, False)], 2, 32, lambda path: True) == [Piece("a", 0, 10), Piece("a", 10, 21)]


def test_splits_are_no_larger_than_a_block_and_empty_files_have_none():
    files = [File("a", 25, False), File("e", 0, False), File("b", 3, False)]
    pieces = listing.splits(files, 1, 10, lambda path: True)
    assert pieces == [Piece("a", 0, 10), Piece("a", 10, 20), Piece("a", 20, 25), Piece("b", 0, 3)]


def test_compressed_files_are_one_split():
    assert listing.splits([File("a.gz", 25, False)], 9, 10, lines.is_splittable) == [Piece("a.gz", 0, 25)]


def test_empty_files_are_combined_in_the_second_pass():
    files = [File(name, size, False) for name, size in (("e", 7), ("b", 7), ("empty", 0), ("d", 7), ("c", 7), ("a", 7))]
    groups = listing.combined(files, 18)
    assert [[piece.path for piece in group] for group in groups] == [["e", "b", "d"], ["empty", "c", "a"]]


def test_commas_inside_braces_do_not_separate_paths():
    assert listing.separated("/a/{b,c}.txt,/d") == ["/a/{b,c}.txt", "/d"]


@pytest.mark.parametrize(
    "glob, names",
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("?.txt", ["a.txt", "b.txt"]),
        ("[^a].txt", ["b.txt"]),
        ("{a.txt,sub/c.txt}", ["a.txt", "sub/c.txt"]),
        ("{a,b}.txt", ["a.txt", "b.txt"]),
        ("x\\*y", ["x*y"]),
        ("_hidden", []),
        ("no*", []),
    ],
)
def test_globs(tmp_path, glob, names):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "b.txt", "x*y", "xzy", "_hidden", "sub/c.txt"):
        (tmp_path / name).write_text("")
    found = next(listing.matches(["%s/%s" % (tmp_path, glob)], False, 0, ()))
    assert [path for path, _, _ in found or ()] == ["%s/%s" % (tmp_path, name) for name in names]


def test_a_path_that_does_not_exist_is_told_from_a_glob_without_files(tmp_path):
    assert list(listing.matches(["%s/no" % tmp_path, "%s/no*" % tmp_path], False, 0, ())) == [None, []]


@pytest.mark.parametrize("seed", range(30))
def test_every_line_is_in_one_split(seed):
    dice = random.Random(seed)
    data = b"".join(dice.choice((b"", b"a", b"bc\xc3\xa9")) + dice.choice((b"\n", b"\r\n", b"\r")) for _ in range(60))
    data += dice.choice((b"", b"tail"))
    bounds = [0] + sorted(dice.sample(range(1, len(data)), 7)) + [len(data)]
    found = [
        line for start, end in zip(bounds, bounds[1:]) for line in lines.texts(io.BytesIO(data), "f.txt", start, end)
    ]
    assert found == [line.decode("utf-8") for line in data.splitlines()]
    assert found == [
        line for start, end in zip(bounds, bounds[1:]) for _, line in lines.numbered(io.BytesIO(data), "f", start, end)
    ]


def test_a_line_is_longer_than_a_block():
    data = b"x" * (3 << 20) + b"\r\ny"
    assert [len(line) for line in lines.texts(io.BytesIO(data), "f", 0, len(data))] == [3 << 20, 1]


def test_delimiter_across_splits():
    data = b"one||two||three"
    found = [list(lines.texts(io.BytesIO(data), "f", start, end, b"||")) for start, end in ((0, 4), (4, 15))]
    assert found == [["one", "two"], ["three"]]


@pytest.mark.parametrize(
    "data, text",
    [
        (b"a\xff", "a\ufffd"),
        (b"\xe2\x82", "\ufffd"),
        (b"\xed\xa0\x80b", "\ufffdb"),
        (b"\xed\xa0b", "\ufffdb"),
        (b"\xf0\x9f\x98", "\ufffd"),
        (b"\xc0\x80", "\ufffd\ufffd"),
    ],
)
def test_malformed_text_is_replaced_as_java_does(data, text):
    assert lines.decoded(data) == text
    assert lines.replaced(data) == text.encode("utf-8")


def test_byte_order_mark_is_no_part_of_the_first_line():
    assert list(lines.texts(io.BytesIO(b"\xef\xbb\xbfa\nb"), "f", 0, 6)) == ["a", "b"]


def test_bzip2_splits_have_every_line_once():
    dice = random.Random(1)
    data = "".join("%d\n" % dice.getrandbits(90) for _ in range(12000)).encode()
    packed = bz2.compress(data[:150001], 1) + bz2.compress(data[150001:], 1)
    cut = len(packed) // 3
    bounds = [(0, cut), (cut, 2 * cut), (2 * cut, len(packed))]
    parts = [b"".join(bzip2.blocks(io.BytesIO(packed), start, end, None)) for start, end in bounds]
    assert b"".join(parts) == data
    assert len([part for part in parts if part]) > 1


@pytest.mark.parametrize("number", [0, 1, -1, 127, 128, -112, -113, 255, 256, 1 << 31, -(1 << 40), (1 << 63) - 1])
def test_numbers_of_variable_length(number):
    data = sequence.write_number(number)
    assert sequence.read_number(io.BytesIO(data)) == number


@pytest.mark.parametrize("blocks", [False, True])
@pytest.mark.parametrize("codec", [None] + sorted(sequence.CODECS))
def test_sequence_files_round_trip_and_split(codec, blocks):
    pairs = [(number, "value %d" % number * 5) for number in range(9000)]
    stream = io.BytesIO()
    saving.write_pairs(_INT, _TEXT, codec, blocks, stream, iter(pairs))
    size = len(stream.getvalue())
    bounds = [0, size // 3, size // 2, size]
    found = []
    for start, end in zip(bounds, bounds[1:]):
        stream.seek(0)
        found.extend(sequence.read(stream, "f", start, end))
    assert found == pairs


def test_writables_round_trip():
    pairs = [({"a": 1.5, 3: True, "n": {None: 1 << 40}}, bytearray(b"\x00\xff")), ({}, bytearray())]
    stream = io.BytesIO()
    saving.write_pairs("org.apache.hadoop.io.MapWritable", sequence.BYTES, None, False, stream, iter(pairs))
    size = stream.tell()
    stream.seek(0)
    assert list(sequence.read(stream, "f", 0, size)) == pairs


def test_pickles_round_trip():
    stream = io.BytesIO()
    saving.write_pickles(3, stream, iter(range(100)))
    size = stream.tell()
    stream.seek(0)
    assert list(sequence.pickled(stream, "f", 0, size)) == list(range(100))


@pytest.mark.parametrize(
    "value, text",
    [
        (1.5, "1.5"),
        (1e20, "1.0E20"),
        (1e-5, "1.0E-5"),
        (0.001, "0.001"),
        (-123456789.5, "-1.234567895E8"),
        (0.00012, "1.2E-4"),
        (1e7, "1.0E7"),
        (float("nan"), "NaN"),
        (-0.0, "-0.0"),
    ],
)
def test_numbers_as_java_writes_them(value, text):
    assert sequence.java_double(value) == text
