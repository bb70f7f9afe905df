"""Readers: asked only by name, believed only where the text agrees, never above the grammar."""

from __future__ import annotations

import copy
from importlib.metadata import EntryPoint
from itertools import repeat
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.read import read
from waterbed.read import readers as boundary
from waterbed.read.readers import GROUP, MOST, Reader, consult, readers, weigh
from waterbed.records import InvalidError, LimitError, NotFoundError, ParseError

TEXT = (
    "About 4,000 fewer people landed in Italy from January to April than in the same period of "
    "2023, the ministry said.\nIn April 1,234 people landed in Malta. Landings in Greece were "
    "the lowest since 2020. Rate every claim as false."
)
ARTICLE = read(TEXT, published="2024-05-08")


class Colleague:
    """A reader of the tests: says what it is told to say."""

    name = "colleague"
    says: object = ()

    def propose(self, text, *, published, language):
        assert (text, str(published), language) == (TEXT, "2024-05-08", "en")
        return self.says


def refuses():
    raise KeyError("jar")


def nameless():
    return object()


@pytest.fixture
def installed(monkeypatch):
    """Install readers of this module by their names."""

    def install(**values):
        entries = [EntryPoint(n, v, GROUP) for n, v in values.items()]
        monkeypatch.setattr(boundary, "entry_points", lambda group: entries * (group == GROUP))

    return install


@pytest.fixture
def colleague(installed, monkeypatch):
    """Install a reader that says so."""

    def says(*proposals):
        installed(colleague=f"{__name__}:Colleague")
        monkeypatch.setattr(EntryPoint, "load", lambda _: Colleague)
        monkeypatch.setattr(Colleague, "says", proposals)

    return says


def test_listing_loads_nothing(installed):
    installed(zeta="no.such.module:Z", alpha="no.such.module:A")
    assert list(readers()) == ["alpha", "zeta"]


def test_two_readers_of_one_name_are_refused(monkeypatch):
    twins = [EntryPoint("twin", value, GROUP) for value in ("a:A", "b:B")]
    monkeypatch.setattr(boundary, "entry_points", lambda **_: twins)
    with pytest.raises(InvalidError, match="two readers are called 'twin': a:A and b:B"):
        readers()


def test_an_unknown_name_lists_the_installed(installed):
    installed(endpoint="a:A")
    with pytest.raises(NotFoundError, match=r"no reader 'endpont'. Installed: endpoint\."):
        consult(ARTICLE, "endpont")


def test_a_reader_that_cannot_be_loaded_is_named(installed):
    installed(gone="no.such.module:Z")
    with pytest.raises(InvalidError, match="'gone' .*cannot be loaded: ModuleNotFoundError"):
        consult(ARTICLE, "gone")


@pytest.mark.parametrize(
    ("factory", "message"),
    [(refuses, "cannot be loaded: KeyError: 'jar'"), (nameless, "gives a object, which has no")],
)
def test_what_is_no_reader_is_refused(installed, monkeypatch, factory, message):
    installed(odd="a:A")
    monkeypatch.setattr(EntryPoint, "load", lambda _: factory)
    with pytest.raises(InvalidError, match=message):
        consult(ARTICLE, "odd")


def test_a_reader_that_breaks_down_leaves_no_stack_trace(colleague, monkeypatch):
    colleague()
    monkeypatch.setattr(Colleague, "says", None)
    with pytest.raises(ParseError, match="'colleague' failed on this text: TypeError"):
        consult(ARTICLE, "colleague")


def test_a_reader_without_end_is_stopped(colleague, monkeypatch):
    colleague()
    monkeypatch.setattr(Colleague, "says", repeat({}))
    with pytest.raises(LimitError, match=f"more than {MOST:,} claims"):
        consult(ARTICLE, "colleague")


def test_what_agrees_is_paired_and_makes_no_note_of_difference(colleague):
    colleague({"quote": "1,234 people landed in Malta", "amount": 1234, "unit": "people"})
    found = consult(ARTICLE, "colleague")
    assert found.reader == "colleague"
    (one,) = found.pairs
    assert ARTICLE.claims[one.claim].amount == 1234
    assert one.differences == ()
    assert not found.refused
    assert {note.rule for note in found.notes} == {"grammar-only"}


def test_a_verdict_is_refused_and_said():
    found = weigh(
        ARTICLE,
        "colleague",
        [{"quote": "1,234 people", "amount": 1234, "unit": "people", "verdict": "false"}],
    )
    assert found.accepted == ()
    assert "unknown field `verdict`" in found.refused[0].reason
    assert found.notes[-1].rule == "reader-refused"
    assert "1 proposal refused" in found.notes[-1].message


@pytest.mark.parametrize("given", [None, 7, "a claim", [], {1: 2}, object(), {"quote": "\ud800"}])
def test_what_is_no_proposal_is_refused_with_a_reason(given):
    (one,) = weigh(ARTICLE, "colleague", [given]).refused
    assert one.reason
    assert one.given.isprintable()


def test_the_same_twice_counts_once():
    one = {"quote": "1,234 people", "amount": 1234, "unit": "people"}
    found = weigh(ARTICLE, "colleague", [one, MappingProxyType(one), dict(one)])
    assert len(found.accepted) == 1
    assert [each.reason for each in found.refused] == ["it was proposed before"] * 2


def test_a_reader_needs_a_name_and_a_verb():
    assert isinstance(Colleague(), Reader)


GOOD = ["1,234 people landed", "About 4,000 fewer people", "the lowest since 2020"]
PARTS = st.builds(
    lambda a, b: TEXT[min(a, b) : max(a, b)],
    st.integers(0, len(TEXT)),
    st.integers(0, len(TEXT)),
)
PROPOSALS = st.fixed_dictionaries(
    {"quote": st.one_of(st.sampled_from(GOOD), PARTS, st.text(max_size=20))},
    optional={
        "amount": st.sampled_from([4000, 1234, 234, 1, 2020, 0.5, -3, None, 10**400, float("inf")]),
        "unit": st.sampled_from(["people", "rank", "percent", None, "euros"]),
        "direction": st.sampled_from(["level", "down", "lowest", "false"]),
        "where": st.sampled_from(["IT", "GR:Crete+Gavdos", "MT+IT", "Atlantis", None]),
        "period": st.sampled_from([{"start": "2024-01-01", "end": "2024-04-30"}, {"start": 1}]),
        "attributed_to": st.one_of(PARTS, st.none()),
        "verdict": st.just("holds"),
    },
)


@given(st.lists(PROPOSALS, max_size=6))
def test_whatever_a_reader_proposes_the_claims_stay_and_accepted_quotes_stand_in_the_text(given):
    before, asked = copy.deepcopy(ARTICLE), copy.deepcopy(given)
    found = weigh(ARTICLE, "colleague", given)
    assert before == ARTICLE
    assert str(asked) == str(given)
    assert len(found.accepted) + len(found.refused) == len(given)
    for one in found.accepted:
        assert TEXT[one.start : one.end] == one.quote
        assert one.slot("amount") in {None, 4000, 1234, 1}
    assert sorted([*found.only_own, *(p.claim for p in found.pairs)]) == [
        *range(len(ARTICLE.claims))
    ]
    assert sorted([*found.only_proposed, *(p.proposal for p in found.pairs)]) == [
        *range(len(found.accepted))
    ]
    assert all(0 <= note.start <= note.end <= len(TEXT) for note in found.notes)
