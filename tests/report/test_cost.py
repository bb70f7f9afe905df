import datetime as dt
from dataclasses import replace

from waterbed.records import Deadliness, Estimate, HumanCost, Toll
from waterbed.report import cost_sentence

NOW = (dt.date(2018, 1, 1), dt.date(2018, 3, 31))
THEN = (dt.date(2017, 1, 1), dt.date(2017, 3, 31))
MONTHS = tuple(dt.date(2018, month, 1) for month in (1, 2, 3))
TOLLS = (Toll(*NOW, 120, 3000, 6880), Toll(*THEN, 300, 1000, 18_700))
RATES = (Estimate(12, 5, 25), Estimate(15, 8, 27), Estimate(0.8, 0.3, 2.1))
TOLD = HumanCost(
    "central-mediterranean",
    *TOLLS,
    1,
    ("deaths/central-mediterranean",),
    Deadliness("attempts", MONTHS, *TOLLS, 0.95, *RATES, 60.0, 0.93, 0.86),
)


def test_deaths_are_minimum_counts_and_the_interval_is_beside():
    assert cost_sentence(TOLD) == (
        "Central Mediterranean, 1 January to 31 March 2018: at least 120 people died or went "
        "missing, against at least 300 in the same months a year earlier. 3,000 were stopped and "
        "taken back, against 1,000 in the same months a year earlier. Per 1,000 attempts, at least "
        "12 died or went missing (95 % interval 5 to 25), against 15 (8 to 27): 0.8 times as many "
        "(0.3 to 2.1), which cannot tell whether crossing became more or less deadly. 30 % of "
        "these attempts ended in a return, against 5 %. Deaths come in shipwrecks: the interval "
        "reckons with counts that vary 60 times as much as if each person had died alone. Such "
        "intervals held 93 % of the time on made-up shipwrecks, 86 % at the lowest, against 95 % "
        "promised."
    )


def test_what_attempts_are_is_said_with_its_publisher_and_how_many_they_were():
    dead = replace(_dead(*RATES), crossed="sea arrivals in Italy", publishers=("unhcr", "frontex"))
    told = cost_sentence(replace(TOLD, deadliness=dead))
    assert (
        "The attempts are returns, deaths and sea arrivals in Italy (counted by UNHCR and "
        "Frontex): 10,000, against 20,000. 30 % of these attempts ended in a return"
    ) in told
    alone = replace(dead, base="crossings", now=replace(TOLLS[0], returned=None))
    assert "Who crossed or died are deaths and sea arrivals in Italy" in cost_sentence(
        replace(TOLD, deadliness=alone)
    )


def test_a_rate_is_no_more_than_everybody_and_never_a_power_of_ten():
    rates = (Estimate(150, 96, 320), Estimate(0.00001, 0, 480), Estimate(1500, 0.2, 3.8e6))
    told = cost_sentence(replace(TOLD, deadliness=_dead(*rates)))
    assert "at least 150 died or went missing (95 % interval 96 to 320)" in told
    assert "against under 0.001 (0 to 480): 1,500 times as many (0.2 to 3,800,000)" in told
    assert "e+" not in told


def test_a_rate_that_could_be_nearly_anything_cannot_be_told():
    wide = Estimate(40, 0.02, 3800)
    told = cost_sentence(replace(TOLD, deadliness=_dead(wide, *RATES[1:])))
    assert "cannot be told: nothing from 0.02 to 1,000 is ruled out (95 % interval)." in told
    told = cost_sentence(replace(TOLD, deadliness=_dead(RATES[0], wide, RATES[2])))
    assert "(95 % interval 5 to 25); the rate before cannot be told (0.02 to 1,000)." in told


def _dead(*rates):
    return Deadliness("attempts", MONTHS, *TOLLS, 0.95, *rates, 60.0, 0.93, 0.86)


def test_what_is_missing_is_said():
    bare = HumanCost(
        "western-african",
        Toll(*NOW, 7, None, None),
        Toll(*THEN, None, None, None),
        1,
        (),
        missing=("arrivals/sea/spain-canaries has no figure for March 2018.",),
    )
    assert cost_sentence(bare) == (
        "Western Africa to the Canary Islands, 1 January to 31 March 2018: at least 7 people died "
        "or went missing, against how many before is not recorded. arrivals/sea/spain-canaries has "
        "no figure for March 2018."
    )
