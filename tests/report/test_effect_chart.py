import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from waterbed.effects import Monthly, effect
from waterbed.records import METHODS, InvalidError
from waterbed.report.effect import effect_sentence, effect_table
from waterbed.report.effect_chart import effect_chart, effect_drawing, effect_svg

COUNTS = tuple(float(1000 + 300 * (month % 12) + 37 * (month % 7)) for month in range(100))
SERIES = Monthly(dt.date(2010, 1, 1), COUNTS, "arrivals/sea/nowhere")


@pytest.fixture(scope="module")
def found():
    return effect(SERIES, dt.date(2017, 1, 1))


def panels(found):
    return effect_drawing(found)["vconcat"]


def test_every_month_has_its_count_and_those_of_the_window_their_interval(found):
    values = panels(found)[0]["data"]["values"]
    assert [one["month"] for one in values][:2] == ["2014-01-01", "2014-02-01"]
    assert [one["seen"] for one in values] == list(COUNTS[48:90])
    assert all(one["low"] <= one["middle"] <= one["high"] for one in values[36:])
    assert not any("low" in one for one in values[:36])


def test_the_picture_says_which_intervals_were_tried(found):
    months, so_far, _ = (panel["title"] for panel in panels(found))
    assert months[1] == "intervals of single months were not tried at past dates"
    assert so_far[1] == "only the interval at the last month was tried at past dates"


def test_the_change_so_far_ends_with_the_change(found):
    values = panels(found)[1]["data"]["values"]
    assert values[0]["month"] == "2017-01-01"
    last = values[-1]
    assert (last["point"], last["low"], last["high"]) == (
        found.change.point,
        found.change.low,
        found.change.high,
    )
    assert all(one["low"] <= one["point"] <= one["high"] for one in values)


def test_every_past_date_is_a_tick_and_the_event_is_marked(found):
    limits, ticks, own = panels(found)[2]["layer"]
    assert [one["out"] for one in limits["data"]["values"]] == pytest.approx(
        [-1.96, 1.96], abs=0.01
    )
    assert len(ticks["data"]["values"]) == found.calibration.placebos
    assert own["data"]["values"] == [{"out": found.picture.error}]


def test_the_event_lies_beyond_the_lines_where_the_interval_excludes_no_change():
    fallen = Monthly(SERIES.first, (*COUNTS[:84], *(100.0,) * 16), SERIES.key)
    found = effect(fallen, dt.date(2017, 1, 1))
    assert found.change.high < 0
    assert found.picture.error < -1.96


def test_the_month_of_an_event_within_it_breaks_the_line():
    values = panels(effect(SERIES, dt.date(2017, 1, 10)))[0]["data"]["values"]
    assert values[36] == {"month": "2017-01-01", "seen": None}
    assert values[37]["month"] == "2017-02-01"


def test_months_without_a_figure_before_the_event_are_gaps():
    holed = Monthly(SERIES.first, (*COUNTS[:80], float("nan"), *COUNTS[81:]), SERIES.key)
    values = panels(effect(holed, dt.date(2017, 1, 1)))[0]["data"]["values"]
    assert values[32] == {"month": "2016-09-01", "seen": None}


def test_the_picture_says_which_question_it_answers_and_how(found):
    title = effect_drawing(found)["title"]
    assert " ".join(title["text"]) == effect_table(found).title
    assert " ".join(title["subtitle"]) == effect_table(found).notes[0]


def test_the_drawing_is_labelled_with_its_sentence(found):
    root = ET.fromstring(effect_svg(found))  # noqa: S314 - our own drawing
    assert root.get("aria-label") == effect_sentence(found)


def test_the_chart_is_the_drawing(found):
    assert effect_chart(found).to_dict()["description"] == effect_sentence(found)


def test_without_an_interval_there_is_nothing_to_draw():
    with pytest.raises(InvalidError, match="nothing to draw"):
        effect_drawing(effect(SERIES, dt.date(2011, 1, 1)))


def test_each_method_has_its_change_beside_the_effects_own(found):
    assert len(panels(found)) == 3
    others = [
        Monthly(
            SERIES.first,
            tuple(one + 90 * (at * at % odd) for at, one in enumerate(COUNTS)),
            f"{odd}",
        )
        for odd in (5, 7, 11)
    ]
    checked = effect(SERIES, dt.date(2017, 1, 1), others=others)
    values = panels(checked)[3]["data"]["values"]
    assert [one["by"] for one in values] == ["this effect", *METHODS]
    assert values[0]["point"] == checked.change.point
    assert [one["high"] for one in values[1:]] == [one.change.high for one in checked.checks]
    assert "matrix completion" in effect_svg(checked)
