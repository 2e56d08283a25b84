"""Page for page as intended, whichever LibreOffice lays it out: the pack beside that of the LibreOffice on the path.

Where nobody names another with PENHOLDER_SOFFICE, as `.ci/test-other-office` does, both are the same.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops

from engine.assembly.assemble import Built
from engine.model.edition import Edition
from engine.pdf.office import find_office
from engine.progress import Progress
from tests.building import build
from tests.conftest import Run, copy_sample

pytestmark = [pytest.mark.office, pytest.mark.every_office]
DOTS = 36
DIGIT = 8
"""Points: a page number of one digit is no wider."""
CHANGED, MOST = 96, 0.05
"""From which difference in grey a dot counts as another, and which share of a page may be so: lines break elsewhere."""


@pytest.fixture(scope="module")
def first(this_run: Run, final: Built) -> Built:
    """The final pack by the LibreOffice on the path."""
    on_path = shutil.which("soffice")
    assert on_path is not None
    if find_office() == Path(on_path):
        return final

    def make(folder: Path) -> Built:
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("PENHOLDER_SOFFICE")
            return build(copy_sample(folder), Edition.FINAL, with_pdf=True, progress=Progress())

    return this_run.once("first-office", make)


def pairs(first: Built, other: Built) -> Iterator[tuple[str, pypdfium2.PdfDocument, pypdfium2.PdfDocument]]:
    """Each PDF of two packs, by its path."""
    for path in sorted(first.folder.rglob("*.pdf")):
        name = path.relative_to(first.folder)
        with pypdfium2.PdfDocument(path) as one, pypdfium2.PdfDocument(other.folder / name) as another:
            yield str(name), one, another


def letters(page: pypdfium2.PdfPage) -> Counter[str]:
    """The letters and digits of a page in any order, since lines of neighbouring cells break elsewhere."""
    return Counter(filter(str.isalnum, page.get_textpage().get_text_range()))


def picture(page: pypdfium2.PdfPage) -> Image.Image:
    made: Image.Image = page.render(scale=DOTS / 72).to_pil().convert("L")
    return made


def test_every_pdf_has_the_same_pages(first: Built, final: Built) -> None:
    assert {name: len(one) for name, one, _ in pairs(first, final)} == {
        n: len(other) for n, _, other in pairs(first, final)
    }


def test_every_page_has_the_same_words(first: Built, final: Built) -> None:
    for name, one, other in pairs(first, final):
        for number, (page, same) in enumerate(zip(one, other, strict=True), 1):
            assert letters(page) == letters(same), f"{name}, page {number}"


def test_every_page_looks_alike(first: Built, final: Built) -> None:
    for name, one, other in pairs(first, final):
        for number, (page, same) in enumerate(zip(one, other, strict=True), 1):
            difference = ImageChops.difference(picture(page), picture(same))
            share = sum(difference.histogram()[CHANGED:]) / (difference.width * difference.height)
            assert share < MOST, f"{name}, page {number}"


def test_every_link_of_one_is_a_link_of_the_other(first: Built, final: Built) -> None:
    """But for page numbers of one digit: docs/libreoffice.md says of which program some are text alone."""
    for name, one, other in pairs(first, final):
        assert list(map(links, one)) == list(map(links, other)), name


def links(page: pypdfium2.PdfPage) -> int:
    """How many annotations of a page are wider than a digit."""
    raw = pypdfium2.raw
    found = [raw.FPDFPage_GetAnnot(page, number) for number in range(raw.FPDFPage_GetAnnotCount(page))]
    places = [raw.FS_RECTF() for _ in found]
    for each, place in zip(found, places, strict=True):
        assert raw.FPDFAnnot_GetRect(each, place)
        raw.FPDFPage_CloseAnnot(each)
    return sum(place.right - place.left > DIGIT for place in places)
