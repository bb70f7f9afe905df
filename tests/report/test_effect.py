import datetime as dt
from dataclasses import replace

import pytest

from waterbed.records import (
    Calibration,
    Citation,
    CrossCheck,
    Donor,
    Effect,
    Elsewhere,
    Estimate,
    Event,
    Part,
    PartialDate,
    Path,
    PlaceboInSpace,
    Reference,
    Specification,
    Uncompared,
)
from waterbed.report import effect_rows, effect_sentence, effect_table
from waterbed.report.digits import about

MONTHS = (dt.date(2018, 1, 1), dt.date(2018, 2, 1))
CHOICES = Specification(dt.date(2010, 1, 1), 96, 2, 1, "damped", "log", season=True, memory=0.97)
PAST = Calibration(0.95, 67, 12.0, 0.94, 0.88, 1.4, 1.15, 0.04)
SOURCES = (Citation("https://example.org"),)
RIVAL = Event("storm", "A storm", "disaster", PartialDate("2018-02"), SOURCES)
STUDY = Reference("s", ("deal",), "A study", "https://example.org", "a fall", "how", "because")
BASIS = ("arrivals/sea/nowhere", "made-up", "deal", MONTHS[0], dt.date(2018, 2, 28), 70_123.0)
TOLD = Effect(
    *BASIS,
    "fewer",
    CHOICES,
    expected=Estimate(101_234, 81_234, 121_234),
    change=Estimate(-31_111, -51_111, -11_111),
    path=Path(MONTHS, (40_123.0, 30_000.0), (51_234.0,) * 2, (30_000.0,) * 2, (70_000.0,) * 2),
    calibration=PAST,
    record=200_000.0,
    beyond=0.12,
    rivals=(RIVAL,),
)
UNTOLD = Effect(*BASIS, "cannot tell", CHOICES, because=("16 months are too few",))


@pytest.mark.parametrize(
    ("count", "text"), [(77_197, "77,200"), (8.4, "8"), (0.2, "0"), (0, "0"), (-1_234, "-1,230")]
)
def test_an_estimate_has_no_more_digits_than_it_can_bear(count, text):
    assert about(count) == text


def test_the_sentence_says_what_is_known_and_what_is_not_shown():
    assert effect_sentence(TOLD) == (
        "1 January to 28 February 2018: 70,123 persons. Without a break 101,000 were to be "
        "expected (95 % interval 81,200 to 121,000), so that 31,100 fewer came than that, between "
        "51,100 fewer and 11,100 fewer. Fewer came than expected; that the event is why is not "
        "shown. Tried at 67 past dates without this event (of which 12 do not overlap), the "
        "interval held 94 % of the time, against 95 % promised."
    )


def test_where_there_is_no_telling_the_sentence_says_why():
    assert effect_sentence(UNTOLD) == (
        "1 January to 28 February 2018: 70,123 persons. There is no telling what to expect: 16 "
        "months are too few."
    )


def test_the_table_has_the_total_and_every_month():
    table = effect_table(TOLD, [STUDY])
    assert table.rows[0][1:] == (70_123, 101_000, 81_200, 121_000, -31_100, "yes")
    assert [row[0] for row in table.rows[1:]] == ["January 2018", "February 2018"]
    assert [row[-1] for row in table.rows[1:]] == ["no", "no"]


def test_only_intervals_of_the_whole_window_are_said_to_have_been_tried():
    assert any("single months were not, and how often" in one for one in effect_table(TOLD).notes)
    assert "single months" not in " ".join(effect_table(UNTOLD).notes)


def test_months_that_are_in_no_sum_are_named_beside_the_window():
    found = replace(TOLD, end=dt.date(2018, 3, 31), missing=(dt.date(2018, 2, 1),))
    stretch = "1 January to 31 March 2018, without February 2018"
    assert effect_sentence(found).startswith(f"{stretch}: 70,123 persons.")
    table = effect_table(found)
    assert table.title.endswith(stretch)
    assert table.rows[0][0] == stretch


def test_rivals_calibration_choices_and_published_values_stand_beside_it():
    notes = " ".join(effect_table(TOLD, [STUDY]).notes)
    for part in (
        "not separated: 2018-02, A storm.",
        "held 88 % of the past dates and was made 1.15 times as wide",
        "Of 67 past dates and this one, 4 % had an error as far out, in standard deviations",
        "At most 200,000 were counted in as many months before; the model gave 12 %",
        "1 month left out in between; log scale, damped level, season, memory 0.97",
        "Published: A study: a fall. Measured: how. Why ours differs: because.",
    ):
        assert part in notes


def test_the_answer_is_the_first_note():
    fewer = "Fewer came than expected: 31,100 fewer, between 51,100 fewer and 11,100 fewer."
    assert effect_table(TOLD).notes[0] == fewer
    unsure = replace(TOLD, answer="cannot tell", because=("no change is not ruled out",))
    for told in (unsure, replace(UNTOLD, because=unsure.because)):
        assert effect_table(told).notes[0] == "Cannot tell: no change is not ruled out."


