"""Open orders that are turned without Spark: ties, printed tables, records of files."""

from reconnect_runtime.observe.orders import Orders, turned

OPEN, KEPT = "open", "as it comes"

TABLE = """+----+---+
|city|  n|
+----+---+
|Rome|  2|
|Bern|  1|
|Oslo|  2|
+----+---+
only showing top 3 rows
"""


def test_open_rows_come_in_one_direction():
    assert Orders(False)._rows([2, 3, 1], OPEN) == [1, 2, 3]
    assert Orders(True)._rows([2, 3, 1], OPEN) == [3, 2, 1]


def test_other_rows_stay():
    assert Orders(True)._rows([2, 3, 1], KEPT) == [2, 3, 1]


def test_only_ties_turn_below_a_sort():
    rows = [("b", 1), ("a", 1), ("d", 2), ("c", 3), ("e", 3)]
    assert Orders(False)._rows(rows, [1]) == [("a", 1), ("b", 1), ("d", 2), ("c", 3), ("e", 3)]
    assert Orders(True)._rows(rows, [1]) == [("b", 1), ("a", 1), ("d", 2), ("e", 3), ("c", 3)]


def test_lines_of_a_printed_table_turn():
    lines = Orders(False)._table(TABLE, OPEN).split("\n")
    assert lines[3:6] == ["|Bern|  1|", "|Oslo|  2|", "|Rome|  2|"]
    assert lines[:3] == TABLE.split("\n")[:3] and lines[6:] == TABLE.split("\n")[6:]


def test_a_table_with_bars_in_its_cells_stays():
    table = TABLE.replace("Rome", "a|bc")
    assert Orders(False)._table(table, OPEN) == table


def test_records_of_a_file_turn():
    assert turned([{"v": 2}, {"v": 1}], False) == [{"v": 1}, {"v": 2}]
    assert turned([{"v": 1}, {"v": 2}], True) == [{"v": 2}, {"v": 1}]


def test_dicts_of_counts_are_filled_in_one_direction():
    assert list(Orders(False)._mapping({"b": 1, "a": 2})) == ["a", "b"]
    assert list(Orders(True)._mapping({"a": 2, "b": 1})) == ["b", "a"]


class Frame:
    """A frame of two columns whose rows have no order."""

    columns = ["n", "tags"]

    def sort(self, *columns):
        raise AssertionError("sorted")


def test_what_picks_among_rows_leaves_a_program_with_accumulators_alone():
    orders = Orders(False)
    orders.of_frame = lambda frame: OPEN
    orders._noting_accumulator(lambda context, value: value)(None, 0)
    frame = Frame()
    assert orders._settled(frame) is frame


def test_what_cannot_be_sorted_stays():
    orders = Orders(False)
    orders.of_frame = lambda frame: OPEN
    frame = Frame()
    assert orders._settled(frame) is frame
