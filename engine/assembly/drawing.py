"""Step 5 of an order: its documents, from templates that work; a draft from the last version that did."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from engine.assembly.composing import composed
from engine.assembly.good_templates import GoodTemplates
from engine.assembly.own_fields import OwnFields
from engine.assembly.reading import Reading
from engine.assembly.template_gate import findings_of, inspected, refuse_faulty, stop, template_findings, unreadable
from engine.assessment.fingerprint import sheet_code
from engine.assessment.open_to_all import open_to_all
from engine.assessment.readiness import readiness
from engine.errors import TemplateError, UsageError
from engine.findings import Finding, errors_in, warning
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.edition import Edition, Order
from engine.model.framework import Framework
from engine.model.manifest import Sources
from engine.model.vocabulary import framework_vocabulary
from engine.model.volumes import Volume
from engine.publishing.source_hashes import with_stand_ins
from engine.rendering.jobs import BRIEFS
from engine.rendering.logo_box import low_logo
from engine.rendering.render import NOBODY, Hearer, Rendered, render_all
from engine.templates.brand.apply import not_applied
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Drawn:
    """The documents. proven: templates that worked; sources: with those that stood in for broken ones."""

    rendered: tuple[Rendered, ...]
    proven: dict[str, bytes]
    sources: Sources
    findings: tuple[Finding, ...] = ()


def draw(workspace: Workspace, reading: Reading, order: Order, hearer: Hearer = NOBODY) -> Drawn:
    """Every document of an order, proven, from templates that nothing is wrong with. Raises UsageError.

    Raises TemplateError with every finding about templates: those of a check of them alone, or if that finds no error,
    those that show in the documents. The report is drawn when its own template has been looked through: whoever hears
    of it lays it out while the others are.
    """
    told = cache(lambda: template_findings(workspace))

    def as_made(document: Rendered) -> None:
        if document.template == TemplateKind.REPORT:
            refuse_faulty(workspace, told(), order.edition)

    try:
        refuse_faulty(workspace, findings_of(workspace, TemplateKind.REPORT), order.edition)
        templates = {name: template_bytes(workspace, name) for name in OF_AN_EDITION}
        rendered = _rendered(reading, order, templates, replace(hearer, as_made=as_made))
        refuse_faulty(workspace, told(), order.edition)
        proven = {document.template: templates[document.template] for document in rendered}
        return Drawn(rendered, proven, reading.sources, (*told(), *_mended(rendered, told())))
    except TemplateError as fault:
        shown = () if stop(workspace, told(), order.edition) else fault.findings
        every = TemplateError(fault.message, tuple(dict.fromkeys((*told(), *shown))))
        if not order.edition.is_draft:
            raise every from fault
        return _with_stand_ins(workspace, reading, order, every, hearer)


def template_bytes(workspace: Workspace, name: str) -> bytes:
    """A template of the workspace, or the house copy where it never had one. Raises TemplateError."""
    path = workspace.template(name)
    try:
        own = whole(workspace.template_or_house(name) if GoodTemplates(workspace).is_new(name) else path, limits.FILE)
    except RefusedFile as refused:
        fault = unreadable(workspace.place(path), refused)
        raise TemplateError(fault.message, [fault]) from refused
    return composed(workspace, workspace.place(path), own)[0]


def sound_template(workspace: Workspace, name: str) -> bytes:
    """A template by which one document is made by itself. Raises TemplateError where a check of it finds errors."""
    data = template_bytes(workspace, name)
    place = workspace.place(workspace.template(name))
    found = (*composed(workspace, place, data)[1], *inspected(place, data, OwnFields(workspace)))
    if errors_in(found):
        raise TemplateError("The template has errors, so nothing was made.", found)
    return data


def house_copies(workspace: Workspace) -> Iterator[Finding]:
    """A warning for each template that the workspace does not have: it was made before penholder had that template."""
    for name in TemplateKind:
        if GoodTemplates(workspace).is_new(name):
            message = f"This workspace has no {name}, so the house copy is used, in the house's colours."
            fix = "Nothing, if it will do. Else copy it from a new workspace (penholder new), and change the copy."
            yield warning("W-63", workspace.place(workspace.template(name)), message, fix)


def not_in_brand(workspace: Workspace, reading: Reading) -> Iterator[Finding]:
    """A warning for each template that is not in the council's brand yet."""
    council = reading.assessment.council
    for path in map(workspace.template, TemplateKind):
        with suppress(RefusedFile):  # what cannot be read is told where it is drawn from
            yield from not_applied(whole(path, limits.FILE), council, workspace.place(path))


