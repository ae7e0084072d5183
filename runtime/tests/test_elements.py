"""Elements survive the way through rows, whatever their number and size."""

import pytest

from reconnect_runtime import compute, elements


@pytest.mark.parametrize("count", [0, 1, 2, 1000, 100_000])
def test_round_trip(count):
    values = [(i, str(i)) for i in range(count)]
    rows = list(elements.pack(values))
    assert list(elements.Rows([None] + rows).elements()) == values


def test_batches_stay_near_their_size():
    rows = list(elements.pack(b"x" * 1000 for _ in range(5000)))
    assert max(map(len, rows)) < 4 * elements.BATCH_BYTES


def test_an_element_too_large_for_a_row_comes_in_pieces(monkeypatch):
    monkeypatch.setattr(elements, "ROW_BYTES", 1000)
    values = [1, b"y" * 4500, 2]
    rows = list(elements.pack(values))
    assert max(map(len, rows)) <= 1001
    assert list(elements.Rows(rows).elements()) == values
    with pytest.raises(EOFError):
        list(elements.Rows(rows[:-2]).elements())


def test_messages_are_kept_apart():
    blob = elements.message({"a": 1})
    rows = elements.Rows([None, *elements.pack([1]), blob, *elements.pack([2])])
    assert list(rows.elements()) == [1, 2]
    assert [elements.read_message(message) for message in rows.messages] == [{"a": 1}]


def test_sides_may_be_read_in_any_order():
    left, right = list(elements.pack("ab")), list(elements.pack([1, 2]))
    pairs = [(0, None), (1, right[0]), (0, left[0]), (1, right[1]), (0, left[1])]
    rows = elements.SidedRows(pairs)
    assert list(rows.elements(0)) == ["a", "b"]
    assert list(rows.elements(1)) == [1, 2]
    rows = elements.SidedRows(pairs)
    assert list(zip(rows.elements(1), rows.elements(0))) == [(1, "a"), (2, "b")]


@pytest.mark.parametrize("blobs", [[None], [b""], [b"a", None, b"\x00bc", None], [None] * 9 + [b"z"], [b"y"] * 64])
def test_batches_hold_what_they_are_given(blobs):
    batch = compute.batch_of([(blob, i, -i) for i, blob in enumerate(blobs)], ["d", "p", "q"])
    batch.validate(full=True)
    assert batch.to_pydict() == {"d": blobs, "p": list(range(len(blobs))), "q": [-i for i in range(len(blobs))]}
