"""The verb that says what an event changed: effect."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, cast

import typer

from waterbed.cli.beside import others_of, with_context
from waterbed.cli.displacing import event_of
from waterbed.cli.lists import read_stretches, split
from waterbed.cli.options import (
    AsJson,
    AsOf,
    Home,
    Picture,
    Source,
    Start,
    TableFile,
    answer_estimate,
    open_store,
    read_day,
    read_start,
    series_known,
)
from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from waterbed.effects import EffectOptions
    from waterbed.records import Effect, Event, PartialDate, Scale, Series

Key = Annotated[str | None, typer.Argument(help="A series key, as `waterbed series` lists them.")]
EventId = Annotated[
    str | None, typer.Option("--event", help="Id of an event of `waterbed timeline`.")
]
Months = Annotated[int, typer.Option("--window-months", "--months", help="Months in the window.")]
Donors = Annotated[
    list[str] | None,
    typer.Option(
        "--donor",
        metavar="KEY",
        help="A series of the same publisher that helps to foresee; never one to which people may "
        "have turned. Can be given several times.",
    ),
]
Gap = Annotated[int, typer.Option("--gap-months", help="Months left out beyond that of the event.")]
Column = Annotated[str | None, typer.Option("--column", help="With --table: the series in it.")]
Controls = Annotated[
    list[str] | None,
    typer.Option(
        "--controls",
        metavar="A,B",
        help="With --table: other series in it that help to foresee; never one to which people may "
        "have turned.",
    ),
]

Checks = Annotated[
    bool,
    typer.Option(
        "--checks/--no-checks", help="Ask other methods and other series of the publisher as well."
    ),
]
Aside = Annotated[
    list[str] | None,
    typer.Option(
        "--aside",
        metavar="KEY",
        help="A series to leave out of the checks: people may have turned there. Can be given "
        "several times.",
    ),
]
Compare = Annotated[
    list[str] | None,
    typer.Option(
        "--compare",
        metavar="KEY",
        help="A series to check against all the same, though people may have turned there; with "
        "--table, each series to check against. Can be given several times.",
    ),
]
Masks = Annotated[
    list[str] | None,
    typer.Option(
        "--mask",
        metavar="FIRST..LAST",
        help="Days before the event to leave out: another intervention, a wrong month. Can be "
        "given several times.",
    ),
]
Counted = Annotated[
    str, typer.Option("--scale", help="What is modelled: log, count or negative-binomial.")
]


def effect(
    key: Key = None,
    event: EventId = None,
    start: Start = None,
    table: TableFile = None,
    column: Column = None,
    controls: Controls = None,
    source: Source = None,
    window_months: Months = 6,
    gap_months: Gap = 0,
    mask: Masks = None,
    donor: Donors = None,
    checks: Checks = True,
    aside: Aside = None,
    compare: Compare = None,
    scale: Counted = "log",
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Picture = None,
    home: Home = None,
) -> None:
    """Say how many more or fewer came after an event than expected without a break."""
    from waterbed import effects

    options = effects.EffectOptions(
        window_months=window_months,
        gap_months=gap_months,
        masked=read_stretches(mask),
        scale=cast("Scale", scale.replace("-", " ")),
        checks=checks,
        aside=tuple(split(aside)),
        compare=tuple(split(compare)),
    )
    day, begun = read_day(as_of, "--as-of"), read_start(start)
    asked = _Asked(key, event, begun, source, tuple(split(donor)), day)
    if table is not None:
        from waterbed.cli.own import effect_table

        asked.refuse_record_options()
        found = effect_table(table, begun, column, split(controls), options)
        answer_estimate(found, (), as_json=as_json, output=output)
        return
    asked.refuse_table_options({"--column": column, "--controls": controls})
    found, others = _from_record(asked, home, options)
    references = effects.references(found.event) if found.event else ()
    answer_estimate(found, references, as_json=as_json, output=output, notes=others)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks of the record."""

    key: str | None
    event: str | None
    start: PartialDate | None
    source: str | None
    donors: tuple[str, ...]
    as_of: dt.date | None

    def refuse_record_options(self) -> None:
        given = {
            "KEY": self.key,
            "--event": self.event,
            "--source": self.source,
            "--donor": self.donors or None,
            "--as-of": self.as_of,
        }
        wrong = [name for name, value in given.items() if value is not None]
        if wrong:
            raise InvalidError(
                f"{', '.join(wrong)} with --table: these ask the record. Leave them out, or "
                "--table; with --table, give --column, --start and --controls."
            )

    def refuse_table_options(self, given: dict[str, object]) -> None:
        wrong = [name for name, value in given.items() if value]
        if wrong:
            raise InvalidError(
                f"{', '.join(wrong)} without --table: these ask your own table. Name it with "
                "--table FILE, or leave them out."
            )
        if self.key is None:
            raise InvalidError(
                "name a series of the record (`waterbed series` lists them), or your own table "
                "with --table FILE."
            )
        if (self.event is None) == (self.start is None):
            raise InvalidError(
                "give either --event, an id that `waterbed timeline` lists, or --start with a "
                f"date; got --event {self.event}, --start {self.start}."
            )


def _from_record(
    asked: _Asked, home: Path | None, options: EffectOptions
) -> tuple[Effect, tuple[str, ...]]:
    from waterbed import effects, numerics, register

    told = event_of(asked.event) if asked.event else None
    when = told or asked.start
    if when is None or asked.key is None:
        raise InvalidError("give a series, and --event or --start.")
    series, others = _series(asked.key, asked.source, asked.as_of, home)
    donors = [_series(one, series.source, asked.as_of, home)[0] for one in asked.donors]
    store = open_store(home)
    beside = others_of(series, store, asked.as_of) if options.checks else []
    with numerics.compiled_ahead("checks") if beside else nullcontext():
        found = effects.effect(series, when, donors=donors, others=beside, options=options)
    routes = register.routes_of(found.key) or list(told.routes if told else ())
    notes = (*others, *filter(None, [_another_way(told, series.key)]))
    return with_context(found, when, routes, store, asked.as_of), notes


def _another_way(event: Event | None, key: str) -> str:
    """Point to displace where the event has this route for its own."""
    from waterbed import effects

    try:
        own = effects.routes_of(event)[0] if event else ""
    except InvalidError:
        return ""
    if event is None or key != f"detections/{own}":
        return ""
    return (
        f"`waterbed displace --event {event.id}` asks whether people came another way; it expects "
        "another count here, from one regression pooled over routes."
    )


def _series(
    key: str, source: str | None, day: dt.date | None, home: Path | None
) -> tuple[Series, tuple[str, ...]]:
    """Take the publisher asked for, else the one with the most figures, and name the others."""
    taken, *rest = series_known(open_store(home), key, source, day)
    others = sorted({one.source for one in rest} - {taken.source})
    return taken, tuple(f"{one} publishes it too; --source {one} asks there." for one in others)
