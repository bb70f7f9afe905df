"""The labelled sentences score at least what floors.toml says."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from waterbed.read import read

HERE = Path(__file__).parent
SHARED = HERE.parents[1].parent / "shared" / "claims"
FLOORS = tomllib.loads((HERE / "floors.toml").read_text())
LANGUAGES = ("en", "it", "fr")
SLOTS = ("measure", "where", "route", "from_country", "nationality", "period", "versus")

Row = dict[str, Any]


def labelled(language: str) -> list[Row]:
    lines = (HERE / "claims" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@cache
def reading(sentence: str, published: str, language: str) -> list[Row]:
    article = read(sentence, published=published, language=language)
    return [claim.as_dict() for claim in article.claims]


def predicted(row: Row) -> list[Row]:
    return reading(row["sentence"], row["published"], row["lang"])


def same_amount(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= 0.006 * max(abs(a), abs(b), 1e-9)


def same_window(a: Row | None, b: Row | None, days: int) -> bool:
    if not a or not b:
        return (a or None) == (b or None)
    gap = abs((date.fromisoformat(a["end"]) - date.fromisoformat(b["end"])).days)
    return a["start"] == b["start"] and gap <= days


def names(value: object) -> frozenset[str]:
    values = value if isinstance(value, list) else [value]
    return frozenset(str(one).lower() for one in values if one)


def right(gold: Row, got: Row) -> list[bool]:
    days = gold.get("tolerance_days") or 0
    return [
        same_window(gold.get(slot), got.get(slot), days)
        if slot in {"period", "versus"}
        else names(gold.get(slot)) == names(got.get(slot))
        for slot in SLOTS
    ]


def matches(gold: list[Row], got: list[Row]) -> list[tuple[Row, Row]]:
    left, pairs = list(got), []
    for one in gold:
        fit = [
            p
            for p in left
            if (p["direction"], p["unit"]) == (one["direction"], one["unit"])
            and same_amount(p["amount"], one["amount"])
        ]
        if fit:
            best = max(fit, key=lambda p: sum(right(one, p)))
            left.remove(best)
            pairs.append((one, best))
    return pairs


def f1(rows: list[Row]) -> tuple[float, float]:
    gold_count = got_count = matched = full = 0
    for row in rows:
        got = predicted(row)
        pairs = matches(row["claims"], got)
        gold_count, got_count = gold_count + len(row["claims"]), got_count + len(got)
        matched += len(pairs)
        full += sum(all(right(a, b)) for a, b in pairs)
    total = gold_count + got_count
    return 2 * matched / total, 2 * full / total


def test_the_labelled_set_is_large_enough_and_in_three_languages() -> None:
    sizes = {language: len(labelled(language)) for language in LANGUAGES}
    assert sum(sizes.values()) >= 100
    assert min(sizes.values()) >= 20


def test_all_sentences_together_reach_the_floor() -> None:
    core, slots = f1([row for language in LANGUAGES for row in labelled(language)])
    assert core >= FLOORS["core_f1"]
    assert slots >= FLOORS["all_slots_f1"]


def test_sentences_on_which_nothing_was_improved_reach_their_floor() -> None:
    core, slots = f1(labelled("apart"))
    assert core >= FLOORS["core_f1_apart"]
    assert slots >= FLOORS["all_slots_f1_apart"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_reaches_the_floor(language: str) -> None:
    core, slots = f1(labelled(language))
    assert core >= FLOORS["core_f1_each"]
    assert slots >= FLOORS["all_slots_f1_each"]


def test_the_shared_scorer_gives_the_same_score(tmp_path: Path) -> None:
    if not (SHARED / "score.py").exists():
        pytest.skip("../shared/claims is absent")
    rows = [row for language in LANGUAGES for row in labelled(language)]
    gold, got = tmp_path / "gold.jsonl", tmp_path / "got.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    answers = [{"id": row["id"], "claims": predicted(row)} for row in rows]
    got.write_text("\n".join(json.dumps(row) for row in answers), encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, str(SHARED / "score.py"), str(gold), str(got)],
        check=True,
        capture_output=True,
        text=True,
    )
    theirs = json.loads(ran.stdout.splitlines()[0].removeprefix("all "))
    core, slots = f1(rows)
    assert theirs["core_f1"] == pytest.approx(core, abs=0.001)
    assert theirs["all_slots_f1"] == pytest.approx(slots, abs=0.001)


def test_the_shared_sentences_are_read_without_error() -> None:
    if not (SHARED / "dev_unlabelled.jsonl").exists():
        pytest.skip("../shared/claims is absent")
    for line in (SHARED / "dev_unlabelled.jsonl").read_text(encoding="utf-8").splitlines():
        assert predicted(json.loads(line))
