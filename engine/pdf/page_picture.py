"""A page of a PDF as a picture, and on which page words stand."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image

from engine.errors import ConversionError

_DOTS = 110
"""Per inch: a page as wide as half a screen, with letters that can be read."""


class PdfPages:
    """The pages of a PDF. Raises ConversionError where it cannot be read."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self._pdf = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as fault:
            raise ConversionError(f"The PDF of {name} cannot be read ({fault}).") from fault

    def __len__(self) -> int:
        return len(self._pdf)

    def page_of(self, words: str, before: str) -> int:
        """On which page, from 1, words begin that follow others; 1 where they are not found."""
        said = [_letters(page.get_textpage().get_text_range()) for page in self._pdf]
        whole, wanted = "".join(said), _letters(words)
        found = whole.find(_letters(before) + wanted)
        at = found + len(_letters(before)) if found >= 0 else whole.find(wanted)
        page = 1
        for letters in said:
            if at < len(letters):
                return page
            at -= len(letters)
            page += 1
        return 1

    def picture(self, page: int) -> bytes:
        """A page, from 1, as a PNG."""
        drawn: Image.Image = self._pdf[page - 1].render(scale=_DOTS / 72).to_pil().convert("RGB")
        buffer = io.BytesIO()
        drawn.save(buffer, "PNG", compress_level=1)
        return buffer.getvalue()

    def close(self) -> None:
        """Let go of the PDF."""
        self._pdf.close()


def _letters(text: str) -> str:
    """What is compared: where lines break and words are parted is another matter in a PDF."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())
