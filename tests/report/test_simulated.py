import datetime as dt
import json
import re
import struct
import zlib
from dataclasses import replace

import pytest

from waterbed.records import (
    Controller,
    CorridorRun,
    Estimate,
    Fan,
    Lever,
    Run,
    Scenario,
    Shifted,
    Skill,
    Totals,
)
from waterbed.report import (
    as_csv,
    as_json,
    chart,
    estimate_page,
    sentence,
    simulated_rows,
    sweep_rows,
    sweep_table,
    table,
)
from waterbed.report.simulated_chart import (
    described,
    simulated_drawing,
    simulated_png,
    simulated_svg,
)

START = dt.date(2024, 6, 1)


def about(point):
    return Estimate(point, point * 0.5, point * 2) if point >= 0 else fewer(-point)


def fewer(point):
    return Estimate(-point, -point * 2, -point * 0.5)


def totals(attempts, landed, returned, dead):
    return Totals(*(about(float(one)) for one in (attempts, landed, returned, dead)))


EAST = CorridorRun(
    "east>north",
    "The east (of it) to The north",
    totals(2000, 1500, 450, 50),
    totals(1000, 750, 225, 25),
    totals(-1000, -750, -225, -25),
    (20.0, 30.0, 15.0, 37.0),
    ("The coast to the east (of it)", "The north"),
)
WEST = CorridorRun(
    "west>north",
    "The west to The north",
    totals(1000, 800, 190, 10),
    totals(1100, 880, 209, 11),
    totals(100, 80, 19, 1),
    (10.0, 30.0, 15.0, 37.0),
    ("The west", "The north"),
)
RUN = Run(
    scenario=Scenario(
        "Departures from the east halved",
        "two-coasts",
        START,
        2,
        levers=(Lever("control", "east", START, size=(0.5,)),),
        note="Made up.",
    ),
    region="Two coasts",
    nominal=0.9,
    total=replace(
        EAST, corridor="", title="All corridors", change=totals(-900, -670, -206, -24), ends=None
    ),
    flows=(EAST, WEST),
    fans=(Fan("", (START, dt.date(2024, 7, 1)), (about(800.0),) * 2, (about(500.0),) * 2),),
    displacement=Shifted(
        about(750.0), about(80.0), Estimate(0.11, 0.04, 0.3), ("east>north",), ("west>north",)
    ),
    controllers=(Controller("The east", START, ("An army (full)",)),),
    calibration="2 series of monthly figures up to May 2024",
    skill=(
        Skill("arrivals/sea/north", (1, 3), 0.4, 0.93, 0.9, 20),
        Skill("deaths/sea", (1, 3), 0.01, 0.95, 0.9, 20),
    ),
)


def test_the_sentence_says_what_was_found_and_how_far_to_trust_it():
    assert sentence(RUN) == (
        "Simulated, not counted. Two coasts, June 2024 to July 2024: 1,500 (750 to 3,000 in 90% of "
        "the draws) people would land without any lever. With “Departures from the east halved” "
        "670 fewer (335 to 1,340) would land, 206 fewer (103 to 412) be taken back, and 24 fewer "
        "(12 to 48) be recorded dead or missing. Of the 750 landings averted where the lever "
        "works, 11% (4% to 30%) would reappear on other corridors; published figures hardly tell "
        "how readily people turn, so this rests on what was assumed. Calibrated on 2 series of "
        "monthly figures up to May 2024. At past dates its forecasts 1 to 3 months ahead "
        "were closer than last year's same months, by 5% or more, for 1 of 2 series (not for "
        "deaths/sea); the 90% band held 94%. What a lever does was not tried in this way: no past "
        "date shows it alone."
    )


def test_first_guesses_are_called_that():
    bare = replace(RUN, calibration="", skill=())
    assert sentence(bare).endswith(
        "The model is not calibrated here: its numbers are first guesses, and no size of a change "
        "should be quoted from it."
    )


def test_a_calibration_of_unknown_skill_says_so():
    assert sentence(replace(RUN, skill=())).endswith("how well it foretells was not measured.")


def measured(*leads):
    dates = (dt.date(2019, 12, 1), dt.date(2025, 12, 1))
    return tuple(Skill("arrivals/sea/north", lead, 0.1, 0.9, 0.9, 20, dates) for lead in leads)


