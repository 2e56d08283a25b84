"""Parts of templates: Word files of their own whose text stands where a template names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from engine.templates.lent_styles import Loan
from engine.whole_numbers import whole_number
from engine.word.names import NAMESPACES, W_BODY, W_BOOKMARK, W_ID, W_P, W_TBL, W_VAL, qn
from engine.word.package import DOCUMENT, STYLES, Package
from engine.word.styles import read_styles
from engine.word.text import paragraph_text

_TAG = re.compile(r"\{\{p\s+parts\.(\w+)\s*\}\}")
_RELATIONS, _TYPES = "word/_rels/document.xml.rels", "[Content_Types].xml"
_STYLED = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
_NUMBER = qn("w:numId")
_MARK_END = qn("w:bookmarkEnd")
_SECTION = qn("w:sectPr")
_NOT_IN_PARTS = {
    _SECTION: "a section break",
    qn("w:footnoteReference"): "a footnote",
    qn("w:endnoteReference"): "an endnote",
}
_R = f"{{{NAMESPACES['r']}}}"
_CARRIED = ("/image", "/hyperlink")
_OF_WORD_ALONE = "{http://schemas.microsoft.com/"
"""Attributes by which Word tells paragraphs apart: no two may be alike, so those of a part stay behind."""


class NoPartError(ValueError):
    """What a part holds that cannot stand in a template. Its words finish "The part holds …"."""


@dataclass(frozen=True, slots=True)
class NamedPart:
    """A place where a template names a part."""

    name: str
    paragraph: etree._Element


def parts_named(root: etree._Element) -> tuple[NamedPart, ...]:
    """Where the text of a template names parts, in order: {{p parts.NAME }}, alone in its paragraph."""
    found = ((one, _TAG.fullmatch(paragraph_text(one))) for one in root.iter(W_P))
    return tuple(NamedPart(match[1], one) for one, match in found if match)


def names_parts(package: Package) -> bool:
    """Whether a template could name parts at all."""
    return b"parts" in package.parts.get(DOCUMENT, b"")


def put_in(package: Package, root: etree._Element, named: NamedPart, part: Package) -> None:
    """Put the text of a part in the place of the paragraph that names it. root: the template's document.

    Styles go by their names; those that the template lacks come along, as do lists, pictures and links.
    Raises NoPartError for what cannot stand there; nothing is changed then.
    """
    body = part.xml(DOCUMENT).find(W_BODY)
    blocks = [deepcopy(block) for block in ([] if body is None else body) if block.tag != _SECTION]
    _refuse(blocks)
    moved = _Moved(package, part, named.name)
    relations = moved.relations_of(blocks)
    try:
        loan = _lent(package, part, blocks)
    except (LookupError, StopIteration) as fault:
        raise NoPartError("styles or lists that are not whole") from fault
    shift = 1 + max((whole_number(one.get(W_ID)) or 0 for one in root.iter(W_BOOKMARK)), default=0)
    for element in (element for block in blocks for element in block.iter()):
        if element.tag in (W_BOOKMARK, _MARK_END):
            element.set(W_ID, str(shift + (whole_number(element.get(W_ID)) or 0)))
        for attribute in list(element.attrib):
            if str(attribute).startswith(_OF_WORD_ALONE):
                del element.attrib[attribute]
            elif str(attribute).startswith(_R):
                element.set(attribute, relations[str(element.get(attribute))])
    loan.close()
    moved.close()
    _replace(named.paragraph, blocks)


def _lent(package: Package, part: Package, blocks: list[etree._Element]) -> Loan:
    """Name the styles and lists of blocks as the template does, which gets those that it lacks."""
    loan = Loan(package, dict(read_styles(package.parts[STYLES]).ids), part)
    names = read_styles(part.parts[STYLES]).names
    for element in (element for block in blocks for element in block.iter(*_STYLED, _NUMBER)):
        value = str(element.get(W_VAL, "0"))
        if element.tag != _NUMBER and value in names:
            element.set(W_VAL, loan.style(names[value]))
        elif element.tag == _NUMBER and value != "0":
            element.set(W_VAL, loan.number(value))
    return loan


def take_out(named: NamedPart) -> None:
    """Leave an empty paragraph where a part is named that cannot be put in."""
    _replace(named.paragraph, [])


def _refuse(blocks: list[etree._Element]) -> None:
    for block in blocks:
        for element in block.iter(*_NOT_IN_PARTS):
            raise NoPartError(_NOT_IN_PARTS[str(element.tag)])
        if any(_TAG.search(paragraph_text(one)) for one in block.iter(W_P)):
            raise NoPartError("a tag for another part")


def _replace(paragraph: etree._Element, blocks: list[etree._Element]) -> None:
    around = paragraph.getparent()
    assert around is not None
    ends_a_cell = around.tag == qn("w:tc") and paragraph.getnext() is None
    for block in blocks:
        paragraph.addprevious(block)
    if not blocks or (ends_a_cell and blocks[-1].tag == W_TBL):
        paragraph.addprevious(etree.Element(W_P))
    around.remove(paragraph)


class _Moved:
    """What the text of a part is related to, on its way into a template."""

    def __init__(self, package: Package, part: Package, name: str) -> None:
        self.package, self.part, self.name = package, part, name
        self.relations = package.xml(_RELATIONS)
        self.types = package.xml(_TYPES)

    def relations_of(self, blocks: list[etree._Element]) -> dict[str, str]:
        """The ids in the template of all relations that blocks of the part use. Raises NoPartError."""
        used = dict.fromkeys(
            str(value)
            for block in blocks
            for element in block.iter()
            for attribute, value in element.attrib.items()
            if str(attribute).startswith(_R)
        )
        own = self.part.xml(_RELATIONS) if _RELATIONS in self.part.parts else etree.Element("none")
        known = {str(one.get("Id")): one for one in own}
        return {key: self._of(key, known.get(key), number) for number, key in enumerate(used, 1)}

    def close(self) -> None:
        """Put the relations into the template."""
        self.package.put(_RELATIONS, self.relations)
        self.package.put(_TYPES, self.types)

    def _of(self, key: str, relation: etree._Element | None, number: int) -> str:
        kind = "" if relation is None else str(relation.get("Type"))
        if relation is None or not kind.endswith(_CARRIED):
            raise NoPartError("something other than text, tables, pictures and links")
        taken = {str(one.get("Id")) for one in self.relations}
        fresh = next(name for name in _fresh(f"rIdPart{number}") if name not in taken)
        target = str(relation.get("Target"))
        about = {"Id": fresh, "Type": kind, "Target": target}
        if relation.get("TargetMode"):
            about["TargetMode"] = str(relation.get("TargetMode"))
        else:
            about["Target"] = self._picture(target)
        etree.SubElement(self.relations, etree.QName(etree.QName(self.relations).namespace, "Relationship"), about)
        return fresh

    def _picture(self, target: str) -> str:
        """The picture, under a name that the template does not have yet; as its relation names it."""
        source = target.removeprefix("/") if target.startswith("/") else f"word/{target}"
        if source not in self.part.parts:
            raise NoPartError("a picture that is not in the file")
        ending = source.rpartition(".")[2]
        names = _fresh(f"media/part_{self.name}")
        name = next(one for one in names if f"word/{one}.{ending}" not in self.package.parts)
        self.package.parts[f"word/{name}.{ending}"] = self.part.parts[source]
        space = etree.QName(self.types).namespace
        if not any(one.get("Extension", "").lower() == ending.lower() for one in self.types):
            kinds = {str(one.get("Extension")).lower(): one for one in self.part.xml(_TYPES) if one.get("Extension")}
            about = kinds.get(ending.lower())
            if about is None:
                raise NoPartError("a picture of an unknown kind")
            content_type = str(about.get("ContentType"))
            made = etree.Element(etree.QName(space, "Default"), {"Extension": ending, "ContentType": content_type})
            self.types.insert(0, made)
        return f"{name}.{ending}"


def _fresh(name: str) -> Iterator[str]:
    """A name, and others like it."""
    yield name
    number = 2
    while True:
        yield f"{name}_{number}"
        number += 1
