"""The verb that estimates an effect under every defensible choice: multiverse."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.displacing import event_of
from waterbed.cli.lists import read_stretches
from waterbed.cli.options import (
    PICTURED,
    AsJson,
    AsOf,
    Home,
    Picture,
    Source,
    answer,
    open_store,
    read_day,
    require_form,
    series_known,
    write,
)
from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from pathlib import Path

    from waterbed.effects import Grid
    from waterbed.records import Event, Multiverse, Series
    from waterbed.store import Store

_LEVELS = ("damped", "random-walk")
_LISTED = "Can be given several times."
Key = Annotated[str, typer.Argument(help="A series key, as `waterbed series` lists them.")]
EventId = Annotated[str, typer.Option("--event", help="Id of an event of `waterbed timeline`.")]
Donors = Annotated[
    list[str] | None,
    typer.Option(
        "--donor",
        metavar="KEY",
        help="A series that helps to foresee, never one to which people may have turned; every "
        f"branch is tried with all of them and with none. {_LISTED}",
    ),
]
Windows = Annotated[
    list[int] | None,
    typer.Option("--window-months", help=f"Months in the window: 6, 9 and 12. {_LISTED}"),
]
Gaps = Annotated[
    list[int] | None,
    typer.Option(
        "--gap-months", help=f"Months left out beyond that of the event: 0 to 3. {_LISTED}"
    ),
]
Levels = Annotated[
    list[str] | None,
    typer.Option("--level", help=f"How the level moves: damped, random-walk. {_LISTED}"),
]
Scales = Annotated[
    list[str] | None,
    typer.Option("--scale", help=f"Scale: log, count, negative-binomial. {_LISTED}"),
]
Memories = Annotated[
    list[float] | None,
    typer.Option("--memory", help=f"What remains of a month's weight: .95, .97, 1. {_LISTED}"),
]
Skipped = Annotated[
    list[int] | None,
    typer.Option("--skip-months", help=f"Months left out at the beginning: 0, 24. {_LISTED}"),
]
Masked = Annotated[
    list[str] | None,
    typer.Option(
        "--mask",
        metavar="FIRST..LAST",
        help=f"A stretch to leave out; every branch is tried with all of them and none. {_LISTED}",
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", help="Processes of this machine; one a core if many.")
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers do it."),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Work it out anew, and keep nothing for next time.")
]


def multiverse(
    key: Key,
    event: EventId,
    source: Source = None,
    donor: Donors = None,
    window_months: Windows = None,
    gap_months: Gaps = None,
    level: Levels = None,
    scale: Scales = None,
    memory: Memories = None,
    skip_months: Skipped = None,
    mask: Masked = None,
    workers: Workers = None,
    cluster: Cluster = None,
    no_cache: NoCache = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Picture = None,
    home: Home = None,
) -> None:
    """Estimate an effect under every defensible choice, and the same at past dates."""
    if output is not None:
        require_form(output, PICTURED)
    told, day, store = event_of(event), read_day(as_of, "--as-of"), open_store(home)
    series = _series(store, key, source, day)
    donors = [_series(store, one, series[0].source, day)[0] for one in donor or ()]
    chosen = {
        "window_months": window_months,
        "gap_months": gap_months,
        "level": _levels(level),
        "scale": _spaced(scale),
        "memory": memory,
        "skipped_months": skip_months,
        "masked": [(), read_stretches(mask)] if mask else None,
    }
    grid = _grid(chosen)

    def make() -> Multiverse:
        from waterbed import effects

        with _executor(cluster) as executor:
            return effects.multiverse(
                series, told, donors=donors, grid=grid, workers=workers, executor=executor
            )

    found = _with_rivals(_kept(make, [series, told, donors, grid], keep=not no_cache), told)
    _tell(found, as_json, output)


def _tell(found: Multiverse, as_json: bool, output: Path | None) -> None:
    from waterbed import report

    table, record = report.table(found), {"multiverse": found}
    if output is None:
        answer(table, record, as_json=as_json, output=None)
        return
    forms: dict[str, Callable[[], str | bytes]] = {
        ".html": lambda: report.estimate_page(found, table),
        ".svg": lambda: report.as_svg(report.chart(found)),
        ".png": lambda: report.as_png(report.chart(found)),
        ".csv": lambda: report.as_csv(report.branch_rows(found)),
        ".json": lambda: report.as_json(record),
    }
    write(output, forms)


def _series(store: Store, key: str, source: str | None, day: dt.date | None) -> list[Series]:
    """Take every publisher, or the one asked for; the one with the most figures comes first."""
    found = series_known(store, key, source, day)
    return [one for one in found if not one.reported_by] or found


def _grid(chosen: Mapping[str, Sequence[object] | None]) -> Grid:
    from waterbed.effects import Grid

    given = {name: tuple(values) for name, values in chosen.items() if values}
    return replace(Grid(), **given)  # type: ignore[arg-type]


def _levels(words: list[str] | None) -> list[str]:
    """Refuse a level that `Grid` leaves out for its intervals fail wherever a level drifts."""
    wrong = [word for word in words or () if word not in _LEVELS]
    if wrong:
        raise InvalidError(
            f"--level {wrong[0]}: a level is one of {', '.join(_LEVELS)}; one that never moves is "
            "not defensible here. Name one of these."
        )
    return _spaced(words)


def _spaced(words: list[str] | None) -> list[str]:
    return [word.replace("-", " ") for word in words or ()]


def _executor(address: str | None) -> AbstractContextManager[Executor | None]:
    if address is None:
        return nullcontext()
    from waterbed.numerics import cluster

    return cluster(address)


def _kept(make: Callable[[], Multiverse], question: object, *, keep: bool) -> Multiverse:
    if not keep:
        return make()
    from waterbed import store
    from waterbed.records import Multiverse

    return store.remembered(question, Multiverse, make)


def _with_rivals(found: Multiverse, event: Event) -> Multiverse:
    from waterbed.cli.beside import rivals_of
    from waterbed.register import routes_of

    end = max(one.end for one in found.branches)
    routes = routes_of(found.key) or list(event.routes)
    return replace(found, rivals=rivals_of(event, routes, end))
