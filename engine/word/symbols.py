"""Characters of symbol fonts: what Word draws from Wingdings and Symbol, as the characters they look like."""

from __future__ import annotations

import re

from lxml import etree

from engine.word.names import qn

_WINGDINGS = {
    0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x76: "❖",
    0x77: "◆", 0x9F: "•", 0xA0: "•", 0xA1: "○", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDC: "➲",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇐", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓",
    0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0xA3: "☐"}
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω",
    0xA3: "≤", 0xA8: "♦", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD6: "√", 0xDE: "⇒",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL, "webdings": {}, "wingdings 3": {}}
"""By Microsoft's charts of these fonts; what is not in them is named to the writer, and never guessed."""

UNKNOWN = "\ufffc"
"""Stands for a character of a symbol font that no table has, until it is told and left out."""
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_SYMBOLS = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
SYMBOL_BY_CODE = f"{_SYMBOLS}symEx"
SYMBOLS = (qn("w:sym"), SYMBOL_BY_CODE)
"""Elements of a run that show a character of some font."""


def drawn(symbol: etree._Element) -> str:
    """What a w:sym shows."""
    try:
        code = int(str(symbol.get(qn("w:char"))), 16)
    except ValueError:
        return UNKNOWN
    return _letter(code, str(symbol.get(qn("w:font"))).casefold())


def drawn_by_code(symbol: etree._Element) -> str:
    """What a symbol shows that Word's own picker of symbols put in (MS-DOCX, 2.6.1.24)."""
    try:
        code = int(str(symbol.get(f"{_SYMBOLS}char")), 16)
    except ValueError:
        return UNKNOWN
    return _letter(code, str(symbol.get(f"{_SYMBOLS}font")).casefold())


def _letter(code: int, font: str) -> str:
    """A letter of a font: what a symbol font draws for it, else the letter itself."""
    if font in _FONTS or 0xE000 <= code <= 0xF8FF or not 0x20 <= code <= 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return _looked_up(code & 0xFF, font)
    return chr(code)


def shown(text: str, face: str) -> str:
    """The text of a run as it is seen: letters in a symbol font are what that font draws for them."""
    font = face.casefold() if face.casefold() in _FONTS else ""
    if font:
        return "".join(letter if letter.isspace() else _looked_up(ord(letter) & 0xFF, font) for letter in text)
    return _PRIVATE.sub(lambda found: _looked_up(ord(found[0]) & 0xFF, "symbol", "wingdings"), text)


def _looked_up(code: int, *fonts: str) -> str:
    return next((_FONTS[font][code] for font in fonts if code in _FONTS.get(font, {})), UNKNOWN)
