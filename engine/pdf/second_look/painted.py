"""What a content paints, by itself: the same content paints the same, whatever page of whatever document it is on.

So it is kept by its bytes: where one form has changed, most pages are those of the build before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name, Object, Stream

from engine.model.kept import made_once
from engine.pdf.marked_text import mark_number, shown

_SHOWS = {"Tj", "TJ", "'", '"'}
_OPENS = {"BDC", "BMC"}
_ASKED_FOR = " ".join(("q Q BDC BMC EMC Tf S s f F f* B B* b b* sh Do BI ID EI", *_SHOWS))
"""What paints, and what decides to what that belongs. Anything else is passed over by the library, which is faster."""


@dataclass(frozen=True, slots=True)
class ShownLetters:
    """What is shown in a font. font: its name among the content's resources. codes: as pairs of hexadecimal figures."""

    font: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Painted:
    """numbers: the marks by which the structure names what is printed. strays: how often it paints outside all marks.

    fonts: those that are chosen, with what is shown in each. drawings: the names of what is drawn, in order.
    """

    numbers: tuple[int, ...]
    strays: int
    fonts: tuple[ShownLetters, ...]
    drawings: tuple[str, ...]


def painted_by(content: Object) -> Painted:
    """What a page or a drawing paints."""
    made_from = (part for stream in _streams(content) for part in _told(stream))
    return made_once("painted", Painted, made_from, ("pikepdf",), lambda: _painted(content))


def _streams(content: Object) -> Iterable[Object]:
    if isinstance(content, Stream):
        return [content]
    told = content.get("/Contents", Array())
    return told if isinstance(told, Array) else [told]


def _told(stream: Object) -> Iterator[bytes]:
    """All that decides what a stream says."""
    yield b"%s %s" % (repr(stream.get("/Filter")).encode(), repr(stream.get("/DecodeParms")).encode())
    yield stream.read_raw_bytes()


def _painted(content: Object) -> Painted:
    numbers: set[int] = set()
    letters: dict[str, set[bytes]] = {}
    drawings: list[str] = []
    levels: list[bool] = []
    """Whether each open mark, the outermost first, makes its content part of the structure or decoration."""
    strays = 0
    font: str | None = None
    kept: list[str | None] = []
    for instruction in pikepdf.parse_content_stream(content, _ASKED_FOR):
        operator = str(instruction.operator)
        if operator == "q":
            kept.append(font)
        elif operator == "Q":
            font = kept.pop() if kept else None
        elif operator == "EMC":
            del levels[-1:]
        elif operator == "Tf":
            font = str(instruction.operands[0])
            letters.setdefault(font, set())
        elif operator in _OPENS:
            levels.append(_counts(list(instruction.operands), numbers))
        else:
            strays += True not in levels
            if operator in _SHOWS and font is not None:
                letters[font].update(shown(instruction.operands[-1]))
            elif operator == "Do":
                drawings.append(str(instruction.operands[0]))
    return Painted(
        numbers=tuple(sorted(numbers)),
        strays=strays,
        fonts=tuple(ShownLetters(name, tuple(sorted(map(bytes.hex, texts)))) for name, texts in letters.items()),
        drawings=tuple(drawings),
    )


def _counts(operands: list[Object], numbers: set[int]) -> bool:
    """Whether a mark makes its content part of the structure or decoration. Its number, if any, is added to others."""
    number = mark_number(operands[1]) if len(operands) > 1 else None
    if number is not None:
        numbers.add(number)
    return number is not None or operands[0] == Name.Artifact
