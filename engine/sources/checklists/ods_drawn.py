"""What lies on a sheet of an OpenDocument workbook and stands in no cell: text boxes, pictures, charts, controls."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element as Element

from engine.foreign.drawn_objects import DrawnObject, ObjectKind
from engine.sources.checklists.grid import Position
from engine.sources.checklists.ods_names import DRAW, FORM, OFFICE, SVG, TABLE, TEXT, XML

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


def _shape(each: Element, at: Position | None) -> DrawnObject:
    kinds = (_HOLDS.get(str(inner.tag).removeprefix(DRAW)) for inner in each.iterchildren())
    kind = next((kind for kind in kinds if kind), ObjectKind.SHAPE)
    words = " ".join("".join(map(str, p.itertext())) for p in each.iter(f"{TEXT}p"))
    named = (each.findtext(f"{SVG}{name}") for name in ("desc", "title"))
    words = words.strip() or next((name for name in named if name), "")
    return DrawnObject(kind=kind, words=" ".join(words.split()), at=at)
