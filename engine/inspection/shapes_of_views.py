"""The vocabulary of each template: the shapes of what its view holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from engine.inspection.shapes import Shape, merged, shape_of
from engine.model.own import OwnKind
from engine.model.volumes import Volume
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.addendum import addendum_view
from engine.rendering.views.brief import brief_view
from engine.rendering.views.change_note import change_note_view
from engine.rendering.views.endorsement_addendum import endorsement_addendum_view
from engine.rendering.views.own import own_view
from engine.rendering.views.pack import pack_view
from engine.rendering.views.plan import plan_view
from engine.rendering.views.readiness import readiness_view
from engine.rendering.views.report import report_view, summary_view, volume_view
from engine.rendering.views.shared import shared_view
from engine.rendering.views.sheets import endorsement_view, verification_view
from engine.rendering.views.specimen import amended, endorsed_anew, of_changes, own_specimen, specimen
from engine.rendering.writer import Writer
from engine.templates.kinds import TemplateKind
from engine.templates.palette import read_palette

OWN = "own"
"""Under which templates find the council's own fields."""
OwnNames = tuple[tuple[str, OwnKind], ...]


class _Unwritten(Writer):
    """Makes the values of a view, of which none is ever printed."""

    def __init__(self) -> None:
        """Without a document to write into."""


def _report() -> Mapping[str, Any]:
    writer = _Unwritten()
    return report_view(specimen(), writer) | {"volume": volume_view(writer, Volume.CORE)}


def _summary() -> Mapping[str, Any]:
    return summary_view(specimen(), _Unwritten())


def _plan() -> Mapping[str, Any]:
    return plan_view(specimen(), _Unwritten())


def _sheet() -> Mapping[str, Any]:
    content = specimen()
    statement = content.assessment.framework.statements[0]
    return verification_view(content, _Unwritten(), statement, read_palette(b""), "code")


def _endorsements() -> Mapping[str, Any]:
    return endorsement_view(specimen(), _Unwritten(), read_palette(b""), "code", "0" * 64)


def _addendum() -> Mapping[str, Any]:
    return addendum_view(specimen(), amended(), _Unwritten(), read_palette(b""))


def _endorsement_addendum() -> Mapping[str, Any]:
    return endorsement_addendum_view(specimen(), endorsed_anew(), _Unwritten(), read_palette(b""))


def _change_note() -> Mapping[str, Any]:
    return change_note_view(specimen(), of_changes(), _Unwritten())


def _pack() -> Mapping[str, Any]:
    content = specimen()
    names = [f"verification/{statement.id}" for statement in content.assessment.framework.statements]
    codes = dict.fromkeys((*names, "endorsements"), "code")
    return pack_view(content, _Unwritten(), read_palette(b""), "code", codes)


def _readiness() -> Mapping[str, Any]:
    content, writer = specimen(), _Unwritten()
    view = readiness_view(content.assessment, content.standing, content.edition)
    return shared_view(content, writer, OF_SHEETS) | {"readiness": view}


def _brief() -> Mapping[str, Any]:
    content = specimen()
    return brief_view(content, _Unwritten(), content.assessment.framework.statements[0])


_VIEWS: Mapping[TemplateKind, Callable[[], Mapping[str, Any]]] = {
    TemplateKind.REPORT: _report,
    TemplateKind.SHEET: _sheet,
    TemplateKind.ENDORSEMENTS: _endorsements,
    TemplateKind.ADDENDUM: _addendum,
    TemplateKind.ENDORSEMENT_ADDENDUM: _endorsement_addendum,
    TemplateKind.CHANGE_NOTE: _change_note,
    TemplateKind.PACK: _pack,
    TemplateKind.READINESS: _readiness,
    TemplateKind.BRIEF: _brief,
    TemplateKind.PLAN: _plan,
    TemplateKind.SUMMARY: _summary,
}


def vocabulary(kind: TemplateKind | None, own: OwnNames = ()) -> Shape:
    """What a template of this kind may name; what any of them may where the kind is not known.

    own: the names and kinds of the council's own fields.
    """
    known = _vocabulary(kind)
    given = shape_of(own_view(own_specimen(own), _Unwritten(), ""))
    return replace(known, fields={**known.fields, OWN: given}) if OWN in known.fields else known


@cache
def _vocabulary(kind: TemplateKind | None) -> Shape:
    return shape_of(_VIEWS[kind]()) if kind else merged(_vocabulary(each) for each in _VIEWS)
