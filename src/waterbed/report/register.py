"""What happened, what was agreed and what was paid, as tables of the register's answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.register import load
from waterbed.report.named import actor_names, kept_note, place_names, remark_notes, source_notes
from waterbed.report.table import Table
from waterbed.report.words import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.records import Deaths, Event, Money
    from waterbed.register import AgreementOn, LedgerLine

_STATE = {
    "in-force": "in force",
    "no-end-recorded": "begun, no end recorded",
    "declared": "declared",
    "start-unknown": "signed, first day not known",
    "not-yet": "not in force",
    "no-recorded-term": "no term known for this day",
    "suspended": "suspended",
    "ended": "ended",
}
_RATE = {"": "total", "month": "a month", "year": "a year"}

_WEIGHT = (
    "Weight, the lightest first: intent (declared), memorandum (signed by governments), "
    "treaty (ratified), law (an act of one legislature)."
)
_NOTICE = "Notice by: the last day on which a party can keep the next term from following."
_APART = (
    "Pledged, contracted and paid, currencies and rates stand apart and are never added up; "
    "a part of a larger amount is not counted again."
)
_KEPT = {
    "actor": ("An amount stands twice: under its payer and under its payee.",),
    "sector": ("An amount for several sectors is not split: it stands under all of them.",),
}


def timeline_table(
    events: Sequence[Event], asked: str = "", *, until: dt.date | None = None
) -> Table:
    """List events.

    Parameters
    ----------
    events
        What `waterbed.register.timeline` gives.
    asked
        The question in words, for the title; empty for all events.
    until
        The last day that the question names, None where it names none.

    Returns
    -------
    Table
        A row for each event; an alleged one says who alleges it and what the accused reply.
    """
    rows = tuple(
        (
            event.start,
            event.end,
            event_title(event),
            event.kind.replace("-", " "),
            actor_names(event.actors),
            place_names(event.places),
            _toll(event.deaths),
        )
        for event in events
    )
    columns = ("from", "to", "event", "kind", "actors", "places", "deaths")
    notes = [f"Events: {len(rows)}." if rows else "The register holds no such event."]
    notes.append(kept_note(until))
    if any(event.deaths for event in events):
        notes.append("Counts of deaths are minimum counts: not everyone is found and counted.")
    notes += remark_notes((event.title, event.note) for event in events)
    title = f"Timeline: {asked}" if asked else "Timeline"
    return Table(title, columns, rows, (*notes, *source_notes(events)))


def agreement_table(standing: Sequence[AgreementOn], on: dt.date, *, due: bool = False) -> Table:
    """List agreements as they stand on a day.

    Parameters
    ----------
    standing
        What `waterbed.register.agreements` gives.
    on
        The day.
    due
        Whether they are only those that renew unless a party gives notice.

    Returns
    -------
    Table
        A row for each, with legal weight, term, next last day for notice and days left to it.
    """
    rows = tuple(
        (
            one.agreement.title,
            actor_names(one.agreement.parties),
            one.weight,
            one.agreement.signed,
            _state(one),
            _term(one),
            one.next_notice,
            one.days_left,
        )
        for one in standing
    )
    columns = (
        *("agreement", "parties", "weight", "signed"),
        *("state", "term", "notice by", "days left"),
    )
    remarks = remark_notes((one.agreement.title, one.agreement.note) for one in standing)
    notes = (kept_note(on), _WEIGHT, _NOTICE, *remarks, *source_notes(standing))
    title = "Agreements that renew unless a party gives notice" if due else "Agreements"
    return Table(f"{title}, on {day(on)}", columns, rows, notes)


def money_table(lines: Sequence[LedgerLine], by: str) -> Table:
    """List sums of money, each at one stage, in one currency.

    Parameters
    ----------
    lines
        What `waterbed.register.money` gives.
    by
        What they are kept by: ``"actor"``, ``"agreement"`` or ``"sector"``.

    Returns
    -------
    Table
        A row for each sum.
    """
    rows = tuple(
        (
            *_group(line, by),
            line.stage,
            line.amount,
            line.currency,
            "no sum named" if line.amount is None else _RATE[line.per],
            len(line.rows),
            _between(line),
        )
        for line in lines
    )
    head = ("actor", "role") if by == "actor" else (by,)
    columns = (*head, "stage", "amount", "currency", "rate", "entries", "from whom to whom")
    entries = {row.id: row for line in lines for row in line.rows}
    remarks = remark_notes((f"{_pair(row)}, {row.start}", row.note) for row in entries.values())
    notes = (_APART, *_KEPT.get(by, ()), *remarks, *source_notes(lines))
    return Table(f"Money by {by}", columns, rows, notes)


def event_title(event: Event) -> str:
    """Write what happened; an accusation with who makes it and what the accused says.

    Parameters
    ----------
    event
        An entry of the register.

    Returns
    -------
    str
        Its title, with accused, accuser and reply where it is alleged.
    """
    claim = event.allegation
    if claim is None:
        return event.title
    return (
        f"{event.title} (alleged against {actor_names(claim.accused)} by {claim.by}; "
        f"reply: {claim.reply})"
    )


def _toll(deaths: Deaths | None) -> str:
    if deaths is None:
        return ""
    if deaths.high in {None, deaths.low}:
        return f"at least {deaths.low:,}"
    return f"{deaths.low:,} to {deaths.high:,}"


def _state(one: AgreementOn) -> str:
    dated = {
        "suspended": ("since", one.agreement.suspended),
        "ended": ("on", one.agreement.end),
        "not-yet": ("before", one.agreement.start),
    }
    word, date = dated.get(one.state, ("", None))
    return f"{_STATE[one.state]} {word} {date}" if date else _STATE[one.state]


def _term(one: AgreementOn) -> str:
    term = one.term
    if term is None:
        return ""
    follows = term.number > 1 and term.renewal is None
    known = ", by the rule; no source reports it" if follows else ""
    return f"no. {term.number}, {term.start} to {term.end}{known}"


def _group(line: LedgerLine, by: str) -> tuple[str, ...]:
    if by == "actor":
        return actor_names([line.group]), line.role
    if line.group == "none":
        return (f"no {by} named",)
    return (load.agreements()[line.group].title if by == "agreement" else line.group,)


def _between(line: LedgerLine) -> str:
    if line.role == "payer":
        return f"to {actor_names(row.payee for row in line.rows)}"
    if line.role == "payee":
        return f"from {actor_names(row.payer for row in line.rows)}"
    return "; ".join(dict.fromkeys(map(_pair, line.rows)))


def _pair(row: Money) -> str:
    return f"{actor_names([row.payer])} to {actor_names([row.payee])}"
