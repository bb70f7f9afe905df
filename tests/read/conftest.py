"""Shared ways to read one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waterbed.read import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from waterbed.records import Claim


@pytest.fixture
def claims() -> Callable[..., tuple[Claim, ...]]:
    """Read a text and give its claims."""

    def reader(
        text: str, published: str | None = "2024-05-08", language: str | None = None
    ) -> tuple[Claim, ...]:
        return read(text, published=published, language=language).claims

    return reader
