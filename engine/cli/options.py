"""Options that many commands share."""

from __future__ import annotations

from pathlib import Path

import click

from engine.errors import UsageError
from engine.workspace import Workspace

workspace_option = click.option(
    "--workspace",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The folder to work in. Default: the current folder.",
)
format_option = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How findings are printed."
)


def workspace_at(root: Path) -> Workspace:
    """The workspace in a folder. Raises UsageError where there is none."""
    workspace = Workspace(root.resolve())
    if not workspace.inputs.is_dir():
        raise UsageError(f"{root.resolve()} is no workspace: it has no inputs/. Make one with `penholder new`.")
    return workspace
