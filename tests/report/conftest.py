"""A small checked report. Its places, people and figures are invented."""

import datetime as dt
from dataclasses import replace

import pytest

from waterbed.records import (
    Article,
    Bounds,
    Causal,
    Cause,
    Change,
    Checked,
    Citation,
    Claim,
    Conflict,
    Diversion,
    Event,
    Interval,
    Judgement,
    Observation,
    PartialDate,
    Quantity,
    Reading,
    Remark,
    Sentence,
    Share,
    Speaker,
    Statement,
    Verdict,
    Window,
)

TEXT = """Fewer boats reach Malta

About 300 fewer people came, says the Island Observatory, Porto News reports.
It says 40 % of them came from Syria.
Some say that they now sail to Cyprus instead, which would explain the rise there.
The council called the camps shameful.
Parliament will vote before 30 June 2024.
"""
NOW, THEN = (dt.date(2024, 1, 1), dt.date(2024, 3, 31)), (dt.date(2023, 1, 1), dt.date(2023, 3, 31))
FELL, ROSE, ALL = "corridor/tunisia>malta", "arrivals/sea/cyprus", "arrivals/sea/malta"


def span(words):
    start = TEXT.index(words)
    return start, start + len(words)


def line(words):
    return next(one for one in TEXT.split("\n") if words in one)


def figure(key, days, value, **more):
    known = {"published": dt.date(2024, 4, 2), "retrieved": dt.date(2024, 4, 10)}
    url = {"url": "https://example.org/figures.csv", "vintage": "unhcr/malta@0123456789ab"}
    return Observation(key, "unhcr", *days, value, **{**known, **url, **more})


def reading(key, low, high, **more):
    usual = {
        "key": key,
        "source": "unhcr",
        "shape": "change",
        "start": NOW[0],
        "end": NOW[1],
        "versus_start": THEN[0],
        "versus_end": THEN[1],
        "low": low,
        "high": high,
        "distance": 0.1,
        "assumed": (),
        "fit": "close",
        "off": 0.1,
        "figures": (figure(key, NOW, 500.0), figure(key, THEN, 500.0 - low)),
        "known": dt.date(2024, 4, 2),
    }
    return Reading(**{**usual, **more})


def statements():
    observatory = Speaker("the Island Observatory", "says")
    porto = Speaker("Porto News", "reports", relay=True)
    some = Speaker("Some", "say")
    said = [
        ("About 300 fewer", (observatory, porto), "indirect", False, "fact", None),
        ("40 %", (observatory,), "indirect", False, "fact", None),
        ("Some say", (some,), "indirect", True, "cause", None),
        ("The council", (), None, False, "norm", None),
        ("Parliament", (), None, False, "forecast", dt.date(2024, 6, 30)),
    ]
    return tuple(
        Statement(line(words), *span(line(words)), chain, mode, hedge, kind, by)
        for words, chain, mode, hedge, kind, by in said
    )


def claims():
    causal = Causal("they now sail to Cyprus instead", "the rise there", "would explain")
    fewer, share, rise = "About 300 fewer", "40 %", "rise"
    return (
        Claim(
            line(fewer),
            *span(fewer),
            0,
            "down",
            "sea_arrivals",
            "MT",
            from_country=("TN",),
            period=Window(*NOW),
            versus=Window(*THEN),
            amount=300.0,
            unit="people",
            approx=True,
            bound="~",
            attributed_to="the Island Observatory",
            via="Porto News",
        ),
        Claim(
            line(share), *span(share), 1, "share", "sea_arrivals", "MT", amount=40.0, unit="percent"
        ),
        Claim(line(rise), *span(rise), 2, "up", "sea_arrivals", "CY", causal=causal),
    )


def event():
    return Event(
        "observers",
        "Observers leave <the coast>",
        "law",
        PartialDate("2024-02"),
        (Citation("https://example.org/observers?a=1&b=2"),),
    )


def diversion():
    fall = Change(Quantity(FELL, "unhcr", *THEN), Quantity(FELL, "unhcr", *NOW))
    rise = Change(Quantity(ROSE, "unhcr", *NOW), Quantity(ROSE, "unhcr", *THEN))
    return Diversion(
        FELL,
        ROSE,
        *NOW,
        *THEN,
        of_fall=Bounds(Share(rise, fall), Interval(0.1, 0.45), Interval(0.05, None)),
        fall=Bounds(fall, Interval(260.0, 280.0), Interval(250.0, 290.0)),
        rise=Bounds(rise, Interval(28.0, 117.0), Interval(20.0, None)),
        because="No figure for Cyprus ends in March.",
        nationalities=(("SYR", -120.0, 60.0),),
    )


