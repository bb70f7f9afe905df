"""Agreements: what is in force on a day, in which term, and when notice is next due."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Literal

from waterbed.register import load
from waterbed.register.sourced import sources_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.records import Agreement, Citation, Renewal, Weight

State = Literal[
    "in-force",
    "no-end-recorded",
    "declared",
    "start-unknown",
    "not-yet",
    "no-recorded-term",
    "suspended",
    "ended",
]


@dataclass(frozen=True, slots=True)
class Term:
    """One term of an agreement.

    Parameters
    ----------
    number
        1 for the first.
    start
        Its first day.
    end
        The day on which it gives way to the next term.
    notice
        Last day for giving notice, None where the agreement knows no notice.
    renewal
        What reports it; None for the first term and for terms that follow from the rule alone.
    """

    number: int
    start: dt.date
    end: dt.date
    notice: dt.date | None
    renewal: Renewal | None = None


@dataclass(frozen=True, slots=True)
class AgreementOn:
    """An agreement as it stands on a day.

    Parameters
    ----------
    agreement
        The agreement.
    on
        The day.
    state
        ``"in-force"`` (the day lies in a term, or before a recorded end or suspension);
        ``"no-end-recorded"`` (begun, without a term; no source says what became of it);
        ``"declared"`` (the same of an intent, which binds nobody);
        ``"start-unknown"`` (signed, no source gives the first day);
        ``"not-yet"``; ``"no-recorded-term"`` (its last known term has passed and no source
        reports a further one); ``"suspended"``; ``"ended"``.
    term
        The term that the day lies in, None where it has no terms or the day is in none.
    next_notice
        The next last day for giving notice, that day included; None where there is none or it is
        not known.
    next_renewal
        The next day on which a term gives way to another, None where not known.
    kept_to
        The day to which the register was kept; of a later day it gives what last held.
    """

    agreement: Agreement
    on: dt.date
    state: State
    term: Term | None = None
    next_notice: dt.date | None = None
    next_renewal: dt.date | None = None
    kept_to: dt.date = field(default_factory=load.kept_to)

    @property
    def days_left(self) -> int | None:
        """Days to the next last day for giving notice."""
        return None if self.next_notice is None else (self.next_notice - self.on).days

    @property
    def weight(self) -> Weight:
        """The legal weight."""
        return self.agreement.weight

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Sources of the agreement and of the term."""
        renewal = self.term.renewal if self.term else None
        return sources_of((self.agreement, renewal) if renewal else (self.agreement,))


def agreements(on: dt.date | None = None, *, due: bool = False) -> tuple[AgreementOn, ...]:
    """List agreements as they stand on a day.

    Parameters
    ----------
    on
        The day; today where None.
    due
        True lists only those that renew tacitly, by their next day for giving notice; those whose
        first day no source gives come last, without a date.

    Returns
    -------
    tuple of AgreementOn
        Signed on or before the day, in the order of signature (or of notice).
    """
    day = on or dt.datetime.now(tz=dt.UTC).date()
    signed = sorted(
        (one for one in load.agreements().values() if one.signed.first <= day),
        key=lambda one: (one.signed.first, one.id),
    )
    standing = [standing_on(one, day) for one in signed]
    if not due:
        return tuple(standing)
    waiting = [one for one in standing if _can_fall_due(one)]
    return tuple(sorted(waiting, key=lambda one: one.next_notice or dt.date.max))


def _can_fall_due(one: AgreementOn) -> bool:
    return one.next_notice is not None or (one.agreement.tacit and one.state == "start-unknown")


def standing_on(agreement: Agreement, on: dt.date) -> AgreementOn:
    """Say how one agreement stands on a day.

    Parameters
    ----------
    agreement
        The agreement.
    on
        The day.

    Returns
    -------
    AgreementOn
        Its state, term, next notice and next renewal.

    Notes
    -----
    Terms follow one another from the first day in force. With tacit renewal the chain goes on
    until the agreement ends; terms that no source has reported yet follow from the rule and carry
    no `Term.renewal`. Without it only reported terms exist. The last day for notice lies
    ``notice_months`` calendar months before the day on which the term gives way to the next.
    """
    state = _state(agreement, on)
    if state != "in-force" or not agreement.term_years:
        return AgreementOn(agreement, on, state)
    chain = terms(agreement)
    term = next(one for one in chain if one.start <= on < one.end)
    following = next(chain, None)
    ahead = (one.notice for one in (term, following) if one and one.notice and one.notice >= on)
    return AgreementOn(
        agreement,
        on,
        state,
        term,
        next_notice=next(ahead, None),
        next_renewal=term.end if agreement.tacit else None,
    )


def _state(agreement: Agreement, on: dt.date) -> State:
    if agreement.end is not None and agreement.end.last < on:
        return "ended"
    if agreement.suspended is not None and agreement.suspended.first <= on:
        return "suspended"
    if agreement.start is None:
        return "start-unknown"
    if on < agreement.start.first:
        return "not-yet"
    if agreement.weight == "intent":
        return "declared"
    if agreement.term_years and not agreement.tacit:
        inside = any(one.start <= on < one.end for one in terms(agreement))
        return "in-force" if inside else "no-recorded-term"
    dated = agreement.term_years or agreement.end or agreement.suspended
    return "in-force" if dated else "no-end-recorded"


def terms(agreement: Agreement) -> Iterator[Term]:
    """Go through the terms of an agreement in their order.

    Parameters
    ----------
    agreement
        The agreement. Without first day or length it has no terms.

    Yields
    ------
    Term
        Without end for tacit renewal of an agreement that has not ended; otherwise the first and
        the reported ones.
    """
    if agreement.start is None or not agreement.term_years:
        return
    first = agreement.start.first
    if not agreement.tacit:
        yield _term(agreement, 1, first, _years_on(first, agreement.term_years))
        for number, renewal in enumerate(agreement.renewals, start=2):
            yield _term(agreement, number, renewal.start.first, renewal.end.last, renewal)
        return
    reported = {renewal.start.first: renewal for renewal in agreement.renewals}
    for number in count(1):
        start = _years_on(first, agreement.term_years * (number - 1))
        if agreement.end is not None and start > agreement.end.last:
            return
        end = _years_on(first, agreement.term_years * number)
        yield _term(agreement, number, start, end, reported.get(start))


def _term(
    agreement: Agreement,
    number: int,
    start: dt.date,
    end: dt.date,
    renewal: Renewal | None = None,
) -> Term:
    months = agreement.notice_months
    notice = _months_before(end, months) if months else None
    return Term(number, start, end, notice, renewal)


def _years_on(day: dt.date, years: int) -> dt.date:
    return _months_before(day, -12 * years)


def _months_before(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))
