import datetime as dt
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import Citation, Money, NotFoundError, ParseError, PartialDate
from waterbed.register import after, ledger, load, money
from waterbed.register.money import entries_begun

SOURCE = (Citation("https://example.org"),)
BY = ["actor", "agreement", "sector"]


def amount(one, value, **more):
    return Money(
        **{
            "id": one,
            "payer": "eu",
            "payee": "libya",
            "stage": "pledged",
            "start": PartialDate("2024"),
            "sources": SOURCE,
            "amount": value,
            "currency": "EUR",
            **more,
        }
    )


def book(*entries):
    return {one.id: one for one in entries}


def test_parts_are_not_counted_again():
    entries = book(
        amount("package", 100, sectors=("aid",)),
        amount("boats", 30, part_of="package", sectors=("coast-guard-capacity",)),
        amount("training", 10, part_of="boats", sectors=("education",)),
    )
    sums = {line.group: line.amount for line in ledger(entries, "sector")}
    assert sums == {"aid": 70, "coast-guard-capacity": 20, "education": 10}


def test_stages_currencies_and_rates_stay_apart():
    entries = book(
        amount("a", 1),
        amount("b", 2, stage="paid"),
        amount("c", 4, currency="USD"),
        amount("d", 8, per="month"),
    )
    lines = ledger(entries, "agreement")
    assert {(one.stage, one.currency, one.per): one.amount for one in lines} == {
        ("pledged", "EUR", ""): 1,
        ("paid", "EUR", ""): 2,
        ("pledged", "USD", ""): 4,
        ("pledged", "EUR", "month"): 8,
    }


def test_a_part_at_another_stage_leaves_its_whole_as_it_is():
    entries = book(amount("a", 100), amount("b", 40, stage="paid", part_of="a"))
    assert [line.amount for line in ledger(entries, "agreement")] == [100, 40]


def test_parts_beyond_their_whole_are_refused():
    entries = book(amount("a", 10), amount("b", 11, part_of="a"))
    with pytest.raises(ParseError, match="a: its parts add up to 11 EUR, more than its 10"):
        ledger(entries, "sector")


def test_a_promise_without_an_amount_is_listed_and_adds_nothing():
    entries = book(amount("a", 10), amount("b", None, currency=""))
    assert [(one.currency, one.amount) for one in ledger(entries, "agreement")] == [
        ("", None),
        ("EUR", 10),
    ]


@st.composite
def trees(draw):
    """Amounts whose parts, where there are any, add up to them exactly."""
    entries, leaves = {}, []

    def grow(one, depth, part_of):
        stage = root_stage
        parts = draw(st.integers(0, 3)) if depth < 3 else 0
        own = [grow(f"{one}.{number}", depth + 1, one) for number in range(parts)]
        value = sum(own) if own else draw(st.integers(1, 10**9))
        sector = draw(st.sampled_from(["aid", "energy", "boats"]))
        agreement = draw(st.sampled_from(["", "mou", "pact"]))
        entries[one] = amount(
            one, value, part_of=part_of, stage=stage, sectors=(sector,), agreement=agreement
        )
        if not own:
            leaves.append(entries[one])
        return value

    for root in range(draw(st.integers(1, 4))):
        root_stage = draw(st.sampled_from(["pledged", "contracted", "paid"]))
        grow(str(root), 0, "")
    return entries, leaves


@given(trees(), st.sampled_from(BY))
def test_sums_equal_the_sum_of_the_leaves_per_stage(grown, by):
    entries, leaves = grown
    expected, found = defaultdict(int), defaultdict(int)
    for leaf in leaves:
        expected[leaf.stage] += leaf.amount
    for line in ledger(entries, by):
        found[line.stage] += line.amount if line.role != "payee" else 0
    assert found == expected


@pytest.mark.parametrize("by", BY)
def test_every_ledger_of_the_register_has_the_same_total(by):
    whole, found = defaultdict(int), defaultdict(int)
    for row in load.money().values():
        if not row.part_of and row.amount:
            whole[row.stage, row.currency, row.per] += row.amount
    for line in money(by):
        if line.amount and line.role != "payee":
            found[line.stage, line.currency, line.per] += line.amount
    assert found == whole


@pytest.mark.parametrize("by", BY)
def test_every_line_of_the_register_carries_rows_and_sources(by):
    assert all(line.rows and line.sources for line in money(by))


def test_the_same_money_announced_twice_counts_once():
    given_to = [line for line in money() if (line.group, line.role) == ("mauritania", "payee")]
    assert [line.amount for line in given_to] == [210_000_000]


def test_what_was_pledged_after_the_flood_hangs_on_the_flood():
    rows = after("ly-derna-flood")
    flood = load.events()["ly-derna-flood"]
    assert {"derna-eu", "derna-italy", "derna-italy-rebuilding"} <= {row.id for row in rows}
    assert all(flood.start.first <= row.start.first for row in rows)
    assert {row.stage for row in rows} == {"pledged"}


def test_an_unknown_ledger_or_event_is_named():
    with pytest.raises(NotFoundError, match="sectors"):
        money("sectors")
    with pytest.raises(NotFoundError, match="ly-derna-flood"):
        after("derna-flood")


def test_the_alleged_payments_of_sabratha_are_not_in_the_ledger():
    assert not any("sabratha" in row.id for row in load.money().values())


def test_no_sum_of_mare_nostrum_rests_on_a_subtraction_of_ours():
    rescue = {
        (line.per, line.currency): line.amount
        for line in money("sector")
        if (line.group, line.stage) == ("search-and-rescue", "paid")
    }
    assert rescue == {("month", "EUR"): 9_000_000, ("", "EUR"): 1_800_000}
    assert not load.money()["op-mare-nostrum-eu"].part_of


def test_the_mattei_plan_is_for_partner_states_and_not_for_the_african_union():
    plan = load.money()["mattei-plan"]
    assert (plan.payee, plan.start.text) == ("african-partner-states", "2024-01-29")
    assert not [line for line in money() if line.group == "african-union"]


def test_nobody_pays_themselves():
    assert [row.id for row in load.money().values() if row.payer == row.payee] == []


def test_a_part_counts_by_itself_until_its_whole_begins():
    entries = book(
        amount("whole", 10, start=PartialDate("2024")),
        amount("part", 4, start=PartialDate("2023"), part_of="whole"),
    )
    early = entries_begun(entries, dt.date(2023, 12, 31))
    assert [(one.id, one.part_of) for one in early.values()] == [("part", "")]
    assert entries_begun(entries, dt.date(2024, 1, 1)) == entries


def test_the_ledger_as_of_a_day_holds_nothing_that_began_later():
    day = dt.date(2018, 12, 31)
    rows = [row for line in money("sector", day) for row in line.rows]
    assert rows
    assert all(row.start.first <= day for row in rows)
    assert money("sector", dt.date(2100, 1, 1)) == money("sector")
