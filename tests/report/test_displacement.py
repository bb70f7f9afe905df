import datetime as dt
from dataclasses import replace

import pytest

from report.test_effect import TOLD as ALONE
from waterbed.records import (
    Citation,
    Detectability,
    Displacement,
    Estimate,
    Event,
    Flow,
    LeftOut,
    Measured,
    PartialDate,
    Receiving,
    Reference,
    ShareSet,
)
from waterbed.report import displacement_sentence, displacement_table
from waterbed.report.digits import percent
from waterbed.report.displacement_chart import displacement_drawing
from waterbed.report.estimates import estimate_fields

WINDOW = (dt.date(2018, 1, 1), dt.date(2018, 6, 30))
RIVAL = Event(
    "storm", "A storm", "disaster", PartialDate("2018-02"), (Citation("https://example.org"),)
)
STUDY = Reference("s", ("deal",), "A study", "https://example.org", "a turn", "how", "because")
AVERTED = Flow(
    "central-mediterranean",
    "frontex",
    10_000,
    Estimate(31_234, 21_000, 61_000),
    Estimate(21_234, 11_000, 51_000),
    0.02,
    60,
    11.0,
    90_000,
)
EXCESS = Flow(
    "western-mediterranean",
    "frontex",
    9_000,
    Estimate(4_500, 3_000, 10_000),
    Estimate(4_500, -1_000, 6_000),
    0.08,
    60,
    11.0,
    20_000,
)
MEASURED = Measured("panels made up", "python bench.py", 500, 0.9, 0.4, 0.85, 0.93, 0.11, 0.03, 200)
TOLD = Displacement(
    event="deal",
    start=WINDOW[0],
    end=WINDOW[1],
    averted=AVERTED,
    receiving=(
        Receiving(
            EXCESS,
            ShareSet("identified", -0.04, 0.45, 0.2),
            ShareSet("identified", -0.05, 0.6, 0.21),
            Detectability(0.45, 120, 0.7, 0.1, "a fall of about 70 %"),
            (MEASURED,),
        ),
    ),
    nationalities=("EGY", "SYR"),
    horizon=6,
    nominal=0.9,
    averted_chance=0.99,
    left_out=(LeftOut(("MLI",), "left out on request"),),
    rivals=(RIVAL,),
    because=("the figures end after 6 months of the window",),
)


def shared(standing, low=None, high=None, because=()):
    share = ShareSet(standing, low, high, because=because)
    return replace(TOLD, receiving=(replace(TOLD.receiving[0], share=share),))


def test_what_can_be_told_comes_first_and_the_share_last():
    assert displacement_sentence(TOLD) == (
        "1 January to 30 June 2018. Before the estimate: a share that went to Western "
        "Mediterranean could be told in 45 % of 120 panels alike (a fall of about 70 %), which is "
        "no promise for real figures: on those of this pair it was not measured. Central "
        "Mediterranean, of 2 nationalities: 10,000 were counted where about 31,200 were to be "
        "expected, so that about 21,200 were averted (90 % interval 11,000 to 51,000); of 60 past "
        "dates and this one, 2 % were as far out. Western Mediterranean, of 2 nationalities: 9,000 "
        "were counted where about 4,500 were to be expected, an excess of about 4,500 (90 % "
        "interval −1,000 to 6,000); of 60 past dates and this one, 8 % were as far out. The share "
        "of the averted that went to Western Mediterranean is between −4 % and 45 %, about 20 % "
        "(nominal 90 %, measured 85 % of 200 sets (panels made up); it errs more often below the "
        "true share than above it). That the event is why is not shown."
    )


def test_the_worst_that_was_measured_and_the_nearest_are_quoted():
    few = replace(MEASURED, about="this pair", coverage=1.0, sets=5, misses_low=0.0)
    better = replace(MEASURED, about="others", coverage=0.95)
    measured = (better, MEASURED, few)
    found = replace(TOLD, receiving=(replace(TOLD.receiving[0], measured=measured),))
    told = displacement_sentence(found)
    assert "measured 85 % of 200 sets (panels made up) and 100 % of 5 sets (this pair)" in told
    assert "95 %" not in told


PAIRED = replace(MEASURED, about="real figures", panels=136, identified=0.015, pair=True)


@pytest.mark.parametrize(
    ("alike", "told"),
    [
        (
            TOLD.receiving[0].detectability,
            "1.5 % of 136 panels of this pair (real figures), and in 45 % of 120 panels alike",
        ),
        (None, "1.5 % of 136 panels of this pair (real figures). Central"),
    ],
)
def test_what_was_measured_on_real_figures_of_the_pair_comes_first(alike, told):
    one = replace(TOLD.receiving[0], detectability=alike, measured=(MEASURED, PAIRED))
    said = displacement_sentence(replace(TOLD, receiving=(one,)))
    assert f"a share that went to Western Mediterranean could be told in {told}" in said
    assert ("which is no promise for real figures. Central" in said) is (alike is not None)


