"""The document codes that a returned file carries: in its properties, in its words, in the QR code of a scan."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pypdfium2
import zxingcpp
from PIL import Image

from engine.foreign.picture import open_picture
from engine.foreign.refusal import RefusedFile

_CODE = r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"
_IN_FILE = re.compile(rf"urn:penholder:sheet:({_CODE})".encode())
_IN_WORDS = re.compile(rf"\b{_CODE}\b")
_IN_QR = "SHEET:"
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
"""The only kind that is ours: looking for all kinds takes five times as long."""
_DOTS = 200
"""Dots per inch at which a page is looked at: enough for a code of 16 mm that was printed and scanned."""

_MOST_DOTS = 20_000_000
"""Of a page: A1 at 200 dots per inch. A larger one is drawn smaller."""


def codes_of(data: bytes) -> Iterator[str]:
    """Every code found: first those the file tells, then those that are printed or scanned.

    Each is looked for when it is asked for: drawing the pages and searching them takes ten times as long as all else.
    """
    yield from codes_in_properties(data)
    for page in pictures_of(data):
        found = zxingcpp.read_barcodes(page, _QR)
        yield from (code.text.removeprefix(_IN_QR) for code in found if _is_ours(code.text))
    yield from _words(data)


def codes_in_properties(data: bytes) -> tuple[str, ...]:
    """The codes that the properties of a file tell, where they are not packed."""
    return tuple(match.decode() for match in _IN_FILE.findall(data))


def pictures_of(data: bytes) -> Iterator[Image.Image]:
    """The pages of a PDF, or the picture itself; nothing where the bytes are neither."""
    if data.startswith(b"%PDF"):
        try:
            with pypdfium2.PdfDocument(data) as pdf:
                for page in pdf:
                    wide, high = page.get_size()
                    yield page.render(scale=min(_DOTS / 72, math.sqrt(_MOST_DOTS / max(wide * high, 1)))).to_pil()
        except pypdfium2.PdfiumError:
            return
    else:
        try:
            yield open_picture(data).convert("L")
        except RefusedFile:
            return


def _is_ours(text: str) -> bool:
    return text.startswith(_IN_QR) and re.fullmatch(_CODE, text.removeprefix(_IN_QR)) is not None


def _words(data: bytes) -> list[str]:
    try:
        with pypdfium2.PdfDocument(data) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
    except pypdfium2.PdfiumError:
        return []
    return [code for words in pages for code in _IN_WORDS.findall(words)]
