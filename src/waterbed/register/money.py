"""Ledger: sums of money by actor, agreement or sector, per stage and currency, nothing twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, get_args

from waterbed.records import STAGES, Citation, Money, NotFoundError, ParseError, Stage
from waterbed.register import load
from waterbed.register.begun import begun
from waterbed.register.sourced import sources_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

By = Literal["actor", "agreement", "sector"]
BY: tuple[By, ...] = get_args(By)
"""What a ledger can be kept by."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One sum of like amounts.

    Parameters
    ----------
    group
        Id of the actor or agreement, or the sectors joined by `` + ``; ``"none"`` for amounts
        under no agreement or without a sector.
    role
        ``"payer"`` or ``"payee"`` in a ledger by actor, else empty.
    stage
        Pledged, contracted or paid. Never mixed.
    currency
        ISO 4217 code, empty for promises without an amount. Never mixed.
    per
        ``"month"`` or ``"year"`` for rates, empty for totals. Never mixed.
    amount
        The sum in whole units of the currency, None for promises without an amount.
    rows
        The entries that went into it.
    """

    group: str
    role: Literal["", "payer", "payee"]
    stage: Stage
    currency: str
    per: str
    amount: int | None
    rows: tuple[Money, ...]

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every source of the sum, each once."""
        return sources_of(self.rows)


@dataclass(frozen=True, slots=True)
class Share:
    """What an entry adds to a sum once its parts have been taken out of it.

    Parameters
    ----------
    row
        The entry.
    amount
        Its own amount less that of its parts at the same stage, currency and rate; None for a
        promise without an amount.
    """

    row: Money
    amount: int | None


def money(by: By = "actor", as_of: dt.date | None = None) -> tuple[LedgerLine, ...]:
    """Sum the register's money.

    Parameters
    ----------
    by
        ``"actor"``, ``"agreement"`` or ``"sector"``.
    as_of
        Leaves out the amounts that began after this day; None leaves out none.

    Returns
    -------
    tuple of LedgerLine
        By group, role, stage and currency. Stages, currencies and rates are never added up.

    Raises
    ------
    NotFoundError
        Where `by` is none of these.
    ParseError
        Where the parts of an amount exceed it.

    Notes
    -----
    An entry that is part of a larger one replaces that much of it (`shares`), so the sum over all
    groups equals the sum of the amounts that are part of nothing. By actor, each amount stands
    once under its payer and once under its payee. An amount for several sectors is not split: its
    group is all of them.
    """
    if by not in BY:
        raise NotFoundError.among("kind of ledger", by, BY, "waterbed money --help")
    return ledger(load.money() if as_of is None else entries_begun(load.money(), as_of), by)


def entries_begun(entries: Mapping[str, Money], day: dt.date) -> dict[str, Money]:
    """Leave out the amounts that began after a day.

    Parameters
    ----------
    entries
        Amounts by id.
    day
        The day.

    Returns
    -------
    dict of str to Money
        The rest by id; a part of a larger amount that is left out stands by itself.
    """
    kept = {one: row for one, row in entries.items() if begun(row.start, day)}
    return {
        one: row if row.part_of in kept else replace(row, part_of="") for one, row in kept.items()
    }


def after(event: str) -> tuple[Money, ...]:
    """List the money that answers an event, a disaster for example.

    Parameters
    ----------
    event
        Id of the event.

    Returns
    -------
    tuple of Money
        By date, parts beside what they are part of.

    Raises
    ------
    NotFoundError
        Where no event has that id; the nearest are suggested.
    """
    if event not in load.events():
        raise NotFoundError.among("event", event, load.events(), "waterbed timeline")
    found = (row for row in load.money().values() if row.after == event)
    return tuple(sorted(found, key=lambda row: (row.start.first, row.id)))


def ledger(entries: Mapping[str, Money], by: By) -> tuple[LedgerLine, ...]:
    """Sum any entries; see `money`.

    Parameters
    ----------
    entries
        Amounts by id.
    by
        ``"actor"``, ``"agreement"`` or ``"sector"``.

    Returns
    -------
    tuple of LedgerLine
        The sums.

    Raises
    ------
    ParseError
        Where the parts of an amount exceed it.
    """
    sums: dict[tuple[str, Literal["", "payer", "payee"], Stage, str, str], list[Share]] = {}
    for share in shares(entries):
        row = share.row
        for group, role in _groups(row, by):
            key = (group, role, row.stage, row.currency, row.per)
            sums.setdefault(key, []).append(share)
    lines = (_line(key, found) for key, found in sums.items())
    return tuple(
        sorted(
            lines,
            key=lambda one: (one.group, one.role, STAGES.index(one.stage), one.currency, one.per),
        )
    )


def _line(
    key: tuple[str, Literal["", "payer", "payee"], Stage, str, str], found: list[Share]
) -> LedgerLine:
    amounts = [share.amount for share in found if share.amount is not None]
    return LedgerLine(*key, sum(amounts) if amounts else None, tuple(one.row for one in found))


def _groups(row: Money, by: By) -> Iterator[tuple[str, Literal["", "payer", "payee"]]]:
    if by == "actor":
        yield row.payer, "payer"
        yield row.payee, "payee"
    elif by == "agreement":
        yield row.agreement or "none", ""
    else:
        yield " + ".join(sorted(row.sectors)) or "none", ""


def shares(entries: Mapping[str, Money]) -> Iterator[Share]:
    """Take the parts out of every amount.

    Parameters
    ----------
    entries
        Amounts by id.

    Yields
    ------
    Share
        For each entry that adds anything: its amount less that of its parts.

    Raises
    ------
    ParseError
        Where the parts of an amount exceed it.
    """
    parts: dict[str, int] = {}
    for row in entries.values():
        whole = entries[row.part_of] if row.part_of else None
        if whole is not None and row.amount is not None and _alike(row, whole):
            parts[whole.id] = parts.get(whole.id, 0) + row.amount
    for row in entries.values():
        left = None if row.amount is None else row.amount - parts.get(row.id, 0)
        if left is not None and left < 0:
            raise ParseError(
                f"money.toml, {row.id}: its parts add up to {parts[row.id]:,} {row.currency}, more "
                f"than its {row.amount:,}. Correct an amount or a part_of."
            )
        if left != 0:
            yield Share(row, left)


def _alike(one: Money, other: Money) -> bool:
    return (one.stage, one.currency, one.per) == (other.stage, other.currency, other.per)
