from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from waterbed.records import Interval, InvalidError
from waterbed.report import as_png, as_svg, diversion_chart, phrases, reading_chart
from waterbed.report.drawing import svg
from waterbed.report.verdict_chart import diversion_drawing, reading_drawing

GOLDEN = Path(__file__).parent / "golden"


def words(drawn):
    return [one.text for one in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]  # noqa: S314 - our own drawing


def test_the_readings_are_drawn_as_they_always_were(checked):
    drawn = as_svg(reading_chart(checked.verdicts[0], checked.article))
    assert drawn + "\n" == (GOLDEN / "readings.svg").read_text("utf-8")


def test_what_can_have_moved_is_drawn_as_it_always_was(checked):
    drawn = as_svg(diversion_chart(checked.verdicts[2].cause.diversion))
    assert drawn + "\n" == (GOLDEN / "moved.svg").read_text("utf-8")


def test_a_page_draws_what_altair_draws(checked):
    verdict, article = checked.verdicts[0], checked.article
    assert svg(reading_drawing(verdict, article)) == as_svg(reading_chart(verdict, article))


def test_the_sentence_stands_for_the_chart(checked):
    verdict = checked.verdicts[0]
    root = ET.fromstring(as_svg(reading_chart(verdict, checked.article)))  # noqa: S314 - as above
    assert root.get("role") == "img"
    assert root.get("aria-label") == phrases.sentence(verdict, checked.article)


def test_every_reading_is_labelled_with_its_figure_and_agreement(checked):
    drawn = words(svg(reading_drawing(checked.verdicts[0], checked.article)))
    assert [one for one in drawn if ": " in one] == [
        "claimed: −300",
        "−270: is close, nearest",
        "between −390 and −110: may or may not agree, nearest",
        "−304: agrees",
        "−1,240: does not agree",
    ]


def test_more_readings_than_fit_are_counted(checked):
    many = replace(checked.verdicts[0], fails_if=checked.verdicts[0].fails_if * 20)
    drawn = words(svg(reading_drawing(many, checked.article)))
    assert "change in number of persons; 11 more in the table" in drawn


def test_a_reading_without_limit_is_not_drawn(checked):
    endless = replace(checked.verdicts[2].readings[0], high=float("inf"))
    verdict = replace(checked.verdicts[2], readings=(endless,))
    with pytest.raises(InvalidError, match="claim 3 has no reading with a number"):
        reading_drawing(verdict, checked.article)


def test_an_open_end_is_said(checked):
    diversion = checked.verdicts[2].cause.diversion
    assert "5 % to no upper limit" in words(svg(diversion_drawing(diversion)))


def test_contradicting_figures_are_not_drawn(checked):
    diversion = checked.verdicts[2].cause.diversion
    nothing = replace(diversion.of_fall, strict=None, robust=None)
    with pytest.raises(InvalidError, match="guarantee nothing"):
        diversion_chart(replace(diversion, of_fall=nothing))


def test_a_picture_is_a_png_twice_as_dense(checked):
    chart = reading_chart(checked.verdicts[2], checked.article)
    picture = as_png(chart)
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width = int.from_bytes(picture[16:20], "big")
    assert f'width="{width // 2}"' in as_svg(chart)


@pytest.mark.parametrize("limits", [Interval(None, 0.4), Interval(None, None)])
def test_a_missing_lower_limit_is_said(checked, limits):
    diversion = checked.verdicts[2].cause.diversion
    spec = diversion_drawing(
        replace(diversion, of_fall=replace(diversion.of_fall, strict=limits, robust=None))
    )
    assert any(one.startswith("no lower limit to") for one in words(svg(spec)))


def test_hostile_text_stays_text_in_a_chart(hostile):
    drawn = svg(reading_drawing(hostile.verdicts[0], hostile.article))
    assert "<script" not in drawn
    ET.fromstring(drawn)  # noqa: S314 - as above
