"""The styles that a document uses: those no reader would miss, and those lent by the house."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree

from engine.findings import Finding, Place, warning
from engine.word.names import W_VAL, qn
from engine.word.package import Package
from engine.word.text import take_out

_NAMING = (qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))


def undefined(root: etree._Element, defined: Collection[str]) -> dict[str, list[etree._Element]]:
    """Where a part asks for styles that its file does not define, by the id of the style."""
    found: dict[str, list[etree._Element]] = {}
    for naming in root.iter(*_NAMING):
        if str(naming.get(W_VAL)) not in defined:
            found.setdefault(str(naming.get(W_VAL)), []).append(naming)
    return dict(sorted(found.items()))


def without_undefined(root: etree._Element, defined: Collection[str], place: Place) -> list[Finding]:
    """Take them out, so that Word and LibreOffice print such text alike. W-06, once for all of a part."""
    found = undefined(root, defined)
    for naming in (each for every in found.values() for each in every):
        take_out(naming)
    return said_of_undefined(found, place)


def said_of_undefined(names: Collection[str], place: Place) -> list[Finding]:
    """W-06 in words."""
    if not names:
        return []
    listed = ", ".join(f'"{name}"' for name in names)
    message = f"Styles used but not defined: {listed}. What has them is printed plain."
    return [warning("W-06", place, message, "Give it a style again, or put the style back into the template.")]


def said_of_lent(package: Package, lent: Mapping[str, str], template: Place) -> list[Finding]:
    """W-06 for the styles lent by the house that a document uses. lent: their names by their ids."""
    used: set[str] = set()
    for name in package.texts() if lent else ():
        used |= {str(naming.get(W_VAL)) for naming in package.tree(name).iter(*_NAMING)}
    names = [f'"{name}"' for key, name in lent.items() if key in used]
    if not names:
        return []
    message = f"Styles that the template lacks are lent by the house's, in its look: {', '.join(names)}."
    fix = "Nothing, if it will do; penholder template check --add-styles puts them into the template, to be changed."
    return [warning("W-06", template, message, fix)]
