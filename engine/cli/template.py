"""penholder template: the Word templates looked at by themselves."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from engine.cli import show_templates
from engine.cli.options import format_option, workspace_at, workspace_option


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


@template.command()
@workspace_option
@format_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def preview(root: Path, form: str, file: Path) -> None:
    """Render one template to a PDF in outputs/preview, to be looked at.

    It shows the workspace's data, or the sample council's where there is none. Exit code 4: the template has errors.
    """
    from engine.preview import preview as run
    from engine.workspace import Workspace

    show_templates.previewed(run(Workspace(root.resolve()), file), form)


@template.command()
@workspace_option
@format_option
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="A new folder for branded copies; the templates themselves stay as they are.",
)
def brand(root: Path, form: str, out: Path | None) -> None:
    """Put council.yaml's colours and fonts into the templates.

    The former templates are kept in earlier_templates/. Exit code 3: colours cannot be told apart, and nothing was
    changed; the nearest ones that can are named.
    """
    from engine.branding import apply_brand

    workspace = workspace_at(root)
    show_templates.branded(workspace, apply_brand(workspace, out), form)
