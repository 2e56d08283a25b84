"""penholder signoff: sheets out for signature, sheets back, and how far each has got."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option


@click.group()
def signoff() -> None:
    """Issue sheets for signature, take them back, and see what is signed, stale or missing.

    \b
      penholder build --edition final      the sheets, with fields to sign
      penholder signoff issue              puts them on the register: now send them
      penholder signoff receive FILE ...   takes back what people sent
      penholder signoff status             who has signed, over which text
    """


@signoff.command()
@workspace_option
@click.option(
    "--addendum",
    "addenda",
    multiple=True,
    metavar="STATEMENT",
    help="Re-confirm this signed sheet, or the endorsements, by a short addendum instead of a new sheet. May be given "
    "again.",
)
def issue(root: Path, addenda: tuple[str, ...]) -> None:
    """Put the sheets of the final edition on the register, exactly as they are.

    The files in outputs/final are then the ones to send, and addenda those in signoff/outbox; a copy of each stays in
    signoff/issued. A sheet that is signed over the very text is not issued again.
    """
    from engine.commands.signoff import issue as run
    from engine.commands.signoff.words import issued_line

    made, before = run(workspace_at(root), addenda)
    for entry in made:
        click.echo(issued_line(entry))
    click.echo(f"{len(made)} issued, {before} issued before and unchanged.")


@signoff.command()
@workspace_option
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--code", default="", help="The document code from the footer, where it cannot be read from the file.")
@click.option(
    "--attested-by", default="", metavar="NAME", help="Who has looked at a scan or copy and saw the signature."
)
@click.option(
    "--signed-by",
    multiple=True,
    metavar="NAME",
    help="Whose signature was seen, as the sheet names them. Needed where several people sign one sheet.",
)
@click.option(
    "--signed-on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The date beside the signature, such as 2026-03-14.",
)
def receive(
    root: Path,
    files: tuple[Path, ...],
    code: str,
    attested_by: str,
    signed_by: tuple[str, ...],
    signed_on: datetime | None,
) -> None:
    """Take back files that people sent: PDFs, scans, photographs. Needs no network.

    Exit code 6: a file was altered, signed beside its place, or is no sheet that was issued. The others are taken in
    all the same.
    """
    from engine.commands.signoff import receive as run
    from engine.commands.signoff.words import exit_code, returned_lines

    day = signed_on.date() if signed_on else None
    returned = run(workspace_at(root), files, code, attested_by, signed_by, day)
    for one in returned:
        for line in returned_lines(one):
            click.echo(line)
    sys.exit(exit_code(returned))


@signoff.command()
@workspace_option
@format_option
def status(root: Path, form: str) -> None:
    """Say of each sheet whether it is issued, signed or stale, by whom, and what has changed since."""
    from engine.commands.signoff import standing
    from engine.commands.signoff.words import status_json, status_lines

    found = standing(workspace_at(root))
    if form == "json":
        show.as_json(status_json(found))
        return
    for line in status_lines(found):
        click.echo(line)
