"""Left out: what a claim does not mention and that matters to whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.check.profile import profile_of, route_to
from waterbed.check.windows import shift_years
from waterbed.check.words import amount, days, place

if TYPE_CHECKING:
    import datetime as dt

    from waterbed.check.evidence import Evidence, Ledger
    from waterbed.records import Reading

_RETURNS = {"LY": "libya", "TN": "tunisia", "TR": "turkiye", "DZ": "algeria"}
_MATTERS = 0.1


def left_out(reading: Reading, evidence: Evidence) -> tuple[str, ...]:
    """Say what a claim of change leaves out.

    Parameters
    ----------
    reading
        The reading nearest to the text.
    evidence
        The figures.

    Returns
    -------
    tuple of str
        Other departures that made up the change of the whole; returns and deaths in the same
        days. Empty for claims that compare nothing.
    """
    profile = profile_of(reading.key)
    if profile is None or reading.versus_start is None or profile.measure != "sea_arrivals":
        return ()
    country = profile.where.split(":")[0]
    return (
        *_other_departures(reading, evidence, country),
        *_returned(reading, evidence, profile.departure.split(":")[0]),
        *_died(reading, evidence, route_to(profile.where)),
    )


def _other_departures(reading: Reading, evidence: Evidence, country: str) -> list[str]:
    """Name the departures that made up much of the change, by any one publisher of all of them."""
    found = []
    for whole in evidence.of(f"arrivals/sea/{_landing(reading.key)}"):
        total = _change(reading, whole)
        for ledger in evidence.ledgers if total else ():
            profile = profile_of(ledger.key)
            if profile is None or ledger.key == reading.key or ledger.source != whole.source:
                continue
            if not profile.departure or ":" in profile.departure or profile.where != country:
                continue
            change = _change(reading, ledger)
            if change and total and abs(change) >= _MATTERS * abs(total):
                found.append(_part_of(change, total, (place(country), place(profile.departure))))
    return found


def _part_of(change: float, total: float, names: tuple[str, str]) -> str:
    share = f", {100 * change / total:.0f} % of the whole change" if change * total > 0 else ""
    against = " against the whole change" if change * total < 0 else share
    return (
        f"Arrivals in {names[0]} from {names[1]} changed by {amount(change, signed=True)} in the "
        f"same days{against} of {amount(total, signed=True)}."
    )


def _returned(reading: Reading, evidence: Evidence, departure: str) -> list[str]:
    key = f"interceptions/{_RETURNS.get(departure, '')}"
    return [
        f"{amount(new)} people were stopped at sea and taken back to {place(departure)} "
        f"({days(start, end)}), against {amount(old)} {_before(reading)}."
        for start, end, new, old in _pairs(reading, evidence, key)[:1]
    ]


def _died(reading: Reading, evidence: Evidence, route: str) -> list[str]:
    key = f"deaths/{route}"
    return [
        f"At least {amount(new)} people died or went missing on the route "
        f"({days(start, end)}), against at least {amount(old)} {_before(reading)}."
        for start, end, new, old in _pairs(reading, evidence, key)[:1]
    ]


def _before(reading: Reading) -> str:
    year = reading.versus_start.year if reading.versus_start else reading.start.year
    return "a year earlier" if reading.start.year - year == 1 else f"in the same days of {year}"


def _pairs(
    reading: Reading, evidence: Evidence, key: str
) -> list[tuple[dt.date, dt.date, float, float]]:
    """Give the longest part of the window for which a series counts both years."""
    if reading.versus_start is None or reading.versus_end is None:
        return []
    years = reading.start.year - reading.versus_start.year
    found = []
    for ledger in evidence.of(key):
        new, old = ledger.tiling(reading.start), ledger.tiling(reading.versus_start)
        for end in reversed([day for day in new.ends if day <= reading.end]):
            before = old.value(shift_years(end, -years))
            after = new.value(end)
            if before is not None and after is not None:
                found.append((reading.start, end, after, before))
                break
    return sorted(found, key=lambda pair: pair[1], reverse=True)


def _change(reading: Reading, ledger: Ledger) -> float | None:
    if reading.versus_start is None or reading.versus_end is None:
        return None
    new = ledger.tiling(reading.start).value(reading.end)
    old = ledger.tiling(reading.versus_start).value(reading.versus_end)
    return None if new is None or old is None else new - old


def _landing(key: str) -> str:
    return key.rpartition(">")[2] if ">" in key else key.split("/")[2]
