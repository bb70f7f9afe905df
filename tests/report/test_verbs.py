import pytest

from report.test_cost import TOLD as COST
from report.test_displacement import TOLD as DISPLACEMENT
from report.test_effect import TOLD as EFFECT
from waterbed import report
from waterbed.records import InvalidError


@pytest.mark.parametrize("found", [EFFECT, DISPLACEMENT, COST])
def test_every_result_has_a_sentence(found):
    assert report.sentence(found).endswith(".")


@pytest.mark.parametrize("found", [EFFECT, DISPLACEMENT])
def test_effects_and_displacements_have_a_table_and_a_chart(found):
    assert report.table(found).rows
    assert report.chart(found).to_dict()["description"] == report.sentence(found)


def test_the_sentence_of_a_verdict_takes_its_article(checked):
    verdict = checked.verdicts[0]
    assert verdict.because in report.sentence(verdict, checked.article)
    assert report.table(checked).rows
    assert report.chart(verdict, checked.article).to_dict()["layer"]


def test_drawing_does_not_hide_the_verb():
    report.chart(EFFECT)
    report.as_svg(report.chart(DISPLACEMENT))
    assert callable(report.chart)
    assert callable(report.table)


@pytest.mark.parametrize("verb", [report.sentence, report.table, report.chart])
def test_what_has_none_is_refused_with_what_has(verb):
    with pytest.raises(InvalidError, match=r"str has no .* Displacement"):
        verb("a text")