def test_what_was_measured_is_listed_once_for_all_routes():
    one = TOLD.receiving[0]
    other = replace(one, excess=replace(EXCESS, key="western-african"), measured=(MEASURED, PAIRED))
    notes = displacement_table(replace(TOLD, receiving=(one, other))).notes
    (line,) = (note for note in notes if "`python bench.py`" in note)
    assert line.count("`python bench.py`") == line.count("panels made up") == 1
    assert "real figures 1.5 % of 136" in line


def test_a_share_whose_kind_was_never_measured_says_so_in_words_and_rows():
    found = replace(TOLD, receiving=(replace(TOLD.receiving[0], measured=()),))
    assert (
        "about 20 % (nominal 90 %, not measured: how often such sets hold is not known)."
    ) in displacement_sentence(found)
    table = displacement_table(replace(found, branches=(replace(found, horizon=9),)))
    assert table.rows[1][-1] == "not measured"
    assert any("45 %; nominal 90 %, not measured)." in note for note in table.notes)
    assert not any("Where the share was known" in note for note in table.notes)


def test_months_that_are_in_no_sum_are_named_beside_the_window():
    lost = (dt.date(2018, 2, 1), dt.date(2018, 4, 1))
    found = replace(TOLD, horizon=4, missing=lost)
    stretch = "1 January to 30 June 2018, without February 2018 and April 2018"
    assert displacement_sentence(found).startswith(f"{stretch}. ")
    table = displacement_table(replace(TOLD, branches=(found,)))
    assert stretch in displacement_table(found).title
    assert any("4 months (without February 2018 and April 2018):" in one for one in table.notes)


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (10_000, "81,200 to 121,000): it asks this one series"),
        (12_345, "81,200 to 121,000) where 12,345 were counted in all: it asks this one series"),
    ],
)
def test_what_the_own_series_alone_leads_one_to_expect_stands_beside(counted, said):
    alone = replace(ALONE, observed=counted)
    notes = displacement_table(replace(TOLD, alone=alone)).notes
    start = (
        f"`waterbed effect {alone.key}` expects about 101,000 in the same months (95 % interval "
    )
    assert any(note.startswith(start + said) for note in notes)


def test_a_share_that_is_not_identified_has_its_reason_and_no_number():
    told = displacement_sentence(shared("not identified", because=("none may be averted",)))
    assert "Western Mediterranean is not identified: none may be averted." in told
    assert "20 %" not in told


@pytest.mark.parametrize(
    ("low", "high", "said", "cells", "short"),
    [
        (-1.8, None, "; the set begins at −180 %.", ("−180 %", None), " (−180 % to …)"),
        (None, 1.2, "; the set ends at 120 %.", (None, "120 %"), " (… to 120 %)"),
        (-1, 2, "; the set runs from −100 % to 200 %.", ("−100 %", "200 %"), " (−100 % to 200 %)"),
        (None, None, ".", (None, None), ""),
    ],
)
def test_every_form_gives_the_ends_that_an_unidentified_set_has(low, high, said, cells, short):
    found = shared("not identified", low, high, ("none may be averted",))
    told = displacement_sentence(found)
    assert f"Western Mediterranean is not identified: none may be averted{said}" in told
    assert displacement_table(found).rows[1][7:10] == ("not identified", *cells)
    fields = estimate_fields(found)["share"]["western-mediterranean"]
    assert (fields["low"], fields["high"]) == (low, high)
    assert f"Western Mediterranean: not identified{short}" in str(displacement_drawing(found))
    notes = displacement_table(replace(TOLD, branches=(replace(found, horizon=9),))).notes
    assert any(one.endswith(f"Mediterranean not identified{short}.") for one in notes)


def test_a_share_below_none_is_explained_once():
    meant = "A share below 0 would mean that the other route received fewer than expected"
    assert sum(meant in one for one in displacement_table(TOLD).notes) == 1
    share = ShareSet("identified", 0.1, 0.45, 0.2)
    within = replace(TOLD, receiving=(replace(TOLD.receiving[0], share=share),))
    assert not any(meant in one for one in displacement_table(within).notes)


def test_a_set_that_rules_nothing_out_is_not_a_finding():
    told = displacement_sentence(shared("uninformative", -0.5, 1.4, ("nothing",)))
    assert (
        "cannot be told: nothing from −50 % to 140 % is ruled out, neither none nor all of it"
        in told
    )


def test_where_no_share_fits_its_reason_and_ends_stand_and_no_share():
    found = shared("no share fits", 1.2, 1.9, ("more came than were averted",))
    told = displacement_sentence(found)
    assert (
        "No share fits for Western Mediterranean, with a set from 120 % to 190 %: more came "
        "than were averted." in told
    )
    assert "held" not in told
    assert displacement_table(found).rows[1][7:10] == ("no share fits", "120 %", "190 %")
    notes = displacement_table(replace(TOLD, branches=(found,))).notes
    assert any("Mediterranean no share fits (120 % to 190 %)." in one for one in notes)


