"""What a page is measured by: words broken in cells, letters under 9 points, ink at the edges of pictures."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
from docx import Document
from lxml import etree
from PIL import Image, ImageChops

from engine.word.names import qn

SMALLEST = 9.0
_ENDS = re.compile("[-\u2013\u2014\\s\u00a0]+")


def broken_words(document: Path, pdf: Path) -> list[str]:
    """Words of a Word file's tables that its PDF prints in two lines, each as often as it is broken."""
    asked = Counter(word for text in _cells(document) for word in _ENDS.split(text) if len(word) > 1)
    printed = Counter(word for word in _printed(pdf) if len(word) > 1)
    return [word for word, times in asked.items() if printed[word] < times]


def pages_of(pdf: Path) -> list[str]:
    """What each page says."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [page.get_textpage().get_text_range() for page in opened]


def small_letters(pdf: Path) -> list[str]:
    """Stretches of text in letters under 9 points, by what they say and their size."""
    found = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for page in opened:
            for one in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                size = _size_of(one)
                if 0 < size < SMALLEST - 0.05:
                    found.append(f"{size:.1f}")
    return found


def inked_edges(pdf: Path) -> list[str]:
    """Pictures of a PDF that have ink in their last dots at any side, by page: something may be cut off there."""
    found = []
    with pikepdf.open(pdf) as opened:
        for number, page in enumerate(opened.pages, 1):
            for name, picture in page.images.items():
                image = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
                found += [f"page {number} {name}"] if is_inked(image) else []
    return found


def is_inked(image: Image.Image) -> bool:
    """Whether the outermost dots of a picture are not all of one colour."""
    wide, high = image.size
    paper = Image.new("RGB", image.size, image.getpixel((0, 0)))
    box = ImageChops.difference(image, paper).getbbox()
    return box is not None and (box[0] < 1 or box[1] < 1 or box[2] > wide - 1 or box[3] > high - 1)


def _cells(document: Path) -> Iterator[str]:
    """The text of each paragraph of each cell."""
    body = Document(str(document)).element.body
    for paragraph in body.iterfind(f".//{qn('w:tc')}/{qn('w:p')}"):
        yield "".join(_letters(paragraph))


def _letters(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:noBreakHyphen")):
        yield (element.text or "") if element.tag == qn("w:t") else " "


def _printed(pdf: Path) -> Iterator[str]:
    said = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True).stdout
    root = etree.fromstring(said)
    for word in root.iter("{http://www.w3.org/1999/xhtml}word"):
        yield from _ENDS.split(word.text or "")


def _size_of(text: Any) -> float:
    size = ctypes.c_float()
    pdfium.FPDFTextObj_GetFontSize(text, size)
    matrix = text.get_matrix()
    return float(size.value) * float(abs(matrix.d or matrix.b))
