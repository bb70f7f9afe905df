from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from waterbed.records import LimitError, ParseError
from waterbed.sources import jsonstat
from waterbed.sources.jsonstat import read_cube

if TYPE_CHECKING:
    import polars as pl


def _cube(value: object, *, size: tuple[int, ...] = (2, 3), **more: object) -> dict[str, Any]:
    names = [f"d{place}" for place in range(len(size))]
    return {
        "class": "dataset",
        "id": names,
        "size": list(size),
        "dimension": {
            name: {
                "category": {
                    "index": {f"c{place}": place for place in range(length)},
                    "label": {f"c{place}": f"Label {place}" for place in range(length)},
                }
            }
            for name, length in zip(names, size, strict=True)
        },
        "value": value,
    } | more


def _read(cube: object) -> pl.DataFrame:
    return read_cube(json.dumps(cube).encode())


def test_the_last_dimension_varies_first() -> None:
    frame = _read(_cube({"0": 5, "4": 12.5}, status={"4": "p"}))
    assert frame.select("d0", "d1", "printed", "flag", "line").rows() == [
        ("c0", "c0", "5", None, 1),
        ("c0", "c1", None, None, 2),
        ("c0", "c2", None, None, 3),
        ("c1", "c0", None, None, 4),
        ("c1", "c1", "12.5", "p", 5),
        ("c1", "c2", None, None, 6),
    ]
    assert frame["d1 label"].unique().sort().to_list() == ["Label 0", "Label 1", "Label 2"]


@given(st.data(), st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_sparse_and_whole_values_are_the_same_cube(data: st.DataObject, size: list[int]) -> None:
    count = math.prod(size)
    whole = data.draw(st.lists(st.none() | st.integers(0, 99), min_size=count, max_size=count))
    whole[0] = 1
    sparse = {str(place): cell for place, cell in enumerate(whole) if cell is not None}
    assert_frame_equal(_read(_cube(whole, size=(*size,))), _read(_cube(sparse, size=(*size,))))


def test_codes_come_in_the_order_of_their_index_or_of_their_list() -> None:
    cube = _cube([1, 2], size=(2,))
    cube["dimension"]["d0"]["category"]["index"] = {"late": 1, "early": 0}
    assert _read(cube)["d0"].to_list() == ["early", "late"]
    cube["dimension"]["d0"]["category"]["index"] = ["first", "second"]
    assert _read(cube)["d0"].to_list() == ["first", "second"]


def test_a_single_category_needs_no_index_and_one_flag_may_hold_for_all() -> None:
    cube = _cube([7], size=(1,), status="p")
    cube["dimension"]["d0"]["category"] = {"label": {"only": "Only one"}}
    assert _read(cube).select("d0", "d0 label", "flag").row(0) == ("only", "Only one", "p")


@pytest.mark.parametrize(
    ("cube", "words"),
    [
        (_cube({}), "holds no value"),
        (_cube({}, size=(0, 3)), "none of the codes asked for in d0"),
        (_cube({"6": 1}), "at place 6"),
        (_cube({"0": 1}, size=(2, 3)) | {"size": [2, 4]}, "damaged"),
        (_cube({"0": [1]}), "dataset.value"),
        ({"error": [{"label": "no such dataset"}]}, "no such dataset"),
    ],
)
def test_a_cube_that_cannot_be_meant_is_refused_in_words(cube: object, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        _read(cube)


def test_a_cube_larger_than_allowed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonstat, "MAX_CELLS", 5)
    with pytest.raises(LimitError, match="6 cells"):
        _read(_cube({"0": 1}))