@pytest.mark.parametrize(
    ("horizon", "lead", "beyond"),
    [(3, "1 to 3", False), (4, "4 to 6", False), (12, "7 to 12", False), (13, "7 to 12", True)],
)
def test_skill_is_told_as_far_ahead_as_the_run_goes(horizon, lead, beyond):
    asked = replace(RUN.scenario, horizon=horizon)
    said = sentence(replace(RUN, scenario=asked, skill=measured((1, 3), (4, 6), (7, 12))))
    assert f"At past dates, December 2019 to December 2025, its forecasts {lead} months" in said
    assert ("Beyond 12 months ahead it was not measured." in said) is beyond


def test_months_without_figures_count_as_months_ahead():
    late = replace(RUN, skill=measured((1, 3), (4, 6)), figures_to=dt.date(2024, 2, 1))
    said = sentence(late)
    assert "The figures end 3 months before the start." in said
    assert "forecasts 4 to 6 months ahead" in said
    assert "Warning" not in said


def test_a_start_outside_the_dates_that_were_measured_is_told():
    for start, words in ((dt.date(2019, 12, 1), "this early"), (dt.date(2026, 2, 1), "after Dec")):
        asked = replace(RUN.scenario, start=start, levers=())
        said = sentence(replace(RUN, scenario=asked, skill=measured((1, 3))))
        assert words in said
    assert "as this one" not in sentence(replace(RUN, skill=measured((1, 3))))


@pytest.mark.parametrize(
    ("last", "warned"), [(dt.date(2023, 5, 1), False), (dt.date(2023, 4, 1), True)]
)
def test_more_than_a_year_without_figures_before_the_start_is_a_warning(last, warned):
    for skill in (RUN.skill, ()):
        said = sentence(replace(RUN, figures_to=last, skill=skill))
        assert ("Quote no number of people from this run." in said) is warned


def test_a_share_above_one_is_put_in_words():
    for share, words in (
        (Estimate(0.6, 0.2, 1.3), "some"),
        (Estimate(1.2, 0.8, 1.9), "half or more"),
    ):
        moved = replace(RUN.displacement, share=share)
        said = sentence(replace(RUN, displacement=moved))
        assert f"In {words} of the draws more people reappeared elsewhere than were averted" in said
    assert "reappeared" not in sentence(RUN)


def test_a_change_that_may_go_either_way_has_both_ends_and_the_median():
    unsure = replace(RUN.total.change, landed=Estimate(-10.0, -400.0, 300.0))
    run = replace(RUN, total=replace(RUN.total, change=unsure))
    assert "between 400 fewer and 300 more (median 10 fewer) would land" in sentence(run)


def test_without_levers_nothing_is_said_of_a_change():
    still = replace(RUN, scenario=replace(RUN.scenario, levers=()), displacement=None)
    assert "No lever is moved." in sentence(still)
    assert "fewer" not in sentence(still)


def test_where_too_few_are_averted_no_share_is_given():
    none = replace(RUN, displacement=replace(RUN.displacement, share=None))
    assert "Too few landings are averted" in sentence(none)


def test_the_table_has_landed_returned_and_dead_of_each_corridor_with_intervals():
    shown = table(RUN)
    assert shown.title.startswith("Simulated, not counted: ")
    assert len(shown.rows) == 9
    assert shown.rows[3] == (
        "The east (of it) to The north",
        "landed",
        *(1500.0, 750.0, 3000.0),
        *(750.0, 375.0, 1500.0),
        *(-750.0, -1500.0, -375.0),
    )
    assert "The east in June 2024 is held by: An army (full)." in shown.notes
    assert any("a minimum" in note for note in shown.notes)


def test_a_coast_without_a_row_in_the_register_is_named_as_such():
    unknown = replace(RUN, controllers=(Controller("The east", START, ()),))
    assert "Who holds The east in June 2024, the register does not say." in table(unknown).notes


def test_every_row_for_a_spreadsheet_says_that_it_is_simulated():
    lines = as_csv(simulated_rows(RUN)).splitlines()
    assert lines[0].startswith("simulated,")
    assert all(line.startswith("yes,") for line in lines[1:])
    assert "yes,all,2024-07,landed,with,500,250,1000" in lines


def test_json_says_that_it_is_simulated():
    assert json.loads(as_json(RUN))["simulated"] is True


