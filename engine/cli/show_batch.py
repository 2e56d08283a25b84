"""How penholder speaks of many councils: a line for each, and then what has to be done."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from engine.cli import show
from engine.finding_kinds import exit_code
from engine.findings import errors_in, summary

if TYPE_CHECKING:  # loaded when there is something to build
    from engine.commands.batch.outcome import Outcome

_STOPPED = 2
"""The exit code of a command that somebody stopped."""
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


def built(outcomes: Sequence[Outcome], asked: int, form: str) -> int:
    """The result of `penholder batch`, and its exit code. asked: how many councils were to be built."""
    from engine.commands.batch.outcome import worst

    counts = {state: sum(_state(outcome) == state for outcome in outcomes) for state in _SAID}
    left = asked - len(outcomes)
    code = worst((*map(_code, outcomes), *([_STOPPED] if left else [])))
    if form == "json":
        content = {
            "councils": [_json(outcome) for outcome in outcomes],
            "summary": {**counts, "left": left},
            "exit_code": code,
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return code
    _table(outcomes)
    click.echo("\n" + ", ".join(f"{count} {_SAID[state]}" for state, count in counts.items() if count) + ".")
    for outcome in outcomes:
        if outcome.fault:
            _failure(outcome)
    if left:
        click.echo(f"\nStopped before {left} more were built. Give the command again to build the rest.", err=True)
    return code


_SAID = {"built": "built", "unchanged": "unchanged", "failed": "not built"}


def _state(outcome: Outcome) -> str:
    if outcome.fault:
        return "failed"
    return "unchanged" if outcome.is_unchanged else "built"


def _code(outcome: Outcome) -> int:
    return outcome.fault or exit_code(outcome.findings)


def _table(outcomes: Sequence[Outcome]) -> None:
    names = [_shown(outcome.folder) for outcome in outcomes]
    width = max(map(len, ("Council", *names)))
    click.secho(f"{'Council':<{width}}  {'State':<9}  Pages  Errors  Warnings  Seconds  Exit code", bold=True)
    for name, outcome in zip(names, outcomes, strict=True):
        counted = summary(outcome.findings)
        figures = (
            f"{outcome.pages or '-':>5}  {counted['errors']:>6}  {counted['warnings']:>8}  {outcome.seconds:>7.1f}"
        )
        line = f"{name:<{width}}  {_SAID[_state(outcome)]:<9}  {figures}  {_code(outcome):>9}"
        click.secho(line, bold=bool(outcome.fault))


def _failure(outcome: Outcome) -> None:
    """Why there is no edition, in the words in which a lone build would have said it."""
    name = _shown(outcome.folder)
    click.secho(f"\n{name}: {outcome.message}", bold=True)
    errors = errors_in(outcome.findings)
    for finding in errors[:_ERRORS]:
        show.print_finding(finding)
    if len(errors) > _ERRORS:
        click.echo(f"  …     {len(errors) - _ERRORS} more: penholder check --workspace {name}")


def _shown(folder: Path) -> str:
    """From where the reader is, if it is below."""
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def _json(outcome: Outcome) -> dict[str, Any]:
    return {
        "folder": str(outcome.folder),
        "state": _state(outcome),
        "exit_code": _code(outcome),
        "message": outcome.message,
        "pages": outcome.pages,
        "seconds": round(outcome.seconds, 2),
        "findings": [finding.as_json() for finding in outcome.findings],
        "summary": summary(outcome.findings),
    }
