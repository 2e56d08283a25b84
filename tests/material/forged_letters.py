"""Entries that tell of each letter what is held, and draw something else: letter by letter, or in one of them alone."""

from __future__ import annotations

from collections.abc import Callable

from tests.material.forged_forms import DATE, NAME, look
from tests.material.pdf_revisions import Sheet, with_revision

_FIRST = 97
_NAMES = "zero one two three four five six seven eight nine".split()  # noqa: SIM905 - ten words, read at a glance
_DIGITS = dict(zip("0123456789", _NAMES, strict=True))


def called(data: bytes, name: str, drawn: str, held: str, sets_value: bool = True) -> bytes:
    """A field with Helvetica that draws some letters, each called by its font what stands at its place in what is held.

    sets_value: whether the field is to hold it from now on, or holds it already.
    """
    sheet = Sheet(data=data)
    field, new = sheet.field(name), sheet.size
    glyphs = " ".join(f"/{_DIGITS.get(letter, letter)}" for letter in drawn)
    font = (
        f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode {new + 1} 0 R"
        f"/Encoding<</Type/Encoding/Differences[{_FIRST} {glyphs}]>>>>"
    )
    codes = "".join(f"{_FIRST + number:02x}" for number in range(len(drawn)))
    value = f"<{(chr(0xFEFF) + held).encode('utf-16-be').hex()}>"
    changes = {"V": value} if sets_value else {}
    return with_revision(
        data,
        {
            sheet.number(field): sheet.written(field, AP=f"<</N {new} 0 R>>", **changes),
            new: look(sheet, field, f"BT /Helv 10 Tf 0 g 2 6 Td <{codes}> Tj ET".encode(), font.encode()),
            new + 1: sheet.stream(_reading(held)),
        },
    )


def _reading(held: str) -> bytes:
    pairs = "".join(f"<{_FIRST + number:02x}> <{ord(letter):04x}>\n" for number, letter in enumerate(held))
    return (
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        f"{len(held)} beginbfchar\n{pairs}endbfchar endcmap end"
    ).encode()


def _filling_the_field(data: bytes) -> bytes:
    """The first letter is as wide as the field and draws what somebody likes; the others stand beyond its edge."""
    held = "PriyaNair"
    sheet = Sheet(data=data)
    field, new = sheet.field(NAME), sheet.size
    others = " ".join(f"/g{number}" for number in range(1, len(held)))
    font = (
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 40000 1000]/FontMatrix[.001 0 0 .001 0 0]"
        f"/CharProcs<</g0 {new + 1} 0 R {' '.join(f'/g{n} {new + 2} 0 R' for n in range(1, len(held)))}>>"
        f"/Encoding<</Type/Encoding/Differences[{_FIRST} /g0 {others}]>>/ToUnicode {new + 3} 0 R"
        f"/FirstChar {_FIRST} /LastChar {_FIRST + len(held) - 1}/Widths[{'40000 ' * len(held)}]>>"
    )
    codes = "".join(f"{_FIRST + number:02x}" for number in range(len(held)))
    words = b"40000 0 0 0 40000 800 d1 " + b"".join(b"%d 0 300 700 re f " % at for at in range(0, 39000, 700))
    return with_revision(
        data,
        {
            sheet.number(field): sheet.written(field, AP=f"<</N {new} 0 R>>", V=f"({held})"),
            new: look(sheet, field, f"BT /Helv 10 Tf 0 g 2 6 Td <{codes}> Tj ET".encode(), font.encode()),
            new + 1: sheet.stream(words),
            new + 2: sheet.stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f"),
            new + 3: sheet.stream(_reading(held)),
        },
    )


FORGED_LETTERS: dict[str, Callable[[bytes], bytes]] = {
    "letters with marks are drawn as others": lambda data: called(data, NAME, "RobertSmithy", "țăłęșżķōļżąŵ"),
    "letters with marks are drawn as a date": lambda data: called(data, DATE, "31May2021", "țăłęșżķżă"),
    "letters of another script are drawn as ours": lambda data: called(data, NAME, "RobertSm", "ИгорьПет"),
    "letters of another script among ours are drawn as ours": lambda data: called(data, NAME, "Karim", "Priyж"),
    "a letter fills the field": _filling_the_field,
}
