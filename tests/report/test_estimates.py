import json
from dataclasses import replace

import pytest

from report.test_displacement import TOLD, shared
from report.test_effect import TOLD as EFFECT
from report.test_effect import UNTOLD
from waterbed.report import as_json, estimate_fields

SHAPE = {"standing", "point", "low", "high", "level", "because"}


def fields(found):
    return json.loads(as_json(estimate_fields(found)))


def test_averted_is_the_change_turned_round():
    found = fields(EFFECT)
    averted, change = found["averted"], found["change"]
    assert averted["standing"] == "estimated"
    assert (averted["point"], averted["low"], averted["high"]) == (31_111, 11_111, 51_111)
    assert (change["point"], change["low"], change["high"]) == (-31_111, -51_111, -11_111)
    assert averted["level"] == 0.95


def test_without_an_interval_the_reason_stands_in_its_place():
    averted = fields(UNTOLD)["averted"]
    assert averted["standing"] == "not identified"
    assert averted["point"] is None
    assert averted["because"] == ["16 months are too few"]


def test_excess_and_share_are_named_by_receiving_route():
    found = fields(TOLD)
    assert set(found["excess"]) == set(found["share"]) == {"western-mediterranean"}
    excess, share = (
        found["excess"]["western-mediterranean"],
        found["share"]["western-mediterranean"],
    )
    assert (excess["point"], excess["placebo_rate"]) == (4_500, 0.08)
    assert (share["standing"], share["low"], share["high"]) == ("identified", -0.04, 0.45)
    (measured,) = share["measured"]
    assert (measured["coverage"], measured["misses_low"]) == (0.85, 0.11)
    assert (measured["identified"], measured["pair"]) == (0.4, False)


@pytest.mark.parametrize(
    "found", [EFFECT, UNTOLD, TOLD], ids=["effect", "no effect", "displacement"]
)
def test_every_estimate_has_the_same_names(found):
    every = fields(found)
    parts = [every["averted"], every.get("change", every["averted"])]
    parts += [*every.get("excess", {}).values(), *every.get("share", {}).values()]
    assert all(set(one) >= SHAPE for one in parts)


def test_where_no_share_fits_both_ends_stay_and_no_point_is_given():
    given = shared("no share fits", 1.2, 1.9, ("more came than were averted",))
    share = fields(given)["share"]["western-mediterranean"]
    assert (share["standing"], share["point"]) == ("no share fits", None)
    assert (share["low"], share["high"], share["bounded"]) == (1.2, 1.9, True)
    assert share["because"] == ["more came than were averted"]


def test_windows_of_other_lengths_have_the_same_names_and_come_once():
    found = fields(replace(TOLD, branches=(replace(TOLD, horizon=9),)))
    (branch,) = found["branches"]
    assert branch["months"] == 9
    assert branch["share"] == found["share"]
    assert found["displacement"]["branches"] == []


def test_an_unbounded_set_has_null_for_the_end_that_it_lacks():
    share = fields(shared("not identified", None, 0.3, ("why",)))["share"]["western-mediterranean"]
    assert (share["low"], share["high"], share["point"]) == (None, 0.3, None)
    assert share["because"] == ["why"]
