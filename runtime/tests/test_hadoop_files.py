"""Files are read and saved as classic Spark does: partitions, order, content, errors."""

import bz2
import gzip
import os
import random
import zlib

import pytest

from reconnect_runtime.errors import UnsupportedOnConnect

_ENDS = (b"\n", b"\r\n", b"\r")
_PIECES = (b"a", b"b c", b"\xc3\xa9", b"\xff", b"\xe2\x82", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xc2\x85", b"\x0b")


def random_folder(folder, seed):
    """Writes files of random lines, line ends and compressions; returns how many partitions to ask for."""
    dice = random.Random(seed)
    folder.mkdir()
    for _ in range(dice.randint(1, 4)):
        data = dice.choice((b"", b"", b"\xef\xbb\xbf"))
        end = dice.choice(_ENDS + (None,))
        for _ in range(dice.choice((0, 1, 5, 40))):
            data += b"".join(dice.choice(_PIECES) for _ in range(dice.randint(0, 6)))
            data += end or dice.choice(_ENDS)
        data += dice.choice((b"", b"tail"))
        name = "f%d" % dice.randint(0, 999)
        pack, extension = dice.choice(
            [(bytes, ".txt")] * 5 + [(gzip.compress, ".gz"), (zlib.compress, ".deflate"), (bz2.compress, ".bz2")]
        )
        (folder / (name + extension)).write_bytes(pack(data))
    if dice.random() < 0.3:
        (folder / "_hidden").write_text("no\n")
    return dice.choice((None, 1, 2, 3, 7, 13))


def text_partitions(sc, path, count, use_unicode):
    return sc.textFile(path, count, use_unicode).glom().collect()


def whole_partitions(sc, path, count):
    return sc.wholeTextFiles(path, count).glom().collect()


def binary_partitions(sc, path, count):
    return sc.binaryFiles(path, count).glom().collect()


def record_partitions(sc, path, length):
    return [[bytes(record) for record in part] for part in sc.binaryRecords(path, length).glom().collect()]


def partition_count(sc, path):
    return sc.textFile(path).getNumPartitions()


@pytest.mark.parametrize("seed", range(int(os.environ.get("RECONNECT_FOLDERS", "8"))))
def test_random_folders(same, tmp_path, seed):
    count = random_folder(tmp_path / "in", seed)
    path = str(tmp_path / "in")
    same(text_partitions, path, count, True)
    same(text_partitions, path + "/*", count, False)
    same(whole_partitions, path, count)
    same(binary_partitions, path, count)


def test_records(same, tmp_path):
    (tmp_path / "records").write_bytes(b"abcdef")
    same(record_partitions, str(tmp_path / "records"), 2)


@pytest.mark.parametrize("path", ["{0}/no", "{0}/no*,{0}/neither", "", "{0}"])
def test_paths_that_cannot_be_read(same, tmp_path, path):
    (tmp_path / "folder").mkdir()
    assert same(partition_count, path.format(tmp_path))[0] == "error"


def test_listing_waits_for_the_first_job(sc, tmp_path):
    lines = sc.textFile(str(tmp_path / "later"))
    (tmp_path / "later").write_text("a\nb\n")
    assert lines.collect() == ["a", "b"]


def test_bzip2_blocks(same, tmp_path):
    dice = random.Random(5)
    data = "".join("%d %s\n" % (dice.getrandbits(60), "x" * dice.randint(0, 30)) for _ in range(9000)).encode()
    (tmp_path / "a.bz2").write_bytes(bz2.compress(data[:200001], 1) + bz2.compress(data[200001:], 1))
    same(text_partitions, str(tmp_path), 5, True)


def save_all(sc, folder):
    values = sc.parallelize([b"a\xff", "x", 1, None, "\u00e9"], 3)
    values.saveAsTextFile(folder + "/text")
    for codec in ("GzipCodec", "BZip2Codec", "DefaultCodec"):
        values.saveAsTextFile(folder + "/" + codec, "org.apache.hadoop.io.compress." + codec)
    sc.parallelize(range(50), 2).saveAsPickleFile(folder + "/pickles", 4)
    pairs = sc.parallelize([(number, "v%d" % number) for number in range(30000)], 2)
    pairs.saveAsSequenceFile(folder + "/pairs")
    pairs.saveAsSequenceFile(folder + "/blocks", "org.apache.hadoop.io.compress.DefaultCodec")
    sc.parallelize([(1, {"a": 1.5, 3: "x"}), (2, {})], 1).saveAsSequenceFile(folder + "/maps")
    numbers = sc.parallelize([(1, 1.5), (2, 1e20), (3, 1e-5), (4, True)], 1)
    numbers.saveAsNewAPIHadoopFile(folder + "/table", "org.apache.hadoop.mapreduce.lib.output.TextOutputFormat")


def load_all(sc, folder):
    texts = ("text", "GzipCodec", "DefaultCodec", "table")
    text = [sc.textFile(folder + "/" + name).glom().collect() for name in texts]
    pairs = [
        sorted(sc.sequenceFile(folder + "/" + name, minSplits=5).collect()) for name in ("pairs", "blocks", "maps")
    ]
    tables = sc.hadoopFile(
        folder + "/table",
        "org.apache.hadoop.mapred.KeyValueTextInputFormat",
        "org.apache.hadoop.io.Text",
        "org.apache.hadoop.io.Text",
    )
    return text, pairs, sorted(sc.pickleFile(folder + "/pickles").collect()), tables.glom().collect()


def names(folder):
    found = [os.path.relpath(os.path.join(root, name), folder) for root, _, files in os.walk(folder) for name in files]
    return sorted(name for name in found if not name.endswith(".crc"))


def test_each_reads_what_the_other_saves(sc, classic, same, tmp_path):
    assert classic.run(save_all, str(tmp_path / "classic")) == ("value", None)
    save_all(sc, str(tmp_path / "runtime"))
    assert names(tmp_path / "classic") == names(tmp_path / "runtime")
    of_classic = same(load_all, str(tmp_path / "classic"))
    of_runtime = same(load_all, str(tmp_path / "runtime"))
    assert sorted(map(str, of_classic[1][1])) == sorted(map(str, of_runtime[1][1]))
    assert of_classic[1][2] == of_runtime[1][2]


def save_text(sc, path):
    sc.parallelize([1]).saveAsTextFile(path)


def test_an_existing_folder_is_not_written(same, tmp_path):
    assert same(save_text, str(tmp_path))[0] == "error"


def test_formats_that_only_java_has_are_named(sc):
    with pytest.raises(UnsupportedOnConnect, match="TableInputFormat"):
        sc.newAPIHadoopRDD("org.apache.hadoop.hbase.mapreduce.TableInputFormat", "k", "v")


def test_the_folder_of_files_needs_no_context_yet(sc, monkeypatch):
    """Where there is a session classic Spark has a context, whether the program asked for it or not."""
    from reconnect_runtime.files import SparkFiles

    monkeypatch.setattr(type(sc), "_active_spark_context", None)
    assert os.path.isdir(SparkFiles.getRootDirectory())


def test_files_for_workers(sc, tmp_path):
    from reconnect_runtime.files import SparkFiles

    (tmp_path / "one.txt").write_text("100")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "two.txt").write_text("2")
    (tmp_path / "of_workers.py").write_text("def three():\n    return 3\n")
    sc.addFile(str(tmp_path / "one.txt"))
    sc.addFile(str(folder), recursive=True)
    sc.addPyFile(str(tmp_path / "of_workers.py"))

    def read(iterator):
        import of_workers
        from pyspark import SparkFiles

        with open(SparkFiles.get("one.txt")) as one, open(SparkFiles.get("folder") + "/two.txt") as two:
            yield one.read(), two.read(), of_workers.three()

    assert set(sc.parallelize([1, 2], 2).mapPartitions(read).collect()) == {("100", "2", 3)}
    with open(SparkFiles.get("one.txt")) as one:
        assert one.read() == "100"
    assert "file:%s" % (tmp_path / "one.txt") in sc.listFiles
