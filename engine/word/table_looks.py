"""What table styles give to the letters in their cells: first and last rows and columns, bands, corners (17.7.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from engine.whole_numbers import whole_number
from engine.word.look import NOTHING_SAID, Look, of_letters, of_shading
from engine.word.names import W_TBL, W_TC, W_TR, W_VAL, qn

_RUN, _PARAGRAPH, _CELL = qn("w:rPr"), qn("w:pPr"), qn("w:tcPr")
_OF_TABLE = f"{qn('w:tblPr')}/{qn('w:tblStyle')}"
_CHOSEN = f"{qn('w:tblPr')}/{qn('w:tblLook')}"
_SPECIAL = qn("w:tblStylePr")
_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_FIRST_ROW_ALONE = frozenset(("firstRow", "noHBand", "noVBand"))
"""What is taken where a table does not say which parts of its style it wants."""


@dataclass(frozen=True, slots=True)
class _Style:
    """A style of tables with those it is based on. tells_apart: whether any of them tells cells apart.

    band, column_band: how many rows and columns make one band.
    """

    chain: tuple[etree._Element, ...]
    tells_apart: bool
    band: int
    column_band: int


_Place = tuple[tuple[bool, bool, str], tuple[bool, bool, str]]
"""Of a cell: whether it is in the first and in the last row, and in which band of rows; the same of its column."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A table that is asked for, with its style by its id, and the places of its cells, where that tells them apart."""

    table: etree._Element
    key: str
    style: _Style
    places: Mapping[etree._Element, _Place]


class TableLooks:
    """The looks that the table styles of a document give. by_id: its styles."""

    def __init__(self, by_id: Mapping[str, etree._Element]) -> None:
        self.by_id = by_id
        self.known: dict[tuple[str, _Place | None], Look] = {}
        self.styles: dict[str, _Style] = {}
        self.last: _Asked | None = None
        """The table that was asked for last."""

    def of_cell(self, cell: etree._Element, table: etree._Element) -> Look:
        """What the style of a table gives to one of its cells."""
        asked = self.last
        if asked is None or asked.table is not table:
            asked = self.last = self._asked(table)
        if not asked.style.chain:
            return NOTHING_SAID
        key = asked.key, asked.places.get(cell)  # a cell that strayed out of its row is in no part
        if key not in self.known:
            self.known[key] = _joined(asked.style.chain, tuple(_parts(key[1])) if key[1] else ())
        return self.known[key]

    def _asked(self, table: etree._Element) -> _Asked:
        named = table.find(_OF_TABLE)
        key = "" if named is None else str(named.get(W_VAL))
        if key not in self.styles:
            self.styles[key] = _style(tuple(self._chain(key)))
        style = self.styles[key]
        return _Asked(table, key, style, _places(table, style) if style.tells_apart else {})

    def _chain(self, key: str) -> list[etree._Element]:
        """A style and those it is based on."""
        chain: list[etree._Element] = []
        while key in self.by_id and self.by_id[key] not in chain:
            chain.append(self.by_id[key])
            base = chain[-1].find(qn("w:basedOn"))
            key = "" if base is None else str(base.get(W_VAL))
        return chain


def _style(chain: tuple[etree._Element, ...]) -> _Style:
    tells_apart = any(style.find(_SPECIAL) is not None for style in chain)
    return _Style(chain, tells_apart, _size(chain, "w:tblStyleRowBandSize"), _size(chain, "w:tblStyleColBandSize"))


def _places(table: etree._Element, style: _Style) -> dict[etree._Element, _Place]:
    """The place of each cell of a table, whatever its rows and cells are wrapped in."""
    chosen = _wanted(table.find(_CHOSEN))
    rows = [row for row in table.iter(W_TR) if next(row.iterancestors(W_TBL)) is table]
    places: dict[etree._Element, _Place] = {}
    for at, row in enumerate(rows):
        down = _in_line(at, len(rows), ("firstRow", "lastRow", "noHBand"), chosen, style.band)
        cells = [cell for cell in row.iter(W_TC) if next(cell.iterancestors(W_TR)) is row]
        for across, cell in enumerate(cells):
            along = _in_line(across, len(cells), ("firstColumn", "lastColumn", "noVBand"), chosen, style.column_band)
            places[cell] = down, along
    return places


def _in_line(
    at: int, of: int, names: tuple[str, str, str], chosen: frozenset[str], band: int
) -> tuple[bool, bool, str]:
    """Whether one of so many is the first and the last that a table wants told apart, and in which band it is else."""
    first, last, no_band = names
    is_first, is_last = at == 0 and first in chosen, at == of - 1 and last in chosen
    is_banded = no_band not in chosen and not (is_first or is_last)
    return is_first, is_last, _band(at - (first in chosen), band) if is_banded else ""


def _parts(place: _Place) -> Iterator[str]:
    """The parts of a style that a cell is in, the strongest first."""
    (top, bottom, row_band), (left, right, column_band) = place
    for is_row, upright in ((top, "n"), (bottom, "s")):
        for is_column, side in ((left, "w"), (right, "e")):
            if is_row and is_column:
                yield f"{upright}{side}Cell"
    for is_in, part in ((top, "firstRow"), (bottom, "lastRow"), (left, "firstCol"), (right, "lastCol")):
        if is_in:
            yield part
    if row_band:
        yield f"{row_band}Horz"
    if column_band:
        yield f"{column_band}Vert"


def _band(at: int, size: int) -> str:
    return f"band{1 + (at // size) % 2}"


def _size(chain: Sequence[etree._Element], name: str) -> int:
    found = next((size for style in chain for size in style.iter(qn(name))), None)
    return 1 if found is None else whole_number(found.get(W_VAL)) or 1


def _joined(chain: Sequence[etree._Element], parts: tuple[str, ...]) -> Look:
    look = NOTHING_SAID
    for part in (*parts, "wholeTable"):
        for style in chain:
            for special in style.iterfind(_SPECIAL):
                if special.get(qn("w:type")) == part:
                    look = look.over(_of_part(special))
    for style in chain:
        look = look.over(_of_part(style))
    return look


def _of_part(part: etree._Element) -> Look:
    letters = of_letters(part.find(_RUN)).over(of_shading(part.find(_PARAGRAPH), is_design=True))
    return letters.over(of_shading(part.find(_CELL), is_design=True))


def _wanted(look: etree._Element | None) -> frozenset[str]:
    """The parts of its style that a table asks for, and the bands that it does without."""
    if look is None:
        return _FIRST_ROW_ALONE
    return _of_look(tuple((name, str(look.get(qn(f"w:{name}"), ""))) for name in _BITS), str(look.get(W_VAL, "")))


@lru_cache(maxsize=64)
def _of_look(said: tuple[tuple[str, str], ...], value: str) -> frozenset[str]:
    try:
        bits = int(value or "0", 16)
    except ValueError:
        bits = 0
    return frozenset(name for name, on in said if (on in ("1", "true", "on") if on else bits & _BITS[name]))
