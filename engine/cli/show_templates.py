"""How penholder speaks of templates: checks, previews and brands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.alike import alike, in_short
from engine.cli import show
from engine.phrases import nouns, sentences

if TYPE_CHECKING:  # what a command loads is its own affair
    from engine.commands.brand import Branding
    from engine.commands.preview import Previewed
    from engine.commands.template_check import CheckedTemplates

_SHOWN = 8
"""More findings of one kind in one template are told in one line."""


def checked(result: CheckedTemplates, copies: Sequence[Path], form: str) -> None:
    """The result of `penholder template check`."""
    findings = result.findings
    if form == "json":
        return show.as_json(result.as_json())
    for group in alike(findings, lambda finding: finding.place.file):
        shown = group.findings if len(group.findings) <= _SHOWN else group.findings[:1]
        for finding in shown:
            click.echo(str(finding.place))
            click.echo(f"  {finding.code}  {finding.message}")
            if finding.fix:
                click.echo(f"        {finding.fix}")
        if others := group.findings[len(shown) :]:
            click.echo(f"        {sentences.MORE_LIKE_IT(len(others))}: {in_short(f.place for f in others)}")
    if not findings:
        click.echo(f"{nouns.TEMPLATE.figure(len(result.templates))}, nothing wrong.")
    else:
        kinds = show.counted(findings)
        hint = "" if copies else " Copies with a comment at each: penholder template check --annotate DIR"
        click.echo(f"\n{kinds} in {nouns.TEMPLATE.figure(result.faulty)}.{hint}")
    for path in copies:
        click.echo(f"Written: {path}")
    return None


def previewed(made: Previewed, form: str) -> None:
    """The result of `penholder template preview`."""
    if form == "json":
        return show.as_json(made.as_json())
    show.print_findings(made.findings, every=True)
    whose = "the sample council's data: this workspace has none that can be used" if made.is_sample else "your data"
    click.echo(f"{made.pdf}\n{made.title}, {nouns.PAGE.figure(made.pages)}, with {whose}.")
    return None


def branded(made: Branding, form: str) -> None:
    """The result of `penholder template brand`."""
    if form == "json":
        return show.as_json(made.as_json())
    for name in made.changed:
        click.echo(f"{name:<28} in the council's brand")
    for name in made.unchanged:
        click.echo(f"{name:<28} was so already")
    click.echo()
    show.print_findings(made.findings, every=True)
    if made.former:
        click.echo(f"The templates as they were are in {made.former}.")
    if made.changed:
        click.echo("Next: penholder build, and look at the pages.")
    return None
