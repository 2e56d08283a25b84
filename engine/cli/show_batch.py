"""How penholder speaks of many councils: a line for each, and then what has to be done."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.findings import errors_in, summary
from engine.phrases import sentences

if TYPE_CHECKING:  # loaded when there is something to build
    from engine.commands.batch.outcome import Outcome, Outcomes

_ERRORS = 3
"""So many errors of a council that was not built are told; its own check tells them all."""


@contextmanager
def progress(councils: int, form: str) -> Iterator[Callable[[Outcome], None]]:
    """A bar on a terminal with the council that was done last; nothing when piped."""
    if form == "json" or not sys.stderr.isatty():
        yield lambda _: None
        return

    def last(outcome: Outcome | None) -> str:
        return outcome.folder.name if outcome else ""

    with click.progressbar(length=councils, show_pos=True, item_show_func=last, file=sys.stderr) as bar:
        yield lambda outcome: bar.update(1, outcome)


def built(result: Outcomes, form: str) -> None:
    """The result of `penholder batch`."""
    if form == "json":
        return show.as_json(result.as_json())
    _table(result.each)
    counts = (f"{number} {_SAID[state]}" for state, number in result.counts.items() if number)
    click.echo("\n" + ", ".join(counts) + ".")
    for outcome in result.each:
        if outcome.fault:
            _failure(outcome)
    if result.left:
        again = "Give the command again to build the rest."
        click.echo(f"\nStopped before {sentences.STOPPED_BEFORE(result.left)}. {again}", err=True)
    return None


_SAID = {"built": "built", "unchanged": "unchanged", "failed": "not built"}


def _table(outcomes: Sequence[Outcome]) -> None:
    names = [_shown(outcome.folder) for outcome in outcomes]
    width = max(map(len, ("Council", *names)))
    click.secho(f"{'Council':<{width}}  {'State':<9}  Pages  Errors  Warnings  Seconds  Exit code", bold=True)
    for name, outcome in zip(names, outcomes, strict=True):
        counted = summary(outcome.findings)
        figures = (
            f"{outcome.pages or '-':>5}  {counted['errors']:>6}  {counted['warnings']:>8}  {outcome.seconds:>7.1f}"
        )
        line = f"{name:<{width}}  {_SAID[outcome.state]:<9}  {figures}  {outcome.exit_code:>9}"
        click.secho(line, bold=bool(outcome.fault))


def _failure(outcome: Outcome) -> None:
    """Why there is no edition, in the words in which a lone build would have said it."""
    name = _shown(outcome.folder)
    click.secho(f"\n{name}: {outcome.message}", bold=True)
    errors = errors_in(outcome.findings)
    for finding in errors[:_ERRORS]:
        show.print_finding(finding)
    if len(errors) > _ERRORS:
        click.echo(f"  …     {sentences.NOT_SHOWN(len(errors) - _ERRORS)}: penholder check --workspace {name}")


def _shown(folder: Path) -> str:
    """From where the reader is, if it is below."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)
