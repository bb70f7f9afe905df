"""Rate: does a number agree with what figures give. The rule is published with every verdict."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Claim, Fit, Rating, Shape

RULE = (
    "A number within 2 % of the claimed one holds (5 % where the text says about, or within the "
    "rounding of the printed number if that is wider), within 10 % it is close (15 % with about), "
    "else it is contradicted. A percentage holds within 2 points and is close within 5."
)

_HOLDS, _HOLDS_ABOUT, _CLOSE, _CLOSE_ABOUT = 0.02, 0.05, 0.10, 0.15
_NEARLY = re.compile(
    r"\b(?:nearly|almost|close to|just (?:under|over|above|below)|slightly (?:more|less|over|under)"
    r"|a little (?:more|less|over|under)|quasi|poco (?:più|meno)|près de|presque"
    r"|un peu (?:plus|moins))\b",
    re.IGNORECASE,
)
_POINTS_HOLD, _POINTS_CLOSE = 2.0, 5.0


@dataclass(frozen=True, slots=True)
class Claimed:
    """The number that a claim states, as readings give it.

    Parameters
    ----------
    shape
        What the readings give.
    low, high
        Between which the number lies by the words of the claim; infinite for "more than".
    amount
        The number as stated, with the sign of the direction; None where none is stated.
    sign
        1 for a rise, -1 for a fall, 0 where no direction is claimed.
    holds, close
        By how much a number may miss: a part of `amount`, or points for a percentage.
    """

    shape: Shape
    low: float
    high: float
    amount: float | None
    sign: int
    holds: float
    close: float


def claimed(claim: Claim) -> Claimed:
    """Give a claim's number the form in which readings are compared with it.

    Parameters
    ----------
    claim
        The claim.

    Returns
    -------
    Claimed
        A fall has a negative amount for a change and a percentage; a ratio stays as it is.
    """
    shape = _shape(claim)
    if claim.direction == "same":
        return Claimed("percent", 0.0, 0.0, 0.0, 0, _POINTS_HOLD, _POINTS_CLOSE)
    sign = {"up": 1, "down": -1}.get(claim.direction, 0)
    turned = sign if sign and shape in {"change", "percent"} else 1
    if claim.amount is None:
        return Claimed(shape, -math.inf, math.inf, None, sign, 0.0, 0.0)
    if shape == "rank":
        return Claimed(shape, claim.amount, claim.amount, claim.amount, 0, 0.0, 0.0)
    low, high = _allowed(claim)
    low, high = sorted((turned * low, turned * high))
    if shape in {"percent", "share"}:
        return Claimed(shape, low, high, turned * claim.amount, sign, _POINTS_HOLD, _POINTS_CLOSE)
    about = claim.approx and low == high
    hold, close = (_HOLDS_ABOUT, _CLOSE_ABOUT) if about else (_HOLDS, _CLOSE)
    hold = max(hold, _rounding(claim.amount))
    return Claimed(shape, low, high, turned * claim.amount, sign, hold, max(close, hold))


def agree(low: float, high: float, said: Claimed) -> tuple[Fit, float | None]:
    """Say whether what figures give agrees with what is claimed.

    Parameters
    ----------
    low, high
        What the figures give; equal for one number.
    said
        What is claimed.

    Returns
    -------
    tuple
        The fit, and how far off the claim is (None where no number is claimed): for bounds, from
        the end that agrees least. Bounds with an end that is contradicted and another end, or an
        inside, that is not are ``undecided``.
    """
    if said.amount is None:
        return _direction(low, high, said), None
    offs = [_off(value, said) for value in (low, high)]
    worst = max(offs, key=abs)
    if worst and _against(low, high, said):
        return "contradicted", worst
    if high == math.inf and said.low == -math.inf:
        return ("contradicted" if low > said.high else "undecided"), worst
    fits = {_fit(abs(off), said) for off in offs}
    between = low < said.low and said.high < high
    if "contradicted" in fits and (between or len(fits) > 1):
        return "undecided", worst
    return _fit(abs(worst), said), worst


def combine(fits: Sequence[Fit]) -> Rating:
    """Rate a claim from its nearest readings.

    Parameters
    ----------
    fits
        One for each of the nearest readings, at least one.

    Returns
    -------
    str
        ``holds``, ``close`` or ``contradicted`` where they agree on it; ``close`` where some hold
        and the rest are close; ``depends`` where some are contradicted and some are not, or where
        none decides. Undecided readings have no say beside others.
    """
    kinds = set(fits) - {"undecided"}
    if not kinds or ("contradicted" in kinds and len(kinds) > 1):
        return "depends"
    if "contradicted" in kinds:
        return "contradicted"
    return "close" if "close" in kinds else "holds"


def by_chance(values: Sequence[float], said: Claimed) -> float:
    """Say how many readings would agree with a number that has nothing to do with them.

    Parameters
    ----------
    values
        What each reading gives.
    said
        What is claimed, for its tolerances.

    Returns
    -------
    float
        Expected number of agreeing readings for a number drawn evenly, on a logarithmic scale,
        between the smallest and the largest size among the readings.
    """
    sizes = [abs(value) for value in values if value]
    if said.amount is None:
        return len(values) / 2
    if said.shape in {"percent", "share"}:
        spread, width = max(sizes, default=0) - min(sizes, default=0), 2 * said.close
    else:
        spread = math.log(max(sizes) / min(sizes)) if sizes else 0.0
        width = math.log((1 + said.close) / (1 - said.close))
    return len(sizes) * min(1.0, width / spread) if spread else float(len(sizes))


def _shape(claim: Claim) -> Shape:
    if claim.direction == "share":
        return "share"
    if claim.direction in {"highest", "lowest"}:
        return "rank"
    if claim.direction in {"level", "earliest"} and claim.unit != "ratio":
        return "level"
    if claim.unit == "percent":
        return "percent"
    return "ratio" if claim.unit == "ratio" else "change"


def _allowed(claim: Claim) -> tuple[float, float]:
    """Between which a claimed number lies by its words; "nearly" is near, "at most" is open."""
    amount = claim.amount or 0.0
    if claim.bound in {None, "~"} or _NEARLY.search(claim.sentence):
        return amount, amount
    return (amount, math.inf) if claim.bound in {"gt", "ge"} else (-math.inf, amount)


def _rounding(amount: float) -> float:
    """Half a unit of the last digit printed, as a part of the number; at least two digits count."""
    if not amount or not float(amount).is_integer():
        return 0.0
    digits = str(int(abs(amount)))
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    return 0.5 * 10**zeros / abs(amount) if zeros > 0 else 0.0


def _off(value: float, said: Claimed) -> float:
    if said.low <= value <= said.high:
        return 0.0
    edge = said.low if value < said.low else said.high
    amount = said.amount or 0.0
    points = said.shape in {"percent", "share"}
    return edge - value if points else (edge - value) / abs(amount or 1.0)


def _fit(size: float, said: Claimed) -> Fit:
    if size <= said.holds:
        return "holds"
    return "close" if size <= said.close else "contradicted"


def _against(low: float, high: float, said: Claimed) -> bool:
    """Say whether every value goes the other way than is claimed."""
    if not said.sign or said.shape not in {"change", "percent", "ratio"}:
        return False
    middle = 1.0 if said.shape == "ratio" else 0.0
    return all((value - middle) * said.sign <= 0 for value in (low, high))


def _direction(low: float, high: float, said: Claimed) -> Fit:
    middle = 1.0 if said.shape == "ratio" else 0.0
    signs = {(value > middle) - (value < middle) for value in (low, high)}
    if signs == {said.sign}:
        return "holds"
    return "undecided" if said.sign in signs else "contradicted"
