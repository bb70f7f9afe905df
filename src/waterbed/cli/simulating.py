"""The verb that runs a network forward under levers: simulate."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.options import (
    PICTURED,
    AsJson,
    AsOf,
    Home,
    Picture,
    answer,
    open_store,
    read_day,
    require_form,
    write,
)
from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager

    from waterbed.records import Run, Scenario
    from waterbed.simulate import Ensemble, Network

_MOST_SIZES = 101
_SWEPT = (".csv", ".json")
Asked = Annotated[Path, typer.Argument(metavar="SCENARIO.toml", help="The scenario.")]
Draws = Annotated[int | None, typer.Option("--draws", help="How many runs, instead of the file's.")]
Seed = Annotated[int | None, typer.Option("--seed", help="Instead of the file's.")]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="A Dask scheduler whose workers do it."),
]
Sweep = Annotated[
    str | None,
    typer.Option(
        "--sweep",
        metavar="LEVER=FROM:TO:STEP",
        help="Several sizes of one lever, named by its kind or as kind:target: control=0:1:0.1.",
    ),
]


def simulate(
    scenario: Asked,
    draws: Draws = None,
    seed: Seed = None,
    cluster: Cluster = None,
    sweep: Sweep = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Picture = None,
    home: Home = None,
) -> None:
    """Run a region forward under levers, and say what they change. Simulated, not counted."""
    from waterbed import simulate as model

    if output is not None:
        require_form(output, _SWEPT if sweep else PICTURED)
    asked, network = model.read_scenario(scenario)
    given = {"draws": draws, "seed": seed}
    asked = replace(asked, **{name: one for name, one in given.items() if one is not None})  # type: ignore[arg-type]
    place, sizes = _sweep(asked, sweep) if sweep else (0, [])
    ensemble = _ensemble(network, asked, read_day(as_of, "--as-of"), home)
    with _executor(cluster) as executor:
        if not sweep:
            _tell(model.run(network, asked, ensemble, executor=executor), as_json, output)
            return
        swept = [model.sweep(asked, place, size) for size in sizes]
        runs = [model.run(network, one, ensemble, executor=executor) for one in swept]
    _tell_sweep(asked, place, list(zip(sizes, runs, strict=True)), as_json, output)


def _ensemble(
    network: Network, asked: Scenario, day: dt.date | None, home: Path | None
) -> Ensemble | None:
    """Calibrate on the record as known on a day, and on nothing after the scenario begins."""
    from waterbed import simulate as model

    try:
        counted = model.history(open_store(home).all_series(day))
    except InvalidError as error:
        raise InvalidError(
            f"--as-of {day}: {error} Figures without a date of publication count as known from the "
            "day on which they came into the record."
        ) from None
    return model.posterior(network, counted, asked.start)


def _executor(address: str | None) -> AbstractContextManager[Executor | None]:
    if address is None:
        return nullcontext()
    from waterbed.numerics import cluster

    return cluster(address)


def _sweep(asked: Scenario, text: str) -> tuple[int, list[float]]:
    """Find the lever that a sweep names, and its sizes."""
    name, _, numbers = text.partition("=")
    names = [(lever.kind, f"{lever.kind}:{lever.on}") for lever in asked.levers]
    fitting = [place for place, known in enumerate(names) if name in known]
    if len(fitting) != 1:
        known = ", ".join(full for _, full in names) or "none: the scenario has no levers"
        raise InvalidError(
            f"--sweep: {name!r} names {len(fitting)} levers of the scenario. Name one of: {known}."
        )
    return fitting[0], list(_sizes(text, numbers))


def _sizes(text: str, numbers: str) -> Iterator[float]:
    try:
        first, last, step = map(float, numbers.split(":"))
    except ValueError:
        raise InvalidError(
            f"--sweep: got {text!r}. Write first, last, step: control=0:1:0.1."
        ) from None
    count = (last - first) / step + 1 if step > 0 else 0
    if not 1 <= count <= _MOST_SIZES:
        raise InvalidError(
            f"--sweep: {numbers} gives no size, or more than {_MOST_SIZES}. Write first, last and "
            "a step above 0: control=0:1:0.1."
        )
    yield from (round(first + step * place, 9) for place in range(int(count + 1e-9)))


def _tell(found: Run, as_json: bool, output: Path | None) -> None:
    from waterbed import report

    table = report.table(found)
    if output is None:
        answer(table, found, as_json=as_json, output=None)
        return
    from waterbed.report.simulated_chart import simulated_png, simulated_svg

    forms: dict[str, Callable[[], str | bytes]] = {
        ".html": lambda: report.estimate_page(found, table),
        ".svg": lambda: simulated_svg(found),
        ".png": lambda: simulated_png(found),
        ".csv": lambda: report.as_csv(report.simulated_rows(found)),
        ".json": lambda: report.as_json(found),
    }
    write(output, forms)


def _tell_sweep(
    asked: Scenario, place: int, runs: list[tuple[float, Run]], as_json: bool, output: Path | None
) -> None:
    from waterbed import report

    lever = asked.levers[place]
    named = f"{lever.kind} on {lever.on}"
    table, rows = report.sweep_table(named, runs), report.sweep_rows(named, runs)
    record = [{"size": size, "run": found} for size, found in runs]
    answer(table, record, as_json=as_json, output=output, rows=rows)
