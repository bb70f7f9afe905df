"""zero-not-reported: months of 0 where the level before makes a true 0 all but impossible."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, monthly, positioned
from waterbed.sources.checks.wording import figure, phrase, place, stretch

RULE = "zero-not-reported"
_WINDOW = 12  # months before the zeros that tell the level and its spread
_RECENT = 3  # last of them, whose mean is the level where it is lower
_FEWEST = 6  # of them that must have a figure
_CHANCE = 1e-5  # finds 110 of 130,000 months of detections by nationality when zeros are filled in
_POISSON = 1e-9  # variance beyond the mean below which the law is Poisson's


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report runs of zero months that the series' own level makes all but impossible.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a run; ``expected`` is the level before it, persons (or
        what the series counts) per month.

    Notes
    -----
    The twelve months before a run are taken as draws of a negative binomial law with their mean
    and variance; where the mean of the last three is lower, it is the level. The run is reported
    where the law gives a month of 0 a chance below 1 in 100,000. That many months of 0 follow is
    no further evidence, since zeros come in runs. Runs found are then left out of the windows of
    those after them, once. A run of which no zero is printed, all being implied by a publisher who
    leaves zeros out, is not reported.
    """
    months = monthly(rows)
    first = _improbable(months)
    found = first.select(*SERIES, "month").explode("month")
    second = _improbable(months.join(found, on=[*SERIES, "month"], how="anti"))
    return as_findings(
        _printed(pl.concat([first, second]), rows).sort(*SERIES, "start"),
        RULE,
        severity="warning",
        sentence=phrase(
            "{}: 0 for {}, after about {} a month; most likely not reported rather than none.",
            place(),
            stretch(pl.col("start"), pl.col("end")),
            figure(pl.col("expected")),
        ),
    )


def _improbable(months: pl.DataFrame) -> pl.DataFrame:
    zero = pl.col("value") == 0
    turned = (zero != zero.shift(1)).fill_null(value=True)
    return (
        months.with_columns(run=turned.cum_sum().over(SERIES), **_law())
        .filter(zero)
        .group_by(*SERIES, "run", maintain_order=True)
        .agg(
            pl.col("month"),
            pl.col("end").max(),
            pl.col("line").min(),
            pl.col("level", "chance").first(),
            pl.col("rows").explode(),
            start=pl.col("month").min(),
            value=pl.lit(0.0),
        )
        .filter(pl.col("chance") < _CHANCE)
        .with_columns(expected=pl.col("level"))
    )


def _printed(runs: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    implied = positioned(rows).filter(pl.col("status") == "implied")["row"].implode()
    all_implied = pl.col("rows").list.eval(pl.element().is_in(implied)).list.all()
    return runs.filter((pl.col("rows").list.len() == 0) | ~all_implied)


def _law() -> dict[str, pl.Expr]:
    before = pl.col("value").shift(1)
    mean = before.rolling_mean(_WINDOW, min_samples=_FEWEST)
    spread = before.rolling_var(_WINDOW, min_samples=_FEWEST)
    level = pl.min_horizontal(mean, before.rolling_mean(_RECENT))
    size = mean**2 / pl.max_horizontal(spread - mean, pl.lit(_POISSON))
    chance = (-size * (1 + level / size).log()).exp()
    return {"level": level.over(SERIES), "chance": chance.over(SERIES)}
