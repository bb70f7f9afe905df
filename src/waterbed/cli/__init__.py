"""The command `waterbed`: each verb parses, calls one function and prints its answer."""

from __future__ import annotations

import os
import sys

import typer

from waterbed.cli import (
    checking,
    displacing,
    effects,
    guarantee,
    multiverse,
    pulling,
    record,
    registry,
    simulating,
    skill,
)
from waterbed.cli.named import in_options
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
app.command()(displacing.displace)
app.command()(multiverse.multiverse)
app.command()(simulating.simulate)
app.command()(skill.skill)
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
    """Run the command line; an error of ours, or of the system, is one line on stderr, not a trace.

    Exit status: 0 done, 1 something in the record or the world is not so, 2 the question itself
    cannot be meant.
    """
    try:
        _answer()
    except BrokenPipeError:
        _drop_output()
        sys.exit(0)
    except WaterbedError as error:
        _say(in_options(str(error)))
        sys.exit(2 if isinstance(error, InvalidError) else 1)
    except OSError as error:
        _drop_output()
        _say(f"the system refused: {error}. See to space and rights there, and ask again.")
        sys.exit(1)


def _answer() -> None:
    try:
        app()
    finally:
        sys.stdout.flush()


def _drop_output() -> None:
    """Keep the interpreter from writing once more, as it ends, what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(message: str) -> None:
    from waterbed.report.harmless import harmless

    sys.stderr.write(f"waterbed: {harmless(message)}\n")
