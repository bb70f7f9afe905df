"""Names for the ids of the register, and what goes under its tables: horizon, remarks, sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.register import load
from waterbed.register.sourced import sources_of
from waterbed.report.words import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from waterbed.register.sourced import Sourced

_FEW = 24  # as many remarks or sources are listed; of more, their number is given


def actor_names(ids: Iterable[str]) -> str:
    """Name actors.

    Parameters
    ----------
    ids
        Ids of actors.

    Returns
    -------
    str
        Their names, each once, with commas between them.
    """
    return ", ".join(load.actors()[one].name for one in dict.fromkeys(ids))


def place_names(ids: Iterable[str]) -> str:
    """Name places.

    Parameters
    ----------
    ids
        Ids of places.

    Returns
    -------
    str
        Their names, each once, with commas between them.
    """
    return ", ".join(load.places()[one].name for one in dict.fromkeys(ids))


def route_name(key: str) -> str:
    """Name a route.

    Parameters
    ----------
    key
        Id of a route of the register, or any other name.

    Returns
    -------
    str
        Its title, else the name itself.
    """
    routes = load.routes()
    return routes[key].title if key in routes else key


def route_in_sentence(key: str) -> str:
    """Name a route where it must not be read as a word of the sentence.

    Parameters
    ----------
    key
        Id of a route of the register, or any other name.

    Returns
    -------
    str
        Its title, else the name in quotes.
    """
    return load.routes()[key].title if key in load.routes() else f'"{key}"'


def kept_note(asked: dt.date | None) -> str:
    """Write to which day the register was kept.

    Parameters
    ----------
    asked
        The day of the question, or its last day; None where it names none.

    Returns
    -------
    str
        A sentence; a warning where the question goes beyond that day.
    """
    last = load.kept_to()
    if asked is None or asked <= last:
        return f"The register was kept to {day(last)}."
    return (
        f"The register was kept to {day(last)} and knows nothing of later days: what it says of "
        f"{day(asked)} is what it last held."
    )


def remark_notes(remarks: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Write what a reader must know of the rows of a table.

    Parameters
    ----------
    remarks
        For each row what it is about and its remark, empty where it has none.

    Returns
    -------
    tuple of str
        A sentence for each remark; of very many, how many there are.
    """
    found = [f"{about}: {remark}." for about, remark in remarks if remark]
    if len(found) > _FEW:
        return (f"{len(found)} remarks; --json gives them row by row.",)
    return tuple(found)


def source_notes(rows: Iterable[Sourced]) -> tuple[str, ...]:
    """Write where the rows of a table come from.

    Parameters
    ----------
    rows
        Records or answers of the register.

    Returns
    -------
    tuple of str
        The address of each source, marked where it shows only a part of what it is given for; of
        very many sources, how many there are.
    """
    shown: dict[str, bool] = {}
    for one in sources_of(rows):
        shown[one.url] = shown.get(one.url, False) or one.verified == "yes"
    if len(shown) > _FEW:
        return (f"{len(shown)} sources; --json gives them row by row.",)
    return tuple(f"source{'' if whole else ', in part'}: {url}" for url, whole in shown.items())