def test_a_sweep_is_a_row_for_each_size():
    shown = sweep_table("control on east", [(0.0, RUN), (0.5, RUN)])
    assert [row[0] for row in shown.rows] == [0.0, 0.5]
    assert shown.rows[0][-3:] == (0.11, 0.04, 0.3)
    assert shown.title.startswith("Simulated, not counted")


def test_a_sweep_names_each_column_once_who_holds_the_coast_and_what_was_assumed():
    shown = sweep_rows("control on east", [(0.5, RUN)])
    assert len(set(shown.columns)) == len(shown.columns) == len(shown.rows[0])
    assert as_csv(shown).splitlines()[1].startswith("yes,0.5,")
    assert "The east in June 2024 is held by: An army (full)." in shown.notes
    assert any("rests on what was assumed" in note for note in shown.notes)


def test_a_picture_is_marked_in_itself_in_its_label_and_in_its_metadata():
    drawn = simulated_svg(RUN)
    assert "<metadata>Simulated, not counted. Departures from the east halved</metadata>" in drawn
    assert re.search(r'aria-label="Simulated, not counted\.', drawn)
    assert ">Simulated, not counted.<" in drawn


def test_a_png_carries_its_mark_as_a_description():
    image = simulated_png(RUN)
    assert image.startswith(b"\x89PNG")
    length = struct.unpack(">I", image[33:37])[0]
    body = image[37 : 41 + length]
    assert body == b"tEXtDescription\0Simulated, not counted. Departures from the east halved"
    assert struct.unpack(">I", image[41 + length : 45 + length])[0] == zlib.crc32(body)


def test_a_description_outside_latin_letters_does_not_break_a_png():
    assert b"tEXtDescription\0T?rkiye" in described(b"\x89PNG" + bytes(40), "T\u0131rkiye")


def test_a_page_holds_sentence_picture_and_table():
    page = estimate_page(RUN, table(RUN))
    assert "<title>Simulated, not counted" in page
    assert "<svg" in page
    assert "The east in June 2024 is held by" in page


def test_the_picture_has_no_arrowhead_and_no_red():
    text = json.dumps(simulated_drawing(RUN))
    assert "arrow" not in text
    for colour in re.findall(r"#([0-9a-f]{6})", text):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
        assert red <= 1.5 * max(green, blue, 1), colour


def test_lines_of_the_map_are_as_wide_as_landings():
    panels = simulated_drawing(RUN)["vconcat"]
    widths = [line["w"] for line in panels[1]["layer"][0]["data"]["values"]]
    assert widths[0] / widths[1] == pytest.approx(1500 / 800)
    fell = panels[3]["layer"][0]["data"]["values"]
    assert [line["c"] for line in fell] == ["#9a9a9a", "#b8860b"]


def test_the_map_names_each_end_even_where_a_title_has_a_to_in_it():
    panel = simulated_drawing(RUN)["vconcat"][1]
    named = [layer for layer in panel["layer"] if layer["mark"]["type"] == "text"]
    assert [[one["name"] for one in layer["data"]["values"]] for layer in named] == [
        ["The coast to the east", "The west"],
        ["The north"],
    ]


def test_a_name_stands_on_the_side_away_from_the_lines_of_its_place():
    south = replace(EAST, ends=(20.0, 37.0, 15.0, 35.0), names=("Upper", "Lower"))
    panel = simulated_drawing(replace(RUN, flows=(south,)))["vconcat"][1]
    shifts = {
        layer["data"]["values"][0]["name"]: layer["mark"]["dy"]
        for layer in panel["layer"]
        if layer["mark"]["type"] == "text"
    }
    assert shifts["Upper"] < 0 < shifts["Lower"]


def test_with_levers_no_line_is_wider_than_the_widest_of_both_maps():
    wide = replace(WEST, scenario=totals(4000, 3000, 900, 100))
    panels = simulated_drawing(replace(RUN, flows=(EAST, wide)))["vconcat"]
    widths = [[line["w"] for line in panel["layer"][0]["data"]["values"]] for panel in panels[1:3]]
    assert max(map(max, widths)) == widths[1][1] == pytest.approx(2 * widths[0][0])
    assert all("widest line of both maps is 3,000" in one["title"]["text"] for one in panels[1:3])


def test_a_region_without_places_has_no_map():
    run = replace(RUN, flows=tuple(replace(flow, ends=None) for flow in RUN.flows))
    assert len(simulated_drawing(run)["vconcat"]) == 1


def test_a_chart_can_be_taken_further():
    assert chart(RUN).to_dict()["vconcat"]
