"""The verb that says how good the model's forecasts were at past dates: skill."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.options import AsJson, AsOf, Home, Output, answer, open_store, read_day
from waterbed.records import NotFoundError

if TYPE_CHECKING:
    from pathlib import Path

    from waterbed.records import TrackRecord

Keys = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SERIES]...", help="Series keys; none for all that were scored."),
]
Single = Annotated[bool, typer.Option("--single", help="Each month ahead on its own.")]
Recompute = Annotated[
    bool,
    typer.Option(
        "--recompute",
        help="Measure again on the figures of this machine, instead of printing what was last "
        "measured on the bundled ones; takes minutes.",
    ),
]
Every = Annotated[
    int, typer.Option("--every", metavar="MONTHS", help="From one origin to the next.")
]
_FIRST_ORIGIN = dt.date(2019, 12, 1)


def skill(
    keys: Keys = None,
    single: Single = False,
    recompute: Recompute = False,
    every: Every = 3,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Say how good forecasts were at past dates, against forecasts that know nothing."""
    from waterbed import report
    from waterbed.simulate.published import published

    day = read_day(as_of, "--as-of")
    found = _measured(day, home, every) if recompute or day is not None else published()
    _require(keys or [], found)
    answer(
        report.skill_table(found, keys or None, single=single),
        found,
        as_json=as_json,
        output=output,
    )


def _measured(day: dt.date | None, home: Path | None, every: int) -> TrackRecord:
    from waterbed import simulate
    from waterbed.simulate.published import SUMS

    counted = simulate.history(open_store(home).all_series(day), SUMS)
    last = counted.month(counted.months - 2)
    return simulate.measure_model(
        counted, simulate.Trials(_FIRST_ORIGIN, max(last, _FIRST_ORIGIN), step_months=every)
    )


def _require(keys: list[str], found: TrackRecord) -> None:
    scored = {one.key for one in found.scores}
    for key in keys:
        if key not in scored:
            raise NotFoundError.among("scored series", key, scored, "waterbed skill")
