"""penholder compare: two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.cli.options import format_option, verbose_option

if TYPE_CHECKING:  # loaded when something is compared
    from engine.model.snapshot import Comparison

_VERSION = click.Path(exists=True, path_type=Path)


@click.command()
@verbose_option
@format_option
@click.argument("old", type=_VERSION)
@click.argument("new", type=_VERSION)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.docx",
    help="Write a change note to the edition that stands: FILE.docx and FILE.pdf. NEW is a workspace then.",
)
def compare(old: Path, new: Path, form: str, out: Path | None) -> None:
    """Say what changed from OLD to NEW: ratings, strengths, actions, figures and recommendations of others.

    Each is a workspace, the folder of an edition, or the record.json in one: keep that of each year's final edition.
    """
    from engine.commands.change_note import write_note
    from engine.commands.compare import compared, comparison_json

    if out:
        note = write_note(old, new, out)
        found = note.comparison
        for line in note.told:
            click.echo(line, err=True)
    else:
        found = compared(old, new)
    if form == "json":
        show.as_json(comparison_json(found))
        return
    for line in _lines(found):
        click.echo(line)


def _lines(found: Comparison) -> Iterator[str]:
    from engine.commands.compare import change_lines, recommendation_lines

    before, now = found.before, found.now
    yield f"{now.council}: version {before.version} of {before.date}, version {now.version} of {now.date}"
    if before.framework != now.framework:
        yield f"The framework is another one: {before.framework} before, {now.framework} now. Items are compared by id."
    for change in found.statements:
        yield ""
        yield change.name
        yield from (f"  {line}" for line in change_lines(change))
    yield ""
    yield f"Figures that changed: {len(found.figures)}"
    for figure in found.figures:
        yield f"  {figure.ref}  {figure.measure}: {figure.in_words}"
    if told := tuple(recommendation_lines(found)):
        yield ""
        yield "Recommendations of others"
        yield from (f"  {line}" for line in told)
