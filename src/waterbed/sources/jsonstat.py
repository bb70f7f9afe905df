"""JSON-stat: a cube of figures as a frame with one row for each cell."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import msgspec
import polars as pl

from waterbed.records import LimitError, ParseError
from waterbed.sources.table import read_json

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_CELLS: Final = 2**21


class _Category(msgspec.Struct):
    index: dict[str, int] | list[str] = msgspec.field(default_factory=dict)
    label: dict[str, str] = msgspec.field(default_factory=dict)

    def codes(self) -> list[str]:
        """Give the codes in the order of the cube."""
        places = self.index
        if isinstance(places, list):
            return places
        return sorted(places, key=lambda code: places[code]) if places else list(self.label)


class _Dimension(msgspec.Struct):
    category: _Category


class _Cube(msgspec.Struct):
    id: list[str]
    size: list[int]
    dimension: dict[str, _Dimension]
    value: dict[int, str | None] | list[str | None]
    status: dict[int, str | None] | list[str | None] | str | None = None


def read_cube(content: bytes) -> pl.DataFrame:
    """Read a JSON-stat dataset.

    Parameters
    ----------
    content
        A JSON-stat 2.0 dataset; its values and flags sparse (an object) or whole (a list).

    Returns
    -------
    polars.DataFrame
        One row for each cell, in the cube's order: for each dimension its code under its own name
        and its label under ``<name> label``; ``printed`` and ``flag`` as text, null where there is
        none; and ``line``, the place of the cell from 1.

    Raises
    ------
    ParseError
        Where it is no such dataset, where its parts contradict each other, or where it holds no
        value: statistics services answer a filter that they do not know with an empty cube.
    LimitError
        Where it has more than `MAX_CELLS` cells.

    References
    ----------
    https://json-stat.org/full/
    """
    document = read_json(content)
    if not isinstance(document, dict) or "value" not in document:
        raise ParseError(f"expected a JSON-stat dataset, got {str(document)[:300]}.")
    try:
        cube = msgspec.convert(document, _Cube, strict=False, str_keys=True)
    except msgspec.ValidationError as error:
        raise ParseError(
            f"expected a JSON-stat dataset, but {str(error).replace('`$', '`dataset')}. "
            "The service may have changed its format."
        ) from None
    codes = _codes(cube)
    count = math.prod(map(len, codes.values()))
    values = _placed(cube.value, count, "value")
    if values.null_count() == count:
        raise ParseError(_emptiness(cube))
    status = [cube.status] * count if isinstance(cube.status, str) else cube.status or {}
    flags = _placed(status, count, "status")
    places = pl.int_range(1, count + 1, dtype=pl.UInt32, eager=True)
    named = pl.select(place=places).select(*_labelled(cube, codes))
    return named.with_columns(printed=values, flag=flags, line=places)


def _codes(cube: _Cube) -> dict[str, list[str]]:
    codes = {
        name: cube.dimension[name].category.codes() for name in cube.id if name in cube.dimension
    }
    if [len(listed) for listed in codes.values()] != cube.size or len(codes) != len(cube.id):
        listed = ", ".join(f"{name} {len(one)}" for name, one in codes.items())
        raise ParseError(
            f"the dataset says its dimensions {', '.join(cube.id)} have {cube.size} categories, "
            f"and lists {listed or 'none'}. It is damaged; get it again."
        )
    if math.prod(cube.size) > MAX_CELLS:
        raise LimitError(
            f"refused: {math.prod(cube.size):,} cells, more than the {MAX_CELLS:,} that are "
            "allowed. Ask for fewer categories or a shorter time."
        )
    return codes


def _placed(
    given: dict[int, str | None] | Sequence[str | None], count: int, what: str
) -> pl.Series:
    cells = given if isinstance(given, dict) else dict(enumerate(given))
    if cells and not 0 <= min(cells) <= max(cells) < count:
        raise ParseError(
            f"the dataset has {count} cells and a {what} at place "
            f"{max(cells) if max(cells) >= count else min(cells)}. It is damaged; get it again."
        )
    whole: list[str | None] = [None] * count
    for place, cell in cells.items():
        whole[place] = cell
    return pl.Series(whole, dtype=pl.String)


def _labelled(cube: _Cube, codes: dict[str, list[str]]) -> list[pl.Expr]:
    expressions = []
    stride = math.prod(cube.size)
    for name, listed in codes.items():
        stride //= len(listed)
        place = pl.int_range(pl.len()) // stride % len(listed)
        label = cube.dimension[name].category.label
        labels = [label.get(code, code) for code in listed]
        expressions += [
            pl.lit(pl.Series(listed, dtype=pl.String)).gather(place).alias(name),
            pl.lit(pl.Series(labels, dtype=pl.String)).gather(place).alias(f"{name} label"),
        ]
    return expressions


def _emptiness(cube: _Cube) -> str:
    bare = [name for name, size in zip(cube.id, cube.size, strict=True) if size == 0]
    cause = (
        f"it knows none of the codes asked for in {', '.join(bare)}"
        if bare
        else "none of the cells asked for is published yet"
    )
    return (
        f"the dataset holds no value: {cause}. Compare the filters of the address with its codes."
    )
