"""Named: parameters of Python by the names that the command line has for them."""

from __future__ import annotations

import re

_OPTIONS = {
    "window_months": "--window-months",
    "horizon_months": "--months",
    "gap_months": "--gap-months",
    "skipped_months": "--skip-months",
    "masked": "--mask",
    "level": "--level",
    "scale": "--scale",
    "memory": "--memory",
}
_GIVEN = re.compile(rf"\b({'|'.join(_OPTIONS)})=('?)([^\s;,:']*)\2")
_NAMED = re.compile(r"\b(?:window|horizon|gap|skipped)_months\b|^masked(?=:)")


def in_options(message: str) -> str:
    """Name parameters of Python as the command line does.

    Parameters
    ----------
    message
        An error.

    Returns
    -------
    str
        ``"--gap-months -1"`` for ``"gap_months=-1"``.
    """
    named = _GIVEN.sub(lambda found: f"{_OPTIONS[found[1]]} {found[3]}", message)
    named = _NAMED.sub(lambda found: _OPTIONS[found[0]], named)
    if named == message:
        return message
    return named.replace("negative binomial", "negative-binomial").replace(
        "random walk", "random-walk"
    )
