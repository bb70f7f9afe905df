"""Extraction: markup read in a process of its own, which is stopped when it takes too long."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from waterbed.records import InvalidError, LimitError

if TYPE_CHECKING:
    from waterbed.check.markup import Said

Markup = Literal["HTML", "Markdown"]

SECONDS: Final = 10.0
_SCRIPT: Final = Path(__file__).with_name("markup.py")


def extract(text: str, markup: Markup, *, url: str | None = None, seconds: float = SECONDS) -> Said:
    """Take the article out of its markup.

    Parameters
    ----------
    text
        HTML or Markdown, decoded.
    markup
        Which of them.
    url
        Where it lies, if it lies anywhere.
    seconds
        How long it may take.

    Returns
    -------
    dict
        As `waterbed.check.markup.from_html` gives it.

    Raises
    ------
    LimitError
        Where it takes longer.
    InvalidError
        Where the libraries that read markup fail on it, or run out of memory.

    Notes
    -----
    Extraction takes time beyond proportion for markup made to hurt (a megabyte of ``<p>x`` more
    than 15 s), and nothing short of ending a process stops it.
    """
    command = [sys.executable, "-P", str(_SCRIPT), markup, url or ""]
    given = text.encode("utf-8", "replace")
    try:
        done = subprocess.run(  # noqa: S603 - our own script; the text goes in as input alone
            command, input=given, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise LimitError(
            f"reading its {markup} took more than {seconds:g} s and was stopped. "
            "Save the text of the article alone and check that."
        ) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = ascii(said[-1][:200])[1:-1] if said else f"it ended with {done.returncode}"
        raise InvalidError(
            f"its {markup} cannot be read: {reason}. "
            "Save the text of the article alone and check that."
        )
    found: Said = json.loads(done.stdout)
    return found
