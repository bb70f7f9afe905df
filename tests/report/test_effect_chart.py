import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from waterbed.effects import Monthly, effect
from waterbed.records import InvalidError
from waterbed.report.effect import effect_sentence
from waterbed.report.effect_chart import effect_chart, effect_drawing, effect_svg

COUNTS = tuple(float(1000 + 300 * (month % 12) + 37 * (month % 7)) for month in range(100))
SERIES = Monthly(dt.date(2010, 1, 1), COUNTS, "arrivals/sea/nowhere")


@pytest.fixture(scope="module")
def found():
    return effect(SERIES, dt.date(2017, 1, 1))


def test_every_month_has_its_count_and_its_interval(found):
    values = effect_drawing(found)["data"]["values"]
    assert [one["month"] for one in values][:2] == ["Jan 2017", "Feb 2017"]
    assert [one["seen"] for one in values] == list(COUNTS[84:90])
    assert all(one["low"] <= one["middle"] <= one["high"] for one in values)


def test_the_drawing_is_labelled_with_its_sentence(found):
    root = ET.fromstring(effect_svg(found))  # noqa: S314 - our own drawing
    assert root.get("aria-label") == effect_sentence(found)


def test_the_chart_is_the_drawing(found):
    assert effect_chart(found).to_dict()["description"] == effect_sentence(found)


def test_without_an_interval_there_is_nothing_to_draw():
    with pytest.raises(InvalidError, match="nothing to draw"):
        effect_drawing(effect(SERIES, dt.date(2011, 1, 1)))
