"""Proof after rendering: each fault a document can have is found at its place, and sound documents are passed."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm

from engine.assembly.reading import Reading
from engine.assessment.fingerprint import sheet_code
from engine.errors import TemplateError
from engine.findings import Finding, Place, Severity
from engine.model.edition import Edition
from engine.rendering.must_print import Meant, with_brackets
from engine.rendering.pictures import inline_picture
from engine.rendering.proof import faults
from engine.rendering.render import Rendered, render_all
from engine.rendering.settled_fields import Said, settle
from engine.templates.kinds import OF_AN_EDITION, TemplateKind
from engine.word.signing_places import SigningPlace
from tests.conftest import ROOT, standing_of
from tests.material.small_word import (
    PLACE,
    add_table,
    as_package,
    as_template,
    cited,
    filled,
    first_section,
    in_bytes,
    line,
    opened,
    saved_by_libreoffice,
    word_file,
)

INPUT = Place("inputs/narrative/equity.docx", "How we know › paragraph 2")


def _faults(document: WordDocument, *meant: Meant) -> list[Finding]:
    return faults(as_package(document), PLACE, meant)


def _codes(document: WordDocument, *meant: Meant) -> list[str]:
    return [finding.code for finding in _faults(document, *meant)]


def _bookmark(name: str, number: int) -> Any:
    return parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{number}" w:name="{name}"/>')


def _drawing(number: int) -> Any:
    return parse_xml(inline_picture("rId1", number, 10, 10, "A map").replace("<w:r>", f"<w:r {nsdecls('w')}>"))


def test_a_sound_document_has_no_faults() -> None:
    document = word_file("# Heading", "Words")
    add_table(document, ("a", "b"), ("c", "d"))
    assert _faults(document, ("Words", INPUT)) == []


def test_every_fault_is_an_error_with_something_to_do() -> None:
    document = word_file("{{ left }}")
    add_table(document, ("", "b"))
    found = _faults(document, ("lost", INPUT))
    assert [finding.code for finding in found] == ["W-03", "W-04", "W-08"]
    assert all(finding.severity is Severity.ERROR and finding.fix for finding in found)


# W-02: no sound Word file


def test_a_part_that_is_not_well_formed_is_found() -> None:
    package = as_package(word_file("Words"))
    package.parts["word/footer1.xml"] = b"<w:ftr><w:p></w:ftr>"
    (finding,) = faults(package, PLACE, ())
    assert (finding.code, finding.place.where) == ("W-02", "footer")


def test_a_part_that_is_not_well_formed_is_found_though_it_names_what_becomes_plain_words() -> None:
    package = as_package(word_file("Words"))
    package.parts["word/header9.xml"] = b"<w:hdr>FILENAME"
    settle(package, Said(title="", subject="", author="", file=""))
    assert [finding.code for finding in faults(package, PLACE, ())] == ["W-02"]


def test_a_part_that_is_pointed_to_but_missing_is_found() -> None:
    package = as_package(word_file("Words"))
    del package.parts["word/settings.xml"]
    (finding,) = faults(package, PLACE, ())
    assert (finding.code, finding.message) == ("W-02", "A part of the file is missing: settings.xml")


def test_plain_words_in_a_tag_for_runs_would_stand_on_no_page() -> None:
    made = filled(word_file("# Heading", "before {{r x }} after"), x="words beside a run")
    (finding,) = _faults(made)
    assert finding.code == "W-02"
    assert "words beside a run" in finding.message
    assert finding.place.where == "Heading"


# W-03: cells


def test_a_cell_that_was_emptied_is_found_at_its_row_and_column() -> None:
    document = word_file("# People", "## Who")
    add_table(document, ("Name", "Post"), ("Ann", " "))
    (finding,) = _faults(document)
    assert (finding.code, finding.message) == ("W-03", "A cell of the table is empty.")
    assert finding.place == Place(PLACE.file, "People › Who › table row 2, column 2")


def test_a_cell_without_a_paragraph_is_found() -> None:
    document = word_file()
    add_table(document, ("Name", "Post"))
    cell = document.tables[0].cell(0, 1)._tc
    cell.remove(cell.p_lst[0])
    (finding,) = _faults(document)
    assert finding.code == "W-03"
    assert "lost its last paragraph" in finding.message


def test_a_loop_that_takes_the_only_paragraph_of_a_cell_is_found() -> None:
    document = word_file()
    add_table(document, ("Name", "x"))
    cell = document.tables[0].cell(0, 1)
    cell.text = "{%p for x in xs %}"
    cell.add_paragraph("{{ x }}")
    cell.add_paragraph("{%p endfor %}")
    template = as_template(document)
    assert _codes(opened(template.render(lambda _: {"xs": ["a"]}))) == []
    assert _codes(opened(template.render(lambda _: {"xs": []}))) == ["W-03"]


def test_cells_of_a_form_may_be_empty() -> None:
    document = word_file()
    add_table(document, ("Name", ""), ("Signature", ""))
    document.tables[0].style = "Form Table"
    assert _codes(document) == []


def test_a_cell_of_a_form_needs_its_paragraph_all_the_same() -> None:
    document = word_file()
    add_table(document, ("Name", ""))
    document.tables[0].style = "Form Table"
    cell = document.tables[0].cell(0, 1)._tc
    cell.remove(cell.p_lst[0])
    assert _codes(document) == ["W-03"]


def test_a_cell_with_a_picture_is_not_empty() -> None:
    document = word_file()
    add_table(document, ("Chart", ""))
    document.tables[0].cell(0, 1).paragraphs[0]._p.append(_drawing(1))
    assert _codes(document) == []


# W-04: tags


@pytest.mark.parametrize("tag", ["{{ name }}", "{% endfor %}", "name }}", "{# note #}"])
def test_a_tag_that_would_be_printed_is_found_under_its_headings(tag: str) -> None:
    (finding,) = _faults(word_file("# Section A", f"Dear {tag}"))
    assert finding.code == "W-04"
    assert finding.place == Place(PLACE.file, "Section A")
    assert finding.message.endswith(f"Dear {tag}")


def test_a_tag_left_in_a_header_is_found() -> None:
    document = word_file("Words")
    first_section(document).header.paragraphs[0].text = "{{ marking }}"
    (finding,) = _faults(document)
    assert (finding.code, finding.place.where) == ("W-04", "header")


def test_brackets_that_people_typed_are_text() -> None:
    document = word_file("In our system we write {{ name }} and {% if %}.")
    assert _codes(document, ("In our system we write {{ name }} and {% if %}.", INPUT)) == []


def test_brackets_that_people_typed_elsewhere_excuse_no_tag() -> None:
    document = word_file("We write {{ name }}.", "{{ other }}")
    assert _codes(document, ("We write {{ name }}.", INPUT)) == ["W-04"]


def test_brackets_are_text_wherever_in_the_inputs_they_were_typed(reading: Reading) -> None:
    council = replace(reading.assessment.council, name="{{ Wenlow }}")
    changed = replace(reading.assessment, council=council)
    typed = list(with_brackets(changed))
    assert typed == ["{{ Wenlow }}"]
    assert faults(as_package(word_file("Made by {{ Wenlow }}")), PLACE, (), typed) == []


def test_brackets_in_differently_formatted_runs_are_found_whole() -> None:
    assert list(with_brackets((line("{", "{ x }", "}"), {"a": line("plain")}))) == ["{{ x }}"]


# W-05: numbers and names that must be unique


def test_a_bookmark_repeated_by_a_loop_is_found() -> None:
    document = word_file("{%p for x in xs %}", "{{ x }}", "{%p endfor %}")
    document.paragraphs[1]._p.append(_bookmark("section_a", 3))
    template = as_template(document)
    assert _codes(opened(template.render(lambda _: {"xs": ["a"]}))) == []
    found = _faults(opened(template.render(lambda _: {"xs": ["a", "b"]})))
    assert {finding.code for finding in found} == {"W-05"}
    assert any("bookmark section_a stands 2 times" in finding.message for finding in found)


def test_bookmarks_that_differ_only_in_capitals_are_one_to_word() -> None:
    document = word_file("Words")
    for number, name in enumerate(("Here", "here")):
        document.paragraphs[0]._p.append(_bookmark(name, number))
    assert _codes(document) == ["W-05"]


def test_two_pictures_with_one_number_are_found() -> None:
    document = word_file("Words")
    for _ in range(2):
        document.paragraphs[0]._p.append(_drawing(7))
    (finding,) = _faults(document)
    assert finding.code == "W-05"
    assert "picture number 7" in finding.message


# W-06: styles


def test_a_style_that_is_used_but_not_defined_is_found() -> None:
    document = word_file("Words")
    style = OxmlElement("w:pStyle")
    style.set(qn("w:val"), "CardText")
    document.paragraphs[0]._p.get_or_add_pPr().append(style)
    (finding,) = _faults(document)
    assert finding.code == "W-06"
    assert '"CardText"' in finding.message


# W-07: things from outside


def test_a_linked_picture_is_refused() -> None:
    document = word_file("Words")
    document.part.relate_to("https://www.example.org/logo.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    (finding,) = _faults(document)
    assert finding.code == "W-07"
    assert "https://www.example.org/logo.png" in finding.message


@pytest.mark.parametrize("code", ['INCLUDEPICTURE "https://x/y.png" \\d', ' includetext "c:/a.docx"', "DDEAUTO cmd x"])
def test_a_field_that_fetches_is_refused(code: str) -> None:
    document = word_file("Words")
    for mark, text in (("begin", ""), ("", code), ("end", "")):
        run = document.paragraphs[0].add_run()._r
        element = OxmlElement("w:fldChar" if mark else "w:instrText")
        element.text = text or None
        if mark:
            element.set(qn("w:fldCharType"), mark)
        run.append(element)
    (finding,) = _faults(document)
    assert finding.code == "W-07"
    assert code.strip() in finding.message


def test_a_simple_field_that_fetches_is_refused() -> None:
    document = word_file("Words")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "LINK Excel.Sheet.12 x")
    document.paragraphs[0]._p.append(field)
    assert _codes(document) == ["W-07"]


def test_a_link_for_readers_may_lead_outside() -> None:
    document = word_file("Words")
    document.part.relate_to("https://www.example.org", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    assert _codes(document) == []


# W-08: words that got lost


def test_a_text_of_the_inputs_that_is_not_printed_is_found_with_its_origin() -> None:
    (finding,) = _faults(word_file("Words"), ("People wait too long.", INPUT))
    assert finding.code == "W-08"
    assert finding.place == PLACE
    assert finding.message == f'The template does not print "People wait too long." ({INPUT}).'


def test_a_text_is_found_across_runs_breaks_and_hyphens_that_do_not_break() -> None:
    document = word_file()
    paragraph = document.add_paragraph("People ")
    paragraph.add_run("wait ").bold = True
    paragraph.add_run().add_break()
    paragraph.add_run("too long [D")
    paragraph._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:noBreakHyphen/><w:t>014]</w:t></w:r>"))
    assert _codes(document, (line("People wait too long ", cited("D-014")).text, INPUT)) == []


def test_a_text_in_a_table_or_a_header_is_printed() -> None:
    document = word_file()
    add_table(document, ("in a cell", "b"))
    first_section(document).header.paragraphs[0].text = "in the header"
    assert _codes(document, ("in a cell", INPUT), ("in the header", INPUT)) == []


def test_the_instruction_of_a_field_is_not_printed() -> None:
    document = word_file("Words")
    document.paragraphs[0]._p.append(parse_xml(f"<w:r {nsdecls('w')}><w:instrText>hidden words</w:instrText></w:r>"))
    assert _codes(document, ("hidden words", INPUT)) == ["W-08"]


def test_a_text_in_a_cell_that_strayed_out_of_its_row_is_looked_at_all_the_same() -> None:
    document = word_file("Words")
    add_table(document, ("a", "b"))
    (table,) = document.tables
    table.style = "Report Table"
    document.styles["Report Table"].element.append(
        parse_xml(f'<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>')
    )
    inner = deepcopy(table._tbl)
    stray = inner.tr_lst[0].tc_lst[0]
    inner.remove(inner.tr_lst[0])
    inner.append(stray)
    table._tbl.tr_lst[0].tc_lst[0].insert(1, inner)
    found = faults(as_package(document), PLACE, [("a", Place("inputs/overview.docx"))])
    assert "W-08" not in [finding.code for finding in found]


def test_an_empty_text_cannot_be_lost() -> None:
    assert _codes(word_file("Words"), ("", INPUT)) == []


# the sample


@pytest.fixture(scope="module")
def documents(reading: Reading) -> tuple[Rendered, ...]:
    """Every document of the sample's draft."""
    return _rendered(reading, {})


