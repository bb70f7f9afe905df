import datetime as dt
import math
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.effects import EffectOptions, Grid, Monthly, effect, multiverse
from waterbed.effects.branches import Tried, branches
from waterbed.effects.grid import bundles, narrowed
from waterbed.effects.jointly import joint_test
from waterbed.effects.multiverse import answered
from waterbed.records import Citation, Event, InvalidError, JointTest, PartialDate, Tally

START = dt.date(2018, 1, 1)
PLACE = 96
SMALL = Grid(
    window_months=(3, 6),
    gap_months=(0, 2),
    scale=("log",),
    memory=(0.97,),
    skipped_months=(0,),
)
CHOICES = [field.name for field in fields(Grid) if field.name != "nominal"]


def test_every_combination_is_a_branch_once(made):
    found = multiverse(made("grid"), START, grid=replace(SMALL, memory=(0.95, 1.0)))
    assert len(found.branches) == 2 * 2 * 2 * 2
    assert len({repr(one.specification) for one in found.branches}) == len(found.branches)


def test_the_default_grid_has_432_branches_without_donors_and_720_with(made):
    for donors, count in (([], 432), ([made("donor")], 720)):
        todo = bundles([made("grid")], donors, ("", START), Grid())
        assert sum(len(one.spans) for one in todo) == count


@pytest.mark.parametrize("helped", [False, True])
def test_a_branch_is_the_effect_with_the_same_choices_to_the_last_digit(made, helped):
    series = made("same", cut=(PLACE, 0.2))
    donors = [made("one donor"), made("another donor")] if helped else []
    found = multiverse(series, START, donors=donors, grid=replace(SMALL, donors=(helped,)))
    for branch in found.branches:
        chosen = branch.specification
        options = EffectOptions(
            window_months=chosen.window_months, gap_months=chosen.gap_months, level=chosen.level
        )
        alone = effect(series, START, donors=donors, options=options)
        for name in ("specification", "change", "answer", "calibration", "observed", "start"):
            assert getattr(branch, name) == getattr(alone, name), name


def test_the_order_of_the_choices_does_not_matter(made):
    series = made("order")
    turned = Grid(**{name: getattr(SMALL, name)[::-1] for name in CHOICES})
    one, other = multiverse(series, START, grid=SMALL), multiverse(series, START, grid=turned)
    assert sorted(map(repr, one.branches)) == sorted(map(repr, other.branches))
    assert (one.tally, one.answer) == (other.tally, other.answer)
    assert one.test.median == other.test.median
    assert one.test.placebos == pytest.approx(other.test.placebos)


@given(
    st.lists(st.sampled_from([0.05, 0.4, 1.0, 3.0, 20.0]), min_size=1, max_size=2),
    st.integers(50, 110),
)
@settings(max_examples=10)
def test_shares_add_up_to_one_and_count_every_branch(made, factors, months):
    series = [made(f"share {factor}", months=months, cut=(70, factor)) for factor in factors]
    start = dt.date(2010, 1, 1) + dt.timedelta(days=30.5 * min(70, months - 4))
    found = multiverse(series, start.replace(day=1), grid=SMALL)
    assert sum(one.branches for one in found.tallies if one.choice == "window") in {
        0,
        len(found.branches),
    }
    for one in (found.tally, *found.tallies):
        assert one.fewer + one.more + one.cannot_tell == pytest.approx(1.0)
    assert found.tally.branches == len(found.branches)
    assert found.tally.fewer == np.mean([one.answer == "fewer" for one in found.branches])


def test_processes_and_threads_give_what_one_process_gives(made):
    series, donors = made("parallel"), [made("donor")]
    alone = multiverse(series, START, donors=donors, grid=SMALL, workers=1)
    assert multiverse(series, START, donors=donors, grid=SMALL, workers=2) == alone
    with ThreadPoolExecutor(2) as pool:
        assert multiverse(series, START, donors=donors, grid=SMALL, executor=pool) == alone


def test_a_fall_that_no_past_date_knew_is_found_by_the_whole_grid(made):
    series = made("calm", months=300, cut=(264, 0.1), drift=0.05)
    found = multiverse(series, dt.date(2032, 1, 1), grid=SMALL)
    assert found.answer == "fewer"
    assert found.tally.fewer > 0.9
    assert found.test.median_p == found.test.smallest_p < 0.05
    assert found.because == ()


