import datetime as dt
import json
from dataclasses import replace

from report.test_displacement import TOLD as DISPLACEMENT
from report.test_effect import TOLD as EFFECT
from waterbed.records import Beside, Cause
from waterbed.report import as_json, as_page, as_schema, checked_text, effect_sentence
from waterbed.report.causes import beside_in_words, estimates_in_words

MONTHS = (dt.date(2024, 3, 1), dt.date(2024, 4, 1))
BESIDE = Beside("cause", "interceptions/libya", "iom-crossings", MONTHS, (1_200.0, None))
CAUSE = Cause("consistent", "Why.", effect=EFFECT, displacement=DISPLACEMENT, beside=(BESIDE,))


def with_cause(checked):
    first = replace(checked.verdicts[0], cause=CAUSE)
    return replace(checked, verdicts=(first, *checked.verdicts[1:]))


def test_an_estimate_names_its_series():
    effect, moved = estimates_in_words(CAUSE)
    assert effect_sentence(EFFECT) in effect
    assert effect.startswith("arrivals by sea in Nowhere (made-up). ")
    assert moved.startswith("1 January to 30 June 2018. Before the estimate")


def test_a_month_without_a_figure_is_said_to_have_none():
    (line,) = beside_in_words(CAUSE)
    assert line.startswith("taken for the cause: ")
    assert line.endswith("March 2024 to April 2024: 1,200, none known")


def test_text_page_and_json_carry_estimates_and_series(checked):
    found = with_cause(checked)
    text = " ".join(checked_text(found).split())
    page = as_page(found)
    for part in ("Estimate:", "taken for the cause:", "none known"):
        assert part in text
        assert part in page
    cause = json.loads(as_json(as_schema(found)))["verdicts"][0]["cause"]
    assert cause["rating"] == "consistent"
    assert cause["effect"]["averted"]["point"] == 31_111
    assert cause["displacement"]["share"]["western-mediterranean"]["standing"] == "identified"
    assert cause["beside"][0]["counts"] == [1_200, None]