def brand_findings(workspace: Workspace, reading: Reading) -> Iterator[Finding]:
    """What there is to say of the brand: templates that are not in it yet, and a logo that is printed too low."""
    yield from not_in_brand(workspace, reading)
    yield from low_logo(reading.logo, reading.assessment.council.place)


def _with_stand_ins(
    workspace: Workspace, reading: Reading, order: Order, fault: TemplateError, hearer: Hearer
) -> Drawn:
    good = GoodTemplates(workspace)
    broken = {name for found in errors_in(fault.findings) for name in OF_AN_EDITION if _is_of(workspace, found, name)}
    stand_ins = good.kept_of(broken)
    if len(stand_ins) < len(broken) or not broken:
        raise fault
    present = [name for name in OF_AN_EDITION if name not in stand_ins]
    try:
        templates = stand_ins | {name: template_bytes(workspace, name) for name in present}
        rendered = _rendered(reading, order, templates, hearer)
    except TemplateError:
        raise fault from None
    used = {workspace.relative(workspace.template(name)): data for name, data in stand_ins.items()}
    findings = (*map(good.stand_in_finding, stand_ins), *fault.findings, *_mended(rendered, fault.findings))
    return Drawn(rendered, {}, with_stand_ins(reading.sources, used), findings)


def _is_of(workspace: Workspace, found: Finding, name: str) -> bool:
    return found.place.file == workspace.relative(workspace.template(name))


def _rendered(reading: Reading, order: Order, templates: Mapping[str, bytes], hearer: Hearer) -> tuple[Rendered, ...]:
    assessment, judgement = reading.assessment, reading.judgement
    only, standing = _documents(assessment.framework, order), readiness(assessment, judgement)
    if order.edition is Edition.PUBLIC:  # what was found, and where it all stands, is not for everyone
        who = (assessment.council.publishes_names, assessment.council.public_offices)
        judgement, standing = open_to_all(judgement, *who), open_to_all(standing, *who)
    return render_all(
        assessment,
        judgement,
        standing,
        order.edition,
        reading.logo,
        templates,
        sheet_code,
        only,
        hearer=hearer,
    )


def _documents(framework: Framework, order: Order) -> tuple[str, ...]:
    """The names of the sheets of these statements, of a report that is wanted at once, and of their briefs.

    In this order, whatever order they are asked for in, none waits for another: a sheet is laid out while the report is
    drawn, and finished while that is laid out. Raises UsageError for a statement there is none of.
    """
    if order.only and order.edition is Edition.PUBLIC:
        raise UsageError("The public edition is the report alone: it has no sheets. Leave out --only.")
    words = framework_vocabulary(framework)
    for name in order.only:
        if words.find("statement", name) is None:
            near = words.close_to("statement", name) or ", ".join(s.id for s in framework.statements)
            raise UsageError(f'There is no quality statement "{name}". Did you mean {near}?')
    named = {words.find("statement", name) for name in order.only}
    wanted = [statement.id for statement in framework.statements if statement.id in named]
    sheets, briefs = ([f"{folder}/{statement}" for statement in wanted] for folder in ("verification", BRIEFS))
    return (*sheets, *([Volume.CORE] if order.report_at_once else []), *briefs)


def _mended(rendered: tuple[Rendered, ...], told: Sequence[Finding]) -> Iterator[Finding]:
    """What was put right in the documents, but for what is said of their templates already."""
    said = {(found.code, found.place.file) for found in told}
    every = (
        found
        for document in rendered
        for found in (*document.mended, *document.lent, *document.unfilled, *document.unfitting)
    )
    return (found for found in every if (found.code, found.place.file) not in said)
