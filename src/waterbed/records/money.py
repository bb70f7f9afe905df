"""Money: who owes or paid whom how much. Pledged, contracted and paid are never added up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.citation import Citation, require_sources
from waterbed.records.dates import PartialDate
from waterbed.records.errors import InvalidError
from waterbed.records.span import require_order

Stage = Literal["pledged", "contracted", "paid"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""How far money has come, the least first."""

_CURRENCY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """One amount at one stage.

    Parameters
    ----------
    id
        Short name.
    payer, payee
        Ids of the actors.
    stage
        ``"pledged"``: announced, promised or voted. ``"contracted"``: bound by a signed agreement
        or an adopted programme. ``"paid"``: spent or handed over.
    start
        When it reached this stage.
    sources
        At least one.
    amount
        In whole units of the currency; None where something was promised without an amount.
    currency
        ISO 4217 code, empty exactly where there is no amount.
    per
        ``"month"`` or ``"year"`` for a rate, empty for a total.
    end
        Last date of the stretch that it is for, None where not said.
    part_of
        Id of the larger amount that contains it, empty where none. Parts are not counted again.
    agreement
        Id of the agreement that it belongs to, empty where none.
    after
        Id of the event that it answers, for example a disaster; empty where none.
    sectors
        What it is for. An amount for several sectors is not split.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, dates are reversed, or amount and currency do not fit.
    """

    id: str
    payer: str
    payee: str
    stage: Stage
    start: PartialDate
    sources: tuple[Citation, ...]
    amount: int | None = None
    currency: str = ""
    per: Literal["", "month", "year"] = ""
    end: PartialDate | None = None
    part_of: str = ""
    agreement: str = ""
    after: str = ""
    sectors: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        what = f"money {self.id!r}"
        require_sources(what, self.sources)
        require_order(what, self.start, self.end)
        if (self.amount is None) != (not self.currency):
            raise InvalidError(f"{what}: amount and currency come together or not at all.")
        if self.amount is not None and (self.amount <= 0 or not _CURRENCY.fullmatch(self.currency)):
            raise InvalidError(
                f"{what}: an amount is positive and its currency is a code such as EUR, got "
                f"{self.amount!r} {self.currency!r}."
            )
