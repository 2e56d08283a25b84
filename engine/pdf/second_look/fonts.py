"""The fonts that a PDF prints with: embedded, told in letters, and without empty boxes where a character is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Stream

from engine.fonts.empty_boxes import DrawnGlyphs, drawn_by
from engine.pdf.lettering import Lettering, lettering_of
from engine.pdf.second_look.content import PrintedLetters
from engine.pdf.second_look.flaws import Flaw, Seen

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")


def font_flaws(printed: PrintedLetters) -> Iterator[Seen]:
    """What is wrong with each font that is used, on the page on which it is first used."""
    for known, font in printed.fonts.items():
        if letters := printed.letters[known]:
            lettering = lettering_of(font)
            codes = frozenset(code for text in letters for code in lettering.codes(text))
            yield from ((flaw, printed.pages[known]) for flaw in _flaws(font, lettering, codes))


def _flaws(font: Object, lettering: Lettering, codes: frozenset[int]) -> Iterator[Flaw]:
    if not all(lettering.says.get(code) for code in codes):
        yield Flaw.UNREADABLE_LETTERS
    if font.get("/Subtype") == Name.Type3:  # its letters are drawings of the file itself, as emoji are
        yield from () if _drawings_of(font) >= codes else (Flaw.EMPTY_BOX,)
        return
    whole = font.DescendantFonts[0] if font.get("/Subtype") == Name.Type0 else font
    descriptor = whole.get("/FontDescriptor", Dictionary())
    programs = {name: descriptor[name] for name in _PROGRAMS if isinstance(descriptor.get(name), Stream)}
    if not any(len(program.read_raw_bytes()) for program in programs.values()):
        yield Flaw.FONT_NOT_EMBEDDED
    elif "/FontFile2" in programs:
        try:
            drawn = drawn_by(programs["/FontFile2"].read_bytes())
        except ValueError:
            yield Flaw.FONT_NOT_EMBEDDED
            return
        glyph_of = _glyphs(font, whole, lettering, drawn)
        if any(glyph_of(code) in drawn.boxes for code in codes):
            yield Flaw.EMPTY_BOX


def _glyphs(font: Object, whole: Object, lettering: Lettering, drawn: DrawnGlyphs) -> Callable[[int], int]:
    """Which glyph is drawn for a code (ISO 32000-1, 9.6.6.4 and 9.7.4.2)."""
    if whole is not font:
        table = whole.get("/CIDToGIDMap")
        listed = table.read_bytes() if isinstance(table, Stream) else b""
        return (lambda code: int.from_bytes(listed[2 * code : 2 * code + 2], "big")) if listed else (lambda code: code)
    named = "/Encoding" in font  # then codes are letters, and the font knows those
    return lambda code: _glyph_of_letter(lettering.says, drawn, code) if named else drawn.glyphs.get(code, 0)


def _glyph_of_letter(says: Mapping[int, str], drawn: DrawnGlyphs, code: int) -> int:
    letter = says.get(code, "")
    own = drawn.glyphs.get(ord(letter), 0) if len(letter) == 1 else 0
    return own or drawn.glyphs.get(code, 0)


def _drawings_of(font: Object) -> frozenset[int]:
    """The codes for which a font of drawings has one."""
    codes: dict[int, str] = {}
    code = 0
    for entry in font.get("/Encoding", Dictionary()).get("/Differences", Array()):
        if isinstance(entry, Name):
            codes[code] = str(entry)
            code += 1
        else:
            code = int(entry)
    return frozenset(code for code, name in codes.items() if name in font.get("/CharProcs", Dictionary()))
