"""What the parts of a Word file lead to, and which of it a template may carry.

A relation names its kind by an address; the last word of it tells the kinds apart. A part says what it is by its
content type. Both are held against lists: what is on none of them, such as a program or a file inside the file, is
refused.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from lxml import etree

from engine.findings import Finding, Place, error
from engine.templates.carried.addresses import may_be_followed
from engine.word.package import Package

_MAKERS = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "http://purl.org/ooxml/",
    "http://schemas.microsoft.com/",
)
_KINDS = (
    "officeDocument core-properties extended-properties custom-properties thumbnail classificationlabels "
    "styles stylesWithEffects settings webSettings fontTable font theme themeOverride numbering "
    "header footer footnotes endnotes comments commentsExtended commentsIds commentsExtensible people "
    "image hdphoto chart chartEx chartStyle chartColorStyle chartUserShapes "
    "diagramData diagramLayout diagramQuickStyle diagramColors diagramDrawing "
    "customXml customXmlProps hyperlink"
)
_CARRIED = frozenset(_KINDS.split())
"""Kinds of relations that a document made of a template has too."""
_LEFT_OUT = {
    "attachedTemplate": "the template that it was made from",
    "glossaryDocument": "building blocks",
    "printerSettings": "settings of a printer",
    "keyMapCustomizations": "keys that somebody set",
    "attachedToolbars": "toolbars",
    "origin": "a digital signature of the template",
    "signature": "a digital signature of the template",
    "certificate": "a digital signature of the template",
}
"""Kinds that readers of a document have no use for and that nothing in its text needs."""
_BEHIND_A_CHART = {"package": "the workbook behind a chart", "oleObject": "the workbook behind a chart"}
_TYPES = re.compile(
    r"application/xml"
    r"|application/vnd\.openxmlformats-package\.core-properties\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.(?!.*macroenabled)[a-z.-]+\+xml"
    r"|application/vnd\.ms-(word\.styleswitheffects|office\.(drawingml|chart)[a-z.]*|office\.classificationlabels)\+xml"
    r"|application/vnd\.openxmlformats-officedocument\.obfuscatedfont|application/x-font-?[a-z]+"
    r"|image/[a-z0-9.+-]+"
)
"""Content types of the parts that may be carried, in small letters: text, looks, drawings, pictures, fonts, data."""
_IN_WORDS = {
    "aFChunk": "a whole other file that Word puts into the text",
    "vbaProject": "a program (macros)",
    "control": "an ActiveX control",
    "oleObject": "an object of another program",
    "package": "a file inside the file",
    "extensibility": "buttons of its own that run something",
    "userCustomization": "buttons of its own that run something",
    "webextensiontaskpanes": "an add-in",
    "webextension": "an add-in",
    "subDocument": "another document",
    "mailMergeSource": "the data of a mail merge",
}
_RELS, _TYPES_PART = ".rels", "[content_types].xml"
_IS_A_CHART = "drawingml.chart+xml"


class Fate(Enum):
    """What becomes of a relation of a template."""

    CARRIED = auto()
    LEFT_OUT = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class CarriedRelation:
    """A relation: the part with the list it stands in, its id, its kind, where it leads, and as what.

    part: the name of what it leads to inside the file, empty where it leads outside. content: what that part is.
    """

    rels: str
    id: str
    type: str
    target: str
    part: str
    content: str
    source_content: str

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2] if self.type.startswith(_MAKERS) else self.type

    @property
    def what(self) -> str:
        """What is left out with it, in words; empty where it is not of a kind that is."""
        if self.source_content.endswith(_IS_A_CHART) and self.kind in _BEHIND_A_CHART:
            return _BEHIND_A_CHART[self.kind]
        return _LEFT_OUT.get(self.kind, "")

    @property
    def fate(self) -> Fate:
        if self.what:
            return Fate.LEFT_OUT
        if self.kind not in _CARRIED:
            return Fate.REFUSED
        if not self.part:
            is_link = self.kind == "hyperlink" and may_be_followed(self.target)
            return Fate.CARRIED if is_link else Fate.REFUSED
        return Fate.CARRIED if not self.content or _TYPES.fullmatch(self.content) else Fate.REFUSED


def relations(package: Package) -> Iterator[CarriedRelation]:
    """Every relation of a file. Raises lxml.etree.XMLSyntaxError where a list of them is not well-formed."""
    content_of = _content_types(package)
    for rels in [name for name in package.parts if name.casefold().endswith(_RELS)]:
        folder, _, file = rels.rpartition("/")
        around = posixpath.dirname(folder)
        source = posixpath.join(around, file[: -len(_RELS)])
        for element in package.tree(rels).iterchildren("{*}Relationship"):
            target, is_outside = element.get("Target", ""), element.get("TargetMode") == "External"
            part = "" if is_outside else posixpath.normpath(posixpath.join("/", around, target)).lstrip("/")
            yield CarriedRelation(
                rels=rels,
                id=element.get("Id", ""),
                type=element.get("Type", ""),
                target=target,
                part=part,
                content=content_of(part),
                source_content=content_of(source),
            )


def refused_relations(package: Package, template: Place) -> Iterator[Finding]:
    """W-07 for each relation to something that no document may carry."""
    for relation in relations(package):
        if relation.fate is not Fate.REFUSED:
            continue
        if relation.kind == "hyperlink":
            message = f"A link leads to a file, a folder or a program, not to a page: {relation.target[:120]}"
            fix = "Take the link out (right-click › Remove Hyperlink), or let it lead to a web or e-mail address."
        elif relation.part:
            what = _IN_WORDS.get(relation.kind, "nothing that a document of words and pictures needs")
            message = f"The template holds {relation.part}: {what}. No document may carry it to its readers."
            fix = "Take it out in Word; or copy the text into a new document, and save that as .docx."
        else:
            message = f"The template fetches something from outside when it is opened: {relation.target[:120]}"
            fix = "Put the picture or object itself into the template."
        yield error("W-07", template, message, fix)


def _content_types(package: Package) -> Callable[[str], str]:
    """Gives the content type of a part by its name, in small letters; empty where none is told."""
    by_name: dict[str, str] = {}
    by_ending: dict[str, str] = {}
    types = next((name for name in package.parts if name.casefold() == _TYPES_PART), None)
    for element in package.tree(types).iterchildren(etree.Element) if types else ():
        said = element.get("ContentType", "").casefold()
        if "PartName" in element.attrib:
            by_name[element.get("PartName", "").lstrip("/").casefold()] = said
        else:
            by_ending[element.get("Extension", "").casefold()] = said

    def content_of(part: str) -> str:
        name = part.casefold()
        return by_name.get(name) or by_ending.get(name.rpartition(".")[2], "")

    return content_of
