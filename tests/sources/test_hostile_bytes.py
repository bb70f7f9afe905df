"""Whatever bytes come, a parser gives rows or an error of ours, and nothing else."""

from __future__ import annotations

import contextlib
import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import WaterbedError
from waterbed.sources import eurostat, frontex, italy, own_csv, uk
from waterbed.store import ROW_SCHEMA

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

_MAPPING = {
    "mapping": '[columns]\nday = "d"\nvalue = "n"\n[constants]\nkey = "boats/x"\nsource = "me"'
}
_DAILY = "Data,Valore,Note,Fonte,Data_Report\n2031-05-01,120,entro le ore 8:00,F,2031-05-15\n"
_CUBE = (
    '{"id": ["citizen", "geo", "time"], "size": [1, 1, 2], "value": {"0": 5, "1": 10}, '
    '"status": {"1": "p"}, "dimension": {'
    '"citizen": {"category": {"index": {"SY": 0}, "label": {"SY": "Syria"}}}, '
    '"geo": {"category": {"index": {"IT": 0}, "label": {"IT": "Italy"}}}, '
    '"time": {"category": {"index": {"2031-01": 0, "2031-02": 1}}}}}'
)
_SAMPLES: dict[str, tuple[Callable[..., pl.DataFrame], bytes]] = {
    "frontex": (frontex.parse, b"route,type,nat,t,n\nOther,Sea,SYR,18932.0,10.0\n"),
    "italy daily": (italy.parse_daily, _DAILY.encode()),
    "italy nationality": (
        italy.parse_nationality,
        b"Data_Report,Nazione,ISO_3166-1,Valore\n2031-04-30,Tunisia,TN,300\n",
    ),
    "eurostat cube": (eurostat.parse, _CUBE.encode()),
    "eurostat wide": (eurostat.parse, b"CITIZEN,GEO,Y2031M01\nSyria,Italy,5\n"),
    "own": (own_csv.parse, b"d,n\n2031-05-01,4\n"),
}
_PARSERS = {**{name: parse for name, (parse, _) in _SAMPLES.items()}, "uk": uk.parse}


def _is_refused_or_read(parse: Callable[..., pl.DataFrame], content: bytes) -> None:
    with contextlib.suppress(WaterbedError):
        assert parse(content, _MAPPING).schema == ROW_SCHEMA


@pytest.mark.parametrize("name", _SAMPLES)
def test_the_samples_themselves_are_read(name: str) -> None:
    parse, content = _SAMPLES[name]
    assert parse(content, _MAPPING).height > 0


@pytest.mark.parametrize("name", _PARSERS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><title>403 Forbidden</title>",
        b"PK\x03\x04 half a workbook",
        gzip.compress(b"a,b\n1,2\n", mtime=0)[:-9],
        b"{}",
        "Data;Válore\n1;2\n".encode("utf-16"),
    ],
)
def test_what_is_no_table_of_the_publisher_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(WaterbedError):
        _PARSERS[name](content, _MAPPING)


@pytest.mark.parametrize("name", _PARSERS)
@given(content=st.binary(max_size=400))
def test_random_bytes_are_refused_or_read(name: str, content: bytes) -> None:
    _is_refused_or_read(_PARSERS[name], content)


@pytest.mark.parametrize("name", _SAMPLES)
@given(data=st.data())
def test_a_damaged_file_is_refused_or_read(name: str, data: st.DataObject) -> None:
    parse, content = _SAMPLES[name]
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    between = data.draw(
        st.binary(max_size=8) | st.text("0123456789.,;:-\n\"'", max_size=8).map(str.encode)
    )
    _is_refused_or_read(parse, content[:start] + between + content[end:])


@pytest.mark.parametrize("name", ["frontex", "uk"])
@given(data=st.data())
def test_a_cut_workbook_is_refused(
    name: str, data: st.DataObject, make_xlsx: Callable[..., bytes]
) -> None:
    whole = make_xlsx(
        [["Route", "BorderType", "Nationality", "JAN2031"], ["Other", "Sea", "Iraq", 5]]
    )
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(WaterbedError):
        _PARSERS[name](cut, {})
