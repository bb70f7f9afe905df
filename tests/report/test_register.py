import datetime as dt

import pytest

from waterbed.records import (
    Agreement,
    Allegation,
    Citation,
    Deaths,
    Event,
    Money,
    PartialDate,
    Renewal,
)
from waterbed.register import ledger, load, standing_on
from waterbed.report import agreement_table, money_table, timeline_table

DAY = dt.date(2024, 5, 7)
KEPT = "The register was kept to 5 November 2025."
BEYOND = dt.date(2050, 1, 1)
SOURCE = (Citation("https://example.org/a"), Citation("https://example.org/b", "partial"))


def event(**more):
    return Event(
        **{
            "id": "x",
            "title": "A boat is lost",
            "kind": "shipwreck",
            "start": PartialDate("2024-02-12~"),
            "sources": SOURCE,
            **more,
        }
    )


def agreement(**more):
    return Agreement(
        **{
            "id": "a",
            "title": "A memorandum",
            "weight": "memorandum",
            "parties": ("italy", "gnu"),
            "signed": PartialDate("2017-02"),
            "start": PartialDate("2017-02-02"),
            "sources": SOURCE,
            **more,
        }
    )


def amount(one, value, **more):
    return Money(
        **{
            "id": one,
            "payer": "eu",
            "payee": "tunisia",
            "stage": "pledged",
            "start": PartialDate("2024"),
            "sources": SOURCE,
            "amount": value,
            "currency": "EUR" if value else "",
            **more,
        }
    )


def cells(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def test_an_event_shows_names_and_keeps_the_precision_of_its_dates():
    (row,) = cells(timeline_table([event(actors=("italy", "gnu"), places=("tobruk",))]))
    assert row["actors"] == "Italy, Government of National Unity"
    assert (row["places"], str(row["from"]), row["to"]) == ("Tobruk", "about 2024-02-12", None)


@pytest.mark.parametrize(
    ("deaths", "said"),
    [
        (None, ""),
        (Deaths(94), "at least 94"),
        (Deaths(400, 400), "at least 400"),
        (Deaths(700, 1100), "700 to 1,100"),
    ],
)
def test_deaths_are_a_minimum_or_a_range(deaths, said):
    table = timeline_table([event(deaths=deaths)])
    assert cells(table)[0]["deaths"] == said
    assert any("minimum" in note for note in table.notes) == bool(deaths)


def test_an_allegation_never_stands_without_its_accuser_and_the_reply():
    claim = Allegation(("italy",), "a newspaper", "it was denied")
    told = event(title="Reported payments", kind="alleged-arrangement", allegation=claim)
    (row,) = cells(timeline_table([told]))
    assert row["event"] == (
        "Reported payments (alleged against Italy by a newspaper; reply: it was denied)"
    )


def test_remarks_come_first_and_sources_end_the_notes():
    notes = timeline_table([event(note="the day is not in it")]).notes
    assert notes == (
        "Events: 1.",
        KEPT,
        "A boat is lost: the day is not in it.",
        "source: https://example.org/a",
        "source, in part: https://example.org/b",
    )


def test_a_long_table_counts_its_remarks_and_sources():
    sources = [Citation(f"https://example.org/{number}") for number in range(30)]
    many = [event(id=one.url, sources=(one,), note="n") for one in sources]
    assert timeline_table(many).notes == (
        "Events: 30.",
        KEPT,
        "30 remarks; --json gives them row by row.",
        "30 sources; --json gives them row by row.",
    )


def test_no_event_is_said_in_words():
    table = timeline_table([], "Libya")
    assert (table.title, table.notes) == (
        "Timeline: Libya",
        ("The register holds no such event.", KEPT),
    )


def test_an_agreement_shows_weight_term_last_day_for_notice_and_days_left():
    further = Renewal(PartialDate("2023-02-02"), PartialDate("2026-02-02"), SOURCE)
    told = agreement(term_years=3, notice_months=3, tacit=True, renewals=(further,))
    (row,) = cells(agreement_table([standing_on(told, DAY)], DAY))
    assert (row["weight"], row["state"]) == ("memorandum", "in force")
    assert (str(row["signed"]), row["parties"]) == (
        "2017-02",
        "Italy, Government of National Unity",
    )
    assert row["term"] == "no. 3, 2023-02-02 to 2026-02-02"
    assert (row["notice by"], row["days left"]) == (dt.date(2025, 11, 2), 544)


def test_a_term_that_no_source_reports_is_called_one_by_the_rule():
    told = agreement(term_years=3, notice_months=3, tacit=True)
    (row,) = cells(agreement_table([standing_on(told, DAY)], DAY, due=True))
    assert row["term"].endswith("by the rule; no source reports it")


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        ({}, "begun, no end recorded"),
        ({"weight": "intent"}, "declared"),
        ({"start": None}, "signed, first day not known"),
        ({"start": PartialDate("2026-06")}, "not in force before 2026-06"),
        ({"suspended": PartialDate("2020")}, "suspended since 2020"),
        ({"end": PartialDate("2023-11-25")}, "ended on 2023-11-25"),
        ({"term_years": 2}, "no term known for this day"),
    ],
)
def test_a_state_is_said_with_its_date(dates, said):
    (row,) = cells(agreement_table([standing_on(agreement(**dates), DAY)], DAY))
    assert row["state"] == said


@pytest.mark.parametrize(("on", "beyond"), [(DAY, False), (load.kept_to(), False), (BEYOND, True)])
def test_a_day_beyond_the_register_is_said_to_be_beyond_it(on, beyond):
    standing = [standing_on(agreement(), on)]
    notes = [agreement_table(standing, on).notes[0], timeline_table([], until=on).notes[1]]
    for note in notes:
        assert note.startswith("The register was kept to 5 November 2025")
        assert ("knows nothing of later days" in note) == beyond
    assert standing[0].kept_to == load.kept_to()


def test_money_names_both_sides_and_never_mixes_stages_currencies_or_rates():
    entries = {
        one.id: one
        for one in (
            amount("a", 5),
            amount("b", 7, stage="paid"),
            amount("c", 9, currency="USD", note="in parts"),
            amount("d", 2, per="month"),
            amount("e", None),
        )
    }
    table = money_table(ledger(entries, "actor"), "actor")
    paid = [row for row in cells(table) if row["role"] == "payee"]
    assert {(row["stage"], row["amount"], row["currency"], row["rate"]) for row in paid} == {
        ("pledged", 5, "EUR", "total"),
        ("paid", 7, "EUR", "total"),
        ("pledged", 9, "USD", "total"),
        ("pledged", 2, "EUR", "a month"),
        ("pledged", None, "", "no sum named"),
    }
    assert {row["from whom to whom"] for row in paid} == {"from European Union"}
    assert "never added up" in table.notes[0]
    assert "under its payer and under its payee" in table.notes[1]
    assert "European Union to Tunisia, 2024: in parts." in table.notes


@pytest.mark.parametrize("by", ["agreement", "sector"])
def test_money_of_the_register_stands_under_names(by):
    lines = ledger(load.money(), by)
    rows = cells(money_table(lines, by))
    titles = {one.title for one in load.agreements().values()}
    assert len(rows) == len(lines)
    assert all(" to " in row["from whom to whom"] for row in rows)
    if by == "agreement":
        assert {row["agreement"] for row in rows} <= titles | {"no agreement named"}
