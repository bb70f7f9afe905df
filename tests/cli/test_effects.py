import datetime as dt
import json
import re

import pytest

from waterbed.cli.beside import _elsewhere

CENTRAL = "detections/central-mediterranean"
EASTERN = "detections/eastern-mediterranean"


def answered(run, *words):
    done = run("effect", *words, "--json")
    assert done.status == 0, done.err
    return json.loads(done.out)


@pytest.mark.parametrize(
    ("key", "event", "start", "observed"),
    [
        (CENTRAL, "it-ly-mou-2017", "2017-03-01", 85_555),
        (EASTERN, "eu-tr-statement", "2016-04-01", 19_304),
        (CENTRAL, "eu-tn-mou", "2023-08-01", 71_203),
    ],
)
def test_the_bundled_record_answers_with_calibration_beside(run, key, event, start, observed):
    found = answered(run, key, "--event", event)["effect"]
    assert (found["start"], found["observed"]) == (start, observed)
    assert found["calibration"]["placebos"] >= 50
    assert found["change"]["low"] <= found["change"]["point"] <= found["change"]["high"]
    assert -found["change"]["low"] <= found["record"]
    assert found["expected"]["low"] >= 0
    assert found["rivals"]


def test_an_answer_is_withheld_where_the_interval_failed_at_past_dates(run):
    found = answered(run, EASTERN, "--event", "eu-tr-statement")["effect"]
    assert found["calibration"]["coverage"] < 0.86
    assert found["answer"] == "cannot tell"


def test_a_short_history_is_no_ground_for_an_interval(run):
    found = answered(run, "arrivals/sea/italy", "--event", "it-ly-mou-2017", "--source", "unhcr")
    assert found["effect"]["expected"] is None
    assert "16 months with a figure before it" in found["effect"]["because"][0]


def test_rivals_and_published_values_are_printed_beside(run):
    done = run("effect", CENTRAL, "--event", "it-ly-mou-2017")
    told = " ".join(done.out.split())
    assert "Reported payments to Sabratha militias" in told
    assert "Published: Camarena and others, PLoS ONE 2020" in told
    assert "Tried at 67 past dates" in told


def test_a_study_without_reference_says_so(run):
    done = run("effect", CENTRAL, "--event", "eu-tn-mou")
    assert "No published estimate of eu-tn-mou is known to this record." in " ".join(
        done.out.split()
    )


def test_windows_and_gaps_are_chosen(run):
    words = (CENTRAL, "--event", "eu-tn-mou", "--window-months", "3", "--gap-months", "2")
    found = answered(run, *words)["effect"]
    assert (found["start"], found["end"]) == ("2023-10-01", "2023-12-31")


def test_a_file_is_written_by_its_suffix(run, tmp_path):
    file = tmp_path / "effect.csv"
    assert run("effect", CENTRAL, "--event", "eu-tn-mou", "-o", file).status == 0
    head, total, *rest = file.read_text("utf-8").splitlines()
    assert head == (
        ",counted,expected,at least,at most,change,interval tried at past dates,"
        "series,source,event,level,note"
    )
    about = f",{CENTRAL},frontex,eu-tn-mou,0.95,"
    assert f",yes{about}the interval includes no change as well" in total
    assert all(f",no{about}medians of months do not add up" in row for row in rest[-6:])


@pytest.mark.parametrize(
    ("key", "event", "pointed"),
    [
        (CENTRAL, "eu-tn-mou", True),
        (EASTERN, "eu-tn-mou", False),
        (CENTRAL, "valletta-summit", False),
        ("arrivals/sea/italy", "eu-tn-mou", False),
    ],
)
def test_whoever_asks_the_route_of_an_event_is_pointed_to_displacement(run, key, event, pointed):
    told = " ".join(run("effect", key, "--event", event, "--no-checks").out.split())
    assert (f"`waterbed displace --event {event}` asks whether" in told) is pointed


