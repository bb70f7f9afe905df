"""A displacement in words and as a table: what could be told first, the share last, never alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records.monthly import in_months, month_names
from waterbed.report.context import reference_in_words, rivals_in_words
from waterbed.report.cost import cost_sentence
from waterbed.report.digits import about, percent
from waterbed.report.held import all_measured, measured_in_short
from waterbed.report.named import route_in_sentence, route_name
from waterbed.report.shares import share_cells, share_in_short, share_sentence
from waterbed.report.table import Cell, Table, as_text
from waterbed.report.words import counted_window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import (
        Displacement,
        Flow,
        LeftOut,
        Receiving,
        Reference,
    )

_COLUMNS = (
    *("", "counted", "expected", "averted or excess", "at least", "at most"),
    *("as far out by chance", "share", "from", "to", "level", "measured"),
)
_FEW = 12
_DIGITS = 3
_NOT_QUOTED = "not quoted"


def displacement_sentence(found: Displacement) -> str:
    """Say what could be told, what was averted, what others received, and which share that can be.

    Parameters
    ----------
    found
        Any displacement.

    Returns
    -------
    str
        In this order; an excess never without how often past dates were as far out. Not that the
        event is why.
    """
    return " ".join([f"{counted_window(found)}.", *_sentences(found)])


def displacement_table(found: Displacement, references: Sequence[Reference] = ()) -> Table:
    """Set out a displacement: the own route, then each receiving route with its share.

    Parameters
    ----------
    found
        Any displacement.
    references
        What published studies found about the same event.

    Returns
    -------
    Table
        A row for each route; the notes carry the sentences, the calibration, what the routes cannot
        separate, rivals, deaths and returns, the choices and the published values.
    """
    named = f" after {found.event}" if found.event else ""
    others = ", ".join(route_name(one.excess.key) for one in found.receiving)
    title = (
        f"Displacement{named}: {route_name(found.averted.key)} to {others}, "
        f"{counted_window(found)}{counted_of(found, ', ')}"
    )
    notes = [*_sentences(found), *_how_to_read(found)]
    notes += [all_measured(found), *_corridors(found), _alone(found)]
    notes += [_choices(found), *_cautions(found), *map(_branch, found.branches)]
    notes.append(rivals_in_words(found.rivals))
    notes += [cost_sentence(one) for one in found.costs]
    notes += [reference_in_words(one) for one in references]
    if found.event and not references:
        notes.append(f"No published estimate of {found.event} is known to this record.")
    return Table(title, _COLUMNS, tuple(_rows(found)), tuple(filter(None, notes)))


def _sentences(found: Displacement) -> list[str]:
    could = [_could_be_told(one) for one in found.receiving]
    if found.averted.difference is None:
        return [*could, f"There is no telling what was averted: {_listed(found.because)}."]
    lines = [*could, _averted(found)]
    for one in found.receiving:
        lines += [f"{_excess(one.excess, found)} {share_sentence(one, found.nominal)}"]
    return [*lines, "That the event is why is not shown."]


def _how_to_read(found: Displacement) -> list[str]:
    """Say what an end that is not quoted is, and a share below none or above all."""
    flows = [found.averted, *(one.excess for one in found.receiving)]
    ends = [end for one in found.receiving for end in (one.share.low, one.share.high)]
    lines = []
    if any(one.implausible for one in flows):
        lines.append(
            f"An end that is {_NOT_QUOTED} would need more than came in as many months before."
        )
    if any(end is not None and not 0 <= end <= 1 for end in ends):
        lines.append(
            "A share below 0 would mean that the other route received fewer than expected, one "
            "above 100 % that it received more than was averted."
        )
    return lines


def _could_be_told(one: Receiving) -> str:
    """Say how often a share can be told: on real figures of the pair, then on made-up ones."""
    name, alike = route_in_sentence(one.excess.key), one.detectability
    real = next((seen for seen in one.measured if seen.pair), None)
    if alike is None and real is None:
        return f"How often a share that went to {name} can be told was not measured."
    parts = []
    if real is not None:
        parts.append(_told_in(real.identified, f"{real.panels} panels of this pair", real.about))
    if alike is not None:
        parts.append(_told_in(alike.chance, f"{alike.panels} panels alike", alike.about))
    told = ", and in ".join(parts)
    limit = "" if alike is None else ", which is no promise for real figures"
    if real is None:
        limit += ": on those of this pair it was not measured"
    return f"Before the estimate: a share that went to {name} could be told in {told}{limit}."


def _told_in(chance: float, panels: str, about: str) -> str:
    return f"{percent(chance)} of {panels} ({about})"


def counted_of(found: Displacement, before: str) -> str:
    """Say of how many nationalities the counts are, where they are not the whole route's.

    Parameters
    ----------
    found
        Any displacement.
    before
        What to write before it.

    Returns
    -------
    str
        ``", of 12 nationalities"``; empty for route totals.
    """
    who = found.nationalities
    if not who or who == ("all",):
        return ""
    return f"{before}of {len(who)} {'nationality' if len(who) == 1 else 'nationalities'}"


def _averted(found: Displacement) -> str:
    flow, name = found.averted, _name(found.averted, found)
    return f"{name}: {_against(flow)}, {_apart(flow, found.nominal, averted=True)}"


def _name(flow: Flow, found: Displacement) -> str:
    return f"{route_name(flow.key)}{counted_of(found, ', ')}"


def _excess(flow: Flow, found: Displacement) -> str:
    name = _name(flow, found)
    if flow.difference is None:
        return f"{name}: there is no telling what came in excess."
    return f"{name}: {_against(flow)}, {_apart(flow, found.nominal, averted=False)}"


def _against(flow: Flow) -> str:
    due = flow.expected.point if flow.expected else 0.0
    return f"{as_text(flow.observed)} were counted where about {about(due)} were to be expected"


def _apart(flow: Flow, nominal: float, *, averted: bool) -> str:
    """Say how far counted and expected lie apart, and how often they do without an event."""
    point = flow.difference.point if flow.difference else 0.0
    size = f"about {about(abs(point))}"
    if averted:
        said = f"so that {size} were averted" if point >= 0 else f"so that {size} more came"
    else:
        said = f"an excess of {size}" if point >= 0 else f"{size} fewer than that"
    rate = "an unknown part" if flow.as_extreme is None else percent(flow.as_extreme)
    return (
        f"{said} ({_interval(flow, nominal, averted=averted)}); of {flow.placebos} past dates and "
        f"this one, {rate} were as far out."
    )


def _interval(flow: Flow, nominal: float, *, averted: bool) -> str:
    low, high = quoted(flow, averted=averted)
    if low is not None and high is not None:
        return f"{percent(nominal)} interval {signed(low)} to {signed(high)}"
    most = f"more than the {as_text(flow.most)} that came at most in as many months before"
    if low is not None:
        return f"{percent(nominal)} interval from {signed(low)}; its upper end would need {most}"
    return (
        f"{percent(nominal)} interval up to {signed(high or 0.0)}; its lower end would need {most}"
    )


def quoted(flow: Flow, *, averted: bool) -> tuple[float | None, float | None]:
    """Give the ends of a difference that may be quoted.

    Parameters
    ----------
    flow
        A flow.
    averted
        Whether it is the own route, where the difference is expected less counted.

    Returns
    -------
    tuple
        Low and high; None for the end at which more would have been expected than came in as many
        months before.
    """
    if flow.difference is None:
        return None, None
    low, high = flow.difference.low, flow.difference.high
    if not flow.implausible:
        return low, high
    return (low, None) if averted else (None, high)


def signed(count: float) -> str:
    """Write an estimated count with a real minus.

    Parameters
    ----------
    count
        Any number.

    Returns
    -------
    str
        ``"−1,230"``.
    """
    return about(count).replace("-", "−")


def _alone(found: Displacement) -> str:
    """Say that the verb effect expects another count on the own route, why, and how many."""
    if found.averted.difference is None:
        return ""
    due = "another count of the same months"
    alone, key = found.alone, ""
    if alone is not None and alone.expected is not None and alone.calibration is not None:
        key, ends = f" {alone.key}", f"{about(alone.expected.low)} to {about(alone.expected.high)}"
        due = f"about {about(alone.expected.point)} in the same months"
        due += f" ({percent(alone.calibration.nominal)} interval {ends})"
        if alone.observed != found.averted.observed:
            due += f" where {as_text(alone.observed)} were counted in all"
    pooled = "routes and nationalities" if counted_of(found, "") else "routes"
    return (
        f"`waterbed effect{key}` expects {due}: it asks this one series, its level and season; "
        f"here one regression is pooled over {pooled}."
    )


def _corridors(found: Displacement) -> list[str]:
    return list(dict.fromkeys(line for one in found.receiving for line in one.corridors))


def _choices(found: Displacement) -> str:
    who = found.nationalities
    used = f"{counted_of(found, '').removeprefix('of ')}: {', '.join(who)}"
    used = "route totals" if who == ("all",) else used
    gap = f", {found.gap} left out before the window" if found.gap else ""
    left = "".join(f" Not used: {_some(one)} ({one.why})." for one in found.left_out)
    return f"Window of {in_months(found.horizon)}{gap}; {used}.{left}"


def _some(left: LeftOut) -> str:
    names = left.names
    if len(names) <= _FEW:
        return ", ".join(names)
    return f"{len(names)} others"


def _branch(found: Displacement) -> str:
    """Say in short what a window of another length gives."""
    without = f" (without {month_names(found.missing)})" if found.missing else ""
    head = f"With a window of {in_months(found.horizon)}{without}"
    if found.averted.difference is None:
        return f"{head} there is no telling: {_listed(found.because)}."
    averted = _apart(found.averted, found.nominal, averted=True).partition("; of ")[0]
    parts = [
        f"{route_in_sentence(one.excess.key)} {share_in_short(one, found.nominal)}"
        for one in found.receiving
    ]
    return f"{head}: {averted.removeprefix('so that ')}; share that went to {', '.join(parts)}."


def _cautions(found: Displacement) -> list[str]:
    if found.averted.difference is None:
        return []
    return [f"Note: {one}." for one in found.because]


def _rows(found: Displacement) -> list[tuple[Cell, ...]]:
    level, own = percent(found.nominal), found.averted
    rows: list[tuple[Cell, ...]] = [
        (_name(own, found), *_cells(own, averted=True), None, None, None, level, None)
    ]
    for one in found.receiving:
        cells = (*_cells(one.excess, averted=False), *share_cells(one.share))
        rows.append((_name(one.excess, found), *cells, level, measured_in_short(one.measured)))
    return rows


def _cells(flow: Flow, *, averted: bool) -> tuple[Cell, ...]:
    if flow.difference is None or flow.expected is None:
        return (flow.observed, None, None, None, None, None)
    ends = (_NOT_QUOTED if one is None else _round(one) for one in quoted(flow, averted=averted))
    point = _round(flow.difference.point)
    rate = "" if flow.as_extreme is None else percent(flow.as_extreme)
    return (flow.observed, _round(flow.expected.point), point, *ends, rate)


def _round(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _listed(reasons: Sequence[str]) -> str:
    return "; ".join(reasons)
