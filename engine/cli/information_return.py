"""penholder return: the information return, built into a folder. Nothing is sent."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option
from engine.findings import Severity
from engine.phrases import nouns

_COLUMNS = ("number", "text", "statement", "window")


@click.command("return")
@workspace_option
@format_option
@click.option(
    "--request",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The request as it came (.xlsx, .xls, .ods, .csv): matched with the library, and kept in inputs/return/.",
)
@click.option(
    "--column",
    multiple=True,
    metavar="WHAT=HEADING",
    help="With --request: which column holds number, text, statement or window.",
)
def information_return(root: Path, form: str, file: Path | None, column: tuple[str, ...]) -> None:
    """Build the information return into outputs/return: a numbered folder for each item, an index and a manifest.

    It answers the newest request in inputs/return/, else the rows of the library that are flagged for it. Copied are
    the files in inputs/evidence/ that are a document's, as `penholder evidence` says; links are listed. Told is what is
    missing, leaves out months, is large, locked or shows signs of personal data. Nothing is sent. `penholder verify
    outputs/return` proves it.
    """
    from engine.commands.information_return import build_return, keep_request

    workspace = workspace_at(root)
    columns = dict(_named(one) for one in column)
    if file:
        kept = keep_request(workspace, file, columns)
        if form != "json":
            found = ", ".join(f"{name}: “{heading}”" for name, heading in kept.request.columns.items())
            click.echo(f"{nouns.ITEM.figure(len(kept.request.items))} asked for ({found}).")
            click.echo(f"No row of the library was found for {kept.open_items} of them: write it under answered_by.")
            click.echo(f"Kept: {workspace.relative(kept.path)}.\n")
    result = build_return(workspace, show.progress(quiet=form == "json"))
    if form == "json":
        show.as_json(result.as_json())
        return
    for finding in result.findings:
        if finding.severity is not Severity.INFO:
            click.echo(f"  {finding.code}  {finding.place.file}  {finding.place.where}".rstrip())
            click.echo(f"        {finding.message}")
            click.echo(f"        {finding.fix}")
    counts = f"{nouns.ITEM.figure(len(result.items))}, {nouns.FILE.figure(result.files)}"
    click.echo(f"\n{counts}; nothing answers {result.open_items}.")
    click.echo(
        f"Written: {workspace.relative(result.folder)}. Look at index.xlsx, then: penholder verify outputs/return."
    )
    sys.exit(0)


def _named(entry: str) -> tuple[str, str]:
    """What a column holds, and its heading."""
    what, is_given, heading = entry.partition("=")
    if what not in _COLUMNS or not is_given or not heading.strip():
        raise click.UsageError(f"--column {entry}: write one of {', '.join(_COLUMNS)}, then = and the heading.")
    return what, heading.strip()
