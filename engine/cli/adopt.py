"""penholder adopt: what a council has already, into its forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option
from engine.phrases import nouns
from engine.workspace import Workspace

if TYPE_CHECKING:  # loaded by this command alone
    from engine.commands.adopt import Adopted


@click.command()
@workspace_option
@format_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--last-year", is_flag=True, help="FILE is last year's report: each text says so until somebody has changed it."
)
def adopt(root: Path, form: str, file: Path, last_year: bool) -> None:
    """Put the words of FILE into the Word forms: a completed workbook with its nine templates, or last year's report.

    Read are .docx, .odt, .doc, and .pdf by its text. Only forms that are missing or that nobody has begun are filled;
    the blank ones are kept in earlier_inputs/. All else is told with its words: what stands under no heading of a form,
    and what belongs to a form with content. Figures of last year are listed with their year; none is taken over.
    """
    from engine.commands.adopt import adopt as run

    workspace = workspace_at(root)
    result = run(workspace, file, last_year)
    if form == "json":
        show.as_json(result.as_json())
        return
    _print(result, workspace)


def _print(result: Adopted, workspace: Workspace) -> None:
    if not result.has_wording:
        click.echo(
            "The official wording is not imported, so lines of the guidance may be taken for yours. Better first:"
        )
        click.echo("penholder framework import FILE.\n")
    for one in result.placed:
        click.echo(f"  {one.form:<28} {one.heading:<40} {nouns.WORD.figure(one.words)}")
    if result.hints:
        click.echo(
            f"\nLeft out as the guidance's own: {nouns.LINE.figure(len(result.hints))} (--format json lists them)."
        )
    _print_rest(result)
    click.echo(f"\nFilled: {nouns.FORM.figure(len(result.written))} in inputs/narrative/.")
    if result.kept:
        click.echo(f"The blank forms lie in {workspace.relative(result.kept)}.")
    click.echo("Next: penholder check.")


def _print_rest(result: Adopted) -> None:
    """What went nowhere, word for word, and the figures that may be taken over."""
    if result.not_placed:
        click.secho(f"\nNot placed ({len(result.not_placed)})", bold=True)
    for rest in result.not_placed:
        click.echo(f"  {rest.where}: {rest.why}")
        click.echo(f"        {rest.text}")
    if result.figures:
        click.secho(f"\nFigures with a year, to take over into evidence.xlsx or not ({len(result.figures)})", bold=True)
    for figure in result.figures:
        click.echo(f"  {figure.value} ({figure.year}), {figure.where}: {figure.sentence}")
