from dataclasses import replace
from html import escape

import pytest

from report.test_displacement import TOLD
from report.test_effect import TOLD as EFFECT
from report.test_effect import UNTOLD
from report.test_multiverse import FOUND as MANY
from waterbed.report import estimate_page, sentence, table


@pytest.mark.parametrize(
    "found", [EFFECT, TOLD, MANY], ids=["effect", "displacement", "multiverse"]
)
def test_a_page_says_and_draws_the_estimate(found):
    page = estimate_page(found, table(found))
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert "<script" not in page
    for note in table(found).notes[:2]:
        assert escape(note).replace("&#x27;", "&#39;").split(" (")[0] in page


def test_without_a_drawing_the_sentence_remains():
    page = estimate_page(UNTOLD, table(UNTOLD))
    assert "<svg" not in page
    assert sentence(UNTOLD) in page


def test_a_multiverse_without_any_interval_is_told_without_a_drawing():
    bare = replace(MANY, branches=MANY.branches[3:])
    page = estimate_page(bare, table(bare))
    assert "<svg" not in page
    assert escape(sentence(bare)) in page


def test_names_of_a_users_table_are_escaped():
    named = replace(EFFECT, key="<b>here</b>")
    assert "<b>here" not in estimate_page(named, table(named))
