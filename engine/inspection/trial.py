"""A template tried: filled with one of everything and proven, as a build fills and proves it with what people wrote."""

from __future__ import annotations

from dataclasses import replace

from engine.errors import TemplateError
from engine.findings import Finding, Place
from engine.inspection.shapes_of_views import OwnNames
from engine.rendering.jobs import Job, jobs
from engine.rendering.render import said_of_job, template_at
from engine.rendering.views.addendum import addendum_view
from engine.rendering.views.change_note import change_note_view
from engine.rendering.views.endorsement_addendum import endorsement_addendum_view
from engine.rendering.views.shared import Content, View
from engine.rendering.views.specimen import amended, endorsed_anew, of_changes, own_specimen, specimen
from engine.rendering.writer import NO_PICTURE, Writer
from engine.templates.kinds import TemplateKind
from engine.templates.template import Template


def tried(
    data: bytes, kind: TemplateKind, place: Place, own: OwnNames = (), *, must_say_all: bool = False
) -> tuple[Finding, ...]:
    """What a build says of a template whatever it is filled with: what is wrong in its document, what it is lent
    and what nobody can fill in.

    What the document must say is asked for with must_say_all alone: the rules about fields tell it in the words of a
    template. Nor is what was mended told, most of which hangs on what there is to print.
    """
    content = _content(own)
    job = _job(content, kind)
    try:
        return said_of_job(
            job if must_say_all else replace(job, meant=()), template_at(place, data), content.assessment
        )
    except TemplateError as fault:
        return fault.findings


def _content(own: OwnNames) -> Content:
    content = specimen()
    charts = {key: replace(chart, dots=NO_PICTURE, lines=b"") for key, chart in content.charts.items()}
    trends = {
        key: (drawn, replace(chart, dots=NO_PICTURE, lines=b"")) for key, (drawn, chart) in content.trends.items()
    }
    assessment = replace(content.assessment, own=own_specimen(own))
    return replace(content, assessment=assessment, logo=NO_PICTURE, charts=charts, trends=trends)


def _job(content: Content, kind: TemplateKind) -> Job:
    """A document that is made with the template."""
    views = {
        TemplateKind.ADDENDUM: _addendum,
        TemplateKind.ENDORSEMENT_ADDENDUM: _endorsement_addendum,
        TemplateKind.CHANGE_NOTE: _change_note,
    }
    if kind in views:
        view = views[kind]
        return Job(
            name=kind,
            title="Addendum",
            template=kind,
            view=lambda writer, template: view(content, writer, template),
            meant=(),
            anchors={},
            code="code",
        )
    return next(job for job in jobs(content, lambda *_: "code") if job.template == kind)


def _addendum(content: Content, writer: Writer, template: Template) -> View:
    return addendum_view(content, amended(), writer, template.palette)


def _endorsement_addendum(content: Content, writer: Writer, template: Template) -> View:
    return endorsement_addendum_view(content, endorsed_anew(), writer, template.palette)


def _change_note(content: Content, writer: Writer, template: Template) -> View:
    return change_note_view(content, of_changes(), writer)
