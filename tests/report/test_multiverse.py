import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from waterbed.records import (
    Branch,
    Calibration,
    Citation,
    Estimate,
    Event,
    InvalidError,
    JointTest,
    Multiverse,
    PartialDate,
    Specification,
    Tally,
)
from waterbed.report import (
    as_csv,
    as_svg,
    branch_rows,
    chart,
    multiverse_sentence,
    multiverse_table,
    sentence,
    table,
)
from waterbed.report.multiverse_chart import multiverse_chart, multiverse_drawing

CHOICES = Specification(dt.date(2010, 1, 1), 96, 6, 1, "damped", "log", season=True, memory=0.97)
WINDOW = (dt.date(2018, 1, 1), dt.date(2018, 6, 30))
PAST = Calibration(0.95, 67, 12.0, 0.94, 0.88, 1.4, 1.15, 0.04)
RIVAL = Event("storm", "A storm", "disaster", PartialDate("2018-02"), (Citation("https://a.org"),))


def branch(level, point, answer, *, told=True):
    choices = replace(CHOICES, level=level)
    shared = ("made-up", choices, False, *WINDOW, 70_123.0)
    if not told:
        return Branch(*shared, "cannot tell", because=("too short",))
    spread = Estimate(point, point - 30_000, point + 30_000)
    return Branch(*shared, answer, spread, PAST, point / 15_000)


BRANCHES = (
    branch("damped", -36_600.0, "fewer"),
    branch("damped", 6_000.0, "cannot tell"),
    branch("random walk", -24_000.0, "cannot tell"),
    branch("random walk", 0.0, "cannot tell", told=False),
)
TALLIES = (
    Tally("level", "damped", 2, 0.5, 0.0, 0.5, -2_550.0, 0.94),
    Tally("level", "random walk", 2, 0.0, 0.0, 1.0, -4_000.0, 0.94),
)
TEST = JointTest(60, 9.6, -1.6, 1 / 3, 0.21, 0.3, 0.094, (-1.7, -0.4, 0.0, 0.2, 1.1))
FOUND = Multiverse(
    "arrivals/sea/nowhere",
    "deal",
    0.95,
    BRANCHES,
    Tally("", "", 4, 0.25, 0.0, 0.75, -4_000.0, 0.94),
    TALLIES,
    "cannot tell",
    TEST,
    ("the joint test gives p 0.21",),
    (RIVAL,),
)


def test_the_sentence_says_what_branches_find_and_how_past_dates_did():
    assert multiverse_sentence(FOUND) == (
        "Of 4 ways to estimate it, 25 % find fewer than expected, 0 % more, and 75 % cannot tell. "
        "The median change is 4,000 fewer persons a month. Repeated at 60 past dates without this "
        "event (of which 10 do not overlap), the median branch was at least as far out with "
        "p = 0.210, and as large a share of branches excluded no change with p = 0.300; so few "
        "dates allow no p below 0.094. Taken together the figures cannot tell whether anything "
        "changed: the joint test gives p 0.21."
    )


def test_the_three_verbs_take_a_multiverse():
    assert sentence(FOUND) == multiverse_sentence(FOUND)
    assert table(FOUND) == multiverse_table(FOUND)
    assert chart(FOUND).to_dict()["description"] == multiverse_sentence(FOUND)


def test_an_answer_is_given_with_what_it_does_not_show():
    sure = replace(FOUND, answer="fewer", because=("one publisher is missing",))
    assert multiverse_sentence(sure).endswith(
        "Taken together, fewer came than expected; that the event is why is not shown. Note: one "
        "publisher is missing."
    )


def test_without_a_joint_test_the_sentence_says_why():
    bare = replace(FOUND, test=None, because=("too few past dates",))
    assert "p =" not in multiverse_sentence(bare)
    assert multiverse_sentence(bare).endswith("anything changed: too few past dates.")


def test_the_table_has_all_branches_and_each_choice_with_its_coverage():
    rows = multiverse_table(FOUND)
    assert rows.rows == (
        ("all", "", 4, "25 %", "0 %", "75 %", -4_000.0, "94 %"),
        ("level", "damped", 2, "50 %", "0 %", "50 %", -2_550.0, "94 %"),
        ("level", "random walk", 2, "0 %", "0 %", "100 %", -4_000.0, "94 %"),
    )
    notes = " ".join(rows.notes)
    assert "not separated: 2018-02, A storm." in notes
    assert "Branches share their data" in notes


def test_every_branch_is_a_row_with_its_choices():
    rows = branch_rows(FOUND)
    assert len(rows.rows) == 4
    first = dict(zip(rows.columns, rows.rows[0], strict=True))
    assert (first["level"], first["change"], first["answer"]) == ("damped", -36_600.0, "fewer")
    last = dict(zip(rows.columns, rows.rows[3], strict=True))
    assert (last["change"], last["because"]) == (None, "too short")
    assert as_csv(rows).count("\n") == 5


def test_the_curve_rises_and_each_branch_has_its_choices_below():
    drawing = multiverse_drawing(FOUND)
    curve, choices, past = drawing["vconcat"]
    assert " ".join(drawing["title"]["text"]) == table(FOUND).title
    assert table(FOUND).notes[0].startswith(" ".join(drawing["title"]["subtitle"]))
    points = [one["point"] for one in curve["data"]["values"]]
    assert points == [-6_100.0, -4_000.0, 1_000.0]
    assert [one["answer"] for one in curve["data"]["values"]] == [
        "fewer",
        "cannot tell",
        "cannot tell",
    ]
    assert choices["data"]["values"] == [
        {"rank": 0, "row": "level: damped"},
        {"rank": 1, "row": "level: random walk"},
        {"rank": 2, "row": "level: damped"},
    ]
    assert [one["out"] for one in past["layer"][0]["data"]["values"]] == list(TEST.placebos)
    assert past["layer"][1]["data"]["values"] == [{"out": -1.6}]


def test_the_drawing_is_labelled_with_its_sentence_and_can_be_changed():
    root = ET.fromstring(as_svg(chart(FOUND)))  # noqa: S314 - our own drawing
    assert root.get("aria-label") == multiverse_sentence(FOUND)
    assert multiverse_chart(FOUND).to_dict()["description"] == multiverse_sentence(FOUND)


def test_many_branches_are_thinned_evenly_and_the_title_says_so():
    many = tuple(branch("damped", float(point), "cannot tell") for point in range(-700, 0))
    drawing = multiverse_drawing(replace(FOUND, branches=many, tallies=()))
    assert len(drawing["vconcat"][0]["data"]["values"]) == 234
    assert drawing["vconcat"][0]["title"].endswith("one branch in 3 is shown")


def test_without_any_interval_there_is_nothing_to_draw():
    with pytest.raises(InvalidError, match="nothing to draw"):
        multiverse_drawing(replace(FOUND, branches=BRANCHES[3:]))


def test_a_narrowed_grid_is_named_wherever_the_answer_is():
    narrow = replace(FOUND, narrowed=("window months 1 instead of 6, 9, 12",))
    said = "The grid was narrowed: window months 1 instead of 6, 9, 12."
    assert said in multiverse_sentence(narrow)
    assert said in " ".join(multiverse_drawing(narrow)["title"]["subtitle"])
    assert multiverse_table(narrow).title.endswith("under a narrowed grid of choices")
    assert "narrowed" not in multiverse_sentence(FOUND)
