"""How penholder speaks while it watches a workspace."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.errors import PenholderError
from engine.finding_kinds import Trait, has
from engine.findings import Finding, errors_in
from engine.model.edition import Order
from engine.phrases.forms import and_more
from engine.workspace import Workspace

if TYPE_CHECKING:  # loaded when somebody watches
    from engine.commands.watch import Done


def watch(workspace: Workspace, order: Order) -> None:
    """Build and go on building until Ctrl-C, telling each time what came of it."""
    from engine.commands.watch import watch_and_build

    click.echo(f"Watching {workspace.root}. Save a file, and what depends on it is built. Ctrl-C ends it.\n")
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):  # a closed window ends it as cleanly, and LibreOffice with it
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _interrupt)
    with suppress(KeyboardInterrupt):
        watch_and_build(workspace, order, done)
    click.echo(f"\nStopped watching. outputs/{order.edition} is as the last build left it.")


def _interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def done(result: Done) -> None:
    """One line for what was built, and every error in full."""
    changed = ", ".join(name.rpartition("/")[2] for name in result.changed[:3])
    named = and_more(changed, len(result.changed) - 3)
    head = f"{time.strftime('%H:%M:%S')}  {named + '  ' if changed else ''}"
    outcome = result.outcome
    if isinstance(outcome, PenholderError):
        click.secho(f"{head}{outcome.message}", bold=True)
        return _errors(outcome.findings)
    if outcome.is_unchanged:
        what = "nothing to do"
    elif outcome.only or outcome.report_at_once:
        report = ["report"] if outcome.report_at_once else []
        what = ", ".join((*report, *(f"sheet {statement}" for statement in outcome.only)))
    else:
        what = f"{outcome.folder.name} edition"
    click.echo(f"{head}{what}  {result.seconds:.1f} s")
    for finding in outcome.findings:
        if has(finding, Trait.SAID_ANEW):
            click.secho(f"  {finding.message}", bold=True)
    return _errors(outcome.findings)


def _errors(findings: tuple[Finding, ...]) -> None:
    for finding in errors_in(findings):
        show.print_finding(finding)
