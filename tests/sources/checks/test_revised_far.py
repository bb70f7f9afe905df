from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import revised_far

TRUTH = [2000.0 + 130 * ((7 * month) % 11) for month in range(36)]


def _releases(months, *releases, document="a/table"):
    return pl.concat(
        [
            months(values).with_columns(vintage=pl.lit(f"{document}@{place}"))
            for place, values in enumerate(releases)
        ]
    )


def _far(rows):
    return revised_far.find(rows).filter(pl.col("rule") == "revised-far")


def test_a_month_changed_far_more_than_the_others_is_reported(months):
    later = [value + month % 7 for month, value in enumerate(TRUTH)]
    earlier = list(TRUTH)
    earlier[30] *= 2
    found = _far(_releases(months, earlier, [*later, 2500.0]))
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy: 2,132 for July 2017 in a/table@1, where a/table@0 had "
        "4,260; the document usually changes a month by less than 6 %."
    )
    assert found["rows"].to_list() == [[66, 30]]


def test_each_release_is_compared_with_the_one_before_it(months):
    wrong = list(TRUTH)
    wrong[3] /= 4
    found = _far(_releases(months, TRUTH, wrong, wrong, TRUTH))
    assert found["rows"].to_list() == [[39, 3], [111, 75]]


def test_a_month_is_compared_with_the_last_vintage_that_has_it(months):
    part = TRUTH[:12]
    wrong = [*TRUTH[:20], 3 * TRUTH[20], *TRUTH[21:]]
    assert _far(_releases(months, TRUTH, part, wrong))["rows"].to_list() == [[68, 20]]


def test_a_year_that_grows_a_little_every_month_is_noted(months):
    found = revised_far.find(_releases(months, TRUTH, [1.03 * one for one in TRUTH[:30]]))
    assert found["severity"].to_list() == ["note"] * 3
    assert found["sentence"].last() == (
        "a-publisher, arrivals/sea/italy: 17,046 for January to June 2017 in a/table@1, where "
        "a/table@0 had 16,550."
    )


def test_other_documents_and_frames_without_vintages_are_not_compared(months):
    other = _releases(months, [3 * value for value in TRUTH], document="another/table")
    assert revised_far.find(pl.concat([_releases(months, TRUTH), other])).is_empty()
    assert revised_far.find(months(TRUTH)).is_empty()


def test_incidents_added_later_are_a_revision_of_their_month(days):
    early = days([1.0, 2.0] * 300).with_columns(vintage=pl.lit("a/list@1"))
    more = days([1.0, 2.0] * 300).with_columns(
        value=pl.col("value") + 20 * (pl.col("start").dt.month_start() == pl.date(2016, 3, 1)),
        vintage=pl.lit("a/list@2"),
    )
    found = _far(pl.concat([early, more]))
    assert found.select("value", "expected").rows() == [(667.0, 47.0)]


@given(draw=st.randoms(use_true_random=True), month=st.integers(0, 35), spread=st.floats(0, 0.04))
def test_usual_revisions_are_quiet_and_a_doubled_month_is_not(months, draw, month, spread):
    later = [round(value * draw.uniform(1 - spread, 1 + spread)) for value in TRUTH]
    assert _far(_releases(months, TRUTH, later)).is_empty()
    later[month] *= 2
    found = _far(_releases(months, TRUTH, later))
    assert found["rows"].to_list() == [[36 + month, month]]
