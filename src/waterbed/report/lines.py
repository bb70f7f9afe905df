"""Lines: plain text for a terminal, folded and without characters that act on it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field

from waterbed.report.harmless import harmless

_LEAST = 20


@dataclass(slots=True)
class Lines:
    """A text that grows line by line.

    Parameters
    ----------
    width
        Columns to fold at; long words stand out.
    """

    width: int
    lines: list[str] = field(default_factory=list)

    def write(self, text: str, *, indent: int = 0, mark: str = "") -> None:
        """Add a paragraph; nothing where the text is empty.

        Parameters
        ----------
        text
            Any text; made harmless.
        indent
            Columns to leave free.
        mark
            What stands before the first line; the others are set in by as much.
        """
        first = " " * indent + mark
        self.lines += textwrap.wrap(
            " ".join(harmless(text).split()),
            max(self.width, len(first) + _LEAST),
            initial_indent=first,
            subsequent_indent=" " * len(first),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def head(self, text: str) -> None:
        """Add an empty line, and a heading that is underlined.

        Parameters
        ----------
        text
            The heading, on one line.
        """
        self.lines += ["", text, "-" * len(text)]

    def __str__(self) -> str:
        return "\n".join(self.lines) + "\n"
