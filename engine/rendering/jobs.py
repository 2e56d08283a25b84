"""The documents of a pack, each with the template, the view and the texts it must show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from engine.findings import Place
from engine.model.edition import Edition
from engine.model.framework import QualityStatement
from engine.model.signing import PACK
from engine.model.volumes import Volume, Volumes
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.must_print import (
    Meant,
    brief_meant,
    endorsement_meant,
    pack_meant,
    plan_meant,
    report_meant,
    sheet_meant,
    summary_meant,
)
from engine.rendering.views.annex import codes_of
from engine.rendering.views.brief import INTERNAL, brief_anchors, brief_view
from engine.rendering.views.pack import pack_view
from engine.rendering.views.plan import plan_view
from engine.rendering.views.readiness import readiness_view
from engine.rendering.views.report import report_view, summary_view, volume_view
from engine.rendering.views.shared import Content, View, shared_view
from engine.rendering.views.sheets import endorsement_view, verification_view
from engine.rendering.writer import Writer, anchor_of
from engine.templates.kinds import TemplateKind
from engine.templates.template import Template

BRIEFS = "briefs"
"""The folder of an edition that holds its briefs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One document to make."""

    name: str
    title: str
    template: str
    view: Callable[[Writer, Template], View]
    meant: Iterable[Meant]
    anchors: Mapping[str, str]
    statement: str = ""
    code: str = ""
    fingerprint: str = ""
    volume: Volume | None = None
    """Which part of what is rendered it is; None for all of it."""
    spoken: tuple[tuple[str, str], ...] = ()
    """Codes that it prints, each with the words they are read out as."""


def jobs(content: Content, code_of: Callable[..., str]) -> Iterator[Job]:
    """Every document of the pack, the report first. The public edition is the report alone."""
    if content.assessment.council.volumes is Volumes.ONE:
        yield _report_job(content)
    else:
        yield from (_report_job(content, volume) for volume in Volume)
    if content.edition is Edition.PUBLIC:
        return
    sheets = [*_sheet_jobs(content, code_of), _endorsements_job(content, code_of)]
    yield from sheets
    title = f"Readiness: {content.assessment.council.title}"
    yield Job(
        name="readiness",
        title=title,
        template=TemplateKind.READINESS,
        view=partial(_readiness, content),
        meant=(),
        anchors={},
    )
    yield from _short_reports(content)
    yield _pack_job(content, code_of, {sheet.name: sheet.code for sheet in sheets})
    yield from _brief_jobs(content)


def _report_job(content: Content, volume: Volume | None = None) -> Job:
    assessment = content.assessment
    anchors = {ref: anchor_of(ref) for ref in assessment.evidence.titles()}
    title = f"{assessment.council.title}, {assessment.council.name}"
    return Job(
        name=volume or "report",
        title=f"{title}: {volume.called}" if volume else title,
        template=TemplateKind.REPORT,
        view=partial(_report, content, volume),
        volume=volume,
        meant=report_meant(assessment),
        anchors=anchors,
        spoken=tuple(codes_of(assessment).items()),
    )


def _short_reports(content: Content) -> Iterator[Job]:
    """The summary of the report, and its actions as one plan."""
    council = content.assessment.council
    title = f"{council.title}, {council.name}"
    yield Job(
        name="summary",
        title=f"Summary: {title}",
        template=TemplateKind.SUMMARY,
        view=partial(_summary, content),
        meant=summary_meant(content.assessment),
        anchors={},
    )
    yield Job(
        name="improvement-plan",
        title=f"Improvement plan: {title}",
        template=TemplateKind.PLAN,
        view=partial(_plan, content),
        meant=plan_meant(content.assessment),
        anchors={},
    )


def _sheet_jobs(content: Content, code_of: Callable[..., str]) -> Iterator[Job]:
    for statement in content.assessment.framework.statements:
        print_ = content.judgement.fingerprints[statement.id]
        code = code_of(*_stamp(content), statement.id, print_)
        yield Job(
            name=f"verification/{statement.id}",
            title=f"Verification sheet: {statement.name}",
            template=TemplateKind.SHEET,
            view=partial(_verification, content, statement, code),
            meant=sheet_meant(content.assessment, statement),
            anchors={},
            statement=statement.id,
            code=code,
            fingerprint=print_,
        )


def _endorsements_job(content: Content, code_of: Callable[..., str]) -> Job:
    print_ = content.judgement.whole_fingerprint
    code = code_of(*_stamp(content), "endorsements", print_)
    title = f"Endorsements: {content.assessment.council.title}"
    view = partial(_endorsements, content, code, print_)
    meant = endorsement_meant(content.assessment)
    return Job(
        name="endorsements",
        title=title,
        template=TemplateKind.ENDORSEMENTS,
        view=view,
        meant=meant,
        anchors={},
        statement="",
        code=code,
        fingerprint=print_,
    )


def _pack_job(content: Content, code_of: Callable[..., str], codes: dict[str, str]) -> Job:
    """codes: of the sheets the pack lists, by the name of their document."""
    print_ = content.judgement.whole_fingerprint
    code = code_of(*_stamp(content), PACK, print_)
    title = f"Signature pack: {content.assessment.council.title}"
    view = partial(_register, content, code, codes)
    return Job(
        name=PACK,
        title=title,
        template=TemplateKind.PACK,
        view=view,
        meant=pack_meant(content.assessment),
        anchors={},
        statement="",
        code=code,
        fingerprint=print_,
    )


def _brief_jobs(content: Content) -> Iterator[Job]:
    for statement in content.assessment.framework.statements:
        yield Job(
            name=f"{BRIEFS}/{statement.id}",
            title=f"Brief: {statement.name}",
            template=TemplateKind.BRIEF,
            view=partial(_brief, content, statement),
            meant=(*brief_meant(content.assessment, statement), (INTERNAL, Place(""))),
            anchors=brief_anchors(content, statement),
            statement=statement.id,
        )


def _stamp(content: Content) -> tuple[str, str, str]:
    """What the code of every sheet of an edition is made from, besides what the sheet is about."""
    council = content.assessment.council
    return council.name, council.version, str(content.edition)


def _readiness(content: Content, writer: Writer, template: Template) -> View:
    view = readiness_view(content.assessment, content.standing, content.edition)
    return shared_view(content, writer, OF_SHEETS) | {"readiness": view}


def _report(content: Content, volume: Volume | None, writer: Writer, template: Template) -> View:
    return report_view(content, writer) | {"volume": volume_view(writer, volume)}


def _summary(content: Content, writer: Writer, template: Template) -> View:
    return summary_view(content, writer)


def _plan(content: Content, writer: Writer, template: Template) -> View:
    return plan_view(content, writer)


def _verification(content: Content, statement: QualityStatement, code: str, writer: Writer, template: Template) -> View:
    return verification_view(content, writer, statement, template.palette, code)


def _endorsements(content: Content, code: str, fingerprint: str, writer: Writer, template: Template) -> View:
    return endorsement_view(content, writer, template.palette, code, fingerprint)


def _brief(content: Content, statement: QualityStatement, writer: Writer, template: Template) -> View:
    return brief_view(content, writer, statement)


def _register(content: Content, code: str, codes: dict[str, str], writer: Writer, template: Template) -> View:
    return pack_view(content, writer, template.palette, code, codes)
