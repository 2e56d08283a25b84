"""What lies on a sheet of an OpenDocument workbook and stands in no cell: text boxes, pictures, charts, controls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from engine.foreign.beside_cells import words_of_margin
from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.foreign.open_document import OpenDocument
from engine.sources.checklists.grid import Position
from engine.sources.checklists.ods_names import DRAW, FORM, OFFICE, STYLE, SVG, TABLE, TEXT, XML

_CONTROLS = {
    "checkbox": ObjectKind.CHECK_BOX,
    "radio": ObjectKind.OPTION_BUTTON,
    "listbox": ObjectKind.LIST,
    "combobox": ObjectKind.LIST,
    "button": ObjectKind.BUTTON,
    "fixed-text": ObjectKind.TEXT_BOX,
    "frame": ObjectKind.TEXT_BOX,
}
_HOLDS = {"text-box": ObjectKind.TEXT_BOX, "image": ObjectKind.PICTURE, "object": ObjectKind.CHART}

_MARGINS = frozenset(
    f"{STYLE}{name}" for name in ("header", "footer", "header-left", "footer-left", "header-first", "footer-first")
)
_PLAIN = frozenset({f"{TEXT}span", f"{TEXT}a"})


class Controls:
    """The controls of a sheet by the name under which its drawings place them."""

    def __init__(self, table: Element) -> None:
        self._by_id: dict[str, Element] = {}
        for form in table.iterchildren(f"{OFFICE}forms"):
            for each in form.iter():
                if isinstance(each.tag, str) and each.tag.startswith(FORM):
                    self._by_id[each.get(f"{XML}id") or each.get(f"{FORM}id") or ""] = each

    def control(self, name: str, at: Position | None) -> DrawnObject:
        """A control that a drawing places."""
        found = self._by_id.get(name)
        if found is None:
            return DrawnObject(kind=ObjectKind.FIELD, at=at)
        kind = _CONTROLS.get(str(found.tag).removeprefix(FORM), ObjectKind.FIELD)
        words = found.get(f"{FORM}label") or found.get(f"{FORM}current-value") or found.get(f"{FORM}value") or ""
        state = found.get(f"{FORM}current-state") or found.get(f"{FORM}state") or ""
        selected = found.get(f"{FORM}current-selected") or found.get(f"{FORM}selected") or ""
        has_mark = kind in (ObjectKind.CHECK_BOX, ObjectKind.OPTION_BUTTON)
        ticked = (state == "checked" or selected == "true") if has_mark else None
        linked = bool(found.get(f"{FORM}linked-cell"))
        return DrawnObject(kind=kind, words=" ".join(words.split()), at=at, is_ticked=ticked, linked=linked)


def drawn_on(table: Element, controls: Controls) -> Iterator[DrawnObject]:
    """What lies on the sheet as a whole."""
    for shapes in table.iterchildren(f"{TABLE}shapes"):
        yield from drawn_in(shapes, controls, None)


def drawn_in(element: Element, controls: Controls, at: Position | None) -> Iterator[DrawnObject]:
    """What lies in a cell, or in a group of drawings; pictures in words too."""
    for each in element.iterchildren():
        if not isinstance(each.tag, str) or each.tag == f"{OFFICE}annotation":
            continue
        if not each.tag.startswith(DRAW):
            yield from drawn_in(each, controls, at) if each.tag.startswith(TEXT) else ()
        elif each.tag == f"{DRAW}g":
            yield from drawn_in(each, controls, at)
        elif each.tag == f"{DRAW}control":
            yield controls.control(each.get(f"{DRAW}control", ""), at)
        else:
            yield _shape(each, at)


def margins_of(document: OpenDocument, table: Element) -> Iterator[DrawnObject]:
    """The lines that are printed above and below each page of a sheet, without what the program fills in."""
    if document.styles is None:
        return
    name, styles = table.get(f"{TABLE}style-name"), document.content.iter(f"{STYLE}style")
    master = next((each.get(f"{STYLE}master-page-name") for each in styles if each.get(f"{STYLE}name") == name), "")
    for page in document.styles.iter(f"{STYLE}master-page"):
        for margin in page if page.get(f"{STYLE}name") == (master or "Default") else ():
            words = "" if margin.get(f"{STYLE}display") == "false" else words_of_margin(" ".join(_written(margin)))
            if words and margin.tag in _MARGINS:
                yield DrawnObject(kind=ObjectKind.MARGIN, words=words)


def _written(margin: Element) -> Iterator[str]:
    """The words that people wrote into the paragraphs of a margin, piece by piece."""
    for paragraph in margin.iter(f"{TEXT}p"):
        yield paragraph.text or ""
        for each in paragraph.iterchildren():
            yield "".join(map(str, each.itertext())) if each.tag in _PLAIN else ""
            yield each.tail or ""


def _shape(each: Element, at: Position | None) -> DrawnObject:
    kinds = (_HOLDS.get(str(inner.tag).removeprefix(DRAW)) for inner in each.iterchildren())
    kind = next((kind for kind in kinds if kind), ObjectKind.SHAPE)
    words = " ".join("".join(map(str, p.itertext())) for p in each.iter(f"{TEXT}p"))
    named = (each.findtext(f"{SVG}{name}") for name in ("desc", "title"))
    words = words.strip() or next((name for name in named if name), "")
    return DrawnObject(kind=kind, words=" ".join(words.split()), at=at, name=each.get(f"{DRAW}name", ""))
