"""What no tag covers is decoration, and the running heads and feet of pages are told apart from other decoration."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Mm

from engine.pdf.finish import finish
from engine.pdf.second_look.look import look_at
from engine.pdf.untagged import Band, with_all_marked
from engine.word.sections import least_margins
from tests.material.small_pdf import ABOUT, converted
from tests.material.small_word import add_table, as_package, word_file

BAND = Band(70, 760)


def marked(content: bytes, *fields: int) -> bytes:
    return with_all_marked(content, fields, BAND)


LINE = b"/Artifact BMC\n0 0 m\n9 9 l\nS\nEMC\n"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"q 1 w 0 0 m 9 9 l S Q", b"q\n1 w\n" + LINE + b"Q\n"),
        (b"/Artifact BMC q f Q EMC\n0 0 m 9 9 l S", b"/Artifact BMC q f Q EMC\n" + LINE),
        (
            b"/P <</MCID 0>> BDC /Span BMC f EMC S EMC\n0 0 m 9 9 l S",
            b"/P <</MCID 0>> BDC /Span BMC f EMC S EMC\n" + LINE,
        ),
        (b"(a EMC b) Tj\n", b"/Artifact BMC\n(a EMC b) Tj\nEMC\n"),
    ],
)
def test_what_is_painted_outside_all_tags_becomes_decoration(content: bytes, told: bytes) -> None:
    assert marked(content) == told


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"0 0 5 5 re W n\n",
        b"/P<</MCID 0>>BDC\n0 0 5 5 re f\nEMC\n",
        b"/P<</MCID 0/Lang(en BMC)>>BDC\n(EMC) Tj\n0 0 m 9 9 l S\nEMC\n",
        b"/P<</MCID 0/ActualText<FEFF0041>>>BDC\n(a \\) EMC) Tj\nEMC\n",
    ],
)
def test_what_is_tagged_or_paints_nothing_stays_to_the_byte(content: bytes) -> None:
    assert marked(content) == content


def test_what_stands_under_a_field_is_decoration_as_well() -> None:
    content = b"/P<</MCID 0>>BDC\n(a) Tj\nEMC\n/P<</MCID 1>>BDC\n(b) Tj\nEMC\n"
    assert marked(content, 1) == content.replace(b"/P<</MCID 1>>BDC", b"/Artifact BMC")


def text(height: float, before: bytes = b"") -> bytes:
    return b"/Artifact BMC\nq %sBT\n79.5 %.1f Td /F1 9 Tf<01>Tj\nET\nQ\nEMC\n" % (before, height)


@pytest.mark.parametrize(("height", "kind"), [(800.0, b"Header"), (30.0, b"Footer")])
def test_decoration_in_a_margin_that_is_text_is_the_head_or_foot_of_its_page(height: float, kind: bytes) -> None:
    content = text(height)
    told = b"/Artifact<</Type/Pagination/Subtype/%s>>BDC" % kind
    assert marked(content) == content.replace(b"/Artifact BMC", told)
    turned = content.replace(b"79.5 %.1f Td" % height, b"0 1 -1 0 79.5 %.1f Tm" % height)
    assert marked(turned) == turned.replace(b"/Artifact BMC", told)


@pytest.mark.parametrize("content", [text(400.0), text(800.0, b"1 0 0 1 0 -200 cm "), LINE])
def test_other_decoration_is_told_to_be_nothing_else(content: bytes) -> None:
    assert marked(content) == content


# with LibreOffice


def with_head_and_foot() -> WordDocument:
    """Two pages and a table over both, whose heading row repeats."""
    document = word_file("# A heading", "Some text.")
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Wenlow Borough Council", "Page of pages"
    add_table(document, ("Measure", "Figure"), *[(f"Measure {number}", "1") for number in range(60)])
    row = document.tables[0].rows[0]._tr
    row.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return document


def kinds(page: pikepdf.Page) -> Iterator[str]:
    """Of each piece of decoration that says one."""
    for instruction in pikepdf.parse_content_stream(page, "BDC"):
        if instruction.operands[0] == pikepdf.Name.Artifact:
            yield str(instruction.operands[1].Subtype)


@pytest.mark.office
@pytest.mark.every_office
def test_heads_and_feet_are_told_apart_and_a_repeated_row_of_headings_is_none(tmp_path: Path) -> None:
    document = with_head_and_foot()
    margins = least_margins(as_package(document).xml("word/document.xml"))
    made = finish(converted(document, tmp_path), replace(ABOUT, margins=margins))
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert len(pdf.pages) > 1
        assert {tuple(sorted(Counter(kinds(page)).items())) for page in pdf.pages} == {(("/Footer", 1), ("/Header", 1))}
    assert look_at(made) == ()
