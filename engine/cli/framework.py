"""penholder framework: the catalogue in use, and official wording taken over into it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from engine.cli import show
from engine.cli.options import format_option, workspace_at, workspace_option
from engine.findings import Severity
from engine.phrases import nouns
from engine.workspace import Workspace, folder_at

if TYPE_CHECKING:  # loaded by these commands, not by every other one
    from engine.commands.framework_import import ImportedWording


@click.group()
def framework() -> None:
    """The catalogue of themes, statements, checklist items, library rows and roles."""


@framework.command("show")
@workspace_option
@format_option
def framework_show(root: Path, form: str) -> None:
    """Print the framework in use."""
    from engine.commands.framework_show import show_framework

    show.framework(show_framework(Workspace(folder_at(root))), form)


@framework.command("list")
@workspace_option
@format_option
def framework_list(root: Path, form: str) -> None:
    """Print every version of the framework at hand, and which one is in use."""
    from engine.commands.framework_editions import list_frameworks

    found = list_frameworks(Workspace(folder_at(root)))
    if form == "json":
        show.as_json(found.as_json())
        return
    for one in found.listed:
        state = "in use" if one.is_in_use else "offered" if one.is_offered else ""
        official = f" (official: {', '.join(one.official_parts)})" if one.official_parts else ""
        click.echo(f"{one.version:<12} {state:<8} {one.title or one.file}{official}")
    click.echo("\nAnother one: penholder framework use VERSION.")


@framework.command("use")
@workspace_option
@format_option
@click.argument("version")
def framework_use(root: Path, form: str, version: str) -> None:
    """Use another version of the framework from now on: one in inputs/framework/, one of the house, or an edition.

    Of an edition and the framework in use a new file is made in inputs/framework/: ids stay, and so does wording that
    the edition does not change. What changed is told by word. Answers belong to ids, so they stay too.
    """
    from engine.commands.framework_editions import use_framework

    workspace = workspace_at(root)
    chosen = use_framework(workspace, version)
    if form == "json":
        show.as_json(chosen.as_json())
        return
    for change in chosen.changes:
        click.echo(f"  {change.kind:<9} {change.about}")
        click.echo(f"            {chosen.difference(change)}")
    click.echo()
    if chosen.lost_parts:
        click.echo(f"No longer wholly in official wording: {', '.join(chosen.lost_parts)}.")
    click.echo(f"{nouns.CHECKLIST_ITEM.part(chosen.kept, len(chosen.former.items))} keep their ids, and their answers.")
    if chosen.is_new:
        click.echo(f"Written: {workspace.relative(chosen.path)}.")
    click.echo(f"Version {chosen.framework.version} is in use. Back: penholder framework use {chosen.former.version}.")


@framework.command("import")
@workspace_option
@format_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--version", default="", help="What to call this edition, such as 2026-01. Default: the next number.")
@click.option("--look", is_flag=True, help="Only say what would come of it. Writes nothing.")
def framework_import(root: Path, form: str, file: Path, version: str, look: bool) -> None:
    """Take over the official wording from FILE: the guidance's workbook (.docx) or its stage 1 checklist (.xlsx).

    .odt, .doc and .rtf are read with LibreOffice; .xls and .ods as they are.

    The wording goes into a new file in inputs/framework/, beside any former one, and is used from then on: in forms,
    in the report, and to recognise what comes back. Ids stay. A checklist brings its items only; everything else
    stays as it is in use. What the workbook lacks, and what of it is no wording, is told. Exit code 3: the file is no
    such workbook, or not a complete one.
    """
    from engine.commands.framework_import import import_wording

    workspace = workspace_at(root)
    imported = import_wording(workspace, file, version, is_look=look)
    if form == "json":
        show.as_json(imported.as_json())
    else:
        _print(imported, file, workspace)


def _print(imported: ImportedWording, file: Path, workspace: Workspace) -> None:
    from engine.commands.wording_parts import parts_of

    click.echo(f"{file.name}\n")
    for part in parts_of(imported.framework):
        click.echo(f"{part.said:<60} {'official' if part.is_official else 'penholder’s own words'}")
    click.echo()
    if imported.path is None:
        click.echo(f"Version {imported.framework.version}, in use, has this wording already. Nothing was written.")
        return
    _print_changes(imported)
    _print_findings(imported)
    if not imported.is_put:
        click.echo(
            f"Nothing was written. Without --look: {workspace.relative(imported.path)}, to be used from then on."
        )
        return
    click.echo(f"Written: {workspace.relative(imported.path)}. It is now in use.")
    click.echo(f"Version {imported.former.version} stays as it was.")
    click.echo("Next: penholder forms, to send out forms in this wording.")


def _print_changes(imported: ImportedWording) -> None:
    """Each difference by word; only counts where penholder's own words were replaced, for there every text differs."""
    counts = Counter(change.kind for change in imported.changes)
    told = ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "dropped", "reworded"))
    click.secho(f"Against version {imported.former.version}: {told}", bold=True)
    if imported.replaced:
        parts = ", ".join(imported.replaced)
        click.echo(f"  Replaced as a whole, from penholder’s own words: {parts}. Their ids stay.")
    for change in imported.changes:
        if change.kind != "reworded" or not imported.replaced:
            click.echo(f"  {change.kind:<9} {change.about}")
            click.echo(f"            {imported.difference(change)}")
    click.echo()


def _print_findings(imported: ImportedWording) -> None:
    for severity, title in ((Severity.WARNING, "To look at"), (Severity.INFO, "As printed, and what was made of it")):
        chosen = [finding for finding in imported.findings if finding.severity is severity]
        if chosen:
            click.secho(f"{title} ({len(chosen)})", bold=True)
            for finding in chosen:
                click.echo(f"  {finding.code}  {finding.place.where or finding.place.file}")
                click.echo(f"        {finding.message}")
                if finding.fix:
                    click.echo(f"        {finding.fix}")
            click.echo()