def test_few_separate_past_windows_allow_no_small_p(made):
    found = multiverse(made("short", cut=(PLACE, 0.05)), START, grid=SMALL)
    assert found.tally.fewer > 0.5
    assert found.answer == "cannot tell"
    assert "separate past windows allow no p below" in found.because[0]
    assert found.test.median_p >= found.test.smallest_p > 0.05


def test_quiet_series_seldom_seem_jointly_out(made):
    p = [
        multiverse(made(f"quiet {n}", drift=0.1), dt.date(2020, 1, 1), grid=SMALL).test.median_p
        for n in range(20)
    ]
    assert np.mean(np.array(p) <= 0.2) <= 0.3
    assert min(p) >= 1 / (1 + 132 / 8)


def test_the_joint_test_counts_past_dates_as_the_windows_they_stand_for(made):
    found = multiverse(made("count"), START, grid=replace(SMALL, level=("damped",)))
    test = found.test
    assert test.smallest_p == pytest.approx(1 / (1 + test.independent))
    as_far = np.mean(np.abs(test.placebos) >= abs(test.median))
    assert test.median_p == pytest.approx((1 + test.independent * as_far) / (1 + test.independent))
    assert test.dates == len(test.placebos)


def test_the_joint_test_asks_only_dates_that_half_of_the_branches_have(made):
    todo = bundles([made("half")], [], ("", START), replace(SMALL, level=("damped",)))
    tried = list(branches(todo[0]).tried)
    few = [*tried, *(replace(one, dates=one.dates[:30], out=one.out[:30]) for one in tried * 2)]
    assert joint_test(few, 0.95).dates == 30
    none = [Tried(one.branch) for one in tried]
    assert joint_test(none, 0.95) is None


def test_publishers_are_branches_and_one_without_the_window_is_named(made):
    series = made("publisher")
    late = Monthly(dt.date(2019, 1, 1), series.values[:24], "arrivals/sea/nowhere", "late")
    other = replace(series, source="other")
    found = multiverse([series, other, late], START, grid=SMALL)
    assert [one.value for one in found.tallies if one.choice == "publisher"] == ["made-up", "other"]
    assert any("January 2019 to December 2020" in why for why in found.because)


def test_a_branch_with_a_short_history_says_so_and_cannot_tell(made):
    grid = replace(SMALL, skipped_months=(0, 60))
    found = multiverse(made("history"), START, grid=grid)
    short = [one for one in found.branches if one.specification.first > dt.date(2010, 1, 1)]
    assert short
    for one in short:
        assert (one.answer, one.change, one.calibration, one.out) == (
            "cannot tell",
            None,
            None,
            None,
        )
        assert "an interval needs 20" in one.because[0]
    assert found.test is not None


def test_a_branch_with_donors_and_a_short_history_still_counts_as_one_with_donors(made):
    series = made("young", months=60)
    start = dt.date(2013, 1, 1)
    found = multiverse(series, start, donors=[made("donor")], grid=SMALL)
    assert [(one.value, one.branches) for one in found.tallies if one.choice == "donors"] == [
        ("without", 8),
        ("with", 8),
    ]


def test_windows_that_the_figures_cut_short_come_once(made):
    found = multiverse(made("end", months=PLACE + 4), START, grid=SMALL)
    spans = {(one.start, one.end) for one in found.branches}
    assert spans == {
        (START, dt.date(2018, 3, 31)),
        (START, dt.date(2018, 4, 30)),
        (dt.date(2018, 3, 1), dt.date(2018, 4, 30)),
    }
    assert len(found.branches) == 2 * 3


def test_missing_months_and_masks_are_followed(made):
    series = made("holes")
    values = list(series.values)
    values[50] = math.nan
    values[PLACE + 1] = math.nan
    mask = ((dt.date(2013, 1, 1), dt.date(2013, 3, 31)),)
    grid = replace(SMALL, masked=((), mask))
    found = multiverse(replace(series, values=tuple(values)), START, grid=grid)
    assert {one.specification.masked for one in found.branches} == {(), mask}
    for one in found.branches:
        gap, last = one.start.month - 1, one.end.month
        options = EffectOptions(
            window_months=last - gap,
            gap_months=gap,
            level=one.specification.level,
            masked=one.specification.masked,
        )
        alone = effect(replace(series, values=tuple(values)), START, options=options)
        assert one.change == alone.change