def verdicts():
    wide = reading(FELL, -390.0, -110.0, fit="undecided", off=-0.63, distance=0.15)
    whole = reading(
        ALL,
        -1240.0,
        -1240.0,
        fit="contradicted",
        off=3.1,
        distance=2.0,
        assumed=("departures from everywhere are meant",),
    )
    later = (dt.date(2024, 1, 1), dt.date(2024, 4, 30))
    holds = reading(FELL, -304.0, -304.0, end=later[1], fit="holds", off=0.0, known=None)
    return (
        Verdict(
            0,
            "close",
            "The claim is close, overstated by 11 %: −270 for arrivals by sea.",
            -270.0,
            -270.0,
            (reading(FELL, -270.0, -270.0, assumed=("counted to 31 March 2024",)), wide),
            (holds,),
            (whole,),
            tried=12,
            agreeing=4,
            exact=10,
            by_chance=2.5,
            then="holds",
            then_because="The claim holds: −301.",
            left_out=("Arrivals from Libya rose.",),
            corrections=("Boats are not people.",),
        ),
        Verdict(1, "no_data", "The record holds no figure that this can mean.", pull="unhcr"),
        Verdict(
            2,
            "holds",
            "The claim holds: +72 for arrivals by sea in Cyprus.",
            72.0,
            72.0,
            (reading(ROSE, 72.0, 72.0, fit="holds", off=None, distance=0.5),),
            tried=1,
            agreeing=1,
            exact=1,
            by_chance=0.5,
            cause=Cause("cannot tell", "Counts do not show why.", (event(),), diversion()),
        ),
    )


@pytest.fixture
def checked():
    heading = TEXT.index("\n")
    article = Article(
        TEXT,
        "Fewer boats",
        "The Harbour Post",
        dt.date(2024, 4, 5),
        "en",
        statements=statements(),
        claims=claims(),
        sentences=(Sentence(TEXT[:heading], 0, heading, heading=True),),
    )
    printed = (figure(FELL, NOW, 500.0), figure(FELL, NOW, 540.0, reported_by="Porto News"))
    return Checked(
        article,
        verdicts(),
        (
            Judgement(3, "not_testable", "A judgement of what is right or wrong."),
            Judgement(4, "pending", "A forecast.", (event(),)),
        ),
        (Remark("The council is an assembly.", *span("The council")), Remark("The parts add up.")),
        (Conflict(printed, 40.0, "revision or window", outlives=False, total=40.0, complete=True),),
    )


@pytest.fixture
def hostile(checked):
    """Give the same report by somebody who wants the page to act."""
    evil = '<script>alert("1")</script>\u202egnp.exe\u2066 \x1b[31m" onfocus="x" \x00&amp;'
    text = f"{evil}\n{TEXT}{evil}"
    shift = len(evil) + 1

    def moved(one, **more):
        return replace(one, start=one.start + shift, end=one.end + shift, **more)

    said = tuple(
        moved(one, chain=(Speaker(evil, evil), Speaker(evil, evil, relay=True)))
        for one in checked.article.statements
    )
    article = replace(
        checked.article,
        text=text,
        title=evil,
        outlet=evil,
        url="javascript:alert(1)",
        language='en"><b>',
        statements=said,
        claims=tuple(moved(one, attributed_to=evil) for one in checked.article.claims),
        sentences=(),
    )
    relayed = figure(FELL, NOW, 1.0, reported_by=evil, note=evil, url="javascript:alert(2)")
    first = replace(
        checked.verdicts[0],
        because=evil,
        left_out=(evil,),
        readings=(reading(FELL, -1.0, -1.0, assumed=(evil,), figures=(relayed,)),),
    )
    return replace(
        checked,
        article=article,
        verdicts=(first, *checked.verdicts[1:]),
        remarks=(Remark(evil, 0, len(evil)),),
        conflicts=(replace(checked.conflicts[0], figures=(relayed,)),),
    )
