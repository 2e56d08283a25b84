"""The document codes that a returned file carries: in its properties, in its words, in the QR code of a scan."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import pypdfium2
from PIL import Image

from engine.foreign.pdfium import opened
from engine.foreign.picture import open_picture
from engine.foreign.refusal import RefusedFile

_CODE = r"[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}"
_IN_FILE = re.compile(rf"urn:penholder:sheet:({_CODE})".encode())
_IN_WORDS = re.compile(rf"\b{_CODE}\b")
_IN_QR = "SHEET:"
_ASK_FOR_IT = (
    "On Windows a part is missing that IT can install: Microsoft Visual C++ 2015-2022 Redistributable (x64). "
    "Receive the file again then."
)
_DOTS = 200
"""Dots per inch at which a page is looked at: enough for a code of 16 mm that was printed and scanned."""

_MOST_DOTS = 20_000_000
"""Of a page: A1 at 200 dots per inch. A larger one is drawn smaller."""


def codes_of(data: bytes) -> Iterator[str]:
    """Every code found: first those the file tells, then those that are printed or scanned.

    Each is looked for when it is asked for: drawing the pages and searching them takes ten times as long as all else.
    Raises RefusedFile, after all that can be found, where the library that reads QR codes cannot be loaded.
    """
    yield from codes_in_properties(data)
    unread = None
    try:
        for page in pictures_of(data):
            yield from (text.removeprefix(_IN_QR) for text in _qr_texts(page) if _is_ours(text))
    except RefusedFile as refused:
        unread = refused
    yield from _words(data)
    if unread:
        raise unread


def codes_in_properties(data: bytes) -> tuple[str, ...]:
    """The codes that the properties of a file tell, where they are not packed."""
    return tuple(match.decode() for match in _IN_FILE.findall(data))


def pictures_of(data: bytes) -> Iterator[Image.Image]:
    """The pages of a PDF, or the picture itself; nothing where the bytes are neither."""
    if data.startswith(b"%PDF"):
        try:
            with opened(data) as pdf:
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


def _qr_texts(page: Image.Image) -> list[str]:
    """What the QR codes on a page say. Raises RefusedFile where the library that reads them cannot be loaded."""
    try:
        import zxingcpp  # here: its wheel leans on a part that not every Windows has
    except (ImportError, OSError) as fault:
        raise RefusedFile(f"QR codes cannot be read on this machine ({fault}).", _ASK_FOR_IT) from fault
    only_ours = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)  # all kinds take five times as long
    return [code.text for code in zxingcpp.read_barcodes(page, only_ours)]


def _is_ours(text: str) -> bool:
    return text.startswith(_IN_QR) and re.fullmatch(_CODE, text.removeprefix(_IN_QR)) is not None


def _words(data: bytes) -> list[str]:
    try:
        with opened(data) as pdf:
            pages = [page.get_textpage().get_text_bounded() for page in pdf]
    except pypdfium2.PdfiumError:
        return []
    return [code for words in pages for code in _IN_WORDS.findall(words)]
