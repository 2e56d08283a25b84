"""How the cells of an OpenDocument workbook look, with all that a look takes from those it is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from engine.foreign.open_document import OpenDocument
from engine.sources.checklists.ods_formats import format_codes
from engine.sources.checklists.ods_names import FO, STYLE, TABLE

_DEEPEST = 20
_NO_COLOUR = ("transparent", "#ffffff")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellLook:
    """What a style says that can change the meaning of a cell.

    colour: of its letters, as #rrggbb; form: of its numbers, None for one that is not known.
    """

    fill: str = ""
    font: str = ""
    hidden: bool = False
    struck: bool = False
    colour: str = ""
    form: str | None = ""


class CellLooks:
    """Every look of a workbook by its name."""

    def __init__(self, document: OpenDocument) -> None:
        trees = [tree for tree in (document.styles, document.content) if tree is not None]
        self._styles = {
            (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")): style
            for tree in trees
            for style in tree.iter(f"{STYLE}style")
        }
        self._forms = format_codes(trees)
        self._made: dict[tuple[str, str], CellLook] = {}

    def look(self, name: str, family: str = "table-cell") -> CellLook:
        """The look of a name; a plain one where there is none."""
        key = (family, name)
        if key not in self._made:
            self._made[key] = self._look(key, 0)
        return self._made[key]

    def _look(self, key: tuple[str, str], depth: int) -> CellLook:
        style = self._styles.get(key, self._styles.get(("", key[1])))
        if style is None or depth > _DEEPEST:
            return CellLook()
        base = self._look((key[0], style.get(f"{STYLE}parent-style-name", "")), depth + 1)
        return self._changed(base, style)

    def _changed(self, base: CellLook, style: Element) -> CellLook:
        cells, words, table = (style.find(f"{STYLE}{kind}-properties") for kind in ("table-cell", "text", "table"))
        if (name := style.get(f"{STYLE}data-style-name")) is not None:
            base = replace(base, form=self._forms.get(name))
        if cells is not None and (fill := cells.get(f"{FO}background-color")):
            base = replace(base, fill="" if fill.lower() in _NO_COLOUR else fill)
        if words is not None:
            line = words.get(f"{STYLE}text-line-through-style") or words.get(f"{STYLE}text-line-through-type")
            colour = words.get(f"{FO}color", "").lower()
            base = replace(
                base,
                font=words.get(f"{STYLE}font-name") or words.get(f"{FO}font-family") or base.font,
                struck=base.struck if line is None else line != "none",
                colour=colour or base.colour,
            )
        return replace(base, hidden=table is not None and table.get(f"{TABLE}display") == "false")
