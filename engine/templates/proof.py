"""Proof after rendering: the Word file is sound, says all it was meant to say, and holds no tags."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree

from engine.findings import Finding, Place, error
from engine.model.signing import Profile
from engine.templates.meant import BRACKETS, Meant
from engine.templates.places import part_name
from engine.templates.signing_faults import signing_faults
from engine.word.names import (
    NAMESPACES,
    W_BOOKMARK,
    W_ID,
    W_NAME,
    W_P,
    W_T,
    W_TBL,
    W_TC,
    W_VAL,
    qn,
)
from engine.word.package import STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import heading_trail, paragraph_text, texts

_HOLD_TEXT = ("w:t", "w:delText", "w:instrText", "wp:posOffset", "wp:align", "m:t")
_STRAY_TEXT = etree.XPath(
    f"//text()[normalize-space() and not({' or '.join(f'parent::{name}' for name in _HOLD_TEXT)})]",
    namespaces=NAMESPACES,
)
NOT_BLANK = (qn("w:drawing"), qn("w:sdt"), qn("w:fldChar"))
_MAY_BE_EMPTY = "form table"
"""In tables of this style an empty cell is a place to fill in; anywhere else it is a loss."""


def faults(
    package: Package,
    template: Place,
    meant: Iterable[Meant],
    typed: Iterable[str] = (),
    profile: Profile | None = None,
) -> list[Finding]:
    """Everything wrong with a rendered document, each with its place in the template or the input.

    typed: texts with the brackets of tags that people wrote and that are printed as they are. profile: how a document
    is signed that is to be signed.
    """
    roots, found = _parsed(package, template)
    if found:
        return found
    styles = read_styles(package.parts[STYLES])
    wanted = [(_squeezed(text), place) for text, place in meant if text]
    known = {_squeezed(text).casefold() for text in (*typed, *(text for text, _ in wanted)) if BRACKETS.search(text)}
    for name, root in roots.items():
        where = part_name(name)
        found += _empty_cells(root, styles, template, where)
        found += _stray_text(root, styles, template, where)
        if b"{" in package.parts[name] or b"}" in package.parts[name]:
            found += _tags_left(root, styles, template, where, known)
        found += _repeated_ids(root, template, where)
        found += unknown_styles(root, styles, template, where)
    found += signing_faults(roots, styles, template, profile)
    found += _relations(package, template)
    found += _lost(roots, template, wanted)
    return found


def _parsed(package: Package, template: Place) -> tuple[dict[str, etree._Element], list[Finding]]:
    roots, found = {}, []
    for name in package.texts():
        try:
            roots[name] = package.xml(name)
        except etree.XMLSyntaxError as fault:
            message = f"What the template makes is not a sound Word file ({fault.msg})."
            fix = "Begin and end each loop and condition in the same text, cell or row."
            found.append(error("W-02", Place(template.file, part_name(name)), message, fix))
    return roots, found


def _empty_cells(root: etree._Element, styles: Styles, template: Place, part: str) -> Iterator[Finding]:
    for cell in root.iter(W_TC):
        if cell.find(W_P) is None and cell.find(W_TBL) is None:
            message = "A cell of the table has lost its last paragraph, and Word would ask to repair the file."
        elif is_blank(cell) and not is_form(styles, next(cell.iterancestors(W_TBL))):
            message = "A cell of the table is empty."
        else:
            continue
        where = " › ".join(step for step in (part, heading_trail(cell, styles)) if step)
        fix = "Let the tag in this cell print something in every case, such as a dash."
        yield error("W-03", Place(template.file, where), message, fix)


def is_blank(cell: etree._Element) -> bool:
    """Whether a cell prints nothing at all."""
    if any((text.text or "").strip() for text in cell.iter(W_T)):
        return False
    return next(cell.iter(*NOT_BLANK), None) is None


def is_form(styles: Styles, table: etree._Element) -> bool:
    """Whether a table is one of labels and places to fill in, whose cells may be empty."""
    style = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
    return style is not None and styles.names.get(str(style.get(W_VAL))) == _MAY_BE_EMPTY


def _stray_text(root: etree._Element, styles: Styles, template: Place, part: str) -> Iterator[Finding]:
    """Text outside a run is in the file and on no page: an inline tag, {{r …}}, that printed plain words."""
    for inside in root.iterfind(f".//{W_T}/*"):
        where = " › ".join(step for step in (part, heading_trail(inside, styles)) if step)
        message = "Rich text stands where plain words belong, and Word would ask to repair the file."
        yield error("W-02", Place(template.file, where), message, "Write the tag as {{r … }} or {{p … }}.")
    strays: Any = _STRAY_TEXT(root)
    for text in strays:
        where = " › ".join(step for step in (part, heading_trail(text.getparent(), styles)) if step)
        message = f'"{text.strip()[:60]}" would stand in the file and on no page.'
        yield error("W-02", Place(template.file, where), message, "Write the tag as {{ … }}, without r or p.")


def _tags_left(root: etree._Element, styles: Styles, template: Place, part: str, known: set[str]) -> Iterator[Finding]:
    """Brackets that no input brought along can only be a tag that was not understood."""
    for paragraph in root.iter(W_P):
        text = paragraph_text(paragraph)
        said = text.casefold()
        if BRACKETS.search(text) and not any(line in said or said in line for line in known):
            where = " › ".join(step for step in (part, heading_trail(paragraph, styles)) if step)
            message = f"A tag was not understood and would be printed: {text[:80]}"
            yield error("W-04", Place(template.file, where), message, "Correct the tag, or take it out.")


def _repeated_ids(root: etree._Element, template: Place, part: str) -> Iterator[Finding]:
    kinds = (
        ("picture number", [str(e.get("id")) for e in root.iter(qn("wp:docPr"))]),
        ("bookmark number", [str(e.get(W_ID)) for e in root.iter(W_BOOKMARK)]),
        ("bookmark", [str(e.get(W_NAME)).casefold() for e in root.iter(W_BOOKMARK)]),
    )
    for kind, values in kinds:
        for value, count in Counter(values).items():
            if count > 1:
                message = f"The {kind} {value} stands {count} times in the document; Word and links need each once."
                fix = "Take the bookmark or picture out of the loop that repeats it."
                yield error("W-05", Place(template.file, part), message, fix)


def unknown_styles(root: etree._Element, styles: Styles, template: Place, part: str) -> Iterator[Finding]:
    """W-06: a style that is used and not defined."""
    used = {str(e.get(W_VAL)) for e in root.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))}
    for style in sorted(used - set(styles.names)):
        message = f'The style "{style}" is used but not defined.'
        yield error("W-06", Place(template.file, part), message, "Put the style back into the template.")


def outside_relations(package: Package, template: Place) -> Iterator[Finding]:
    """W-07: only hyperlinks may lead outside the file."""
    for _, target, kind, is_outside in _related(package):
        if is_outside and kind != "hyperlink":
            message = f"The template fetches something from outside when it is opened: {target}"
            yield error("W-07", template, message, "Put the picture or object itself into the template.")


def _relations(package: Package, template: Place) -> Iterator[Finding]:
    """Every link inside the file leads somewhere, and only hyperlinks lead outside."""
    yield from outside_relations(package, template)
    for folder, target, _, is_outside in _related(package):
        if not is_outside and posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") not in package.parts:
            message = f"A part of the file is missing: {target}"
            yield error("W-02", template, message, "Open the template in Word and save it again.")


def _related(package: Package) -> Iterator[tuple[str, str, str, bool]]:
    """Every relation of a file: the folder it starts from, its target, its kind, whether it leads outside."""
    for name, data in package.parts.items():
        if name.endswith(".rels"):
            folder = posixpath.dirname(posixpath.dirname(name))
            for relation in etree.fromstring(data):
                kind = str(relation.get("Type")).rpartition("/")[2]
                yield folder, str(relation.get("Target")), kind, relation.get("TargetMode") == "External"


def _lost(roots: dict[str, etree._Element], template: Place, wanted: list[tuple[str, Place]]) -> Iterator[Finding]:
    said = "\n".join(text for root in roots.values() for text in texts(root))
    for text, place in dict.fromkeys(wanted):
        if text not in said:
            origin = f" ({place})" if place.file else ""
            message = f'The template does not print "{text[:70]}"{origin}.'
            yield error("W-08", template, message, "Put the tag that prints it back into the template.")


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
