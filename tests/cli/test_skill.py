import importlib
import json

from waterbed.simulate import history, structural
from waterbed.simulate.published import SCORED, SUMS, published
from waterbed.store import Store

published_module = importlib.import_module("waterbed.simulate.published")

ITALY = "arrivals/sea/italy"


def test_the_published_skill_is_of_the_bundled_record():
    assert published().record == history(Store.at().all_series(), SUMS).content


def test_the_bundled_skill_prints_whether_good_or_bad(run):
    done = run("skill")
    assert done.status == 0, done.err
    told = " ".join(done.out.split())
    for key in (ITALY, "arrivals/sea/greece", "arrivals/sea/spain", "interceptions/libya"):
        assert key in told
    assert "Nothing was chosen on figures after December 2019" in told
    assert "The figures are those of today" in told


def test_one_series_can_be_asked_for_month_by_month(run):
    done = run("skill", ITALY, "--single", "--json")
    found = json.loads(done.out)
    assert {one["key"] for one in found["scores"]} <= set(SCORED)
    table = run("skill", ITALY, "--single").out
    assert table.count(ITALY) >= 12
    assert "arrivals/sea/malta" not in table


def test_a_series_that_was_not_scored_is_refused_with_the_nearest(run):
    done = run("skill", "arrivals/sea/itly")
    assert done.status == 1
    assert "Did you mean 'arrivals/sea/italy'" in done.err


def test_skill_can_be_measured_again_on_the_figures_of_this_machine(run, monkeypatch):
    monkeypatch.setattr(published_module, "forecaster", lambda *_: structural)
    done = run("skill", ITALY, "--recompute", "--every", "6", "--json")
    assert done.status == 0, done.err
    found = json.loads(done.out)
    assert found["step_months"] == 6
    ours = next(one for one in found["scores"] if (one["key"], one["last_ahead"]) == (ITALY, 3))
    rivals = {one["name"]: one["crps"] for one in ours["rivals"]}
    assert next(iter(rivals)) == "seasonal-naive"
    assert ours["crps"] == rivals["series alone"]


def test_as_of_a_day_before_the_record_there_is_no_skill(run):
    done = run("skill", "--as-of", "2001-01-01")
    assert done.status == 2
    assert "no series has a monthly figure" in done.err
