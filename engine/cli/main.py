"""The command penholder and its sub-commands."""

from __future__ import annotations

import _thread
import errno
import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import click

from engine import __version__
from engine.cli import show, show_watch
from engine.cli.adopt import adopt
from engine.cli.arrive import arrive
from engine.cli.batch import batch
from engine.cli.compare import compare
from engine.cli.evidence import evidence
from engine.cli.forms import forms
from engine.cli.framework import framework
from engine.cli.information_return import information_return
from engine.cli.options import format_option, verbose_option, workspace_at, workspace_option
from engine.cli.settle import settle
from engine.cli.signoff import signoff
from engine.cli.studio import studio
from engine.cli.template import template
from engine.clock import now
from engine.errors import PenholderError
from engine.escapes import escaped
from engine.model.edition import Edition, Order
from engine.system_words import in_words
from engine.workspace import Workspace, folder_at


class OutputError(Exception):
    """What is said cannot be written: whoever read along has gone, or where it goes is full."""


class _Commands(click.Group):
    """The commands, with faults of writing told apart: click would end with code 1 where a pipe is closed."""

    def make_context(self, *about: Any, **more: Any) -> click.Context:
        """As click does, which prints help meanwhile."""
        with _told_apart():
            return super().make_context(*about, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """As click does."""
        with _told_apart():
            return super().invoke(ctx)


@contextmanager
def _told_apart() -> Iterator[None]:
    """Raises OutputError where nobody reads any more. Windows says of a pipe that is closed that it makes no sense."""
    try:
        yield
    except BrokenPipeError as fault:
        raise OutputError from fault
    except OSError as fault:
        if fault.errno == errno.EINVAL and fault.filename is None and not _can_be_written():
            raise OutputError from fault
        raise


def _can_be_written() -> bool:
    """Whether what is still to be printed can be."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        return False
    return True


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="penholder")
def penholder() -> None:
    """Assemble an adult social care self-assessment from checked inputs and Word templates.

    A workspace is a folder with inputs/, word_templates/ and outputs/. The usual way:

    \b
      penholder new OURS --sample     a workspace with a fictional council
      penholder check                 what is missing or wrong, and where
      penholder build                 the report and the sheets, as Word and PDF
      penholder verify                proof that nothing was changed since
      penholder signoff               sheets out for signature, and back
      penholder studio                all of this in a browser, by clicks
    """
    now()  # a moment that is none is told before any work is done


@penholder.command()
@verbose_option
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--sample", is_flag=True, help="With the inputs of a fictional council, to look at and to overwrite.")
def new(folder: Path, sample: bool) -> None:
    """Make a workspace in FOLDER, with templates, schemas and forms to fill in."""
    from engine.commands.new import scaffold

    scaffold(folder, sample)
    show.new_workspace(folder, sample)


@penholder.command()
@workspace_option
def doctor(root: Path) -> None:
    """Say what this machine has, and what to install: LibreOffice, and the fonts the templates ask for."""
    from engine.commands.doctor import examine

    show.health(examine(Workspace(folder_at(root))))


@penholder.command()
@workspace_option
@format_option
@click.option("--all", "every", is_flag=True, help="Print every finding, the merely informative ones too.")
def check(root: Path, form: str, every: bool) -> None:
    """Read and check everything, inputs and templates. Writes nothing.

    Every finding comes at once, with its place and what to do about it. Exit code 3: inputs have errors; 4:
    templates have errors.
    """
    from engine.commands.check import check as run

    result = run(workspace_at(root), show.progress(quiet=True))
    show.checked(result, form, every)
    sys.exit(result.exit_code)


@penholder.command()
@workspace_option
@format_option
@click.option(
    "--edition",
    type=click.Choice([str(edition) for edition in Edition]),
    default=str(Edition.DRAFT),
    help="draft: always built, marked as a draft. final: refused while errors stand. public: the report alone, "
    "without what may not be published. Default: draft.",
)
@click.option(
    "--only", multiple=True, metavar="STATEMENT", help="Only this statement's sheet; the rest stays as it is."
)
@click.option("--no-pdf", is_flag=True, help="Word files only: needs no LibreOffice.")
@click.option("--watch", is_flag=True, help="Go on: build again whenever somebody saves. Ctrl-C ends it.")
@click.argument("more", nargs=-1, metavar="")
def build(root: Path, form: str, edition: str, watch: bool, no_pdf: bool, **statements: tuple[str, ...]) -> None:
    """Assemble the report, nine verification sheets and the endorsement sheet.

    They appear in outputs/EDITION, all of them or none. Exit code 3: inputs have errors (a draft is built all the
    same); 4: templates have errors; 5: conversion to PDF failed.
    """
    from engine.commands.build import build as run

    only, more = statements["only"], statements["more"]
    if more and not only:
        raise click.UsageError(f"{more[0]}: name a statement after --only.")
    order = Order(Edition(edition), not no_pdf, tuple(dict.fromkeys((*only, *more))))
    if watch:
        show_watch.watch(workspace_at(root), order)
        return
    result = run(workspace_at(root), order, show.progress(quiet=form == "json"))
    show.built(result, form)
    sys.exit(result.exit_code)


@penholder.command()
@workspace_option
@format_option
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def verify(root: Path, form: str, folder: Path | None) -> None:
    """Prove that outputs are what the manifest says, and tell which inputs changed since.

    FOLDER is an edition's folder; without it every edition in outputs/ is proven. Exit code 6: something was
    changed or is missing.
    """
    from engine.commands.verify import prove

    result = prove(workspace_at(root), folder)
    show.verified(result, form)
    sys.exit(result.exit_code)


penholder.add_command(arrive)
penholder.add_command(settle)
penholder.add_command(signoff)
penholder.add_command(batch)
penholder.add_command(compare)
penholder.add_command(framework)
penholder.add_command(forms)
penholder.add_command(template)
penholder.add_command(adopt)
penholder.add_command(studio)
penholder.add_command(evidence)
penholder.add_command(information_return)


def main(arguments: list[str] | None = None) -> None:
    """Run the command line. No traceback reaches a user; a fault of penholder's own is told as one."""
    if arguments is None:  # else another program asks, which has its own way
        sys.unraisablehook = _not_lost
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            _write_any_letter(stream)
    try:
        _run(arguments)
    except (OutputError, BrokenPipeError):
        _say_no_more()  # whoever read along has gone: nothing is left to say
        sys.exit(0)
    except OSError as fault:
        _say_no_more()
        with suppress(OSError):
            click.echo(f"The output cannot be written ({in_words(fault)}).", err=True)
        sys.exit(2)


def _run(arguments: list[str] | None) -> None:
    try:
        penholder.main(args=arguments, prog_name="penholder", standalone_mode=False)
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("Stopped. Nothing was changed in outputs/.", err=True)
        sys.exit(2)
    except click.ClickException as fault:
        said = io.StringIO()
        fault.show(said)
        click.echo(escaped(said.getvalue()), err=True, nl=False)  # it quotes what was given, whatever that was
        sys.exit(2)
    except (OutputError, BrokenPipeError):
        raise
    except PenholderError as fault:
        show.failure(fault, _form(arguments))
        sys.exit(fault.exit_code)
    except Exception as fault:  # the last resort: a user gets a sentence, never a traceback
        if isinstance(fault, OSError) and fault.filename is None and fault.errno in _OF_WRITING:
            raise  # what penholder writes to disk is told where it is written
        from engine import own_faults  # what writes files is slow to load, and is hardly ever needed here

        told = own_faults.as_error(fault)
        click.echo(told.message, err=True)
        sys.exit(told.exit_code)


_SOON = 0.02
"""Seconds after which a Ctrl-C that was lost comes again."""
_OF_WRITING = (errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.EDQUOT, errno.ENXIO)


def _write_any_letter(stream: io.TextIOWrapper) -> None:
    """What goes into a file or to another program is UTF-8 on every system; JSON is nothing else.

    A terminal has letters of its own: one that it cannot show is written as its number.
    """
    if stream.isatty():
        stream.reconfigure(errors="backslashreplace")
    else:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say_no_more() -> None:
    """Have what is still to be written go nowhere, so that the end of the program does not fail over it."""
    with suppress(OSError, ValueError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)


def _not_lost(lost: sys.UnraisableHookArgs) -> None:
    """A Ctrl-C that came while something was cleared away, where Python goes on as if nothing had been, comes again."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        again = threading.Timer(_SOON, _thread.interrupt_main)  # at once, it would be lost in here too
        again.daemon = True
        again.start()
    elif not issubclass(lost.exc_type, BrokenPipeError):
        sys.__unraisablehook__(lost)


def _form(arguments: list[str] | None) -> str:
    """How a run that had to stop is told: it may have stopped before its options were read."""
    given = sys.argv[1:] if arguments is None else arguments
    return "json" if "json" in given or "--format=json" in given else "text"