def test_the_event_gives_its_name_and_its_month(made):
    event = Event("e", "An event", "law", PartialDate("2018-01-15"), (Citation("https://a.org"),))
    found = multiverse(made("named"), event, grid=SMALL)
    assert found.event == "e"
    assert min(one.start for one in found.branches) == dt.date(2018, 2, 1)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"window_months": ()}, "window_months: got"),
        ({"gap_months": (1, 1)}, "gap_months: got"),
        ({"window_months": (0,)}, "1 at least"),
        ({"window_months": 6}, r"window_months: got 6. Give a tuple: \(6,\)"),
        ({"scale": "log"}, "scale: got 'log'. Give a tuple"),
        ({"level": ("wild",)}, "a level is one of"),
        ({"skipped_months": (-1,)}, "skipped_months=-1: give a whole number"),
        ({"memory": (2.0,)}, "memory=2.0: give a number above 0"),
        ({"nominal": 1.5}, "nominal=1.5: give a number above 0"),
    ],
)
def test_a_grid_that_cannot_be_meant_is_refused(change, words):
    with pytest.raises(InvalidError, match=words):
        Grid(**change)


def test_an_event_outside_every_series_is_refused(made):
    with pytest.raises(InvalidError, match="the figures run from January 2010"):
        multiverse(made("outside"), dt.date(2031, 1, 1), grid=SMALL)
    with pytest.raises(InvalidError, match="no series was given"):
        multiverse([], START, grid=SMALL)


def test_a_constant_series_has_no_answer_anywhere():
    series = Monthly(dt.date(2010, 1, 1), (5.0,) * 120)
    found = multiverse(series, START, grid=SMALL)
    assert found.tally.cannot_tell == 1.0
    assert found.test is None
    assert found.because == ("too few past dates are had by half of the branches",)


def test_a_giant_month_leaves_every_branch_without_an_answer(made):
    values = np.array(made("giant", cut=(PLACE, 0.01)).values)
    values[40] = 1e9
    found = multiverse(replace(made("giant"), values=tuple(values)), START, grid=SMALL)
    assert found.tally.cannot_tell == 1.0
    assert all("more than 10 times any other month" in one.because[0] for one in found.branches)


def test_negative_binomial_branches_are_the_same_effects_and_take_no_donors(made):
    series = made("counted", months=120)
    grid = replace(SMALL, scale=("log", "negative binomial"), level=("damped",))
    found = multiverse(series, START, donors=[made("donor")], grid=grid)
    counted = [one for one in found.branches if one.specification.scale == "negative binomial"]
    assert (len(found.branches), len(counted)) == (3 * 4, 4)
    for branch in counted:
        chosen = branch.specification
        options = EffectOptions(
            window_months=chosen.window_months, gap_months=chosen.gap_months, scale=chosen.scale
        )
        alone = effect(series, START, options=options)
        assert (branch.change, branch.calibration) == (alone.change, alone.calibration)


def test_a_narrowed_grid_says_by_which_choices(made):
    found = multiverse(made("narrow"), START, grid=SMALL)
    assert found.narrowed == (
        "window months 3, 6 instead of 6, 9, 12",
        "gap months 0, 2 instead of 0, 1, 2, 3",
        "scale log instead of log, count, negative binomial",
        "memory 0.97 instead of 0.95, 0.97, 1",
        "skipped months 0 instead of 0, 24",
    )
    mask = ((dt.date(2013, 1, 1), dt.date(2013, 3, 31)),)
    assert narrowed(Grid(window_months=(12, 9, 6, 3), masked=((), mask))) == ()
    assert narrowed(Grid(masked=(mask,))) == ("masked 2013-01-01 to 2013-03-31 instead of none",)


def test_no_answer_is_given_where_the_intervals_failed_at_past_dates():
    test = JointTest(300, 60.0, -3.0, 1.0, 0.017, 0.017, 0.016, (0.0,))
    held, failed = (Tally("", "", 10, 1.0, 0.0, 0.0, -5.0, share) for share in (0.87, 0.85))
    assert answered(held, test, 0.95) == ("fewer", ())
    assert answered(failed, test, 0.95) == (
        "cannot tell",
        ("on average the interval held at 85 % of past dates only, less than 86 %",),
    )
