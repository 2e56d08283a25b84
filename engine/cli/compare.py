"""penholder compare: two versions side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.cli.options import format_option, verbose_option
from engine.model.snapshot import Became

if TYPE_CHECKING:  # loaded when something is compared
    from engine.model.snapshot import Comparison, PastAction, StatementChange

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
    """Say what changed from OLD to NEW: ratings, strengths, actions and figures.

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
    before, now = found.before, found.now
    yield f"{now.council}: version {before.version} of {before.date}, version {now.version} of {now.date}"
    if before.framework != now.framework:
        yield f"The framework is another one: {before.framework} before, {now.framework} now. Items are compared by id."
    for change in found.statements:
        yield ""
        yield change.name
        yield from (f"  {line}" for line in _statement(change))
    yield ""
    yield f"Figures that changed: {len(found.figures)}"
    for figure in found.figures:
        yield f"  {figure.ref}  {figure.measure}: {figure.told_before or 'not there'} → {figure.told_now or 'gone'}"


def _statement(change: StatementChange) -> Iterator[str]:
    for name, (before, now) in (("View", change.view), ("Direction", change.direction)):
        if before != now:
            yield f"{name}: {before or '–'} → {now or '–'}"
    for agreement in change.agreement:
        if (agreement.before, agreement.before_of) != (agreement.now, agreement.now_of):
            before, now = _agrees(agreement.before, agreement.before_of), _agrees(agreement.now, agreement.now_of)
            yield f"{agreement.group} agree with: {before} → {now}"
    yield f"Ratings: {change.better} better, {change.worse} worse"
    for name, texts in (("New strength", change.new_strengths), ("Strength no longer claimed", change.gone_strengths)):
        yield from (f"{name}: {text}" for text in texts)
    for name, actions in (*change.became, (Became.NEW, change.new)):
        yield from (f"{name}: {_action(action)}" for action in actions)


def _agrees(number: int | None, items: int) -> str:
    return "sent nothing" if number is None else f"{number} of {items}"


def _action(action: PastAction) -> str:
    return f"{action.text} ({action.owner})"
