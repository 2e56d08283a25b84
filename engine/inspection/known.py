"""The vocabulary of each template: the shapes of what its view holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from engine.inspection.vocabulary import Shape, merged, shape_of
from engine.rendering.views.addendum import addendum_view
from engine.rendering.views.pack import pack_view
from engine.rendering.views.readiness import readiness_view
from engine.rendering.views.report import report_view
from engine.rendering.views.shared import shared_view
from engine.rendering.views.sheets import LOGO_WIDTH, endorsement_view, verification_view
from engine.rendering.views.specimen import amended, specimen
from engine.rendering.writer import Writer
from engine.templates.palette import read_palette

ENDORSEMENTS, REPORT, SHEET = "endorsement_sheet", "report", "verification_sheet"
ADDENDUM, PACK, READINESS = "addendum_sheet", "signature_pack", "readiness"
"""The templates by the names of their files, without ending."""


class _Unwritten(Writer):
    """Makes the values of a view, of which none is ever printed."""

    def __init__(self) -> None:
        """Without a document to write into."""


def _report() -> Mapping[str, Any]:
    return report_view(specimen(), _Unwritten())


def _sheet() -> Mapping[str, Any]:
    content = specimen()
    statement = content.assessment.framework.statements[0]
    return verification_view(content, _Unwritten(), statement, read_palette(b""), "code")


def _endorsements() -> Mapping[str, Any]:
    return endorsement_view(specimen(), _Unwritten(), read_palette(b""), "code", "0" * 64)


def _addendum() -> Mapping[str, Any]:
    return addendum_view(specimen(), amended(), _Unwritten(), read_palette(b""))


def _pack() -> Mapping[str, Any]:
    content = specimen()
    names = [f"verification/{statement.id}" for statement in content.assessment.framework.statements]
    codes = dict.fromkeys((*names, "endorsements"), "code")
    return pack_view(content, _Unwritten(), read_palette(b""), "code", codes)


def _readiness() -> Mapping[str, Any]:
    content, writer = specimen(), _Unwritten()
    view = readiness_view(content.assessment, content.standing, content.edition)
    return shared_view(content, writer, LOGO_WIDTH) | {"readiness": view}


_VIEWS: Mapping[str, Callable[[], Mapping[str, Any]]] = {
    REPORT: _report,
    SHEET: _sheet,
    ENDORSEMENTS: _endorsements,
    ADDENDUM: _addendum,
    PACK: _pack,
    READINESS: _readiness,
}


def kind_of_template(file: str) -> str:
    """Which template a file is, or is a copy of, by its name; empty where its name says neither."""
    name = file.rpartition("/")[2].casefold().replace(" ", "_")
    return next((kind for kind in _VIEWS if name.startswith(kind)), "")


@cache
def vocabulary(kind: str) -> Shape:
    """What a template of this kind may name; what any of them may where the kind is not known."""
    return shape_of(_VIEWS[kind]()) if kind else merged(vocabulary(each) for each in _VIEWS)
