"""Styles in which penholder writes, lent by the house's template to one that lacks them."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache

from lxml import etree

from engine.foreign.limits import FILE
from engine.foreign.plain_file import whole
from engine.templates.kinds import TemplateKind
from engine.whole_numbers import whole_number
from engine.word.names import NAMESPACES, W_VAL, qn
from engine.word.package import NUMBERING, STYLES, Package
from engine.word.styles import read_styles
from engine.workspace import Workspace, house

WRITTEN = (
    *("Normal", "heading 2", "heading 3", "heading 4"),
    *("List Bullet", "List Bullet 2", "List Number", "List Number 2"),
    *("caption", "Caption Label", "Source", "Intense Quote", "Quote Attribution"),
    *("Evidence Reference", "Strong", "Emphasis", "Hyperlink", "Contents Link", "toc 1", "toc 2"),
    "Spoken Code",
    *("Report Table", "Table Heading", "Table Text"),
    *("Card Label", "Card Heading", "Card Text", "Card Evidence", "Notice Heading", "Notice Text"),
)
"""The styles in which penholder itself writes, by the names people see in Word."""

_ID, _DEFAULT = qn("w:styleId"), qn("w:default")
_BASE, _DROPPED = qn("w:basedOn"), (qn("w:link"), qn("w:next"), qn("w:rsid"))
_NUMBER = f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}"
_NUM, _ABSTRACT = qn("w:num"), qn("w:abstractNum")
_NUM_ID, _ABSTRACT_ID = qn("w:numId"), qn("w:abstractNumId")
_BEFORE_NUMBERS = (qn("w:numPicBullet"), _ABSTRACT)
_NO_NUMBERING = f'<w:numbering xmlns:w="{NAMESPACES["w"]}"/>'
_NUMBERING_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"
_NUMBERING_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering"
_TYPES, _RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"


def lend(package: Package) -> dict[str, str]:
    """Put the styles that a template lacks into it; the names of those lent, by the ids they have there."""
    known = read_styles(package.parts[STYLES])
    lacking = [name for name in WRITTEN if name.lower() not in known.ids]
    if not lacking:
        return {}
    loan = Loan(package, dict(known.ids), _house())
    for name in lacking:
        loan.style(name.lower())
    loan.close()
    return {loan.ids[name.lower()]: name for name in lacking}


@cache
def _house() -> Package:
    return Package.of_template(whole(Workspace(house()).template(TemplateKind.REPORT), FILE))


class Loan:
    """The styles and the numbering of a template while those of another file, lender, are put into them.

    ids: of styles, by small names. Raises LookupError and StopIteration where the lender is not whole.
    """

    def __init__(self, package: Package, ids: dict[str, str], lender: Package) -> None:
        self.package, self.ids = package, ids
        self.styles = package.xml(STYLES)
        self.numbering: etree._Element | None = None
        self.numbers: dict[str, str] = {}
        self.lender = lender
        self.lenders = read_styles(lender.parts[STYLES])
        self.of_lender = {str(one.get(_ID)): one for one in lender.xml(STYLES).iter(qn("w:style"))}

    def style(self, name: str) -> str:
        """The id of a style in the template, lent if it is not there."""
        if name not in self.ids:
            lent = deepcopy(self.of_lender[self.lenders.ids[name]])
            if _DEFAULT in lent.attrib:
                del lent.attrib[_DEFAULT]
            self.ids[name] = self._free(str(lent.get(_ID)))
            lent.set(_ID, self.ids[name])
            for base in lent.findall(_BASE):
                base.set(W_VAL, self.style(self.lenders.names[str(base.get(W_VAL))]))
            for dropped in [child for child in lent if child.tag in _DROPPED]:
                lent.remove(dropped)
            for number in lent.iterfind(_NUMBER):
                number.set(W_VAL, self.number(str(number.get(W_VAL))))
            self.styles.append(lent)
        return self.ids[name]

    def number(self, lenders: str) -> str:
        """The id in the template of one of the lender's numberings."""
        if lenders not in self.numbers:
            if self.numbering is None:
                self.numbering = _numbering_of(self.package)
            lent_numbering = self.lender.xml(NUMBERING)
            num = next(one for one in lent_numbering.iter(_NUM) if one.get(_NUM_ID) == lenders)
            wanted = num.find(_ABSTRACT_ID)
            assert wanted is not None
            kinds = lent_numbering.iter(_ABSTRACT)
            abstract = deepcopy(next(one for one in kinds if one.get(_ABSTRACT_ID) == wanted.get(W_VAL)))
            own = _next(self.numbering.iter(_ABSTRACT), _ABSTRACT_ID)
            abstract.set(_ABSTRACT_ID, own)
            for named in abstract.iterfind(f".//{qn('w:pStyle')}"):
                named.getparent().remove(named)  # type: ignore[union-attr]  # it is found below something
            self.numbers[lenders] = _next(self.numbering.iter(_NUM), _NUM_ID)
            self.numbering.insert(sum(one.tag in _BEFORE_NUMBERS for one in self.numbering), abstract)
            made = etree.SubElement(self.numbering, _NUM, {_NUM_ID: self.numbers[lenders]})
            etree.SubElement(made, _ABSTRACT_ID, {W_VAL: own})
        return self.numbers[lenders]

    def close(self) -> None:
        """Put what was lent into the template."""
        self.package.put(STYLES, self.styles)
        if self.numbering is not None:
            self.package.put(NUMBERING, self.numbering)

    def _free(self, key: str) -> str:
        taken = {str(one.get(_ID)) for one in self.styles.iter(qn("w:style"))}
        while key in taken:
            key += "Lent"
        return key


def _next(elements: Iterator[etree._Element], attribute: str) -> str:
    return str(1 + max((whole_number(one.get(attribute)) or 0 for one in elements), default=0))


def _numbering_of(package: Package) -> etree._Element:
    """The part for numberings, which a template without lists does not have."""
    if NUMBERING not in package.parts:
        package.parts[NUMBERING] = _NO_NUMBERING.encode()
        types, relations = package.xml(_TYPES), package.xml(_RELATIONS)
        _add(types, "Override", {"PartName": f"/{NUMBERING}", "ContentType": _NUMBERING_TYPE})
        package.put(_TYPES, types)
        about = {"Id": "rIdLent", "Type": _NUMBERING_KIND, "Target": NUMBERING.rpartition("/")[2]}
        _add(relations, "Relationship", about)
        package.put(_RELATIONS, relations)
    return package.xml(NUMBERING)


def _add(root: etree._Element, name: str, attributes: dict[str, str]) -> None:
    etree.SubElement(root, etree.QName(etree.QName(root).namespace, name), attributes)
