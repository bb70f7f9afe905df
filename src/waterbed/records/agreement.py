"""Agreement: an instrument between actors, or the law that carries one out, and its renewals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.citation import Citation, require_sources
from waterbed.records.dates import PartialDate
from waterbed.records.errors import InvalidError
from waterbed.records.span import require_order

Weight = Literal["intent", "memorandum", "treaty", "law"]
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
"""Legal weights, the lightest first."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """One further term of an agreement that a source reports.

    Parameters
    ----------
    start, end
        First and last day of the further term.
    sources
        At least one.
    notice
        Last day for giving notice against it, None where there is none.
    event
        Id of the event in the timeline, empty where there is none.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, or the end lies before the start.
    """

    start: PartialDate
    end: PartialDate
    sources: tuple[Citation, ...]
    notice: PartialDate | None = None
    event: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        require_sources(f"the renewal of {self.start}", self.sources)
        require_order(f"the renewal of {self.start}", self.start, self.end)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What was agreed, how binding it is, and how long it runs.

    Parameters
    ----------
    id
        Short name; that of the event in the timeline where there is one.
    title
        What it is called.
    weight
        ``"intent"``: a declaration or joint statement. ``"memorandum"``: signed by governments,
        no ratification known. ``"treaty"``: ratified. ``"law"``: an act of one legislature.
    parties
        Ids of the actors that made it.
    signed
        When it was signed or adopted.
    sources
        At least one.
    start
        First day in force, None where no source gives it.
    end
        Last day in force, None where it is open.
    suspended
        From when a party treats it as suspended, None where it was not.
    term_years
        Length of a term in years, None where it has no term.
    notice_months
        How long before the end of a term notice must be given, in months.
    tacit
        True where a term follows a term unless a party gives notice.
    renewals
        Further terms that a source reports.
    sectors
        What it is about.
    framework
        The plan or agreement that it is made under, in words or as an id; empty where none.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source or party, dates are reversed, or it renews tacitly without a term.
    """

    id: str
    title: str
    weight: Weight
    parties: tuple[str, ...]
    signed: PartialDate
    sources: tuple[Citation, ...]
    start: PartialDate | None = None
    end: PartialDate | None = None
    suspended: PartialDate | None = None
    term_years: int | None = None
    notice_months: int | None = None
    tacit: bool = False
    renewals: tuple[Renewal, ...] = ()
    sectors: tuple[str, ...] = ()
    framework: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        what = f"agreement {self.id!r}"
        require_sources(what, self.sources)
        require_order(what, self.start or self.signed, self.end)
        if not self.parties:
            raise InvalidError(f"{what} has no party.")
        if self.tacit and not self.term_years:
            raise InvalidError(f"{what} renews tacitly but has no term: give term_years.")
