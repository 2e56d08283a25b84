"""The gate of every template: what a check says of one is what builds, previews and addenda hold it against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from engine.assembly.composing import composed
from engine.assembly.good_templates import GoodTemplates
from engine.assembly.left_out import but_for, left_out
from engine.assembly.own_fields import OwnFields
from engine.errors import TemplateError
from engine.findings import Finding, Place, error, errors_in, warning
from engine.fonts.on_this_machine import stand_in
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.inspection.inspect import inspect
from engine.model.edition import Edition
from engine.model.kept import made_once
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.templates.letters import letter_findings
from engine.workspace import Workspace

_Inspection = tuple[tuple[Finding, ...], tuple[str, ...], tuple[str, ...]]
"""What is to be said of a template, the fonts it asks for, and those of the council's own fields that it prints."""
_AskedFor = tuple[Place, Sequence[str]]
"""A template, and the fonts that it asks for."""
_LIBRARIES = ("lxml", "jinja2", "docxtpl", "python-docx")


def templates_of_its_own(workspace: Workspace) -> list[str]:
    """The names of the templates that a workspace has, and of those it had and has no more."""
    is_new = GoodTemplates(workspace).is_new
    return [name for name in TemplateKind if not is_new(name)]


def template_findings(workspace: Workspace) -> tuple[Finding, ...]:
    """All that is wrong with the templates and letters of a workspace, whatever data they are filled with."""
    own, printed, asked_for = OwnFields(workspace), set[str](), list[_AskedFor]()
    every = [one for name in templates_of_its_own(workspace) for one in _of(workspace, name, own, printed, asked_for)]
    found = filter(but_for(left_out(workspace)), (*every, *missing_fonts(asked_for)))
    return (*found, *own.unprinted(printed), *letter_findings(workspace))


def findings_of(workspace: Workspace, name: str) -> tuple[Finding, ...]:
    """What of that is wrong with one template by itself; nothing where the workspace never had it."""
    if name not in templates_of_its_own(workspace):
        return ()
    return tuple(filter(but_for(left_out(workspace)), _of(workspace, name, OwnFields(workspace), set(), [])))


def refuse_faulty(workspace: Workspace, findings: Sequence[Finding], edition: Edition) -> None:
    """Raises TemplateError with all findings where an error stops an edition: a draft only if it is made with it."""
    if stop(workspace, findings, edition):
        raise TemplateError("The templates have errors, so nothing was built.", findings)


def stop(workspace: Workspace, findings: Sequence[Finding], edition: Edition) -> bool:
    """Whether there is an error among them that stops an edition."""
    files = {workspace.relative(workspace.template(name)) for name in OF_AN_EDITION}
    return any(found.place.file in files or not edition.is_draft for found in errors_in(findings))


def inspected(place: Place, data: bytes, own: OwnFields) -> Iterator[Finding]:
    """What is to be said of a template by itself. own: the council's own fields."""
    findings, fonts, _ = _looked_through(place, data, own)
    yield from findings
    yield from missing_fonts([(place, fonts)])


def _looked_through(place: Place, data: bytes, own: OwnFields) -> _Inspection:
    """The very same bytes are not looked through a second time."""

    def look() -> _Inspection:
        found = inspect(data, place, own=own.names)
        return tuple(remark.finding for remark in found.remarks), found.fonts, found.own

    made_from = (repr((place, own.names)), data)
    return made_once("inspections", _Inspection, made_from, _LIBRARIES, look)


def unreadable(place: Place, refused: RefusedFile) -> Finding:
    """W-02 a template of the workspace that cannot be read."""
    name = place.file.rpartition("/")[2]
    message = f"The template {name} cannot be read. {refused.message}"
    return error("W-02", place, message, "Put it back; `penholder new` makes a workspace with the house copies.")


def missing_fonts(asked_for: Iterable[_AskedFor]) -> Iterator[Finding]:
    """W-42 fonts this machine has neither itself nor in the same widths. It is asked once for each."""
    drawn_for = cache(stand_in)
    for place, font in ((place, font) for place, fonts in asked_for for font in fonts):
        if drawn_for(font) is None:
            message = f'The font "{font}" is not on this machine: another is printed, and pages break elsewhere.'
            yield warning("W-42", place, message, "Install the font, or choose one that is here, such as Arial.")


def _of(
    workspace: Workspace, name: str, own: OwnFields, printed: set[str], asked_for: list[_AskedFor]
) -> Iterator[Finding]:
    """All that one template says. printed, asked_for: get what it prints of the council's own, and its fonts."""
    place = workspace.place(workspace.template(name))
    try:
        data, of_parts = composed(workspace, place, whole(workspace.template(name), limits.FILE))
    except RefusedFile as refused:
        yield unreadable(place, refused)
    else:
        findings, fonts, names = _looked_through(place, data, own)
        printed.update(names)
        asked_for.append((place, fonts))
        yield from of_parts
        yield from findings
