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
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.docx",
    help="Write the guide for editors and every field as a Word document, to keep beside the template.",
)
def fields(root: Path, form: str, file: Path | None, out: Path | None) -> None:
    """List every field a template may use: how to type it, what it means, an example, and where it comes from.

    With FILE: the fields this template uses and leaves out, and what the inputs hold that no template prints.
    Exit code 4: a tag of FILE cannot be read.
    """
    from engine.cli import show_fields as show
    from engine.template_fields import Vocabulary, usage, write_guide

    workspace = workspace_at(root)
    vocabulary = Vocabulary(workspace)
    if out:
        write_guide(out, vocabulary)
        click.echo(f"{out} is ready: the guide for template editors, and every field.", err=True)
    if file:
        show.used(usage(workspace, file, vocabulary), file, form)
    elif not out:
        show.listed(vocabulary, form)
