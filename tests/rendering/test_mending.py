"""What is mended for certain in a rendered document, and told; what is not certain stops the build with its place."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from engine.assembly.reading import Reading
from engine.commands.check import check
from engine.findings import Finding, Place, Severity
from engine.model.edition import Edition
from engine.progress import Progress
from engine.rendering.mending import mend
from engine.rendering.pictures import inline_picture
from engine.rendering.proof import faults
from engine.templates.kinds import TemplateKind
from engine.word.package import DOCUMENT, Package
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT
from tests.material.small_word import PLACE, add_table, as_package, as_template, in_bytes, opened, word_file
from tests.rendering.test_proof import _rendered

W = nsdecls("w")


def _mended(file: WordDocument | Package) -> tuple[Package, list[Finding]]:
    package = as_package(file) if not isinstance(file, Package) else file
    return package, mend(package, PLACE)


def _said(found: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, str(finding.severity)) for finding in found]


def _cells(package: Package) -> list[list[str]]:
    (table,) = opened(package).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def _append(document: WordDocument, xml: str) -> Any:
    element = parse_xml(xml.replace(">", f" {W}>", 1) if "xmlns:w=" not in xml else xml)
    document.paragraphs[0]._p.append(element)
    return element


def test_a_sound_document_is_left_as_it_is() -> None:
    document = word_file("# Heading", "Words")
    add_table(document, ("a", "b"), ("c", "d"))
    package = as_package(document)
    before = dict(package.parts)
    assert mend(package, PLACE) == []
    assert package.parts == before


# tables


def test_an_empty_cell_gets_a_dash_and_a_warning_with_its_place() -> None:
    document = word_file("# People")
    add_table(document, ("Name", "Post"), ("Ann", " "))
    package, (finding,) = _mended(document)
    assert _cells(package)[1] == ["Ann", " –"]
    assert (finding.code, finding.severity) == ("W-03", Severity.WARNING)
    assert finding.place == Place(PLACE.file, "People › table row 2, column 2")
    assert faults(package, PLACE, ()) == []


def test_a_cell_that_lost_its_paragraph_to_a_condition_has_one_again() -> None:
    document = word_file()
    add_table(document, ("Name", "x"))
    cell = document.tables[0].cell(0, 1)
    cell.text = "{%p if yes %}"
    cell.add_paragraph("words")
    cell.add_paragraph("{%p endif %}")
    package, found = _mended(as_template(document).render(lambda _: {"yes": ""}))
    assert _cells(package) == [["Name", "–"]]
    assert _said(found) == [("W-52", "info"), ("W-03", "warning")]
    assert faults(package, PLACE, ()) == []


def test_a_place_to_fill_in_and_a_cell_that_is_merged_away_stay_empty() -> None:
    document = word_file()
    add_table(document, ("Name", ""), ("Post", ""))
    table = document.tables[0]
    table.cell(0, 1).text = "both"
    table.cell(0, 1).merge(table.cell(1, 1))
    assert _mended(document)[1] == []
    form = word_file()
    add_table(form, ("Name", ""))
    form.tables[0].style = "Form Table"
    assert _mended(form)[1] == []


def test_headings_of_a_table_over_no_rows_get_a_row_of_dashes() -> None:
    document = word_file("# Actions")
    add_table(document, ("Action", "Owner"), ("{%tr for a in xs %}", ""), ("{{ a }}", "x"), ("{%tr endfor %}", ""))
    row = document.tables[0].rows[0]._tr
    row.insert(0, parse_xml(f"<w:trPr {W}><w:tblHeader/></w:trPr>"))
    package, found = _mended(as_template(document).render(lambda _: {"xs": []}))
    assert _cells(package) == [["Action", "Owner"], ["–", "–"]]
    assert _said(found) == [("W-51", "warning")]
    assert found[0].message == "A table came out with its headings alone, and got a row of dashes."
    assert found[0].place.where == "Actions"
    assert faults(package, PLACE, ()) == []


def test_a_table_without_any_row_is_left_out() -> None:
    document = word_file("Before")
    add_table(document, ("{%tr for a in xs %}", ""), ("{{ a }}", "x"), ("{%tr endfor %}", ""))
    package, found = _mended(as_template(document).render(lambda _: {"xs": []}))
    assert opened(package).tables == []
    assert _said(found) == [("W-51", "warning")]
    assert faults(package, PLACE, ()) == []


# order


@pytest.mark.parametrize(
    ("about", "ordered"),
    [
        ("<w:pPr><w:jc w:val='left'/><w:pStyle w:val='Normal'/></w:pPr>", ["pStyle", "jc"]),
        ("<w:pPr><w:keepNext/><w:keepNext/></w:pPr>", ["keepNext"]),
    ],
)
def test_formatting_is_put_into_the_order_word_knows(about: str, ordered: list[str]) -> None:
    document = word_file("Words")
    paragraph = document.paragraphs[0]._p
    paragraph.insert(0, parse_xml(about.replace("<w:pPr>", f"<w:pPr {W}>")))
    package, found = _mended(document)
    (about_it,) = package.xml(DOCUMENT).iter(qn("w:pPr"))
    assert [child.tag.split("}")[1] for child in about_it] == ordered
    assert _said(found) == [("W-52", "info")]
    assert faults(package, PLACE, ()) == []


def test_formatting_behind_the_words_is_put_before_them() -> None:
    document = word_file("Words")
    document.paragraphs[0]._p.append(parse_xml(f"<w:pPr {W}><w:keepNext/></w:pPr>"))
    package, _ = _mended(document)
    (paragraph,) = [p for p in opened(package).paragraphs if p.text]
    assert paragraph.paragraph_format.keep_with_next
    assert faults(package, PLACE, ()) == []


def test_formatting_that_says_two_different_things_is_an_error_with_its_place() -> None:
    document = word_file("# Section A", "Words")
    document.paragraphs[1]._p.insert(0, parse_xml(f"<w:pPr {W}><w:jc w:val='left'/><w:jc w:val='right'/></w:pPr>"))
    package, found = _mended(document)
    (fault,) = faults(package, PLACE, ())
    assert (found, fault.code, fault.place.where) == ([], "W-52", "Section A")


@pytest.mark.parametrize("inner", ["<w:p/>", "<w:tbl/>", "<w:tc/>", "<w:tr/>", "<w:t>x</w:t>"])
def test_an_element_where_word_does_not_take_it_is_an_error(inner: str) -> None:
    document = word_file("Words")
    document.paragraphs[0]._p.append(parse_xml(inner.replace("/>", f" {W}/>").replace("<w:t>", f"<w:t {W}>")))
    assert "W-52" in [fault.code for fault in faults(as_package(document), PLACE, ())]


# numbers and names


def _with_bookmarks(*marks: tuple[str, int]) -> WordDocument:
    document = word_file("Words")
    for name, number in marks:
        _append(document, f'<w:bookmarkStart {W} w:id="{number}" w:name="{name}"/>')
        _append(document, f"<w:r {W}><w:t>inside</w:t></w:r>")
        _append(document, f'<w:bookmarkEnd {W} w:id="{number}"/>')
    return document


def _bookmarks(package: Package) -> list[tuple[str, str]]:
    marks = package.xml(DOCUMENT).iter(qn("w:bookmarkStart"))
    return [(str(mark.get(qn("w:name"))), str(mark.get(qn("w:id")))) for mark in marks]


def test_a_repeated_bookmark_number_is_given_anew_at_both_ends() -> None:
    package, found = _mended(_with_bookmarks(("one", 3), ("two", 3)))
    assert _bookmarks(package) == [("one", "3"), ("two", "4")]
    assert [end.get(qn("w:id")) for end in package.xml(DOCUMENT).iter(qn("w:bookmarkEnd"))] == ["3", "4"]
    assert _said(found) == [("W-05", "info")]


def test_the_second_bookmark_of_a_name_goes_and_its_words_stay() -> None:
    package, found = _mended(_with_bookmarks(("one", 3), ("One", 4)))
    assert _bookmarks(package) == [("one", "3")]
    assert "insideinside" in opened(package).paragraphs[0].text
    assert _said(found) == [("W-05", "info")]
    assert faults(package, PLACE, ()) == []


@pytest.mark.parametrize(
    "link",
    [
        f'<w:hyperlink {W} w:anchor="one"/>',
        f"<w:r {W}><w:instrText> PAGEREF one \\h </w:instrText></w:r>",
        f'<w:fldSimple {W} w:instr=" REF one "/>',
    ],
)
def test_bookmarks_that_a_link_leads_to_are_not_mended_by_guessing(link: str) -> None:
    document = _with_bookmarks(("one", 3), ("one", 4))
    _append(document, link)
    package, found = _mended(document)
    assert found == []
    assert [fault.code for fault in faults(package, PLACE, ())] == ["W-05"]


def test_the_bookmark_that_measures_section_a_is_not_mended_by_guessing() -> None:
    package, found = _mended(_with_bookmarks(("section_a", 3), ("section_a", 4)))
    assert found == []
    assert [fault.code for fault in faults(package, PLACE, ())] == ["W-05"]


def test_repeated_numbers_of_pictures_and_content_controls_are_given_anew() -> None:
    document = word_file("Words")
    for _ in range(2):
        run = inline_picture("rId1", 7, 10, 10, "A map").replace("<w:r>", f"<w:r {W}>", 1)
        document.paragraphs[0]._p.append(parse_xml(run))
        _append(document, f'<w:sdt {W}><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent/></w:sdt>')
    package, found = _mended(document)
    assert _said(found) == [("W-05", "info")] * 2
    assert [e.get("id") for e in package.xml(DOCUMENT).iter(qn("wp:docPr"))] == ["7", "8"]
    assert "W-05" not in [fault.code for fault in faults(package, PLACE, ())]


# comments, changes, fields, links


def test_where_a_comment_began_that_is_gone_is_worth_no_word_and_no_document_keeps_it() -> None:
    document = word_file("Words")
    _append(document, '<w:commentRangeStart w:id="3"></w:commentRangeStart>')
    package, found = _mended(document)
    assert found == []
    assert b"commentRange" not in package.parts[DOCUMENT]


def test_a_comment_of_the_template_is_not_delivered_and_its_words_are() -> None:
    document = word_file("# Section A", "Words")
    document.add_comment(document.paragraphs[1].runs, "Ask Bob about this", "Ann", "A")
    package, found = _mended(document)
    assert [(finding.code, finding.place.where) for finding in found] == [("W-53", "Section A")]
    assert opened(package).paragraphs[1].text == "Words"
    assert not [name for name, data in package.parts.items() if b"Ask Bob" in data or "comments" in name]
    assert faults(package, PLACE, ()) == []


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_a_field_that_is_not_whole_is_an_error_with_its_place(kind: str) -> None:
    document = word_file("# Section A")
    cell = f'<w:r {W}><w:fldChar w:fldCharType="{kind}"/></w:r>'
    document.add_paragraph("Words")._p.append(parse_xml(cell))
    (fault,) = faults(as_package(document), PLACE, ())
    assert (fault.code, fault.place.where) == ("W-54", "Section A")


def test_a_tracked_change_that_is_left_is_an_error_with_its_words() -> None:
    document = word_file("Words")
    _append(document, f'<w:del {W} w:id="1" w:author="Ann"><w:r><w:delText>old words</w:delText></w:r></w:del>')
    (fault,) = faults(as_package(document), PLACE, ())
    assert (fault.code, fault.message) == ("W-55", 'A tracked change is left in the template: "old words".')


def test_a_picture_that_is_gone_from_the_file_is_an_error() -> None:
    document = word_file("Words")
    run = inline_picture("rId99", 7, 10, 10, "A map").replace("<w:r>", f"<w:r {W}>", 1)
    document.paragraphs[0]._p.append(parse_xml(run))
    (fault,) = faults(as_package(document), PLACE, ())
    assert (fault.code, fault.message) == ("W-02", "A picture, link or object is gone from the file (rId99).")


def test_a_list_without_its_numbering_is_an_error() -> None:
    document = word_file("Words")
    about = f"<w:pPr {W}><w:numPr><w:ilvl w:val='0'/><w:numId w:val='77'/></w:numPr></w:pPr>"
    document.paragraphs[0]._p.insert(0, parse_xml(about))
    (fault,) = faults(as_package(document), PLACE, ())
    assert (fault.code, fault.message) == ("W-06", "The list numbering 77 is used but not defined.")


# tags that stay


def test_a_tag_left_in_the_words_for_a_picture_is_an_error() -> None:
    document = word_file("Words")
    run = inline_picture("rId1", 7, 10, 10, "{{ map }}").replace("<w:r>", f"<w:r {W}>", 1)
    document.paragraphs[0]._p.append(parse_xml(run))
    (fault,) = [fault for fault in faults(as_package(document), PLACE, ()) if fault.code == "W-04"]
    assert fault.message.endswith("{{ map }}")


def test_a_tag_in_a_property_is_an_error_because_nothing_fills_it_in() -> None:
    document = word_file("Words")
    document.core_properties.subject = "{{ marking }}"
    (fault,) = faults(as_package(document), PLACE, ())
    assert (fault.code, fault.place.where) == ("W-04", "document properties")


# in the pack


@pytest.mark.slow
def test_the_sample_needs_no_mending(reading: Reading) -> None:
    assert [finding for document in _rendered(reading, {}) for finding in document.mended] == []


@pytest.mark.slow
def test_what_is_mended_in_a_template_of_the_house_is_told_and_the_pack_is_made(reading: Reading) -> None:
    document = Document(io.BytesIO((ROOT / "word_templates" / TemplateKind.REPORT).read_bytes()))
    (tag,) = [t for t in document.element.iter(qn("w:t")) if (t.text or "").strip() == "{{ group.people }}"]
    tag.text = ""
    report = _rendered(reading, {TemplateKind.REPORT: in_bytes(document)})[0]
    assert _said(list(report.mended)) == [("W-03", "warning")] * 5
    assert all(finding.place.file == "word_templates/report.docx" for finding in report.mended)
    assert all("column 3" in finding.place.where for finding in report.mended)


@pytest.mark.office
def test_a_mended_template_is_told_by_check_and_stops_nothing(sample: Workspace) -> None:
    path = sample.template(TemplateKind.REPORT)
    document = Document(io.BytesIO(path.read_bytes()))
    add_table(document, ("Name", ""))
    path.write_bytes(in_bytes(document))
    findings = check(sample, Progress()).findings
    assert [finding.severity for finding in findings if finding.code == "W-03"] == [Severity.WARNING]
    built = build(sample, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "W-03" in [finding.code for finding in built.findings]