def _rendered(reading: Reading, changed: dict[str, bytes]) -> tuple[Rendered, ...]:
    house = {name: (ROOT / "word_templates" / name).read_bytes() for name in OF_AN_EDITION}
    return render_all(
        reading.assessment,
        reading.judgement,
        standing_of(reading),
        Edition.DRAFT,
        reading.logo,
        house | changed,
        sheet_code,
    )


def _refused(
    reading: Reading, change: Callable[[WordDocument], None], name: str = TemplateKind.REPORT
) -> list[Finding]:
    """What is found when somebody has changed a template of the house."""
    document = Document(io.BytesIO((ROOT / "word_templates" / name).read_bytes()))
    change(document)
    with pytest.raises(TemplateError) as caught:
        _rendered(reading, {name: in_bytes(document)})
    return list(caught.value.findings)


def test_the_sample_becomes_a_report_a_summary_a_plan_ten_sheets_nine_briefs_readiness_and_a_register_page(
    documents: tuple[Rendered, ...],
) -> None:
    briefs = [document.name for document in documents if document.is_brief]
    names = [document.name for document in documents if not document.is_brief]
    assert (names[0], names[-1], len(names), len(briefs)) == ("report", "signature-pack", 15, 9)


def test_the_documents_are_still_sound_with_contents_and_captions(documents: tuple[Rendered, ...]) -> None:
    assert [finding for d in documents for finding in faults(d.contents.package, PLACE, ())] == []


