import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import WEIGHTS, Agreement, Citation, PartialDate, Renewal
from waterbed.register import agreements, load, standing_on, terms

VISIT = dt.date(2024, 5, 7)
SOURCE = (Citation("https://example.org"),)


def memorandum(start, years=3, months=3, **more):
    return Agreement(
        id="m",
        title="A memorandum",
        weight="memorandum",
        parties=("a", "b"),
        signed=PartialDate(start.isoformat()),
        sources=SOURCE,
        start=PartialDate(start.isoformat()),
        term_years=years,
        notice_months=months,
        **{"tacit": True, **more},
    )


def test_the_memorandum_of_2017_is_due_for_notice_on_2_november_2025():
    due = agreements(on=VISIT, due=True)[0]
    assert due.agreement.id == "it-ly-mou-2017"
    assert due.next_notice == dt.date(2025, 11, 2)
    assert due.next_renewal == dt.date(2026, 2, 2)
    assert (due.days_left, due.weight, due.state) == (544, "memorandum", "in-force")
    assert due.term.renewal.event == "it-ly-mou-2023"
    assert set(due.term.renewal.sources) <= set(due.sources)


@pytest.mark.parametrize(
    ("day", "notice"),
    [
        (dt.date(2017, 2, 2), dt.date(2019, 11, 2)),
        (dt.date(2019, 11, 2), dt.date(2019, 11, 2)),
        (dt.date(2019, 11, 3), dt.date(2022, 11, 2)),
        (dt.date(2025, 11, 3), dt.date(2028, 11, 2)),
        (dt.date(2031, 1, 1), dt.date(2031, 11, 2)),
    ],
)
def test_the_day_for_notice_counts_and_the_day_after_waits_a_term(day, notice):
    assert standing_on(load.agreements()["it-ly-mou-2017"], day).next_notice == notice


def test_reported_renewals_of_the_memorandum_are_the_terms_that_the_rule_gives():
    agreement = load.agreements()["it-ly-mou-2017"]
    chain = list(itertools.islice(terms(agreement), 4))
    assert [one.renewal for one in chain[1:]] == list(agreement.renewals)
    assert [one.notice for one in chain[:3]] == [
        renewal.notice.first for renewal in agreement.renewals
    ]
    assert [one.end for one in chain[1:]] == [one.end.first for one in agreement.renewals]


def test_what_no_source_dates_comes_last_among_the_due_without_a_day():
    last = agreements(on=VISIT, due=True)[-1]
    assert (last.agreement.id, last.state, last.next_notice) == (
        "it-al-protocol",
        "start-unknown",
        None,
    )


@pytest.mark.parametrize(
    ("one", "day", "state"),
    [
        ("it-ly-friendship-treaty", dt.date(2008, 12, 1), "not-yet"),
        ("it-ly-friendship-treaty", dt.date(2010, 1, 1), "in-force"),
        ("it-ly-friendship-treaty", VISIT, "suspended"),
        ("mt-ly-mou", VISIT, "no-recorded-term"),
        ("mt-ly-mou", dt.date(2024, 8, 1), "in-force"),
        ("ne-law-2015-36", VISIT, "ended"),
        ("ne-law-2015-36", dt.date(2020, 1, 1), "in-force"),
        ("it-ly-mou-2017", VISIT, "in-force"),
        ("it-ly-patrol-protocol-2007", VISIT, "no-end-recorded"),
        ("it-cutro-decree", VISIT, "no-end-recorded"),
        ("it-ly-doi-2024", VISIT, "declared"),
        ("eu-tr-statement", VISIT, "declared"),
        ("eu-pact", dt.date(2025, 1, 1), "not-yet"),
    ],
)
def test_an_agreement_says_how_it_stands(one, day, state):
    assert standing_on(load.agreements()[one], day).state == state


def test_only_a_term_an_end_or_a_suspension_shows_that_something_is_in_force():
    for one in agreements(VISIT):
        if one.state == "in-force":
            assert one.agreement.weight != "intent"
            assert one.term or one.agreement.end or one.agreement.suspended


def test_declared_intentions_weigh_less_than_a_memorandum_a_treaty_and_a_law():
    weights = [one.weight for one in agreements(VISIT)]
    assert set(weights) == set(WEIGHTS)
    assert WEIGHTS == ("intent", "memorandum", "treaty", "law")
    assert standing_on(load.agreements()["it-ly-doi-2024"], VISIT).weight == "intent"


def test_nothing_is_listed_before_it_was_signed():
    assert all(one.agreement.signed.first <= VISIT for one in agreements(VISIT))
    assert agreements(dt.date(2000, 1, 1)) == ()


days = st.dates(min_value=dt.date(1990, 1, 1), max_value=dt.date(2050, 12, 31))


@given(days, st.integers(1, 10), st.integers(1, 12), st.integers(0, 20_000))
def test_every_day_lies_in_one_term_and_notice_is_never_behind(start, years, months, later):
    day = start + dt.timedelta(days=later)
    standing = standing_on(memorandum(start, years, months), day)
    assert standing.state == "in-force"
    assert standing.term.start <= day < standing.term.end == standing.next_renewal
    assert standing.next_notice >= day
    assert standing.days_left == (standing.next_notice - day).days


@given(days, st.integers(1, 10), st.integers(1, 12))
def test_terms_follow_one_another_without_gap_and_notice_falls_inside(start, years, months):
    chain = list(itertools.islice(terms(memorandum(start, years, months)), 6))
    assert [one.number for one in chain] == [1, 2, 3, 4, 5, 6]
    assert all(before.end == after.start for before, after in itertools.pairwise(chain))
    assert all(one.start <= one.notice < one.end for one in chain)


@given(days)
def test_a_term_from_29_february_gives_way_on_the_last_day_of_february(start):
    leap = dt.date(start.year - start.year % 4 + 4, 2, 29)
    assert next(terms(memorandum(leap))).end == dt.date(leap.year + 3, 2, 28)


def test_without_tacit_renewal_only_reported_terms_exist():
    further = Renewal(PartialDate("2030-01-01"), PartialDate("2031-01-01"), SOURCE)
    chain = list(terms(memorandum(dt.date(2020, 1, 1), tacit=False, renewals=(further,))))
    assert [one.renewal for one in chain] == [None, further]


def test_an_agreement_that_ended_has_no_term_after_its_end():
    ended = memorandum(dt.date(2020, 1, 1), end=PartialDate("2024-06-30"))
    assert [one.number for one in terms(ended)] == [1, 2]
    assert standing_on(ended, dt.date(2024, 7, 1)).state == "ended"


def test_no_day_means_today():
    assert {one.on for one in agreements()} == {dt.datetime.now(tz=dt.UTC).date()}
