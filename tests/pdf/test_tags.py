"""What a screen reader is told beyond paragraphs: links, row headings, captions, contents, quotations."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from engine.pdf.finish import finish
from engine.pdf.second_look.look import look_at
from tests.conftest import Run
from tests.material.small_pdf import ABOUT, converted, some_of_everything
from tests.material.small_word import add_table

pytestmark = [pytest.mark.office, pytest.mark.every_office]
W = nsdecls("w")
REFERENCE = (
    f'<w:hyperlink {W} w:anchor="ref"><w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t>[D</w:t>'
    "<w:noBreakHyphen/><w:t>014]</w:t></w:r></w:hyperlink>"
)


def with_quotation_and_reference() -> WordDocument:
    document = some_of_everything()
    document.add_paragraph("Table 1  Who said it", style="Caption")
    add_table(document, ("Who", "What"), ("People", "Yes"), ("Leaders", "No"))
    row = document.tables[-1].rows[0]._tr
    row.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {W}/>"))
    document.add_paragraph("They listened.", style="Intense Quote")
    document.add_paragraph("A carer", style="Quote Attribution")
    document.add_paragraph("It all began here.", style="Intense Quote")
    target = document.add_paragraph("The document")._p
    target.insert(0, parse_xml(f'<w:bookmarkStart {W} w:id="77" w:name="ref"/>'))
    target.append(parse_xml(f'<w:bookmarkEnd {W} w:id="77"/>'))
    document.add_paragraph("As it says ")._p.append(parse_xml(REFERENCE))
    for words in ("Ask.", "Act."):
        document.add_paragraph(words, style="List Number")
    return document


@pytest.fixture(scope="module")
def made(this_run: Run) -> bytes:
    def make(folder: Path) -> bytes:
        folder.mkdir()
        return finish(converted(with_quotation_and_reference(), folder), ABOUT)

    return this_run.once("tagged-pdf", make)


@pytest.fixture(scope="module")
def pdf(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def below(element: pikepdf.Object) -> list[pikepdf.Object]:
    found = []
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [kid, *below(kid)]
    return found


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/K")
    return list(held) if isinstance(held, pikepdf.Array) else [] if held is None else [held]


def of_kind(pdf: pikepdf.Pdf, kind: str) -> list[pikepdf.Object]:
    return [each for each in below(pdf.Root.StructTreeRoot) if f"/{kind}" == each.S]


def test_a_numbered_list_says_how_it_is_numbered_and_a_list_of_bullets_does_not(pdf: pikepdf.Pdf) -> None:
    told = [each.get("/A", pikepdf.Array()) for each in of_kind(pdf, "L")]
    every = [one for found in told for one in (found if isinstance(found, pikepdf.Array) else [found])]
    assert (len(told), [str(one.get("/ListNumbering")) for one in every].count("/Decimal")) == (2, 1)


def test_each_annotation_is_one_link(pdf: pikepdf.Pdf) -> None:
    held = Counter(
        kid.Obj.objgen
        for element in below(pdf.Root.StructTreeRoot)
        for kid in kids(element)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    )
    drawn = [link.objgen for page in pdf.pages for link in page.get("/Annots", ())]
    assert held == Counter(drawn)


def test_every_mark_belongs_to_the_element_that_holds_it(pdf: pikepdf.Pdf) -> None:
    owners = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)
    for element in below(pdf.Root.StructTreeRoot):
        for kid in kids(element):
            if isinstance(kid, int):
                assert owners[int(element.Pg.StructParents)][kid].objgen == element.objgen
            elif kid.get("/Type") == "/OBJR":
                assert owners[int(kid.Obj.StructParent)].objgen == element.objgen


def test_rows_under_headings_begin_with_their_own(pdf: pikepdf.Pdf) -> None:
    for table in of_kind(pdf, "Table"):
        _, *body = [row for row in below(table) if row.S == "/TR"]
        for row in body:
            first, *others = kids(row)
            assert (str(first.S), {str(cell.S) for cell in others}) == ("/TH", {"/TD"})
            assert any(about.get("/Scope") == "/Row" for about in first.A)


def test_a_caption_belongs_to_its_table(pdf: pikepdf.Pdf) -> None:
    (table,) = [table for table in of_kind(pdf, "Table") if kids(table)[0].S == "/Caption"]
    assert "/TR" in {str(each.S) for each in kids(table)}


def test_the_contents_list_is_one_and_so_is_a_quotation(pdf: pikepdf.Pdf) -> None:
    (contents,) = of_kind(pdf, "TOC")
    assert {str(entry.S) for entry in kids(contents)} == {"/TOCI"}
    assert len(kids(contents)) == 3
    assert [len(kids(quotation)) for quotation in of_kind(pdf, "BlockQuote")] == [2, 1]


def test_a_document_with_bookmarks_opens_with_them(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.PageMode == "/UseOutlines"


def test_the_second_look_finds_nothing(made: bytes) -> None:
    assert look_at(made) == ()
