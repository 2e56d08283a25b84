"""The same document gives the same bytes, in whatever order a converter has numbered what is in it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from engine.pdf.finish import finish
from tests.conftest import Run
from tests.material.small_pdf import ABOUT, converted, some_of_everything

pytestmark = pytest.mark.every_office

NEWER = b"LibreOffice 25"


@pytest.fixture(scope="module")
def raw(this_run: Run) -> bytes:
    def make(folder: Path) -> bytes:
        folder.mkdir()
        return converted(some_of_everything(), folder)

    return this_run.once("small-pdf", make)


def by_a_newer_one(data: bytes) -> bytes:
    """A PDF that says that a newer LibreOffice made it, written object by object."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.docinfo["/Producer"] = pikepdf.String(NEWER.decode())
        buffer = io.BytesIO()
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True, compress_streams=False)
    return buffer.getvalue()


def with_numbers_exchanged(data: bytes) -> bytes:
    """The same PDF with the numbers of its first and its last font exchanged. Where each begins is left to be found."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/FontDescriptor" in each]
        one, other = (str(font.objgen[0]).encode() for font in (fonts[0], fonts[-1]))
    assert one != other
    exchanged = {one: other, other: one}
    pattern = rb"(?<![\d.])(" + one + b"|" + other + rb") 0 (obj|R)\b"
    return re.sub(pattern, lambda found: exchanged[found[1]] + b" 0 " + found[2], data)


@pytest.mark.office
def test_the_order_of_numbers_makes_no_difference(raw: bytes) -> None:
    first = by_a_newer_one(raw)
    second = with_numbers_exchanged(first)
    assert first != second
    assert finish(first, ABOUT) == finish(second, ABOUT)
