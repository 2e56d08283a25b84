"""penholder studio: the same job in a browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import click

from engine.cli.options import verbose_option
from engine.errors import UsageError
from engine.workspace import folder_at, workspace_at

_NEEDS = ("starlette", "uvicorn", "python_multipart")
_MISSING = (
    "The studio needs a few libraries more than the command line does. Install them: pip install penholder[studio]"
)


@click.command()
@verbose_option
@click.option(
    "--workspace",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to work in. Default: the current folder; where that is no workspace, you choose or make one.",
)
@click.option("--no-browser", is_flag=True, help="Only print the link that opens it, which is good once.")
@click.option(
    "--shortcut",
    is_flag=True,
    help="Only make an entry in your menu of programs that opens the studio, in this workspace where it is one.",
)
def studio(root: Path | None, no_browser: bool, shortcut: bool) -> None:
    """Do the whole job in a browser on this computer: read, settle, build, look at the pages.

    Nothing leaves this computer, and nobody else can open it. Ctrl-C ends it, or "Close the studio" on any page.
    """
    if not all(map(find_spec, _NEEDS)):
        raise UsageError(_MISSING)
    workspace = workspace_at(root) if root else None
    if workspace is None and (folder_at(Path()) / "inputs").is_dir():
        workspace = workspace_at(Path())
    if shortcut:
        from engine.studio.shortcut import make_shortcut

        click.echo(f"The entry is made: {make_shortcut(workspace.root if workspace else None)[0]}")
        return
    from engine.studio.serve import serve

    serve(workspace, not no_browser, _say_link)


def _say_link(link: str, is_beside_another: bool) -> None:
    if is_beside_another:
        click.echo("Another studio has this folder open as well. Both show what is in the folder, and nothing is lost.")
    click.echo(f"The studio is open. If no browser shows it, open this link; it is good once:\n{link}")