def test_single_months_are_said_to_be_untried_wherever_they_are_printed(run, tmp_path):
    words = (CENTRAL, "--event", "eu-tn-mou", "--no-checks")
    said = "those of single months were not, and how often they hold is not known."
    assert said in " ".join(run("effect", *words).out.split())
    assert answered(run, *words)["effect"]["path"]["calibrated"] is False
    page = tmp_path / "effect.html"
    assert run("effect", *words, "-o", page).status == 0
    assert said in page.read_text("utf-8")


def test_a_drawing_is_written_by_its_suffix(run, tmp_path):
    file = tmp_path / "effect.svg"
    assert run("effect", CENTRAL, "--event", "eu-tn-mou", "-o", file).status == 0
    assert "71,203 events" in file.read_text("utf-8")


def test_other_publishers_of_the_key_are_named(run):
    done = run("effect", "arrivals/sea/italy", "--event", "eu-tn-mou")
    told = " ".join(done.out.split())
    assert "UNHCR" in told
    assert "italy-interior publishes it too; --source italy-interior asks there." in told


def test_what_is_not_known_is_named_with_the_nearest(run):
    event = run("effect", CENTRAL, "--event", "it-ly-mou-2018")
    assert (event.status, "Did you mean 'it-ly-mou-2017'" in event.err) == (1, True)
    key = run("effect", "detections/central", "--event", "eu-tn-mou")
    assert (key.status, "detections/central-mediterranean" in key.err) == (1, True)


def test_an_event_after_the_figures_is_refused(run):
    done = run("effect", "arrivals/land/greece", "--event", "eu-tn-mou", "--gap-months", "40")
    assert done.status == 2
    assert "the figures run from January 2015 to September 2024" in done.err


def test_nothing_is_known_before_it_was_published(run):
    done = run("effect", CENTRAL, "--event", "eu-tn-mou", "--as-of", "2009-01-01")
    assert done.status == 2
    assert "nothing was known of detections/central-mediterranean on 2009-01-01" in done.err


def test_donors_are_named_with_the_probability_that_they_have_a_part(run):
    words = (CENTRAL, "--event", "eu-tn-mou", "--donor", "detections/eastern-borders")
    donor = answered(run, *words)["effect"]["specification"]["donors"][0]
    assert donor["key"] == "detections/eastern-borders"
    assert 0 <= donor["included"] <= 1
    told = " ".join(run("effect", *words).out.split())
    assert (
        "Helped by, with the probability that it has a part: detections/eastern-borders (" in told
    )


def test_a_series_is_not_its_own_donor(run):
    done = run("effect", CENTRAL, "--event", "eu-tn-mou", "--donor", CENTRAL)
    assert (done.status, "is a copy of the series" in done.err) == (2, True)


def test_deaths_and_returns_stand_beside_every_effect(run):
    words = (CENTRAL, "--event", "it-ly-mou-2017")
    (cost,) = answered(run, *words)["effect"]["costs"]
    assert cost["now"]["dead"] == 1931
    assert cost["deadliness"]["base"] == "attempts"
    told = " ".join(run("effect", *words).out.split())
    assert "at least 1,931 people died or went missing" in told
    assert "interceptions/tunisia has no figure for May 2017, June 2017 and August 2017." in told


def test_where_no_deaths_are_counted_that_is_said(run):
    told = " ".join(
        run("effect", "detections/western-balkan", "--event", "it-ly-mou-2017").out.split()
    )
    assert "The record has no series of deaths there." in told


def test_other_methods_and_other_series_stand_beside_and_what_was_left_out_is_said(run):
    found = answered(run, CENTRAL, "--event", "eu-tn-mou")["effect"]
    assert len(found["checks"]) == 4
    assert len(found["in_space"]["others"]) == 3
    left = [one["key"] for one in found["left_out"]]
    assert left == [EASTERN, "detections/western-mediterranean"]
    told = " ".join(run("effect", CENTRAL, "--event", "eu-tn-mou").out.split())
    assert "4 other methods, against 3 other series, put the change between" in told
    assert "by synthetic control" in told


