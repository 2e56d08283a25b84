"""Tags where no reader sees them: attributes, field codes, properties, charts; and tags that are not ours at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engine.inspection.expressions import ExpressionReading, Read
from engine.inspection.remarks import Fault, Remark, on_element, on_file, on_tag
from engine.inspection.shapes import ShapeKind
from engine.inspection.tags import FOREIGN, Typed, read_tags
from engine.inspection.template_walk import TemplateWalk
from engine.word.names import W_T
from engine.word.package import Package

_PROPERTIES = re.compile(r"docProps/.+\.xml|customXml/.+\.xml")
_DRAWN = re.compile(r"word/(charts|diagrams)/[^/]+\.xml")
_RUNS = re.compile(r"__|\(|\bimport\b|\|\s*attr\b")
_PROPERTY_NAMES = {"creator": "Author", "description": "Comments", "lpwstr": "custom property"}


def in_attributes(readings: tuple[ExpressionReading, ...]) -> Iterator[tuple[Read, str, str]]:
    """Tags in attributes that cannot work there, with what is wrong and what to do."""
    for reading in readings:
        for read in reading.tags:
            typed = read.tag.typed
            if not read.tag.attribute:
                continue
            kind = read.meaning.shape.kind if read.meaning else ShapeKind.ANY
            if typed.is_statement or typed.prefix:
                fix = "Write a plain field, {{ … }}, or fixed words."
                yield read, "Loops, conditions and formatted text cannot stand here, only plain fields.", fix
            elif kind in (ShapeKind.INLINE, ShapeKind.BLOCK):
                yield read, "Formatted text cannot stand here and would break the file.", "Name a field of plain text."
            elif any(sign in typed.inside for sign in '"&<>'):
                yield read, 'The signs ", &, < and > cannot stand in a tag here.', "Write 'single quotation marks'."


def attributes(page: TemplateWalk, readings: tuple[ExpressionReading, ...]) -> Iterator[Remark]:
    """W-29 a tag in alternative text, a title, a control's name or a field code that cannot work there."""
    for read, message, fix in in_attributes(readings):
        yield on_tag(page, read.tag, Fault("W-29", message, fix=fix))


def properties(page: TemplateWalk) -> Iterator[Remark]:
    """W-30 a tag in a document property; W-31 one that tries to run something; W-29 a tag in a chart or diagram."""
    for name in page.package.parts:
        for where, typed in _tags_of(page.package, name):
            place = f"{where} › {typed.text}"
            if _RUNS.search(typed.inside):
                message = "This tag tries to run something, which no template may."
                yield on_file(page, Fault("W-31", message, fix="Take it out."), place)
            if _DRAWN.fullmatch(name):
                message = "Tags in charts and diagrams are not filled in and would be printed as they are."
                yield on_file(page, Fault("W-29", message, fix="Write fixed words there."), place)
            else:
                message = "Tags in document properties are not filled in: penholder writes the properties itself."
                yield on_file(page, Fault("W-30", message, fix="Delete it (File › Info › Properties)."), place)


def _tags_of(package: Package, name: str) -> Iterator[tuple[str, Typed]]:
    is_property = _PROPERTIES.fullmatch(name) is not None
    if not (is_property or _DRAWN.fullmatch(name)) or b"{" not in package.parts[name]:
        return
    try:
        root = package.xml(name)
    except etree.XMLSyntaxError:
        return  # told when the file is opened
    for element in root.iter():
        label = etree.QName(element).localname if isinstance(element.tag, str) else ""
        holder = element.getparent()
        own = holder.get("name", "") if holder is not None else ""
        called = own or _PROPERTY_NAMES.get(label, label.capitalize())
        for one in read_tags(element.text or ""):
            if isinstance(one, Typed):
                yield f'document property "{called}"' if is_property else "chart or diagram", one


def foreign(page: TemplateWalk) -> Iterator[Remark]:
    """W-32 a tag of a signing service: it would be printed, and read as a second place to sign."""
    for part in page.parts:
        for line in part.lines:
            for match in FOREIGN.finditer(line.text):
                message = f"{match[0]} is a tag of a signing service."
                fix = "Put {{r sheet.fields.signature }} there: penholder tells the service where the place is."
                spot = line.pieces_of(match.start(), match.end())[0]
                yield on_element(page, part, spot if spot.tag == W_T else line.element, Fault("W-32", message, fix=fix))
