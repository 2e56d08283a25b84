"""Fields that would print what a machine knows of a file become plain words: what penholder says of the document.

Word works them out again where the file is opened, and LibreOffice where the PDF is made: the name of a temporary file,
the path to somebody's home. As plain words they say the same to every reader.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from engine.templates.carried.field_codes import FIXED, TypedField, typed_fields
from engine.word.names import W_R, W_T, qn
from engine.word.package import Package
from engine.word.text import take_out

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SIMPLE = qn("w:fldSimple")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What penholder says of a document. file: its name without a folder."""

    title: str
    subject: str
    author: str
    file: str

    def of(self, field: TypedField) -> str | None:
        """What a field shows from now on; None where that is what the template shows."""
        words = [word.strip('"').upper() for word in field.code.split()]
        asked = words[1] if words[0] in ("DOCPROPERTY", "INFO") and len(words) > 1 else words[0]
        return {
            "FILENAME": self.file,
            "TITLE": self.title,
            "SUBJECT": self.subject,
            "AUTHOR": self.author,
            "LASTSAVEDBY": self.author,
        }.get(asked)


def settle(package: Package, said: Said) -> None:
    """Turn the fields of a document that would tell of a machine into plain words."""
    for name, root in package.sound_texts():
        fields = [field for field in typed_fields(root) if field.name in FIXED and field.is_ended]
        for field in fields:
            _settle(field, said.of(field))
        if fields:
            package.put(name, root)


def _settle(field: TypedField, value: str | None) -> None:
    shown = list(field.begin.iter(W_T)) if field.begin.tag == _SIMPLE else field.shown
    if value is not None:
        for text in shown[1:]:
            text.text = ""
        if shown:
            shown[0].text = value
            shown[0].set(_SPACE, "preserve")
    if field.begin.tag == _SIMPLE:
        _unwrap(field.begin, value if not shown else None)
        return
    if value is not None and not shown:
        _run_before(field.marks[-1], value)
    for mark in field.marks:
        run = mark.getparent()
        take_out(mark)
        if run is not None and run.tag == W_R and all(child.tag == qn("w:rPr") for child in run):
            take_out(run)


def _run_before(mark: etree._Element, value: str) -> None:
    run = next(mark.iterancestors(W_R), None)
    if run is not None:
        made = etree.Element(W_R)
        text = etree.SubElement(made, W_T)
        text.text = value
        text.set(_SPACE, "preserve")
        run.addprevious(made)


def _unwrap(simple: etree._Element, value: str | None) -> None:
    """A simple field's runs in its place."""
    if value is not None:
        text = etree.SubElement(etree.SubElement(simple, W_R), W_T)
        text.text = value
    parent = simple.getparent()
    if parent is not None:
        at = parent.index(simple)
        parent[at : at + 1] = [child for child in simple if child.tag != qn("w:fldData")]
