"""What veraPDF cannot see: whether a screen reader reads the words in their order, and hears something of use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pikepdf
import pytest

from engine.assembly.assemble import Built
from engine.word.package import DOCUMENT, Package
from engine.word.text import texts
from tests.material.small_structure import Structure

pytestmark = pytest.mark.every_office

DOCUMENTS = ["report", "endorsements", "verification/equity", "verification/governance"]
EVERY = [*DOCUMENTS, "signature-pack"]
_NO_WORDS = re.compile(r"(image|picture|graphic|logo|chart|figure)?\s*\d*|.*\.(png|jpe?g|gif|svg)", re.IGNORECASE)
_opened: dict[str, Structure] = {}


def opened(final: Built, name: str) -> Structure:
    """Read once for all tests here."""
    path = final.folder / f"{name}.pdf"
    if str(path) not in _opened:
        _opened[str(path)] = Structure(path)
    return _opened[str(path)]


def bare(text: str) -> str:
    """Letters and digits only: spaces and bullets are drawn in their own ways."""
    return re.sub(r"[\W_]+", "", text)


def words_of(final: Built, name: str) -> str:
    package = Package.read((final.folder / f"{name}.docx").read_bytes())
    return bare("".join(texts(package.xml(DOCUMENT))))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_words_are_read_in_the_order_of_the_word_file_and_none_is_left_out(final: Built, name: str) -> None:
    assert bare(opened(final, name).text()) == words_of(final, name)


def test_the_pack_is_read_as_its_register_and_then_sheet_by_sheet(final: Built) -> None:
    pack = opened(final, "signature-pack")
    statements = final.reading.assessment.framework.statements
    (document,) = pack.tagged("Document")
    register, *parts = document.K
    names = [*(f"verification/{statement.id}" for statement in statements), "endorsements"]
    assert bare(pack.text(register)).startswith("OFFICIALAdultsocialcareselfassessmentSignaturepack")
    assert [bare(pack.text(part)) for part in parts] == [words_of(final, name) for name in names]


@pytest.mark.parametrize("name", EVERY)
def test_every_picture_is_told_in_words_and_not_by_its_file(final: Built, name: str) -> None:
    pictures = opened(final, name).tagged("Figure")
    assert pictures
    assert [str(p.get("/Alt", "")) for p in pictures if _NO_WORDS.fullmatch(str(p.get("/Alt", "")).strip())] == []


@pytest.mark.parametrize("name", EVERY)
def test_headings_never_skip_a_level(final: Built, name: str) -> None:
    structure = opened(final, name)
    for part in structure.tagged("Part") or structure.tagged("Document"):
        levels = [int(tag[1]) for e in structure.elements(part) if re.fullmatch(r"H\d", tag := structure.tag(e))]
        assert levels[0] == 1
        assert [(a, b) for a, b in pairwise(levels) if b > a + 1] == []


@pytest.mark.parametrize("name", EVERY)
def test_every_table_has_header_cells_and_rows_of_one_length(final: Built, name: str) -> None:
    structure = opened(final, name)
    tables = structure.tagged("Table")
    assert tables
    for table in tables:
        rows = [[structure.tag(cell) for cell in row.K] for row in rows_of(structure, table)]
        assert set(rows[0]) == {"TH"}, structure.text(table)[:80]
        assert len({len(row) for row in rows}) == 1, structure.text(table)[:80]


def rows_of(structure: Structure, table: pikepdf.Object) -> Iterator[pikepdf.Object]:
    return (element for element in structure.elements(table) if structure.tag(element) == "TR")


@pytest.mark.parametrize("name", EVERY)
def test_every_field_is_reached_from_the_structure_and_says_what_it_is_for(final: Built, name: str) -> None:
    structure = opened(final, name)
    reached = [str(form.K.Obj.TU) for form in structure.tagged("Form")]
    fields = structure.pdf.Root.get("/AcroForm", pikepdf.Dictionary()).get("/Fields", pikepdf.Array())
    assert reached == [str(field.TU) for field in fields]
    assert all(re.match(r"(Signature|Name|Position|Date) of .{3,}", tip) for tip in reached)
