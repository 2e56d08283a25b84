"""penholder forms: blank forms to send out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from engine.cli.options import workspace_at, workspace_option
from engine.model.forms import BLOCKS, FORM_KINDS
from engine.phrases import nouns


@click.command()
@workspace_option
@click.argument("kind", required=False, type=click.Choice((*FORM_KINDS, BLOCKS)))
@click.option(
    "--out",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to. Default: forms/ in the workspace.",
)
def forms(root: Path, kind: str | None, folder: Path | None) -> None:
    """Write blank forms to send out: checklists, narrative, evidence, endorsements, or all of them.

    Beside them goes the form Blocks: tables such as a case study, to copy into the narrative.

    They have the ids, the drop-down lists and the prompts of the framework in use, and the council's name, colours and
    logo. A form that is there already is never overwritten.
    """
    from engine.commands.forms import issue_forms

    workspace = workspace_at(root)
    folder = folder or workspace.root / "forms"
    written = issue_forms(workspace, folder, (kind,) if kind else (*FORM_KINDS, BLOCKS))
    counts = Counter(path.relative_to(folder).parts[0] for path in written)
    for name, count in counts.items():
        click.echo(f"{name:<18} {nouns.FORM.figure(count)}")
    click.echo(f"\nWritten to {folder}. Send them out; penholder arrive takes in what comes back.")
