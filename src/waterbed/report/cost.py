"""Human cost in sentences: deaths are minimum counts, and are said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records.monthly import month_names
from waterbed.register import load
from waterbed.report.digits import percent
from waterbed.report.table import as_text
from waterbed.report.words import window
from waterbed.store import short_name

if TYPE_CHECKING:
    from waterbed.records import Deadliness, Estimate, HumanCost, Toll

_ALONE = 1.5
_ALL = 1000.0
_WHOLE = 100
_LEAST = 0.001


def cost_sentence(cost: HumanCost) -> str:
    """Say who died or went missing on a route and who was taken back, and a year earlier.

    Parameters
    ----------
    cost
        Of any route.

    Returns
    -------
    str
        Two to seven sentences; deaths always as "at least". Not that the event is why.
    """
    parts = [_died(cost), _returned(cost)]
    if cost.deadliness:
        parts += _per_thousand(cost.deadliness, cost)
    return " ".join([*filter(None, parts), *cost.missing])


def _died(cost: HumanCost) -> str:
    routes = load.routes()
    route = routes[cost.route].title if cost.route in routes else cost.route
    stretch = window(cost.now.start, cost.now.end)
    if cost.now.dead is None:
        return f"{route}, {stretch}: how many died or went missing is not recorded in full."
    before = (
        "how many before is not recorded"
        if cost.before.dead is None
        else f"at least {as_text(cost.before.dead)} in {_earlier(cost)}"
    )
    return (
        f"{route}, {stretch}: at least {as_text(cost.now.dead)} people died or went missing, "
        f"against {before}."
    )


def _returned(cost: HumanCost) -> str:
    now, before = cost.now.returned, cost.before.returned
    if now is None:
        return ""
    against = "" if before is None else f", against {as_text(before)} in {_earlier(cost)}"
    return f"{as_text(now)} were stopped and taken back{against}."


def _earlier(cost: HumanCost) -> str:
    years = "a year" if cost.years == 1 else f"{cost.years} years"
    return f"the same months {years} earlier"


def _per_thousand(found: Deadliness, cost: HumanCost) -> list[str]:
    ends = (found.months[0], found.now.end)
    whole = ends == (cost.now.start, cost.now.end) and _consecutive(found)
    base = "attempts" if found.base == "attempts" else "people who crossed or died"
    over = "" if whole else f" over {_months(found)}, for which every figure is known,"
    lines = [f"Per 1,000 {base},{over} {_died_of(found)}.", _made_of(found)]
    now, before = found.now.returned_share, found.before.returned_share
    if now is not None and before is not None:
        lines.append(
            f"{percent(now)} of these attempts ended in a return, against {percent(before)}."
        )
    if found.clustering > _ALONE:
        lines.append(
            f"Deaths come in shipwrecks: the interval reckons with counts that vary "
            f"{found.clustering:.0f} times as much as if each person had died alone."
        )
    if found.held is not None and found.lowest is not None:
        lines.append(
            f"Such intervals held {percent(found.held)} of the time on made-up shipwrecks, "
            f"{percent(found.lowest)} at the lowest, against {percent(found.level)} promised."
        )
    return list(filter(None, lines))


def _made_of(found: Deadliness) -> str:
    """Say what the rate is a rate of, and how many that were."""
    if not found.crossed:
        return ""
    whole = found.base == "attempts"
    parts = "The attempts are returns, deaths" if whole else "Who crossed or died are deaths"
    by = " and ".join(map(short_name, found.publishers))
    now, before = map(_size, (found.now, found.before))
    return f"{parts} and {found.crossed} (counted by {by}): {now}, against {before}."


def _size(toll: Toll) -> str:
    return as_text(sum(one or 0.0 for one in (toll.dead, toll.returned, toll.crossed)))


def _died_of(found: Deadliness) -> str:
    if _untold(found.rate):
        return (
            f"how many died or went missing cannot be told: nothing from {_ends(found.rate)} is "
            f"ruled out ({percent(found.level)} interval)"
        )
    now = (
        f"at least {_plain(found.rate.point)} died or went missing "
        f"({percent(found.level)} interval {_ends(found.rate)})"
    )
    before = found.rate_before
    if _untold(before):
        return f"{now}; the rate before cannot be told ({_ends(before)})"
    return f"{now}, against {_plain(before.point)} ({_ends(before)}){_times(found)}"


def _untold(rate: Estimate) -> bool:
    return min(rate.high, _ALL) - rate.low >= _ALL / 2


def _times(found: Deadliness) -> str:
    if found.ratio is None:
        return ""
    ratio = found.ratio
    times = f"{_plain(ratio.low)} to {_plain(ratio.high)}"
    said = f": {_plain(ratio.point)} times as many ({times})"
    if ratio.low > 1 or ratio.high < 1:
        return said
    return f"{said}, which cannot tell whether crossing became more or less deadly"


def _consecutive(found: Deadliness) -> bool:
    return len(found.months) == _span(found)


def _span(found: Deadliness) -> int:
    first, last = found.months[0], found.months[-1]
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _months(found: Deadliness) -> str:
    if _consecutive(found):
        return window(found.months[0], found.now.end)
    return month_names(found.months)


def _plain(value: float) -> str:
    """Write two digits, never as a power of ten."""
    if value >= _WHOLE:
        return as_text(float(f"{value:.2g}"))
    return f"{value:.2g}" if value >= _LEAST else f"{value:.1g}" if not value else "under 0.001"


def _ends(estimate: Estimate) -> str:
    """Write both ends; of a thousand no more than a thousand can have died."""
    return f"{_plain(estimate.low)} to {_plain(min(estimate.high, _ALL))}"
