"""What an Excel sheet says behind its cells: where they lead, what stands in its margins, which controls it has."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from engine.foreign.start_tags import CellAt
from engine.whole_numbers import whole_number

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_MOST = 100_000
"""Links and controls of a sheet. A sheet with one for each of its cells has no more."""
_MARGINS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
_OF_THE_PROGRAM = frozenset({"page", "page of", "of", "/"})
_CODE_OF_A_MARGIN = re.compile(r'&(?:"[^"]*"|\d+|&|K[0-9A-F]{6}|K\d\d[+-]\d{3}|[A-Z])', re.IGNORECASE)
"""What a margin fills in, such as the number of the page, and how it looks."""


def words_of_margin(line: str) -> str:
    """What people wrote above or below each page, without the codes of what the program fills in.

    Empty for what programs put there by themselves: the number of the page, with the word for it.
    """
    words = " ".join(_CODE_OF_A_MARGIN.sub(lambda code: "&" if code[0] == "&&" else " ", line).split())
    return "" if words.casefold() in _OF_THE_PROGRAM else words


@dataclass(slots=True)
class ListedControl:
    """A control as its sheet lists it. relation: of its properties; at: the cell under its upper left corner."""

    relation: str
    shape: str
    name: str
    at: CellAt | None = None


@dataclass(slots=True, kw_only=True)
class BesideCells:
    """Takes what stands behind the cells of a sheet, element by element.

    links: by the range of each, the relation that a link names, and the place within its target. margins: the words
    printed above and below each page, without what the program fills in.
    """

    links: dict[str, tuple[str, str]] = field(default_factory=dict)
    controls: dict[str, ListedControl] = field(default_factory=dict)
    margins: list[str] = field(default_factory=list)
    _margin: bool = False
    _words: list[str] = field(default_factory=list)
    _control: ListedControl | None = None
    _step: str = ""
    _corner: dict[str, str] = field(default_factory=dict)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins. name: without its namespace."""
        if name == "hyperlink" and len(self.links) < _MOST:
            self.links[attributes.get("ref", "")] = (attributes.get(_RELATION, ""), attributes.get("location", ""))
        elif name == "control" and len(self.controls) < _MOST:
            listed = ListedControl(
                attributes.get(_RELATION, ""), attributes.get("shapeId", ""), attributes.get("name", "")
            )
            self._control = self.controls.setdefault(listed.relation, listed)
        elif name in _MARGINS:
            self._margin = True
            self._words.clear()
        self._step = name if name in ("col", "row") and self._control and not self._control.at else ""

    def text(self, words: str) -> None:
        """Words stand within an element."""
        if self._margin:
            self._words.append(words)
        elif self._step:
            self._corner.setdefault(self._step, "")
            self._corner[self._step] += words

    def end(self, name: str) -> None:
        """An element ends."""
        if self._margin and name in _MARGINS:
            self._margin = False
            self.margins.append(words_of_margin("".join(self._words)))
        elif name == "from" and self._control:
            row, column = (whole_number(self._corner.get(step, "").strip()) for step in ("row", "col"))
            if row is not None and column is not None:
                self._control.at = row + 1, column + 1
            self._corner.clear()
        elif name == "control":
            self._control = None
            self._corner.clear()
        self._step = ""
