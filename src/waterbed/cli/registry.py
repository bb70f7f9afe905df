"""Verbs that read the register: timeline, agreements, who, money, actor."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, cast

import typer

from waterbed.cli.options import AsJson, From, On, Output, To, answer, read_day
from waterbed.records import EVENT_KINDS, InvalidError

if TYPE_CHECKING:
    from waterbed.register.money import By
    from waterbed.report import Table

PlaceOption = Annotated[str | None, typer.Option("--place", help="A place, in any spelling.")]
ActorOption = Annotated[str | None, typer.Option("--actor", help="An actor, in any spelling.")]
Kind = Annotated[str | None, typer.Option("--kind", help=f"One of: {', '.join(EVENT_KINDS)}.")]
Sector = Annotated[str | None, typer.Option("--sector", help="What it is about: energy.")]
Due = Annotated[
    bool, typer.Option("--due", help="Only those that renew unless a party gives notice.")
]
Place = Annotated[str | None, typer.Argument(help="A place in any spelling; none lists all.")]
Name = Annotated[str | None, typer.Argument(help="An actor in any spelling; none lists all.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Leave out what began after this day."),
]
Kept = Annotated[str, typer.Option("--by", help="One of: actor, agreement, sector.")]


def timeline(
    place: PlaceOption = None,
    actor: ActorOption = None,
    start: From = None,
    end: To = None,
    kind: Kind = None,
    sector: Sector = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """List what happened: agreements, visits, laws, operations, shipwrecks, conflicts."""
    from waterbed import register, report

    first, last, day = read_day(start, "--from"), read_day(end, "--to"), read_day(as_of, "--as-of")
    if first and last and last < first:
        raise InvalidError(f"--to {last} lies before --from {first}. Swap the two.")
    until = min((one for one in (last, day) if one), default=None)
    named = kind and kind.replace(" ", "-")
    found = register.timeline(place, actor, start=first, end=until, kind=named, sector=sector)
    where = place and register.place(place).name
    whose = actor and register.resolve_actor(actor).name
    days = (("from", first), ("to", last))
    stretch = " ".join(f"{word} {report.day(one)}" for word, one in days if one)
    asked = ", ".join(filter(None, (where, whose, kind, sector, stretch)))
    table = _begun_table(report.timeline_table(found, asked, until=until or first), day)
    rows = report.sourced_rows(table, ([one] for one in found))
    answer(table, found, as_json=as_json, output=output, rows=rows)


def agreements(
    due: Due = False,
    on: On = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """List what was agreed, how binding it is, and when notice is next due."""
    from waterbed import register, report

    day = _day(on, as_of)
    found = register.agreements(day, due=due)
    table = report.agreement_table(found, day, due=due)
    rows = report.sourced_rows(table, ([one.agreement] for one in found))
    answer(table, found, as_json=as_json, output=output, rows=rows)


def who(
    place: Place = None,
    on: On = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Say who holds a place on a day, and who recognises whom."""
    from waterbed import register, report
    from waterbed.register import load

    day = _day(on, as_of)
    if place is None:
        every = [register.who(one, day) for one in load.places()]
        answer(report.place_table(every, day), every, as_json=as_json, output=output)
        return
    found = register.who(place, day)
    answer(report.standing_table(found), found, as_json=as_json, output=output)


def money(
    by: Kept = "actor",
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Sum what was pledged, contracted and paid, each by itself."""
    from waterbed import register, report

    day = read_day(as_of, "--as-of")
    found = register.money(cast("By", by), day)  # refuses any other way to keep it
    table = _begun_table(report.money_table(found, by), day)
    rows = report.sourced_rows(table, (line.rows for line in found))
    answer(table, found, as_json=as_json, output=output, rows=rows)


def actor(
    name: Name = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
) -> None:
    """Show everything that the register holds about an actor."""
    from waterbed import register, report

    day = read_day(as_of, "--as-of")
    if name is None:
        every = register.actors(day)
        table = _begun_table(report.actors_table(every), day)
        rows = report.sourced_rows(table, ([one] for one in every))
        answer(table, every, as_json=as_json, output=output, rows=rows)
        return
    card = register.actor(name, day)
    met = {one.id: register.unrecognised(one) for one in card.engagements}
    table = _begun_table(report.actor_table(card, met), day)
    answer(table, {"card": card, "unrecognised": met}, as_json=as_json, output=output)


def _day(on: str | None, as_of: str | None) -> dt.date:
    """Give the day of a question: --on, else --as-of, else today."""
    asked, known = read_day(on, "--on"), read_day(as_of, "--as-of")
    if asked and known and known < asked:
        raise InvalidError(
            f"--on {asked} lies after --as-of {known}, when nobody could know. Give one of them."
        )
    return asked or known or dt.datetime.now(tz=dt.UTC).date()


def _begun_table(table: Table, day: dt.date | None) -> Table:
    from waterbed import report

    if day is None:
        return table
    note = (
        f"Left out: what began after {report.day(day)}. Not left out: what became known later "
        "about what is shown; the register does not date that."
    )
    return replace(table, notes=(note, *table.notes))
