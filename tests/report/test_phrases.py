import datetime as dt
from dataclasses import replace

import pytest

from waterbed.records import Interval, Speaker
from waterbed.report import phrases
from waterbed.report.ratings import FITS, RATED, tally


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (
            0,
            "“About 300 fewer people came, says the Island Observatory, Porto News…”: The claim is",
        ),
        (
            1,
            "“It says 40 % of them came from Syria.”: The record holds no figure",
        ),
        (2, "“…they now sail to Cyprus instead, which would explain the rise there.”: The claim"),
    ],
)
def test_the_sentence_quotes_the_claim_and_says_why(checked, number, words):
    verdict = checked.verdicts[number]
    said = phrases.sentence(verdict, checked.article)
    assert said.startswith(words)
    assert said.endswith(verdict.because)


@pytest.mark.parametrize(
    ("chain", "hedge", "words"),
    [
        ((), False, "the text itself"),
        ((), True, "the text itself, with a doubt"),
        ((Speaker("the ministry", "told"),), False, "the ministry (“told”)"),
        (
            (Speaker("sources", "told"), Speaker("Porto News", "reports", relay=True)),
            True,
            "sources (“told”), via Porto News, with a doubt",
        ),
    ],
)
def test_the_chain_of_a_statement_is_said_in_full(checked, chain, hedge, words):
    statement = replace(checked.article.statements[0], chain=chain, hedge=hedge)
    assert phrases.who_says(statement) == words


def test_then_is_said_apart_where_it_differs(checked):
    first = checked.verdicts[0]
    known = "By the figures published by 5 April 2024"
    assert phrases.then_and_now(first, checked.article) == f"{known}: holds. The claim holds: −301."
    same = replace(first, then="close", then_because=first.because)
    assert phrases.then_and_now(same, checked.article) == f"{known}: the same."
    undated = replace(checked.article, published=None)
    assert phrases.then_and_now(first, undated) == ""


@pytest.mark.parametrize(
    ("low", "high", "percent", "words"),
    [
        (0.1, 0.45, True, "between 10 % and 45 %"),
        (None, 0.45, True, "at most 45 %"),
        (260.0, None, False, "at least 260"),
        (None, None, True, "an unknown part"),
        (7.0, 7.0, False, "7"),
    ],
)
def test_limits_are_said_as_far_as_they_go(low, high, percent, words):
    assert phrases.between(Interval(low, high), percent=percent) == words


def test_contradicting_figures_guarantee_nothing():
    assert phrases.between(None) == "an unknown number"


def test_chance_is_said_beside_the_number_of_readings(checked):
    some, none, coin = (phrases.chance(one) for one in checked.verdicts)
    assert some == (
        "12 readings were tried and 4 agree. With a number picked at random among theirs, 2.5 of "
        "the 10 that give one number would be expected to agree."
    )
    assert none == ""
    assert coin == (
        "1 reading was tried and 1 agrees. By the toss of a coin, 0.5 would be expected to agree."
    )


def test_chance_is_not_said_where_no_reading_gives_one_number(checked):
    bounded = replace(checked.verdicts[2], exact=0, by_chance=0.0)
    assert phrases.chance(bounded) == "1 reading was tried and 1 agrees."


def test_what_can_have_moved_is_one_sentence(checked):
    assert phrases.moved(checked.verdicts[2].cause.diversion) == (
        "The rise in arrivals by sea in Cyprus (between 28 and 117) can be made of between 10 % "
        "and 45 % of the fall in arrivals by sea in Malta from Tunisia (between 260 and 280), "
        "1 January to 31 March 2024 against 1 January to 31 March 2023."
    )


def test_a_conflict_is_said_with_its_size_and_kind(checked):
    assert phrases.conflict_in_words(checked.conflicts[0]) == (
        "These two figures cannot both be true: in all they are wrong by 40 or more "
        "(revision or window)."
    )


def test_a_figure_is_said_with_who_published_it(checked):
    assert phrases.printed(checked.conflicts[0].figures[1]) == (
        "540 arrivals by sea in Malta from Tunisia, 1 January to 31 March 2024 (UNHCR, quoted by "
        "Porto News, 2 April 2024)"
    )


def test_the_state_of_the_record_is_said(checked):
    assert phrases.basis(checked) == "Held against the latest figures in the record."
    then = replace(checked, as_of=dt.date(2024, 4, 5))
    assert phrases.basis(then) == "Held against the figures that were known on 5 April 2024."


def test_ratings_are_counted(checked):
    assert tally(checked.verdicts) == (
        "3 claims. Holds: 1. Close: 1. No figures in the record: 1. Of these with a cause that is "
        "not shown: 1."
    )
    assert tally(()) == "No claim that figures could test was found."


def test_signs_alone_tell_ratings_of_figures_apart():
    assert len({one.sign for one in RATED.values()}) == len(RATED)
    assert len({one.sign for one in FITS.values()}) == len(FITS)
