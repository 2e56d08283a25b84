"""How the cells of a workbook look, written anew as openpyxl takes it: what programs write otherwise it would refuse.

Excel opens fills without anything in them, colours with a #, fonts of a family that does not exist, attributes of other
makers. None of it matters to who reads cells; what matters is taken out of the part, and the rest is left there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from openpyxl.styles.numbers import BUILTIN_FORMATS

from engine.foreign import limits
from engine.foreign.markup import namespaced_parser, parsed
from engine.foreign.refusal import RefusedFile
from engine.foreign.sheet_scan import SHEET_NAMESPACE
from engine.phrases import nouns

_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SKIPPED, _TRANSPARENT = f"{_COMPATIBLE} Choice", (f"{_COMPATIBLE} AlternateContent", f"{_COMPATIBLE} Fallback")
_HEX = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})\Z", re.ASCII)
_MOST_NUMBER = 100_000
_NEW = "Copy the filled rows into a new workbook, and put it here."
_ANY_PATTERN = "gray125"
_TINT = re.compile(r"-?(?:0?\.\d{1,20}|[01](?:\.\d{1,20})?)\Z", re.ASCII)
_NO_FILL = "<fill><patternFill/></fill>"


@dataclass(slots=True)
class _Font:
    name: str = ""
    is_struck: bool = False
    colour: str = ""

    def written(self) -> str:
        name = f"<name val={quoteattr(self.name)}/>" if self.name else ""
        return f"<font>{'<strike/>' if self.is_struck else ''}{self.colour}{name}</font>"


@dataclass(slots=True)
class _Fill:
    """pattern: solid, or one that stands for all others; empty for none."""

    pattern: str = ""
    colour: str = ""

    def written(self) -> str:
        about = f'<patternFill patternType="{self.pattern}">{self.colour}</patternFill>'
        return f"<fill>{about}</fill>" if self.pattern else _NO_FILL


@dataclass(slots=True)
class _Styles:
    formats: dict[int, str] = field(default_factory=dict)
    fonts: list[_Font] = field(default_factory=list)
    fills: list[_Fill] = field(default_factory=list)
    cells: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CellStyles:
    """data: the part for openpyxl. count: how many looks there are that cells can name."""

    data: bytes
    count: int


def cell_styles(part: str, data: bytes, again: str) -> CellStyles:
    """The part anew: number formats, fonts, fills and how cells combine them. Raises RefusedFile."""
    return _written(_read(part, data, again))


def no_styles() -> CellStyles:
    """What stands for the part where a workbook has none."""
    return _written(_Styles())


def _written(found: _Styles) -> CellStyles:
    fonts, fills = found.fonts or [_Font()], found.fills or [_Fill()]
    cells = found.cells or [(0, 0, 0)]
    formats = "".join(
        f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>' for number, code in found.formats.items()
    )
    looks = "".join(
        f'<xf numFmtId="{number if number in found.formats or number in BUILTIN_FORMATS else 0}" '
        f'fontId="{font if font < len(fonts) else 0}" '
        f'fillId="{fill if fill < len(fills) else 0}" borderId="0"/>'
        for number, font, fill in cells
    )
    written = (
        f'<styleSheet xmlns="{SHEET_NAMESPACE}"><numFmts>{formats}</numFmts>'
        f"<fonts>{''.join(font.written() for font in fonts)}</fonts>"
        f"<fills>{''.join(fill.written() for fill in fills)}</fills>"
        f"<borders><border/></borders><cellXfs>{looks}</cellXfs></styleSheet>"
    )
    return CellStyles(written.encode(), len(cells))


def _whole_number(written: str | None) -> int | None:
    """A number that counts something; None for what is none, or none that any program writes."""
    if written is None or not (written.isascii() and written.isdigit()) or len(written) > 9:
        return None
    return int(written)


def _read(part: str, data: bytes, again: str) -> _Styles:
    styles, path = _Styles(), list[str]()
    count = skipped = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count, skipped
        count += 1
        if count > limits.STYLES:
            raise RefusedFile(
                f"The workbook has more than {nouns.STYLE.figure(limits.STYLES)}, which is the most.", _NEW
            )
        if name == _SKIPPED or skipped:
            skipped += 1
        elif name not in _TRANSPARENT:
            path.append(name.rpartition(" ")[2])
            _take(styles, tuple(path[1:]), attributes)

    def end(name: str) -> None:
        nonlocal skipped
        if skipped:
            skipped -= 1
        elif name not in _TRANSPARENT:
            path.pop()

    parser = namespaced_parser(part, again)
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parsed(parser, part, data, again)
    return styles


def _take(styles: _Styles, path: tuple[str, ...], attributes: dict[str, str]) -> None:
    """Keep what an element of the part says, if it says anything that is read."""
    match path:
        case ("numFmts", "numFmt"):
            number = _whole_number(attributes.get("numFmtId"))
            if number is not None and "formatCode" in attributes:
                styles.formats[number] = attributes["formatCode"]
        case ("fonts", "font"):
            styles.fonts.append(_Font())
        case ("fonts", "font", name):
            _take_of_font(styles.fonts[-1], name, attributes)
        case ("fills", "fill"):
            styles.fills.append(_Fill())
        case ("fills", "fill", *inner):
            _take_of_fill(styles.fills[-1], tuple(inner), attributes)
        case ("cellXfs", "xf"):
            wanted = (attributes.get(name) for name in ("numFmtId", "fontId", "fillId"))
            number, font, fill = (_whole_number(value) or 0 for value in wanted)
            styles.cells.append((number, font, fill))


def _take_of_fill(fill: _Fill, path: tuple[str, ...], attributes: dict[str, str]) -> None:
    match path:
        case ("patternFill",):
            fill.pattern = {"none": "", "solid": "solid"}.get(attributes.get("patternType", "none"), _ANY_PATTERN)
        case ("gradientFill",):
            fill.pattern = _ANY_PATTERN
        case ("patternFill", "fgColor"):
            fill.colour = _colour("fgColor", attributes)


def _take_of_font(font: _Font, name: str, attributes: dict[str, str]) -> None:
    match name:
        case "name":
            font.name = attributes.get("val", "")
        case "strike":
            font.is_struck = attributes.get("val", "1") not in ("0", "false")
        case "color":
            font.colour = _colour("color", attributes)


def _colour(name: str, attributes: dict[str, str]) -> str:
    """A colour as openpyxl takes it; nothing for one that nobody can tell."""
    if found := _HEX.match(attributes.get("rgb", "")):
        return f'<{name} rgb="{found[1]:0>8}"/>'
    for kind in ("theme", "indexed"):
        number = _whole_number(attributes.get(kind))
        if number is not None and number < _MOST_NUMBER:
            tint = f' tint="{written}"' if _TINT.match(written := attributes.get("tint", "")) else ""
            return f'<{name} {kind}="{number}"{tint}/>'
    return ""
