"""penholder template: the Word templates looked at by themselves, and what they may say."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from engine.cli import show_templates
from engine.cli.options import format_option, workspace_at, workspace_option
from engine.errors import UsageError
from engine.workspace import Workspace, folder_at


@click.group()
def template() -> None:
    """Work on the Word templates by themselves.

    \b
      penholder template new       a plain one with every field in place
      penholder template check     every fault, with its place and how to mend it
      penholder template fields    every field they may use, with its meaning and an example
      penholder template preview   one of them as PDF, to be looked at
      penholder template brand     your colours and fonts into all of them
    """


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
def new(file: Path) -> None:
    """Write a plain starter with every field in place, sorted by section, to be changed in Word.

    How FILE begins says which template it is: report, verification_sheet, endorsement_sheet, readiness, signature_pack,
    addendum_sheet, brief, improvement_plan, summary, endorsement_addendum or change_note. Nothing is ever overwritten.
    """
    from engine.commands.template_new import write_starter

    kind = write_starter(file)
    click.echo(f'{file} is ready. Change it in Word, then: penholder template check "{file}"')
    click.echo(f"To build with it, save it as word_templates/{kind}.")


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
@click.option(
    "--add-styles",
    "adds_styles",
    is_flag=True,
    help="First put styles that the workspace's templates lack into them, as the house has them.",
)
def check(root: Path, form: str, files: tuple[Path, ...], copies: Path | None, adds_styles: bool) -> None:
    """Say everything that is wrong with each FILE, without inputs. Default: all templates.

    With --add-styles the templates as they were are kept in earlier_templates/. Exit code 4: a template has errors.
    """
    from engine.commands.template_check import check_templates, write_copies
    from engine.commands.template_styles import add_styles

    if adds_styles and files:
        raise UsageError("--add-styles is for the templates of a workspace: leave out FILE, or copy it there first.")
    if adds_styles:
        show_templates.styles_added(add_styles(workspace_at(root)), form)
    result = check_templates(Workspace(folder_at(root)), files)
    written = write_copies(result, copies) if copies else ()
    show_templates.checked(result, written, form)
    sys.exit(result.exit_code)


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
    from engine.commands.template_fields import FieldGuide, usage, write_guide

    workspace = workspace_at(root)
    vocabulary = FieldGuide(workspace)
    if out:
        write_guide(out, vocabulary)
        click.echo(f"{out} is ready: the guide for template editors, and every field.", err=True)
    if file:
        show.used(usage(workspace, file, vocabulary), file, form)
    elif not out:
        show.listed(vocabulary, form)


@template.command()
@workspace_option
@format_option
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def preview(root: Path, form: str, file: Path) -> None:
    """Render one template to a PDF in outputs/preview, to be looked at.

    It shows the workspace's data, or the sample council's where there is none, and says what `penholder template check`
    says of the template. Exit code 4: the template has errors; the page is made all the same where it can be.
    """
    from engine.commands.preview import preview as run

    made = run(Workspace(folder_at(root)), file)
    show_templates.previewed(made, form)
    sys.exit(made.exit_code)


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
    from engine.commands.brand import apply_brand

    show_templates.branded(apply_brand(workspace_at(root), out), form)
