"""Verbs that bring figures in and look at their state: pull, import, rebuild, doctor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.options import (
    AsJson,
    AsOf,
    Home,
    Output,
    answer,
    open_store,
    quiet_retries,
    read_day,
)
from waterbed.records import InvalidError, LimitError, PartialDate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.report import Table
    from waterbed.sources import Document, Pulled
    from waterbed.store import Store

_MOST_BYTES = 200 * 2**20

Names = Annotated[list[str] | None, typer.Argument(help="Sources or documents; none for all.")]
Accept = Annotated[
    bool, typer.Option("--accept", help="Keep a release that leaves out much of its past.")
]
List = Annotated[bool, typer.Option("--list", help="List what can be pulled, and pull nothing.")]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="When it was published: 2025-02-10, 2025-02."),
]
Mapping = Annotated[
    Path | None, typer.Option("--mapping", help="TOML file that says what the columns are.")
]
Finding = Annotated[bool, typer.Option("--all", help="List every finding, not the first of each.")]


def pull(
    names: Names = None,
    accept: Accept = False,
    only_list: List = False,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Fetch new vintages and say what is new and what was revised."""
    from waterbed import sources

    quiet_retries()
    store = open_store(home)
    chosen = sources.choose(sources.documents(store.home), names or ())
    if only_list:
        answer(_document_table(chosen), chosen, as_json=as_json, output=output)
        return
    results = [_pull_shown(store, one, accept=accept) for one in chosen]
    answer(_pulled_table(results), results, as_json=as_json, output=output)
    if any(one.outcome == "failed" for one in results):
        raise typer.Exit(1)


def import_file(
    document: Annotated[str, typer.Argument(help="Id of the document, or 'own' with --mapping.")],
    file: Annotated[Path, typer.Argument(help="The file as the publisher gave it.")],
    published: Published = None,
    mapping: Mapping = None,
    accept: Accept = False,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Keep a file from disk as a vintage of a document."""
    from waterbed import sources

    store = open_store(home)
    chosen = _document(document, mapping, sources.documents(store.home))
    arrival = sources.Arrival(
        chosen, _read(file), PartialDate(published) if published else None, url=file.name
    )
    result = sources.keep(store, arrival, accept=accept)
    answer(_pulled_table([result]), [result], as_json=as_json, output=output)


def rebuild(home: Home = None) -> None:
    """Make every row again from the raw bytes."""
    from waterbed import sources

    count = sources.rebuild(open_store(home))
    sys.stdout.write(f"{count} vintages parsed again.\n")


def doctor(
    source: Annotated[str | None, typer.Argument(help="Id of one publisher; none for all.")] = None,
    every: Finding = False,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Look for figures that cannot be right, and say which and why."""
    from waterbed import report, sources

    findings = sources.examine(open_store(home), source, read_day(as_of, "--as-of"))
    shown = findings if every or output else sources.first_of_each(findings)
    table = report.finding_table(shown, findings.height)
    rows = report.frame_rows(findings.drop("rows", "vintages", strict=False))
    answer(table, findings.to_dicts(), as_json=as_json, output=output, rows=rows)


def _pull_shown(store: Store, document: Document, *, accept: bool) -> Pulled:
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

    from waterbed import sources

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(document.id, total=None)
        return sources.pull(
            store,
            document,
            progress=lambda came, of: bar.update(task, completed=came, total=of),
            accept=accept,
        )


def _document(name: str, mapping: Path | None, known: Sequence[Document]) -> Document:
    from waterbed.sources import Document, choose

    if mapping is None and name.split("/", maxsplit=1)[0] not in {one.source for one in known}:
        raise InvalidError(
            f"{name!r} is no document that can be pulled. For a table of your own, say with "
            "--mapping FILE what its columns are; `waterbed pull --list` lists the documents."
        )
    if mapping is None:
        (chosen, *others) = choose(known, [name])
        if others or chosen.id != name:
            ids = ", ".join(one.id for one in (chosen, *others))
            raise InvalidError(f"{name!r} is a source. Name one of its documents: {ids}.")
        return chosen
    return Document(
        id=name,
        source=name.split("/", maxsplit=1)[0],
        url="https://localhost/own",
        parser="own_csv.parse",
        media="csv",
        options={"mapping": _read_text(mapping)},
    )


def _read(file: Path) -> bytes:
    try:
        if not file.is_file():
            raise InvalidError(f"{file} is no file that can be read whole. Name a file.")
        if file.stat().st_size > _MOST_BYTES:
            raise LimitError(
                f"{file} has {file.stat().st_size:,} bytes, more than {_MOST_BYTES:,}. Cut it."
            )
        return file.read_bytes()
    except OSError as error:
        raise InvalidError(f"cannot read {file}: {error.strerror}. Name a file.") from error


def _read_text(file: Path) -> str:
    try:
        return _read(file).decode()
    except UnicodeDecodeError:
        raise InvalidError(f"{file} is not text in UTF-8. Save it as UTF-8.") from None


def _document_table(documents: Sequence[Document]) -> Table:
    from waterbed.report import Table

    rows = tuple((one.id, one.source, one.media, one.parser, one.url) for one in documents)
    return Table("Documents", ("document", "source", "form", "parser", "address"), rows)


def _pulled_table(results: Sequence[Pulled]) -> Table:
    from waterbed.report import Table

    columns = ("document", "outcome", "figures", "new", "changed", "withdrawn", "added", "marked")
    rows = tuple(
        (
            one.document,
            one.outcome,
            one.figures,
            one.grown,
            one.changed,
            one.withdrawn,
            one.added,
            one.marked,
        )
        for one in results
    )
    notes = tuple(one.error for one in results if one.error) + tuple(
        f"{one.document}: a later publication is in force; answers about today stay as they were."
        for one in results
        if one.older
    )
    return Table("What came", columns, rows, notes)