def test_no_route_that_may_have_received_people_is_compared_with(run):
    found = answered(run, EASTERN, "--event", "eu-tr-statement")["effect"]
    assert found["checks"] == []
    assert "2 other series can be compared with" in found["unchecked"]
    left = {one["key"]: one["why"] for one in found["left_out"]}
    assert left[CENTRAL] == "eu-tr-statement is expected to change crossings there too"


def test_routes_that_may_have_received_people_are_compared_with_by_choice_only(run):
    words = (CENTRAL, "--event", "it-ly-mou-2017")
    found = answered(run, *words)["effect"]
    assert found["unchecked"] == "2 other series can be compared with, and cross-checks need 3"
    chosen = answered(run, *words, "--compare", "detections/western-african")["effect"]
    assert len(chosen["checks"]) == 4
    assert [one["why"] for one in chosen["despite"]] == ["people may have turned there"]


def test_series_are_put_aside_and_checks_left_alone(run):
    words = (CENTRAL, "--event", "eu-tn-mou")
    found = answered(run, *words, "--aside", "detections/western-balkan")["effect"]
    assert "2 other series" in found["unchecked"]
    found = answered(run, *words, "--no-checks")["effect"]
    assert (found["checks"], found["in_space"], found["unchecked"]) == ([], None, "")


def test_counts_are_modelled_as_negative_binomial_when_asked(run):
    words = (CENTRAL, "--event", "eu-tn-mou", "--scale", "negative-binomial", "--no-checks")
    found = answered(run, *words)["effect"]
    assert found["specification"]["scale"] == "negative binomial"
    assert found["calibration"]["coverage"] >= 0.86
    wrong = run("effect", CENTRAL, "--event", "eu-tn-mou", "--scale", "square")
    assert (
        wrong.status,
        "--scale square: a scale is one of log, count, negative-binomial" in wrong.err,
    ) == (2, True)


def months(values, *, first=2010):
    return [(f"{first + at // 12}-{at % 12 + 1:02}-01", value) for at, value in enumerate(values)]


def swinging(count=132):
    return [400 + 200 * (at % 12) + 37 * (at * at % 11) for at in range(count)]


