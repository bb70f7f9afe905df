"""A track record as a sentence and as a table, whether good or bad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.table import Cell, Table
from waterbed.report.words import month

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waterbed.records import Score, TrackRecord

_LEAST_SEPARATE = 8.0


def skill_sentence(skill: TrackRecord, key: str, ahead: tuple[int, int] = (1, 3)) -> str:
    """Say how good forecasts of a series were, some months ahead.

    Parameters
    ----------
    skill
        Any skill.
    key
        The series.
    ahead
        First and last month ahead.

    Returns
    -------
    str
        One sentence: by how much the reference was beaten, or that it was not.
    """
    found = skill.score(key, *ahead)
    when = f"{ahead[0]} to {ahead[1]} months ahead" if ahead[0] < ahead[1] else "a month ahead"
    if found is None:
        return f"How good its forecasts of {key} {when} are was not measured."
    share = found.skill(skill.reference)
    held = f"the {skill.nominal:.0%} band held {found.coverage:.0%} of the months"
    return f"Its forecasts of {key} {when} {_against(found, share, skill.reference)}; {held}."


def skill_table(
    skill: TrackRecord, keys: Iterable[str] | None = None, *, single: bool = False
) -> Table:
    """Set out how good a model's forecasts were, series by series.

    Parameters
    ----------
    skill
        Any skill.
    keys
        The series, None for all.
    single
        Each month ahead on its own, instead of stretches of months.

    Returns
    -------
    Table
        Skill against each method, in its best variant, the 90 % interval against the first,
        coverage, bias, separate forecasts; the notes say what was scored, where coverage is worst,
        and what the table does not show.
    """
    wanted = None if keys is None else set(keys)
    shown = [
        one
        for one in skill.scores
        if (one.first_ahead == one.last_ahead) == single and (wanted is None or one.key in wanted)
    ]
    rivals = skill.scores[0].rivals if skill.scores else ()
    named = list(dict.fromkeys(_method(one.name) for one in rivals))
    columns = ("series", "ahead", *named, "90 % interval")
    when = f"forecasts from {month(skill.first)} to {month(skill.last)}"
    title = f"Skill of {skill.model} against other methods, {when}"
    return Table(
        title,
        (*columns, "held", "bias", "separate"),
        tuple(_row(one, named) for one in shown),
        (*_notes(skill, shown), *skill.caveats),
    )


def _row(one: Score, named: list[str]) -> tuple[Cell, ...]:
    ahead = f"{one.first_ahead}"
    if one.last_ahead > one.first_ahead:
        ahead += f"-{one.last_ahead}"
    return (
        one.key,
        ahead,
        *(_rounded(_least(one, name)) for name in named),
        _interval(one),
        _rounded(one.coverage),
        _rounded(one.bias),
        round(one.independent, 1),
    )


def _method(name: str) -> str:
    """Name a method without its variant: ``"AutoETS"`` of ``"AutoETS, log"``."""
    return name.split(", ", maxsplit=1)[0]


def _least(one: Score, method: str) -> float:
    """Give the skill against the variant of a method that did best."""
    return min(one.skill(rival.name) for rival in one.rivals if _method(rival.name) == method)


def _interval(one: Score) -> str:
    if one.skill_low is None or one.skill_high is None:
        return "too few"
    return f"{one.skill_low:.2f} to {one.skill_high:.2f}"


def _rounded(share: float | None) -> float | None:
    return None if share is None or share != share else round(share, 2)  # noqa: PLR0124


def _against(found: Score, share: float, reference: str) -> str:
    if found.skill_low is None or found.independent < _LEAST_SEPARATE:
        return (
            f"were tried too seldom to tell ({found.independent:.0f} separate times; "
            f"{share:+.0%} against {reference})"
        )
    if share <= 0:
        return f"were no better than {reference} ({share:+.0%})"
    unsure = ", but the interval includes no gain" if found.skill_low <= 0 else ""
    return f"beat {reference} by {share:.0%}{unsure}"


def _notes(skill: TrackRecord, shown: list[Score]) -> list[str]:
    meaning = (
        f"Skill is the share of {skill.reference}'s mean continuous ranked probability score that "
        "is saved, or of another method's: 1 is perfect, 0 no better, negative worse. The 90 % "
        f"interval is that of the skill against {skill.reference}."
    )
    held = f"{skill.coverage:.0%} of the months, over every series and month ahead"
    notes = [
        meaning,
        f"The {skill.nominal:.0%} band held {held}.",
        f"Nothing was chosen on figures after {month(skill.chosen_until)}.",
    ]
    if shown:
        worst = min(shown, key=lambda one: one.coverage)
        notes.append(f"It held least for {worst.key}: {worst.coverage:.0%}.")
    return notes
