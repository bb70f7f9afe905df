import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import (
    Agreement,
    Allegation,
    Citation,
    Control,
    Deaths,
    Engagement,
    Event,
    Expectation,
    InvalidError,
    Leg,
    Money,
    Office,
    PartialDate,
    Recognition,
    covers,
    overlaps,
)

SOURCE = (Citation("https://example.org/page"),)
DAY = PartialDate("2024-05-07")

names = st.text("abcdefghijklmnopqrstuvwxyz-", min_size=1, max_size=12)
ids = st.lists(names, max_size=3).map(tuple)
citations = st.builds(
    Citation,
    url=names.map("https://example.org/{}".format),
    verified=st.sampled_from(["yes", "partial"]),
    title=st.text(max_size=20),
)
sources = st.lists(citations, min_size=1, max_size=3).map(tuple)
starts = st.one_of(
    st.dates().map(lambda day: PartialDate(day.isoformat())),
    st.dates().map(lambda day: PartialDate(day.isoformat()[:7])),
    st.dates().map(lambda day: PartialDate(day.isoformat()[:4])),
)
routes = st.sampled_from(["libya>italy", "libya>crete", "central-mediterranean"])
events = st.builds(
    Event,
    id=names,
    title=st.text(max_size=40),
    kind=st.sampled_from(["visit", "law", "shipwreck", "renewal"]),
    start=starts,
    sources=sources,
    end=st.none(),
    actors=ids,
    places=ids,
    routes=st.lists(routes, max_size=2).map(tuple),
    expected=st.lists(
        st.builds(
            Expectation,
            route=routes,
            direction=st.sampled_from(["falls", "rises", "none", "unclear"]),
        ),
        max_size=2,
    ).map(tuple),
    deaths=st.one_of(st.none(), st.integers(0, 9_000).map(lambda low: Deaths(low, low + 5))),
    allegation=st.one_of(
        st.none(),
        st.builds(Allegation, accused=names.map(lambda one: (one,)), by=names, reply=names),
    ),
)
spans = {"start": starts, "sources": sources, "end": st.none(), "note": st.text(max_size=20)}
offices = st.builds(Office, holder=names, title=names, body=names, **spans)
recognitions = st.builds(
    Recognition,
    recogniser=names,
    subject=names,
    stance=st.sampled_from(["recognises", "does-not-recognise"]),
    **spans,
)
controls = st.builds(
    Control,
    place=names,
    actor=names,
    degree=st.sampled_from(["full", "most", "part", "nominal"]),
    contested=st.booleans(),
    **spans,
)
amounts = st.builds(
    Money,
    id=names,
    payer=names,
    payee=names,
    stage=st.sampled_from(["pledged", "contracted", "paid"]),
    start=starts,
    sources=sources,
    amount=st.integers(1, 10**12),
    currency=st.sampled_from(["EUR", "USD"]),
    per=st.sampled_from(["", "month", "year"]),
    end=st.none(),
)


def through_plain_values(record):
    plain = msgspec.to_builtins(record, enc_hook=lambda date: date.text)
    return msgspec.convert(
        plain, type(record), dec_hook=lambda kind, text: PartialDate(text) if kind else text
    )


@pytest.mark.parametrize("strategy", [events, offices, recognitions, controls, amounts])
def test_a_record_survives_the_way_to_plain_values_and_back(strategy):
    @given(strategy)
    def survives(record):
        assert through_plain_values(record) == record

    survives()


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: Event("a", "b", "visit", DAY, ()), "no source"),
        (lambda: Event("a", "b", "alleged-arrangement", DAY, SOURCE), "alleged"),
        (lambda: Office("a", "b", "c", DAY, SOURCE, end=PartialDate("2023")), "before it starts"),
        (lambda: Allegation(("italy",), "someone", ""), "the reply"),
        (lambda: Deaths(5, 4), "not a range"),
        (lambda: Citation("page.html"), "web address"),
    ],
)
def test_a_fact_that_cannot_stand_is_refused_with_what_is_wrong(build, said):
    with pytest.raises(InvalidError, match=said):
        build()


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (lambda: Agreement("a", "b", "intent", (), DAY, SOURCE), "no party"),
        (lambda: Agreement("a", "b", "intent", ("x",), DAY, SOURCE, tacit=True), "term_years"),
        (lambda: Money("a", "b", "c", "paid", DAY, SOURCE, 5), "come together"),
        (lambda: Money("a", "b", "c", "paid", DAY, SOURCE, 5, "euro"), "a code such as EUR"),
        (lambda: Engagement("a", "b", (), (), SOURCE), "no leg"),
        (
            lambda: Engagement(
                "a", "b", (), (Leg("x", DAY, ()), Leg("y", PartialDate("2024-05-06"), ())), SOURCE
            ),
            "out of order",
        ),
    ],
)
def test_an_agreement_money_or_visit_that_cannot_be_is_refused(build, said):
    with pytest.raises(InvalidError, match=said):
        build()


@given(st.dates(), st.dates(), st.dates())
def test_a_span_covers_a_day_exactly_where_it_overlaps_that_day(one, other, day):
    first, last = sorted((one, other))
    start, end = PartialDate(first.isoformat()), PartialDate(last.isoformat())
    assert covers(start, end, day) == (first <= day <= last) == overlaps(start, end, day, day)


@given(st.dates())
def test_an_open_span_covers_every_day(day):
    assert covers(None, None, day)


def test_a_month_counts_with_all_its_days():
    assert covers(PartialDate("2024-05"), PartialDate("2024-06"), dt.date(2024, 5, 1))
    assert covers(PartialDate("2024-05"), PartialDate("2024-06"), dt.date(2024, 6, 30))
    assert not covers(PartialDate("2024-05"), PartialDate("2024-06"), dt.date(2024, 7, 1))
