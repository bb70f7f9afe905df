import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from report.test_displacement import TOLD, shared
from waterbed.records import Flow, InvalidError, Receiving, ShareSet
from waterbed.report import as_svg, displacement_sentence
from waterbed.report.displacement_chart import (
    displacement_chart,
    displacement_drawing,
    displacement_svg,
)


def layers(found, panel):
    return displacement_drawing(found)["vconcat"][panel]["layer"]


def marks(found, panel):
    ranges, arrows, points = layers(found, panel)[2:5]
    return tuple(layer["data"]["values"] for layer in (ranges, arrows, points))


def test_averted_and_excess_are_drawn_with_their_intervals():
    ranges, arrows, points = marks(TOLD, 0)
    assert [(one["x"], one["x2"]) for one in ranges] == [(11_000, 51_000), (-1_000, 6_000)]
    assert [one["x"] for one in points] == [21_234, 4_500]
    assert arrows == []


def test_an_identified_share_has_a_point_on_an_axis_that_shows_none_and_all():
    ranges, arrows, points = marks(TOLD, 1)
    assert [(one["x"], one["x2"]) for one in ranges] == [(-0.04, 0.45)]
    assert ([one["x"] for one in points], arrows) == ([0.2], [])
    low, high = layers(TOLD, 1)[2]["encoding"]["x"]["scale"]["domain"]
    assert low < 0
    assert high > 1


def test_a_set_without_an_end_is_an_arrow_and_has_no_point():
    _, arrows, points = marks(shared("not identified", None, 0.3, ("why",)), 1)
    assert [one["turn"] for one in arrows] == ["left"]
    assert points == []


def test_a_set_beyond_the_axis_is_an_arrow():
    _, arrows, _ = marks(shared("uninformative", -2.0, 3.0, ("why",)), 1)
    assert [one["turn"] for one in arrows] == ["left", "right"]


def test_an_end_that_may_not_be_quoted_is_an_arrow():
    flow = replace(TOLD.averted, implausible=True)
    _, arrows, _ = marks(replace(TOLD, averted=flow), 0)
    assert [one["turn"] for one in arrows] == ["right"]


def test_the_drawing_is_labelled_with_its_sentence_and_is_the_chart():
    root = ET.fromstring(displacement_svg(TOLD))  # noqa: S314 - our own drawing
    assert root.get("aria-label") == displacement_sentence(TOLD)
    assert as_svg(displacement_chart(TOLD)) == displacement_svg(TOLD)


def test_the_picture_says_what_is_promised_what_held_and_of_whom_the_counts_are():
    told = " ".join(displacement_drawing(TOLD)["title"]["subtitle"])
    assert "90 % intervals, counts of 2 nationalities" in told
    assert "share to Western Mediterranean: nominal 90 %, measured 85 %" in told
    untried = replace(TOLD, receiving=(replace(TOLD.receiving[0], measured=()),))
    told = " ".join(displacement_drawing(untried)["title"]["subtitle"])
    assert "nominal 90 %, not measured" in told


def test_no_alarming_colour():
    used = set(re.findall(r"#\w{6}", str(displacement_drawing(TOLD))))
    assert used == {"#222222", "#f0f0f0", "#4a6785"}


def test_without_an_estimate_there_is_nothing_to_draw():
    nothing = ShareSet("not identified", because=("too short",))
    found = replace(
        TOLD,
        averted=Flow("a", "", None),
        receiving=(Receiving(Flow("b", "", None), nothing, nothing),),
    )
    with pytest.raises(InvalidError, match="nothing to draw"):
        displacement_drawing(found)
