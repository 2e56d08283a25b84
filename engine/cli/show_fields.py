"""The fields of the templates, for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from engine.cli import show
from engine.commands.template_fields import FieldGuide, Usage
from engine.phrases import nouns

_INDENT = 46


def listed(guide: FieldGuide, form: str) -> None:
    """The whole list."""
    if form == "json":
        return show.as_json(guide.as_json())
    for section in guide.sections:
        click.secho(section.title, bold=True)
        for field in section.fields:
            example = f'"{field.example}"  ← ' if field.example else ""
            click.echo(_row(field.written, field.means))
            click.echo(f"{'':{_INDENT}}{example}{guide.comes_from(field)}")
        click.echo()
    click.echo("A loop over table rows begins with {%tr for, one over table cells with {%tc for.")
    return None


def used(usage: Usage, file: Path, form: str) -> None:
    """What one template uses and leaves out, and what no template prints."""
    if form == "json":
        return show.as_json(usage.as_json(file))
    total = len(usage.used) + len(usage.unused)
    click.secho(f"{file} uses {nouns.FIELD.part(len(usage.used), total)} of {usage.template}", bold=True)
    _rows((field.written, field.means) for field in usage.used)
    if usage.unknown:
        click.secho("Names that lead to no field: penholder template check says where", bold=True)
        _rows((name, "") for name in usage.unknown)
    click.secho("Fields it does not use", bold=True)
    _rows((field.written, field.means) for field in usage.unused)
    click.secho("What the inputs hold that no template prints", bold=True)
    _rows((one.source, _would_print(one.values, one.fields)) for one in usage.unprinted)
    return None


def _would_print(values: int, fields: tuple[str, ...]) -> str:
    return f"{nouns.VALUE.figure(values)}; {' or '.join(fields) if fields else 'no field prints it'}"


def _rows(rows: Iterable[tuple[str, str]]) -> None:
    for name, words in rows:
        click.echo(_row(name, words).rstrip())
    click.echo()


def _row(name: str, words: str) -> str:
    return f"  {name:<{_INDENT - 2}}{words}" if len(name) < _INDENT - 2 else f"  {name}\n{'':{_INDENT}}{words}"