def test_where_the_register_expects_no_change_it_is_said():
    key = "detections/central-mediterranean"
    seized = replace(TOLD, key=key, event="iuventa-seized")
    assert (
        'The register does not expect iuventa-seized to change crossings on "Central '
        'Mediterranean".' in effect_table(seized).notes
    )
    expected = replace(TOLD, key=key, event="it-ly-mou-2017")
    for told in (expected, TOLD, replace(seized, key="population/nowhere")):
        assert "does not expect" not in " ".join(effect_table(told).notes)


def test_without_an_interval_the_table_has_the_count_and_the_reason():
    table = effect_table(UNTOLD)
    assert table.rows == (("1 January to 28 February 2018", 70_123, *[None] * 5),)
    assert "No published estimate of deal is known" in table.notes[-1]


CHECKED = replace(
    TOLD,
    checks=(
        CrossCheck(
            "synthetic control",
            Estimate(-20_456, -40_123, 5_123),
            PAST,
            (Part("a/b", "made-up", 0.75), Part("c/d", "made-up", 0.25), Part("e/f", "made-up", 0)),
            0.41,
            outside=False,
        ),
        CrossCheck(
            "matrix completion",
            Estimate(2_345, -10_000, 20_000),
            PAST,
            (Part("a/b", "made-up", 0), Part("c/d", "made-up", 0), Part("e/f", "made-up", 0)),
            0.3,
            outside=True,
        ),
    ),
    in_space=PlaceboInSpace(0.02, (Elsewhere("a/b", "made-up", Estimate(-3, -10, 4), 0.4),)),
    left_out=(
        Uncompared("g/h", "made-up", "left out by choice"),
        Uncompared("k/l", "made-up", "a copy of the series"),
        Uncompared("i/j", "made-up", "left out by choice"),
    ),
)


def test_the_sentence_says_what_other_methods_and_other_series_say():
    assert effect_sentence(CHECKED) == effect_sentence(TOLD) + (
        " 2 other methods, against 3 other series, put the change between 20,500 fewer and 2,340 "
        "more, 1 of them outside this interval. At the same date 0 of 1 other series were further "
        "from what their own past led one to expect."
    )


def test_each_check_is_a_row_under_the_total():
    rows = effect_table(CHECKED).rows
    assert rows[1] == ("by synthetic control", 70_123, 90_600, 65_000, 110_000, -20_500, "yes")
    assert rows[2][0] == "by matrix completion"
    assert rows[3][0] == "January 2018"


def test_the_notes_say_what_each_check_rests_on_and_what_was_left_out():
    notes = " ".join(effect_table(CHECKED).notes)
    for part in (
        "Synthetic control: 20,500 fewer, between 40,100 fewer and 5,120 more; from a/b 0.75, c/d",
        "0.25. Its interval held 94 % of 67 past dates, mean interval score 1.40",
        "Matrix completion: 2,340 more, between 10,000 fewer and 20,000 more; from a/b, c/d, e/f.",
        "here 2 %; a/b 40 % (3 fewer).",
        "Not compared with: g/h, i/j: left out by choice; k/l: a copy of the series.",
    ):
        assert part in notes


def test_why_there_are_no_checks_is_said():
    few = replace(TOLD, unchecked="2 other series can be compared with, and cross-checks need 3")
    assert "No cross-checks: 2 other series can be compared" in " ".join(effect_table(few).notes)


def test_medians_of_months_are_said_not_to_add_up():
    said = (
        "Medians do not add up: those of the months come to 32,300 fewer, that of the whole window "
        "is 31,100 fewer."
    )
    assert any(said in note for note in effect_table(TOLD).notes)
    notes = [row[-1] for row in effect_rows(TOLD).rows]
    assert notes == ["", *["medians of months do not add up to that of the whole window"] * 2]


def test_each_row_of_a_spreadsheet_says_what_it_is_about():
    for found, level in ((CHECKED, 0.95), (UNTOLD, None)):
        listed = effect_rows(found)
        assert listed.columns[-5:] == ("series", "source", "event", "level", "note")
        assert [row[:-5] for row in listed.rows] == list(effect_table(found).rows)
        for row in listed.rows:
            assert row[-5:-1] == ("arrivals/sea/nowhere", "made-up", "deal", level)
    assert effect_rows(UNTOLD).rows[0][-1] == "16 months are too few"


def test_a_window_of_one_month_is_printed_once():
    path = Path(MONTHS[:1], (40_123.0,), (51_234.0,), (30_000.0,), (70_000.0,), calibrated=True)
    table = effect_table(replace(TOLD, end=dt.date(2018, 1, 31), path=path))
    assert [row[0] for row in table.rows] == ["January 2018"]
    assert "single months" not in " ".join(table.notes)


def test_a_rival_is_given_with_its_end():
    over = replace(RIVAL, end=PartialDate("2018-03-01"))
    notes = " ".join(effect_table(replace(TOLD, rivals=(over,))).notes)
    assert "not separated: 2018-02 to 2018-03-01, A storm." in notes


def test_donors_come_with_the_warning_that_they_can_hide_a_change():
    helped = replace(CHOICES, donors=(Donor("a/b", "made-up", 0.4),))
    notes = " ".join(effect_table(replace(TOLD, specification=helped)).notes)
    assert "a/b (40 %). A series to which people may have turned hides or enlarges" in notes


def test_what_was_left_out_is_said_to_leave_the_coverage_alone():
    notes = " ".join(effect_table(TOLD).notes)
    assert "The interval held as often with and without that; its width beside" in notes
