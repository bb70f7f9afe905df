"""Who holds a place, and all about an actor, as tables: recognition apart from control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.named import actor_names, kept_note, place_names, remark_notes, source_notes
from waterbed.report.table import Cell, Table
from waterbed.report.words import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from waterbed.records import Actor, Control, Engagement
    from waterbed.register import ActorCard, Holder, Stance, Standing, UnrecognisedMeeting

    Met = Mapping[str, Sequence[UnrecognisedMeeting]]

_DEGREE = {
    "full": "all of {}",
    "most": "most of {}",
    "part": "part of {}",
    "nominal": "{}, in name only",
}
_STANCE = {"recognises": "recognises", "does-not-recognise": "does not recognise"}


def standing_table(standing: Standing) -> Table:
    """Say who holds a place on a day, and, apart from that, who recognises whom.

    Parameters
    ----------
    standing
        What `waterbed.register.who` gives.

    Returns
    -------
    Table
        A row for each holder, then one for each body of the same state that others recognise or
        refuse to and that is not shown to hold the place.
    """
    claims: dict[str, list[Stance]] = {}
    for stance in standing.claimants:
        claims.setdefault(stance.subject.name, []).append(stance)
    holders = [
        (one.actor.name, _grip(one.control), one.control.start, *_recognised(_stances(one)))
        for one in standing.holders
    ]
    others = [
        (name, "not shown to hold it", None, *_recognised(stances))
        for name, stances in claims.items()
    ]
    notes = [
        kept_note(standing.on),
        "Control and recognition are different facts: neither follows from the other.",
    ]
    if not holders:
        notes.append(f"No source in the register says who held {standing.place.name} that day.")
    notes += [
        f"The register has no row for {standing.place.name} that day and gives that of {via}."
        for via in dict.fromkeys(one.via.name for one in standing.holders)
        if via != standing.place.name
    ]
    notes += remark_notes(
        (f"{one.actor.name}, {_grip(one.control)}", one.control.note) for one in standing.holders
    )
    every = [*(stance for one in standing.holders for stance in _stances(one)), *standing.claimants]
    notes += remark_notes(
        (f"{one.recogniser.name} on {one.subject.name}", one.recognition.note) for one in every
    )
    columns = ("actor", "holds", "since", "recognised by the UN", "recognised by others")
    title = f"Who holds {standing.place.name} on {day(standing.on)}"
    return Table(title, columns, (*holders, *others), (*notes, *source_notes([standing])))


def place_table(standings: Sequence[Standing], on: dt.date) -> Table:
    """List places and who holds them on a day.

    Parameters
    ----------
    standings
        What `waterbed.register.who` gives for each place.
    on
        The day.

    Returns
    -------
    Table
        A row for each place; nothing under "held by" where no source says.
    """
    rows = tuple(
        (
            one.place.name,
            one.place.kind,
            place_names([one.place.within] if one.place.within else []),
            "; ".join(f"{held.actor.name}: {_grip(held.control)}" for held in one.holders),
            "; ".join(one.place.aliases),
        )
        for one in standings
    )
    columns = ("place", "kind", "lies in", "held by", "also called")
    notes = (
        kept_note(on),
        "Nothing under held by: no source in the register says who held it that day.",
    )
    title = f"Places, and who holds them on {day(on)}"
    return Table(title, columns, rows, (*notes, *source_notes(standings)))


def actor_table(card: ActorCard, met: Met) -> Table:
    """Print the card of an actor.

    Parameters
    ----------
    card
        What `waterbed.register.actor` gives.
    met
        For each engagement, by id: who at it was not recognised, as
        `waterbed.register.unrecognised` says.

    Returns
    -------
    Table
        A row for each fact.
    """
    columns = ("fact", "what", "from", "to", "remarks")
    rows = (*_identity(card), *_dealings(card, met))
    note = "An agreement is dated by its signature, a meeting by its first stop."
    return Table(card.actor.name, columns, rows, (note, *source_notes([card])))


def actors_table(actors: Sequence[Actor]) -> Table:
    """List actors.

    Parameters
    ----------
    actors
        The actors.

    Returns
    -------
    Table
        A row for each.
    """
    rows = tuple(
        (
            one.name,
            one.kind,
            actor_names([one.within] if one.within else []),
            one.start,
            one.end,
            "; ".join(one.aliases),
        )
        for one in actors
    )
    columns = ("actor", "kind", "belongs to", "from", "to", "also called")
    return Table("Actors", columns, rows, source_notes(actors))


def _identity(card: ActorCard) -> Iterator[tuple[Cell, ...]]:
    one = card.actor
    yield "kind", one.kind, one.start, one.end, one.note
    if card.within:
        yield "belongs to", ", ".join(outer.name for outer in card.within), None, None, ""
    if one.aliases:
        yield "also called", "; ".join(one.aliases), None, None, ""
    for office in card.offices:
        what = f"{actor_names([office.holder])}: {office.title}, {actor_names([office.body])}"
        yield "office", what, office.start, office.end, office.note
    for row in card.recognition:
        what = f"{actor_names([row.recogniser])} {_STANCE[row.stance]} {actor_names([row.subject])}"
        yield "recognition", what, row.start, row.end, row.note
    for control in card.control:
        what = f"{actor_names([control.actor])}: {_grip(control)}"
        yield "control", what, control.start, control.end, control.note


def _dealings(card: ActorCard, met: Met) -> Iterator[tuple[Cell, ...]]:
    for seat in card.memberships:
        row = seat.membership
        what = f"{seat.group.name}: {actor_names([row.actor])}, {row.role}"
        yield "working group", what, row.start, None, row.note
    for agreement in card.agreements:
        what = f"{agreement.title} ({agreement.weight}): {actor_names(agreement.parties)}"
        yield "agreement", what, agreement.signed, agreement.end, agreement.note
    for engagement in card.engagements:
        remarks = [_refusal(one) for one in met.get(engagement.id, ())]
        note = "; ".join(dict.fromkeys(filter(None, [*remarks, engagement.note])))
        yield "meeting", _meeting(engagement), engagement.legs[0].start, None, note


def _meeting(engagement: Engagement) -> str:
    stops = (
        f"{place_names([leg.place])}: {actor_names(leg.counterparts)}" for leg in engagement.legs
    )
    return f"{engagement.title} ({actor_names(engagement.participants)}). {'; '.join(stops)}"


def _refusal(meeting: UnrecognisedMeeting) -> str:
    refused = meeting.stance.subject
    body = "" if meeting.actor == refused else f" ({refused.name})"
    return f"not recognised by the {meeting.stance.recogniser.name}: {meeting.actor.name}{body}"


def _grip(control: Control) -> str:
    held = _DEGREE[control.degree].format(place_names([control.place]))
    return f"{held}, contested" if control.contested else held


def _stances(holder: Holder) -> tuple[Stance, ...]:
    return (*holder.recognised_by, *holder.not_recognised_by)


def _recognised(stances: Sequence[Stance]) -> tuple[str, str]:
    """Say yes or no for the UN, and name the others on either side."""
    by_un = [one.recognises for one in stances if one.recogniser.id == "un"]
    sides = []
    for word, side in (("yes", True), ("no", False)):
        others = [one.recogniser for one in stances if one.recognises is side]
        names = ", ".join(one.name for one in others if one.id != "un")
        sides += [f"{word}: {names}"] if names else []
    return ("not known" if not by_un else "yes" if by_un[0] else "no"), "; ".join(sides)
