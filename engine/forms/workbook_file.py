"""A blank workbook as the file that is sent out."""

from __future__ import annotations

import io

from lxml import etree
from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.worksheet.worksheet import Worksheet

from engine.forms.form_brand import FormBrand
from engine.phrases.issued import LOGO
from engine.word.package import Package

_LOGO_HEIGHT = 48
"""Pixels, as openpyxl counts."""
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}cNvPr"


def put_logo(sheet: Worksheet, cell: str, brand: FormBrand) -> None:
    """The council's logo at a cell, where there is one."""
    if brand.logo:
        picture = Image(io.BytesIO(brand.logo))
        picture.width, picture.height = round(picture.width * _LOGO_HEIGHT / picture.height), _LOGO_HEIGHT
        sheet.add_image(picture, cell)


def workbook_bytes(book: Workbook, title: str, subject: str, brand: FormBrand) -> bytes:
    """The workbook with its properties and words for its picture, and no trace of when it was written."""
    buffer = io.BytesIO()
    book.save(buffer)
    package = Package.read(buffer.getvalue())
    package.describe(title, subject, brand.council, brand.when)
    for name in [part for part in package.parts if part.startswith("xl/drawings/drawing")]:
        package.parts[name] = _with_words(package.parts[name], brand.logo_words)
    return package.write()


def _with_words(drawing: bytes, words: str) -> bytes:
    root = etree.fromstring(drawing)
    for about in root.iter(_PICTURE):
        about.set("descr", words)
        about.set("name", LOGO)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
