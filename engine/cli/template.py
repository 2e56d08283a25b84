"""penholder template: what the Word templates may say, and whether they say it rightly."""

from __future__ import annotations

from pathlib import Path

import click

from engine.cli.options import format_option, workspace_at, workspace_option


@click.group()
def template() -> None:
    """The Word templates: which fields they may use."""


@template.command()
@workspace_option
@format_option
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def fields(root: Path, form: str, file: Path | None) -> None:
    """List every field a template may use: how to type it, what it means, an example, and where it comes from.

    With FILE: the fields this template uses and leaves out, and what the inputs hold that no template prints.
    Exit code 4: a tag of FILE cannot be read.
    """
    from engine.cli import show_fields as show
    from engine.template_fields import Vocabulary, usage

    workspace = workspace_at(root)
    vocabulary = Vocabulary(workspace)
    if file:
        show.used(usage(workspace, file, vocabulary), file, form)
    else:
        show.listed(vocabulary, form)
