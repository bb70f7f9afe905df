from __future__ import annotations

import gzip
import io
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import LimitError, ParseError
from waterbed.sources import container
from waterbed.sources.container import MAX_EXPANDED, gunzip, repack
from waterbed.sources.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def small_limit(monkeypatch: pytest.MonkeyPatch) -> int:
    limit = 2**16
    monkeypatch.setattr(container, "MAX_EXPANDED", limit)
    return limit


def _lying(archive: bytes, declared: int) -> bytes:
    """Declare another size for every member, in the local headers and the directory."""
    content = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as members:
        offsets = [member.header_offset + 22 for member in members.infolist()]
        place = members.start_dir
    for _ in list(offsets):
        offsets.append(place + 24)
        place = content.find(b"PK\x01\x02", place + 1)
    for offset in offsets:
        struct.pack_into("<I", content, offset, declared)
    return bytes(content)


@given(st.binary(max_size=3000))
def test_what_was_packed_comes_out(content: bytes) -> None:
    assert gunzip(gzip.compress(content)) == content
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/b.bin", content)
    stored, names = repack(buffer.getvalue())
    assert names == {"a/b.bin"}
    with zipfile.ZipFile(io.BytesIO(stored)) as archive:
        assert archive.read("a/b.bin") == content
        assert archive.getinfo("a/b.bin").compress_type == zipfile.ZIP_STORED


def test_gzip_beyond_the_limit_is_refused(small_limit: int) -> None:
    assert len(gunzip(gzip.compress(bytes(small_limit)))) == small_limit
    with pytest.raises(LimitError, match="expands to more than 65,536 bytes"):
        gunzip(gzip.compress(bytes(small_limit + 1)))


def test_gzip_of_several_parts_counts_them_together(small_limit: int) -> None:
    half = gzip.compress(bytes(small_limit // 2 + 1))
    with pytest.raises(LimitError):
        gunzip(half + half)


@pytest.mark.parametrize("declared", [0, 100, 2**32 - 2])
def test_a_workbook_that_lies_about_its_size_is_refused(
    make_xlsx: Callable[..., bytes], small_limit: int, declared: int
) -> None:
    bomb = _lying(make_xlsx([["x" * (small_limit + 1)]]), declared)
    assert len(bomb) < 5000
    with pytest.raises(LimitError, match="expands to more than 65,536 bytes"):
        read_table(bomb)


def test_members_count_together(make_zip: Callable[..., bytes], small_limit: int) -> None:
    part = "x" * (small_limit // 3)
    repack(make_zip({str(place): part for place in range(3)}))
    with pytest.raises(LimitError):
        repack(make_zip({str(place): part for place in range(4)}))


def test_a_workbook_within_the_limit_is_read_whatever_it_declares(
    make_xlsx: Callable[..., bytes],
) -> None:
    content = _lying(make_xlsx([["a"], ["b"]]), 1)
    assert read_table(content)["a"].to_list() == ["b"]


def test_the_stated_limit_holds_without_holding_the_bomb() -> None:
    member = gzip.compress(bytes(2**26), compresslevel=9)
    bomb = member * (MAX_EXPANDED // 2**26 + 1)
    assert len(bomb) < 2**20
    with pytest.raises(LimitError, match="536,870,912 bytes"):
        read_table(bomb)


def test_a_damaged_member_is_refused(make_xlsx: Callable[..., bytes]) -> None:
    content = bytearray(make_xlsx([["a", "b"], [1, 2]]))
    content[60] ^= 0xFF
    with pytest.raises(ParseError, match="cut off or damaged"):
        repack(bytes(content))
