"""penholder arrive: what came back is recognised, and put where it belongs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option
from engine.errors import PenholderError, UsageError

if TYPE_CHECKING:  # loading these takes longer than finding that a file is not there
    from engine.commands.arrive import Accepted, Arrival
    from engine.workspace import Workspace

_KINDS = (
    "checklist",
    "statement form",
    "theme form",
    "overview",
    "evidence",
    "endorsements",
    "previous record",
    "evidence file",
)


@click.command()
@workspace_option
@format_option
@click.option(
    "--from",
    "from_",
    default="",
    metavar="GROUP|FORM",
    help="From which group it is, which form it is, or evidence/ for a file of the evidence.",
)
@click.option("--as", "as_", type=click.Choice(_KINDS), help="Take it for this, or for nothing.")
@click.option("--look", is_flag=True, help="Only say what each file is. Puts nothing anywhere.")
@click.option("--anyway", is_flag=True, help="Put it there in spite of what is in doubt.")
@click.option("--undo", is_flag=True, help="Take the last file back that was put into the inputs.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def arrive(root: Path, form: str, files: tuple[Path, ...], undo: bool, **said: object) -> None:
    """Take in what came back: checklists, forms, workbooks, signed sheets, in any number and under any name.

    \b
      penholder arrive ~/Downloads/*                    each is told by what is in it, and put where it belongs
      penholder arrive --look FILE ...                  only says what each is
      penholder arrive reply.xlsx --from carers         where a file does not say from whom it is

    What a file replaces is kept in earlier_inputs/. A file that is in doubt is put nowhere, and the doubt is told.
    Signed PDFs go the way of `penholder signoff receive`. Exit code 2: one of the files was put nowhere.
    """
    from engine.commands.arrive import undo as take_back
    from engine.commands.arrive.words import undone_line

    workspace = workspace_at(root)
    if undo:
        click.echo(undone_line(take_back(workspace)))
        return
    if not files:
        raise click.UsageError("Name the files that came.")
    if said["from_"] and len(files) > 1:
        raise click.UsageError("Name one file with --from: several files are from several people.")
    _take_in(workspace, files, form, said)


def _take_in(workspace: Workspace, files: tuple[Path, ...], form: str, said: dict[str, object]) -> None:
    from engine.commands.arrive import ArrivalKind, Recogniser
    from engine.commands.arrive.words import arrival_lines
    from engine.commands.signoff.words import exit_code

    as_ = ArrivalKind(str(said["as_"])) if said["as_"] else None
    told, code = [], 0
    recogniser, from_ = Recogniser(workspace), str(said["from_"] or "")
    arrivals = [recogniser.recognise(files[0], from_, as_)] if from_ else recogniser.recognise_all(files, as_)
    for file, arrival in zip(files, arrivals, strict=True):
        if form == "text":
            for line in arrival_lines(arrival):
                click.echo(line)
        accepted = None if said["look"] else _put(workspace, file, arrival, bool(said["anyway"]), form)
        told.append(arrival.as_json() | {"is_put": accepted is not None})
        if not (said["look"] or accepted or arrival.is_known):
            code = code or UsageError.exit_code
        if accepted and accepted.returned:
            code = code or exit_code([accepted.returned])
    if form == "json":
        show.as_json({"arrivals": told})
    sys.exit(code)


def _put(workspace: Workspace, file: Path, arrival: Arrival, anyway: bool, form: str) -> Accepted | None:
    """The file in its place; None where it is put nowhere."""
    from engine.commands.arrive import Need, accept
    from engine.commands.arrive.words import accepted_lines

    if not (arrival.is_sure or (anyway and arrival.need is Need.ANYWAY and not arrival.is_known)):
        return None
    try:
        accepted = accept(workspace, file, arrival, anyway=anyway)
    except PenholderError as fault:
        click.echo(f"    {fault.message}", err=True)
        return None
    if form == "text":
        for line in accepted_lines(accepted):
            click.echo(line)
    return accepted
