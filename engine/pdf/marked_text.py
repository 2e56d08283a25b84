"""The text that a page prints under each mark of its content, which is how the structure names it."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, String

from engine.pdf.lettering import Lettering, fonts_in, lettering_of

_ASKED_FOR = "BDC BMC EMC Tf Tj TJ ' \""


_Printed = list[tuple[Lettering, Object]]
"""Texts that are shown, each with the font it is shown in."""


def _printed_by_mark(page: Page, known: dict[tuple[int, int], Lettering]) -> dict[int, _Printed]:
    """What is printed under each number of a mark (MCID) on a page, without what lies in pictures.

    known: what the fonts of other pages say, to which those of this one are added.
    """
    fonts = {name: _read_once(font, known) for name, font in fonts_in(page.obj.get("/Resources")).items()}
    found: dict[int, _Printed] = {}
    marks: list[int | None] = []
    lettering: Lettering | None = None
    for instruction in pikepdf.parse_content_stream(page, _ASKED_FOR):
        operands = instruction.operands
        match str(instruction.operator):
            case "BDC":
                marks.append(mark_number(operands[1]) if len(operands) > 1 else None)
            case "BMC":
                marks.append(None)
            case "EMC":
                del marks[-1:]
            case "Tf":
                lettering = fonts.get(str(operands[0]))
            case _:
                here = next((mark for mark in reversed(marks) if mark is not None), None)
                if here is not None and lettering is not None:
                    found.setdefault(here, []).append((lettering, operands[-1]))
    return found


def _read_once(font: Object, known: dict[tuple[int, int], Lettering]) -> Lettering:
    if not font.is_indirect:
        return lettering_of(font)
    if font.objgen not in known:
        known[font.objgen] = lettering_of(font)
    return known[font.objgen]


def mark_number(properties: Object) -> int | None:
    """The number of a mark; None for one that has none."""
    number = properties.get("/MCID") if isinstance(properties, Dictionary) else None
    return None if number is None else int(number)


def shown(operand: Object) -> list[bytes]:
    """The texts that an operator shows: one, or several with distances between them."""
    parts = operand if isinstance(operand, Array) else [operand]
    return [bytes(part) for part in parts if isinstance(part, String)]


def _is_apart(element: Object, kid: Object) -> bool:
    """Whether a part of a line is a word of its own, as the page number in a line of a contents list is."""
    return Name.Link == kid.S or (Name.Span == kid.S and element.get("/S") == Name.Link)


class StructureText:
    """The words of elements of a structure. Each page is read once, and only where it is asked for."""

    def __init__(self) -> None:
        self._pages: dict[tuple[int, int], dict[int, _Printed]] = {}
        self._fonts: dict[tuple[int, int], Lettering] = {}

    def of(self, element: Object) -> str:
        """What an element says: its replacement or alternative text, or else all that is printed in it."""
        return " ".join("".join(self._parts(element, None)).split())

    def _parts(self, element: Object, around: Object | None) -> Iterator[str]:
        told = element.get("/ActualText", element.get("/Alt"))
        if told is not None:
            yield str(told)
            return
        page, kids = element.get("/Pg", around), element.get("/K")
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, int):
                yield self._printed(page, kid)
            elif isinstance(kid, Dictionary) and "/S" in kid:
                yield from ([" "] if _is_apart(element, kid) else [])
                yield from self._parts(kid, page)
            elif isinstance(kid, Dictionary) and kid.get("/Type") == Name.MCR:
                yield self._printed(kid.get("/Pg", page), int(kid.get("/MCID", -1)))

    def _printed(self, page: Object | None, mark: int) -> str:
        if page is None:
            return ""
        if page.objgen not in self._pages:
            self._pages[page.objgen] = _printed_by_mark(Page(page), self._fonts)
        printed = self._pages[page.objgen].get(mark, ())
        return "".join(lettering.read(b"".join(shown(text))) for lettering, text in printed)
