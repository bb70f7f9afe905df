"""Quote: a passage of a text with what stands around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.harmless import harmless

if TYPE_CHECKING:
    from waterbed.records import Article, Claim


def excerpt(text: str, start: int, end: int, *, room: int = 160) -> str:
    """Cut a passage out of a text, with what stands around it, on one line.

    Parameters
    ----------
    text
        The text.
    start, end
        The passage, in characters.
    room
        Characters to show before it, and after it, down to whole words; an ellipsis stands for
        the rest.

    Returns
    -------
    str
        Harmless, with single spaces.
    """
    first, last = max(0, start - room), min(len(text), end + room)
    if first > 0:
        first = text.find(" ", first - 1, start) + 1 or first
    if last < len(text):
        space = text.rfind(" ", end, last + 1)
        last = last if space < 0 else space
    cut = " ".join(harmless(text[first:last]).split())
    return f"{'…' if first > 0 else ''}{cut}{'…' if last < len(text) else ''}"


def quoted(claim: Claim, article: Article, *, room: int = 300) -> str:
    """Quote a claim with what stands around it in its sentence.

    Parameters
    ----------
    claim
        The claim.
    article
        The report that it is in.
    room
        Characters to show before the claimed words, and after them.

    Returns
    -------
    str
        One line, harmless.
    """
    start, end = around(claim, article)
    return excerpt(article.text[start:end], claim.start - start, claim.end - start, room=room)


def around(claim: Claim, article: Article) -> tuple[int, int]:
    """Find the sentence that a claim is in.

    Parameters
    ----------
    claim
        The claim.
    article
        The report that it is in.

    Returns
    -------
    tuple of int
        Offsets; those of the claim itself where its sentence does not stand there verbatim.
    """
    first = max(0, claim.end - len(claim.sentence))
    start = article.text.find(claim.sentence, first)
    if not first <= start <= claim.start:
        return claim.start, claim.end
    return start, start + len(claim.sentence)
