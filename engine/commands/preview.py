"""One template, rendered and laid out to be looked at."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from engine import whole_file
from engine.assembly.change_note import change_note, content_of, noted
from engine.assembly.composing import composed
from engine.assembly.finishing import proven
from engine.assembly.left_out import but_for, left_out
from engine.assembly.own_fields import OwnFields
from engine.assembly.reading import Reading, read
from engine.assembly.template_gate import inspected
from engine.assessment.comparison import compare
from engine.assessment.fingerprint import sheet_code
from engine.assessment.readiness import readiness
from engine.assessment.snapshot import snapshot
from engine.cache import scratch
from engine.errors import InputError, TemplateError
from engine.finding_kinds import exit_code
from engine.findings import Finding, Place, error, errors_in, findings_json
from engine.foreign import limits
from engine.foreign.plain_file import is_there, whole
from engine.foreign.refusal import RefusedFile
from engine.model.edition import Edition
from engine.model.last_one import for_the_very_same
from engine.model.readiness import Readiness
from engine.model.signing import PACK
from engine.pdf.choice import choose
from engine.pdf.convert import Converted, Source, convert_all
from engine.pdf.converter import Converter
from engine.pdf.finish import About
from engine.pdf.kept_finished import finish
from engine.progress import OnePart, Progress, untold
from engine.publishing.publish import PublishError
from engine.rendering.jobs import BRIEFS
from engine.rendering.render import Rendered, render_all, render_one
from engine.sources.snapshot_file import PREVIOUS, read_snapshot
from engine.system_words import in_words
from engine.templates.kinds import TemplateKind, kind_of
from engine.templates.template import OPENING_FAULTS
from engine.word.package import Package
from engine.word.sections import least_margins
from engine.word.text import all_text
from engine.workspace import Workspace, house


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """A preview that was made. kind: the house template it takes the place of. is_sample: whose data it shows."""

    pdf: Path
    title: str
    kind: TemplateKind
    pages: int
    is_sample: bool
    findings: tuple[Finding, ...]
    """What a check of the template says of it: a page that is not right yet can be looked at all the same."""

    @property
    def exit_code(self) -> int:
        """As the contract has it."""
        return exit_code(self.findings)

    def as_json(self) -> dict[str, Any]:
        """As the contract has it."""
        return findings_json(self.findings, pdf=str(self.pdf), kind=self.kind, pages=self.pages, sample=self.is_sample)


_standing = for_the_very_same(readiness)


@dataclass(frozen=True, slots=True)
class ToShow:
    """A template that is shown, with its parts put in. of_parts: what is wrong with those."""

    file: Path
    data: bytes
    kind: TemplateKind
    of_parts: tuple[Finding, ...]


def preview(workspace: Workspace, file: Path) -> Previewed:
    """Render a template with the workspace's data, or with the sample's where there is none that can be used.

    A verification sheet or brief is shown for the first statement. Raises TemplateError with every finding, and the
    earlier preview stays.
    """
    shown = opened(workspace, file)
    told = said_of(workspace, shown)
    converter = choose(Edition.DRAFT)
    with converter.warmed():
        reading, is_sample = reading_to_show(workspace)
        document = rendered_to_show(workspace, reading, shown, lambda: told)
        made = converted(document, converter)
    when = datetime.combine(reading.assessment.council.date, time(), UTC)
    pdf = made.pdf
    if converter.is_tagged:
        margins = least_margins(document.contents.root)
        about = About(title=document.title, when=when, spoken=document.spoken, margins=margins)
        pdf, _ = proven(finish(made.pdf, about))
    missing = tuple(_at(finding, shown.kind, workspace.place_of(file).file) for finding in document.missing)
    place = workspace.outputs / "preview" / f"{file.stem}.pdf"
    _put(place, pdf)
    return Previewed(
        pdf=place,
        title=document.title,
        kind=shown.kind,
        pages=made.pages,
        is_sample=is_sample,
        findings=(*told, *missing),
    )


def opened(workspace: Workspace, file: Path) -> ToShow:
    """A template that is to be shown. Raises TemplateError where it cannot be read."""
    place = workspace.place_of(file)
    try:
        data, of_parts = composed(workspace, place, whole(file, limits.FILE))
    except RefusedFile as refused:
        found = [error("W-02", place, *refused.reason)]
        raise TemplateError(f"There is no preview: {file.name} cannot be read.", found) from refused
    return ToShow(file, data, kind_of(file.name, _text_of(data)), of_parts)


def said_of(workspace: Workspace, shown: ToShow) -> tuple[Finding, ...]:
    """What a check says of a template, which tells better than its data can what is wrong with it."""
    place = workspace.place_of(shown.file)
    stands = but_for(left_out(workspace))
    return (*shown.of_parts, *filter(stands, inspected(place, shown.data, OwnFields(workspace))))


def _text_of(data: bytes) -> str:
    """What the template says, tags and all; empty where it cannot be read, which rendering tells with a finding."""
    try:
        return all_text(Package.of_template(data))
    except OPENING_FAULTS:
        return ""


def reading_to_show(workspace: Workspace) -> tuple[Reading, bool]:
    """What to show, and whether it is the sample's."""
    if is_there(workspace.inputs / "council.yaml"):
        try:
            return read(workspace, Progress()), False
        except InputError:
            pass  # a template can be looked at all the same; penholder check says what is wrong with council.yaml
    return read(Workspace(house()), Progress()), True