def test_an_end_beyond_what_came_before_is_not_quoted():
    flow = replace(AVERTED, implausible=True, most=45_000)
    told = displacement_sentence(replace(TOLD, averted=flow))
    end = "its upper end would need more than the 45,000 that came at most in as many months before"
    assert f"90 % interval from 11,000; {end});" in told
    assert "51,000" not in told
    cells = displacement_table(replace(TOLD, averted=flow)).rows[0]
    assert cells[4:6] == (11_000, "not quoted")
    notes = displacement_table(replace(TOLD, averted=flow)).notes
    assert "An end that is not quoted would need more than came in as many months before." in notes
    assert not any("not quoted" in one for one in displacement_table(TOLD).notes)


def test_the_lower_end_of_an_excess_is_the_implausible_one():
    flow = replace(EXCESS, implausible=True, most=8_000)
    found = replace(TOLD, receiving=(replace(TOLD.receiving[0], excess=flow),))
    told = displacement_sentence(found)
    assert "90 % interval up to 6,000; its lower end would need more than the 8,000" in told


def test_without_an_estimate_it_says_why():
    nothing = ShareSet("not identified", because=("too short",))
    found = replace(
        TOLD,
        averted=Flow("a", "", None),
        averted_chance=None,
        nationalities=("all",),
        receiving=(Receiving(Flow("b", "", None), nothing, nothing),),
        because=("too short",),
    )
    assert displacement_sentence(found) == (
        '1 January to 30 June 2018. How often a share that went to "b" can be told was not '
        "measured. There is no telling what was averted: too short."
    )
    assert displacement_table(found).rows[1] == (
        *("b", None, None, None, None, None, None),
        *("not identified", None, None, "90 %", "not measured"),
    )


def test_what_was_measured_rivals_choices_and_published_values_stand_beside():
    notes = " ".join(displacement_table(TOLD, [STUDY]).notes)
    for part in (
        "Where the share was known (`python bench.py`), it could be told in this part of the",
        "lay below it, lay above it): panels made up 40 % of 500 (85 %, 11 %, 3 %).",
        "`waterbed effect` expects another count of the same months",
        "pooled over routes and nationalities.",
        "Window of 6 months; 2 nationalities: EGY, SYR. Not used: MLI (left out on request).",
        "Note: the figures end after 6 months of the window.",
        "not separated: 2018-02, A storm.",
        "Published: A study: a turn.",
    ):
        assert part in notes


def test_windows_of_other_lengths_stand_beside_in_short():
    untold = shared("not identified", because=("none may be averted",))
    found = replace(TOLD, branches=(replace(TOLD, horizon=9), replace(untold, horizon=12)))
    notes = displacement_table(found).notes
    assert (
        "With a window of 9 months: about 21,200 were averted (90 % interval 11,000 to 51,000); "
        "share that went to Western Mediterranean 20 % (−4 % to 45 %; nominal 90 %, measured 85 %)."
    ) in notes
    assert any("12 months" in one and "Mediterranean not identified." in one for one in notes)
    assert displacement_sentence(found) == displacement_sentence(TOLD)


def test_a_row_stands_for_each_route():
    table = displacement_table(TOLD)
    own, other = (f"{one} Mediterranean, of 2 nationalities" for one in ("Central", "Western"))
    assert table.rows[0][:6] == (own, 10_000, 31_200, 21_200, 11_000, 51_000)
    assert table.rows[1] == (
        *(other, 9_000, 4_500, 4_500, -1_000, 6_000, "8 %"),
        *("20 %", "−4 %", "45 %", "90 %", "85 %"),
    )
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.2, "20 %"),
        (-0.044, "−4.4 %"),
        (0.0, "0 %"),
        (-0.0001, "0 %"),
        (1.5, "150 %"),
        (0.02, "2 %"),
    ],
)
def test_a_share_has_no_more_digits_than_it_needs(share, text):
    assert percent(share) == text


def test_counts_of_the_whole_route_are_not_said_to_be_of_some():
    table = displacement_table(replace(TOLD, nationalities=("all",)))
    assert "nationalit" not in " ".join([table.title, *(str(row[0]) for row in table.rows)])
    table = displacement_table(replace(TOLD, nationalities=("SYR",)))
    assert table.title.endswith("30 June 2018, of 1 nationality")


def test_of_no_set_it_is_not_said_where_they_lay():
    none = replace(MEASURED, identified=0.0, coverage=None, sets=0)
    found = replace(TOLD, receiving=(replace(TOLD.receiving[0], measured=(none,)),))
    notes = displacement_table(found).notes
    assert any(one.endswith("lay above it): panels made up 0 % of 500.") for one in notes)


def test_no_word_of_proof_or_cause():
    notes = displacement_table(TOLD, [STUDY]).notes
    told = " ".join(
        [displacement_sentence(TOLD), *(note for note in notes if "Published" not in note)]
    )
    for word in ("proved", "proves", "because of", "caused", "wave", "flood"):
        assert word not in told