@pytest.mark.office
def test_a_template_saved_by_libreoffice_makes_the_same_report(
    reading: Reading, documents: tuple[Rendered, ...], tmp_path: Path
) -> None:
    saved = saved_by_libreoffice((ROOT / "word_templates" / TemplateKind.REPORT).read_bytes(), tmp_path)
    report = _rendered(reading, {TemplateKind.REPORT: saved})[0]
    entries = [text for text, _ in report.contents.listed]
    assert entries == [text for text, _ in documents[0].contents.listed]
    assert "Section A: Overview and summary" in entries


@pytest.mark.slow
def test_a_tag_taken_out_of_the_template_is_noticed_by_the_words_it_printed(reading: Reading) -> None:
    def without_about_us(document: WordDocument) -> None:
        next(p for p in document.paragraphs if p.text == "{{p overview.about }}").text = "About us"

    found = _refused(reading, without_about_us)
    assert {finding.code for finding in found} == {"W-08"}
    assert all("inputs/narrative/overview.docx › About us" in finding.message for finding in found)


@pytest.mark.slow
def test_every_kind_of_input_that_a_template_drops_is_named_with_its_file(reading: Reading) -> None:
    dropped = {
        "{{ group.how }}": "inputs/council.yaml",
        "{{ row.long }}": "inputs/council.yaml",
        "{{ action.overseen_by }}": "inputs/narrative/",
        "{{ figure.a_year_ago }}": "inputs/evidence.xlsx",
        "{{ row.note }}": "inputs/evidence.xlsx",
    }

    def without_them(document: WordDocument) -> None:
        parts = [document.element, *(section.header._element for section in document.sections)]
        for text in (text for part in parts for text in part.iter(qn("w:t"))):
            for tag in dropped:
                text.text = (text.text or "").replace(tag, "")

    found = _refused(reading, without_them)
    assert {finding.code for finding in found} == {"W-08"}
    said = " ".join(finding.message for finding in found)
    assert all(origin in said for origin in dropped.values())
    assert "Transitions Board" in said