def rendered_to_show(
    workspace: Workspace, reading: Reading, shown: ToShow, tell: Callable[[], tuple[Finding, ...]]
) -> Rendered:
    """The document a template makes. Raises TemplateError with every finding. tell: says what a check does."""
    kind, file = shown.kind, shown.file
    statements = reading.assessment.framework.statements
    names = {
        TemplateKind.SHEET: f"verification/{statements[0].id}",
        TemplateKind.ENDORSEMENTS: "endorsements",
        TemplateKind.READINESS: "readiness",
        TemplateKind.PACK: PACK,
        TemplateKind.PLAN: "improvement-plan",
        TemplateKind.SUMMARY: "summary",
        TemplateKind.BRIEF: f"{BRIEFS}/{statements[0].id}",
    }
    templates: dict[str, bytes] = {TemplateKind.REPORT: _report(workspace), kind: shown.data}
    name = names.get(kind, "report")
    assessment, judgement = reading.assessment, reading.judgement
    standing = _standing(assessment, judgement)
    try:
        if kind is TemplateKind.CHANGE_NOTE:
            return _note(reading, standing, shown.data)
        (document,) = render_all(
            assessment,
            judgement,
            standing,
            Edition.DRAFT,
            reading.logo,
            templates,
            sheet_code,
            {name},
            is_to_look_at=True,
        )
    except TemplateError as fault:
        named = workspace.place_of(file).file
        told = tell()
        found = told if errors_in(told) else [_at(finding, kind, named) for finding in fault.findings]
        raise TemplateError(f"There is no new preview: {file.name} has errors.", found) from fault
    return document


def _note(reading: Reading, standing: Readiness, template: bytes) -> Rendered:
    """What has changed since the version before, or since the sample's where none is kept."""
    assessment, judgement = reading.assessment, reading.judgement
    before = read_snapshot(Workspace(house()).inputs / PREVIOUS)
    comparison = judgement.comparison or compare(before, snapshot(assessment, judgement))
    content = content_of(reading, standing, Edition.DRAFT)
    return render_one(change_note(content, noted(comparison, {})), template, assessment)


def _report(workspace: Workspace) -> bytes:
    """The report's template, whose colours charts take: the workspace's own, or the house copy where that is none."""
    with suppress(RefusedFile):
        return whole(workspace.template_or_house(TemplateKind.REPORT), limits.FILE)
    return whole(Workspace(house()).template(TemplateKind.REPORT), limits.FILE)


def _at(finding: Finding, kind: str, file: str) -> Finding:
    """A finding about a house template, about the file that took its place."""
    is_about = finding.place.file.endswith(f"/{kind}")
    return replace(finding, place=Place(file, finding.place.where)) if is_about else finding


def converted(document: Rendered, converter: Converter, asks: OnePart = untold) -> Converted:
    """What the engine makes of it. asks: called while it is at work; what it raises ends it."""
    with scratch() as folder:
        return convert_all([Source(document.name, document.contents)], converter, folder, asks)[0]


def _put(place: Path, pdf: bytes) -> None:
    """The whole file, or the earlier one."""
    try:
        whole_file.replace(place, pdf)
    except OSError as fault:
        message = f"{place.name} could not be written ({in_words(fault)}). Close it in other programs, try again."
        raise PublishError(message) from fault
