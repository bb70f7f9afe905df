"""What a text says against itself."""

from __future__ import annotations

import pytest

from waterbed.read import read


def rules(text: str) -> list[str]:
    return [note.rule for note in read(text, published="2024-05-08").notes]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            (
                "Sea arrivals in Italy more than doubled: 1,830 people landed in April 2024, "
                "compared with 1,000 in April 2023."
            ),
            "ratio-of-figures",
        ),
        (
            (
                "In April 2024 some 600 people landed in Malta, 30% fewer than in April 2023, when "
                "1,000 people landed."
            ),
            "percent-of-figures",
        ),
        (
            (
                "In April 2024 exactly 500 people landed in Malta, including 400 women and 300 "
                "children."
            ),
            "parts-of-whole",
        ),
        (
            (
                "By 30 April 2024 some 5,100 people had landed in Malta. By 5 May 2024 it was "
                "4,000 people who had landed in Malta."
            ),
            "cumulative-falls",
        ),
    ],
)
def test_a_text_that_does_not_fit_with_itself_is_noted(text: str, rule: str) -> None:
    assert rule in rules(text)


@pytest.mark.parametrize(
    "text",
    [
        (
            "Sea arrivals in Italy more than doubled: 2,300 people landed in April "
            "2024, compared with 1,000 in April 2023."
        ),
        (
            "In April 2024 exactly 700 people landed in Malta, 30% fewer than in April 2023, when "
            "1,000 people landed."
        ),
        "In April 2024 exactly 900 people landed in Malta, including 400 women.",
    ],
)
def test_a_text_that_fits_is_not_noted(text: str) -> None:
    assert rules(text) == []