def asked_of(run, tmp_path, rows, *more, start="2018-01-01"):
    file = tmp_path / "own.csv"
    file.write_text("month,y\n" + "".join(f"{day},{value}\n" for day, value in rows), "utf-8")
    return run("effect", "--table", file, "--column", "y", "--start", start, *more)


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ([0] * 132, "every month before it has the same count, 0"),
        ([17] * 132, "every month before it has the same count, 17"),
        ([*swinging(96), *[""] * 6, *swinging(30)], "no month of the window has a figure"),
        ([*swinging(70), 9_000_000, *swinging(61)], "November 2015 alone has 9,000,000"),
        ([*[""] * 60, *swinging(72)], "36 months with a figure before it leave 7 past dates"),
    ],
)
def test_a_table_that_cannot_tell_says_why(run, tmp_path, values, why):
    done = asked_of(run, tmp_path, months(values))
    assert done.status == 0, done.err
    told = " ".join(done.out.split())
    assert why in told
    assert "no telling" in told or "cannot tell" in told


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (months([-5, *swinging(131)]), "which is no count"),
        (months(["inf", *swinging(131)]), "which is no count"),
        ([*months(swinging(90)), ("2017-06-01", 5), ("2018-03-01", 9)], "June 2017 comes twice"),
        (months(swinging(40)), "the figures run from January 2010 to April 2013"),
        ([], "no rows"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(run, tmp_path, rows, why):
    done = asked_of(run, tmp_path, rows)
    assert (done.status, why in done.err) == (2, True), done.err


def test_months_in_any_order_are_the_same_table(run, tmp_path):
    rows = months(swinging())
    one, other = (asked_of(run, tmp_path, both, "--json").out for both in (rows, rows[::-1]))
    assert one == other


def test_a_stretch_before_the_event_is_masked(run, tmp_path):
    wild = months([*swinging(70), 9_000_000, *swinging(61)])
    done = asked_of(run, tmp_path, wild, "--mask", "2015-11-01..2015-11-30")
    assert "9,000,000" not in done.out
    assert "1 stretches masked" in " ".join(done.out.split())
    late = asked_of(run, tmp_path, wild, "--mask", "2017-11-01..2018-02-28")
    assert (late.status, "does not lie before January 2018" in late.err) == (2, True)
    odd = asked_of(run, tmp_path, wild, "--mask", "2017-11-01")
    assert (odd.status, "Write it as 2015-09-01..2015-11-30" in odd.err) == (2, True)


def test_a_series_to_put_aside_that_is_not_there_is_refused(run):
    done = run("effect", CENTRAL, "--event", "eu-tn-mou", "--aside", "detections/nowhere")
    assert (done.status, "is none of the series to compare with" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("key", "other", "alike"),
    [
        (CENTRAL, EASTERN, True),
        (CENTRAL, f"{EASTERN}/SYR", False),
        (f"{CENTRAL}/SYR", f"{EASTERN}/SYR", True),
        (f"{CENTRAL}/SYR", f"{CENTRAL}/ERI", False),
        (f"{CENTRAL}/SYR", f"{EASTERN}/ERI", False),
        ("arrivals/sea/italy", "arrivals/sea/greece", True),
        ("arrivals/sea/italy", "arrivals/land/greece", False),
        ("arrivals/sea/greece", "deaths/sea/greece", False),
        ("interceptions/libya", "interceptions/tunisia", True),
    ],
)
def test_what_is_compared_counts_the_same_elsewhere(key, other, alike):
    assert _elsewhere(key, other) is alike


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--gap-months", "-1"), "--gap-months -1: give a whole number of months"),
        (("--window-months", "0"), "--window-months 0: give a whole number of months"),
        (("--mask", "2023-08-01..2023-09-01"), "move the window with --gap-months"),
        (("--mask", "2015-02-01..2015-01-01"), "--mask: 2015-02-01 to 2015-01-01 is reversed"),
        (("--as-of", "2023-12-01"), "on 2023-12-01. Give --as-of 20"),
    ],
)
def test_errors_name_options_as_the_command_line_does(run, words, said):
    done = run("effect", CENTRAL, "--event", "eu-tn-mou", *words)
    assert (done.status, said in done.err) == (2, True), done.err
    assert "_" not in done.err


def test_from_the_day_that_is_advised_something_is_known(run):
    words = ("effect", CENTRAL, "--event", "eu-tn-mou", "--no-checks", "--as-of")
    advised = run(*words, "2009-01-01").err.partition("Give --as-of ")[2].partition(" ")[0]
    assert run(*words, advised).status == 0
    eve = dt.date.fromisoformat(advised) - dt.timedelta(days=1)
    assert "nothing was known" in run(*words, f"{eve}").err


def test_a_start_that_is_no_date_is_advised_on_once(run):
    done = run("effect", CENTRAL, "--start", "01/2018")
    assert done.err.count("Write") == 1
    assert "--start '01/2018' is no day or month. Write 2017-07-01" in done.err


def test_the_share_as_far_out_is_one_figure_wherever_it_stands(run):
    words = (CENTRAL, "--event", "eu-tn-mou")
    found = answered(run, *words)
    share = found["change"]["placebo_rate"]
    assert found["effect"]["in_space"]["chance"] == share
    picture = found["effect"]["picture"]
    far = sum(abs(one) >= abs(picture["error"]) for one in picture["errors"])
    assert share == (1 + far) / (1 + len(picture["errors"]))
    told = " ".join(run("effect", *words).out.split())
    assert f"and this one, {share:.0%}".replace("%", " %") in told
    assert f"as far out: here {share:.0%}".replace("%", " %") in told


def test_shares_have_one_form(run):
    told = run("effect", CENTRAL, "--event", "eu-tn-mou").out
    assert re.search(r"\d\s%", told)
    assert not re.search(r"\d%", told)
