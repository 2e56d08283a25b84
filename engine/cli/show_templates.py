"""How penholder speaks of templates: checks, previews and brands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.findings import Finding, errors_in

if TYPE_CHECKING:  # what a command loads is its own affair
    from engine.commands.brand import Branding
    from engine.commands.preview import Previewed
    from engine.commands.template_check import CheckedTemplates


_TOLD = 5
"""So many warnings of one kind are told of a template; a document that is none has a thousand."""


def checked(result: CheckedTemplates, copies: Sequence[Path], form: str) -> None:
    """The result of `penholder template check`."""
    findings = result.findings
    if form == "json":
        return show.as_json(result.as_json())
    kept, folded = _in_short(findings)
    for finding in kept:
        click.echo(str(finding.place))
        click.echo(f"  {finding.code}  {finding.message}")
        if finding.fix:
            click.echo(f"        {finding.fix}")
    for (file, code), more in folded.items():
        click.echo(f"{file}\n  {code}  … {more} more of the same kind: --annotate shows each at its place")
    errors = len(errors_in(findings))
    warnings = len(findings) - errors
    if not findings:
        click.echo(f"{show.count(len(result.templates), 'template')}, nothing wrong.")
    else:
        kinds = f"{show.count(errors, 'error')} and {show.count(warnings, 'warning')}"
        hint = "" if copies else " Copies with a comment at each: penholder template check --annotate DIR"
        click.echo(f"\n{kinds} in {show.count(result.faulty, 'template')}.{hint}")
    for path in copies:
        click.echo(f"Written: {path}")
    return None


def _in_short(findings: Sequence[Finding]) -> tuple[list[Finding], Counter[tuple[str, str]]]:
    """The findings to tell: every error, and of a kind of warning a few in each file; with how many more there are."""
    told: Counter[tuple[str, str]] = Counter()
    kept, folded = [], Counter[tuple[str, str]]()
    errors = set(errors_in(findings))
    for finding in findings:
        kind = (finding.place.file, finding.code)
        told[kind] += finding not in errors
        if finding in errors or told[kind] <= _TOLD:
            kept.append(finding)
        else:
            folded[kind] += 1
    return kept, folded


def previewed(made: Previewed, form: str) -> None:
    """The result of `penholder template preview`."""
    if form == "json":
        return show.as_json(made.as_json())
    whose = "the sample council's data: this workspace has none that can be used" if made.is_sample else "your data"
    pages = "1 page" if made.pages == 1 else f"{made.pages} pages"
    click.echo(f"{made.pdf}\n{made.title}, {pages}, with {whose}.")
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
