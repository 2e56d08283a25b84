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
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--last-year", is_flag=True, help="FILE is last year's report: each text says so until somebody has changed it."
)
@click.option("--look", is_flag=True, help="Only say what would go where. Fills nothing.")
@click.option("--undo", is_flag=True, help="Take back what was adopted last, while no form of it has changed.")
def adopt(root: Path, form: str, file: Path | None, last_year: bool, look: bool, undo: bool) -> None:
    """Put the words of FILE into the Word forms: a completed workbook with its nine templates, or last year's report.

    Read are .docx, .odt, .doc, and .pdf by its text. Only forms that are missing or that nobody has begun are filled;
    the blank ones are kept in earlier_inputs/. All else is told with its words: what stands under no heading of a form,
    and what belongs to a form with content. Figures of last year are listed with their year; none is taken over.
    """
    from engine.commands.adopt import adopt as run
    from engine.commands.adopt import undo_adoption

    workspace = workspace_at(root)
    if undo:
        forms = nouns.FORM.figure(len(undo_adoption(workspace).files))
        click.echo(f"Taken back: {forms} as before. What was in them is kept in earlier_inputs/.")
        return
    if file is None:
        raise click.UsageError("Name the completed workbook, or last year's report.")
    result = run(workspace, file, last_year, is_look=look)
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
    forms = nouns.FORM.figure(len(result.written))
    if not result.is_put:
        click.echo(f"\nNothing was changed. Without --look, {forms} in inputs/narrative/ would be filled.")
        return
    click.echo(f"\nFilled: {forms} in inputs/narrative/.")
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
