"""A finding about a template, and the spot in its XML where a comment can say so."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass

from lxml import etree

from engine.findings import Finding, Severity
from engine.inspection.template_walk import Tag, TemplatePart, TemplateWalk


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding. part: the name of the part it is about, empty for the whole file. spots: the elements it is about."""

    finding: Finding
    part: str = ""
    spots: tuple[etree._Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule has to say: a code, what is wrong, and what to do. named: the field it is about, if any."""

    code: str
    message: str
    _: KW_ONLY
    fix: str
    severity: Severity = Severity.ERROR
    named: str = ""


def on_tag(page: TemplateWalk, tag: Tag, told: Fault) -> Remark:
    """A remark on a tag, which its place shows as typed."""
    spots = tag.line.pieces_of(tag.typed.start, tag.typed.end) if tag.line else (tag.held,)
    return _remark(page, told, tag.where, tag.part.name, spots)


def on_element(page: TemplateWalk, part: TemplatePart, element: etree._Element, told: Fault, *more: str) -> Remark:
    """A remark on anything else in a part. more: further steps of its place."""
    return _remark(page, told, part.where(element, *more), part.name, (element,))


def on_file(page: TemplateWalk, told: Fault, where: str = "") -> Remark:
    """A remark on the file as a whole, or on something in it that is on no page."""
    return _remark(page, told, where, "", ())


def _remark(page: TemplateWalk, told: Fault, where: str, part: str, spots: tuple[etree._Element, ...]) -> Remark:
    return Remark(
        Finding(
            severity=told.severity,
            code=told.code,
            place=page.at(where),
            message=told.message,
            fix=told.fix,
            named=told.named,
        ),
        part,
        spots,
    )
