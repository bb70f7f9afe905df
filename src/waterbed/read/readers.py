"""Readers: other ways to read a report, asked only by name, believed only where the text agrees.

A package adds one through an entry point in the group ``waterbed.readers``: a class or function
without arguments that gives a `Reader`. The grammar's own claims stay as they are.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from waterbed.read.differences import notes, pair
from waterbed.read.grounds import ground
from waterbed.read.proposals import shown
from waterbed.records import InvalidError, LimitError, NotFoundError, ParseError, WaterbedError
from waterbed.records.consulted import Consulted, Proposed, Refused

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from waterbed.records import Article

GROUP: Final = "waterbed.readers"
MOST: Final = 2_000


@runtime_checkable
class Reader(Protocol):
    """Another way to find claims in a text."""

    @property
    def name(self) -> str:
        """How it calls itself in what is shown, with its model where it has one."""
        ...

    def propose(
        self, text: str, *, published: dt.date | None, language: str
    ) -> Iterable[Mapping[str, object]]:
        """Propose claims.

        Parameters
        ----------
        text
            The report.
        published
            Its day of publication, None where not known.
        language
            ``"en"``, ``"it"`` or ``"fr"``.

        Returns
        -------
        iterable of mapping
            Fields as of `waterbed.read.proposals.Proposal`: ``quote``, a verbatim part of one
            sentence, and what was found. A field that was not looked for is left out.
        """
        ...


def readers() -> Mapping[str, EntryPoint]:
    """List the readers that are installed. None of them is loaded.

    Returns
    -------
    mapping
        Name to entry point, in order of the names.

    Raises
    ------
    InvalidError
        Where two packages give different readers the same name.
    """
    found: dict[str, EntryPoint] = {}
    for one in sorted(entry_points(group=GROUP), key=lambda entry: entry.name):
        other = found.setdefault(one.name, one)
        if other.value != one.value:
            raise InvalidError(
                f"two readers are called {one.name!r}: {other.value} and {one.value}. Uninstall "
                "the package of one of them."
            )
    return MappingProxyType(found)


def consult(article: Article, name: str) -> Consulted:
    """Ask one reader for claims, and put what it says beside the article's own.

    Parameters
    ----------
    article
        The report as the grammar read it.
    name
        Of the reader, as `readers` lists it.

    Returns
    -------
    Consulted
        Accepted and refused proposals, and where they differ from the article's claims.

    Raises
    ------
    NotFoundError
        Where no such reader is installed.
    InvalidError
        Where it cannot be loaded or set up, with what is missing.
    ParseError
        Where it fails on this text.
    LimitError
        Where it proposes more than `MOST` claims.
    WaterbedError
        Whatever else the reader itself says.
    """
    known = readers()
    if name not in known:
        installed = ", ".join(known) or "none"
        raise NotFoundError(
            f"no reader {name!r}. Installed: {installed}. Name one of these, or install a package "
            f"with an entry point in the group {GROUP!r}."
        )
    reader = _loaded(name, known[name])
    return weigh(article, shown(reader.name, 80), _asked(name, reader, article))


def weigh(article: Article, reader: str, proposals: Iterable[object]) -> Consulted:
    """Accept the proposals that the text bears out, and compare them with the article's claims.

    Parameters
    ----------
    article
        The report as the grammar read it; it is not changed.
    reader
        Who proposes.
    proposals
        Mappings as `Reader.propose` gives them; anything else is refused.

    Returns
    -------
    Consulted
        See `waterbed.read.grounds.ground` for what is accepted, and `waterbed.read.differences`
        for what is compared.
    """
    accepted: dict[Proposed, None] = {}
    refused: list[Refused] = []
    for given in proposals:
        try:
            one = ground(given, article)
            if one in accepted:
                raise InvalidError("it was proposed before")  # noqa: TRY301 - one way to refuse
            accepted[one] = None
        except InvalidError as error:
            refused.append(Refused(shown(given, 500), str(error)))
    pairs = pair(article, tuple(accepted))
    own, proposed = {one.claim for one in pairs}, {one.proposal for one in pairs}
    consulted = Consulted(
        reader=reader,
        accepted=tuple(accepted),
        refused=tuple(refused),
        pairs=pairs,
        only_own=tuple(n for n in range(len(article.claims)) if n not in own),
        only_proposed=tuple(n for n in range(len(accepted)) if n not in proposed),
    )
    return replace(consulted, notes=notes(article, consulted))


def _loaded(name: str, entry: EntryPoint) -> Reader:
    try:
        reader = entry.load()()
    except WaterbedError:
        raise
    except Exception as error:
        raise InvalidError(
            f"the reader {name!r} ({entry.value}) cannot be loaded: {type(error).__name__}: "
            f"{shown(error)}. Reinstall its package, or leave it out."
        ) from error
    if not isinstance(reader, Reader):
        raise InvalidError(
            f"the reader {name!r} ({entry.value}) gives a {type(reader).__name__}, which has no "
            "name and propose. Ask whoever makes it, or leave it out."
        )
    return reader


def _asked(name: str, reader: Reader, article: Article) -> list[object]:
    try:
        proposals = reader.propose(
            article.text, published=article.published, language=article.language
        )
        given: list[object] = list(islice(proposals, MOST + 1))
    except WaterbedError:
        raise
    except Exception as error:
        raise ParseError(
            f"the reader {name!r} failed on this text: {type(error).__name__}: {shown(error)}. "
            "Tell whoever makes it, or leave it out."
        ) from error
    if len(given) > MOST:
        raise LimitError(
            f"the reader {name!r} proposes more than {MOST:,} claims; nothing of it was taken. "
            "Give it a shorter text."
        )
    return given
