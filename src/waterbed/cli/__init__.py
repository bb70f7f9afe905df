"""The command `waterbed`: each verb parses, calls one function and prints its answer."""

from __future__ import annotations

import sys

import typer

from waterbed.cli import checking, effects, guarantee, pulling, record, registry
from waterbed.records import InvalidError, WaterbedError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Question a report on sea crossings: what is claimed, what was counted, agreed and paid.",
)
app.command()(checking.demo)
app.command()(checking.check)
app.command()(checking.read)
app.command()(record.series)
app.command()(record.show)
app.command()(record.revisions)
app.command()(record.sql)
app.command()(guarantee.bounds)
app.command()(effects.effect)
app.command()(registry.timeline)
app.command()(registry.agreements)
app.command()(registry.who)
app.command()(registry.money)
app.command()(registry.actor)
app.command()(pulling.pull)
app.command("import")(pulling.import_file)
app.command()(pulling.rebuild)
app.command()(pulling.doctor)


def main() -> None:
    """Run the command line; an error of ours is one line on stderr, not a trace.

    Exit status: 0 done, 1 something in the record or the world is not so, 2 the question itself
    cannot be meant.
    """
    try:
        app()
    except WaterbedError as error:
        sys.stderr.write(f"waterbed: {error}\n")
        sys.exit(2 if isinstance(error, InvalidError) else 1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
