"""How penholder speaks of templates: previews and brands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.workspace import Workspace

if TYPE_CHECKING:  # what a command loads is its own affair
    from engine.commands.brand import Branding
    from engine.commands.preview import Previewed


def previewed(made: Previewed, form: str) -> None:
    """The result of `penholder template preview`."""
    if form == "json":
        return show.print_json([], pdf=str(made.pdf), kind=made.kind, pages=made.pages, sample=made.is_sample)
    whose = "the sample council's data: this workspace has none that can be used" if made.is_sample else "your data"
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    click.echo(f"{made.pdf}\n{made.title}, {pages}, with {whose}.")
    return None


def branded(workspace: Workspace, made: Branding, form: str) -> None:
    """The result of `penholder template brand`."""
    former = workspace.relative(made.former) if made.former else ""
    if form == "json":
        return show.print_json(made.findings, changed=made.changed, unchanged=made.unchanged, former=former)
    for name in made.changed:
        click.echo(f"{name:<28} in the council's brand")
    for name in made.unchanged:
        click.echo(f"{name:<28} was so already")
    click.echo()
    show.print_findings(made.findings, every=True)
    if former:
        click.echo(f"The templates as they were are in {former}.")
    if made.changed:
        click.echo("Next: penholder build, and look at the pages.")
    return None