@pytest.mark.slow
def test_a_misspelt_field_in_the_template_is_named_once_with_its_place(reading: Reading) -> None:
    def misspell(document: WordDocument) -> None:
        next(p for p in document.paragraphs if p.text == "{{ document.subtitle }}").text = "{{ document.subttile }}"

    (finding,) = _refused(reading, misspell)
    assert (finding.code, finding.place) == ("W-01", Place("word_templates/report.docx", "{{ document.subttile }}"))
    assert finding.message == 'There is no field "subttile". Did you mean "subtitle"?'


@pytest.mark.slow
def test_a_style_the_contents_list_needs_is_named_when_it_is_gone(reading: Reading) -> None:
    document = Document(io.BytesIO((ROOT / "word_templates" / TemplateKind.REPORT).read_bytes()))
    document.styles["toc 2"].delete()
    (report, *_) = _rendered(reading, {TemplateKind.REPORT: in_bytes(document)})
    (finding,) = report.lent
    assert finding.code == "W-06"
    assert '"toc 2"' in finding.message


def test_a_file_that_is_no_template_is_told_with_its_name(reading: Reading) -> None:
    with pytest.raises(TemplateError) as caught:
        _rendered(reading, {TemplateKind.REPORT: b"a letter"})
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file) == ("W-02", "word_templates/report.docx")


def _place_in_a_cell(width_of_cell: int) -> WordDocument:
    document = word_file()
    add_table(document, ("Signature", "x"))
    cell = document.tables[0].cell(0, 1)
    cell.width = Mm(width_of_cell)
    place = SigningPlace("signature", "equity", "Signature of the manager")
    run = inline_picture("rId1", 77, 46, 14, place.tip, place.mark).replace("<w:r>", f"<w:r {nsdecls('w')}>", 1)
    cell.paragraphs[0]._p.append(parse_xml(run))
    return document


def test_a_field_wider_than_its_cell_is_named() -> None:
    (finding,) = [found for found in _faults(_place_in_a_cell(42)) if found.code == "W-09"]
    assert finding.message == "A field of 46 mm stands in a cell of 42 mm: Signature of the manager."
    assert "column 2" in finding.place.where


def test_a_field_that_fits_is_passed() -> None:
    assert "W-09" not in _codes(_place_in_a_cell(46))
