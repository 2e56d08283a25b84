"""What works is passed by the check of templates, whatever odd things Word and docxtpl have put beside it."""

from __future__ import annotations

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml

from engine.findings import Finding, Place, Severity
from engine.inspection.inspect import inspect
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.small_inputs import DECLARED
from tests.material.small_word import add_table, filled, first_section, in_bytes, word_file, words_of

LOOP = ("{%p for group in groups %}", "{{ group.name }}", "{%p endfor %}")
GROUPS = [{"name": "One"}, {"name": "Two"}]


def _found(document: WordDocument) -> list[Finding]:
    return [remark.finding for remark in inspect(in_bytes(document), Place("word_templates/faulty.docx")).remarks]


def _told(document: WordDocument) -> list[str]:
    """What the check says of it but for house style."""
    return [f"{found.code} {found.severity}" for found in _found(document) if found.code not in ("W-39", "W-41")]


def test_a_remark_beside_a_paragraph_tag_is_no_loss() -> None:
    document = word_file("{# who was asked #}{%p for group in groups %}", *LOOP[1:])
    assert _told(document) == []
    assert words_of(filled(document, groups=GROUPS)) == ["One", "Two"]


@pytest.mark.parametrize("letter", ["p", "tr", "tc"])
def test_a_remark_may_take_away_what_it_stands_in(letter: str) -> None:
    document = word_file()
    add_table(document, ("Kept", "Kept too"), (f"{{#{letter} not this one #}} Words", "x"))
    assert set(_told(document)) <= {"W-18 info", "W-19 warning"}
    assert filled(document).tables[0].rows[0].cells[0].text == "Kept"


@pytest.mark.parametrize("name", ["_Hlk123", "__DdeLink__69_95", "_Toc900001", "_GoBack", "_Ref5"])
def test_bookmarks_that_word_makes_by_itself_are_nobodys_fault(name: str) -> None:
    document = word_file(*LOOP)
    paragraph = document.paragraphs[1]._p
    paragraph.insert(0, parse_xml(f'<w:bookmarkStart {DECLARED} w:id="1" w:name="{name}"/>'))
    paragraph.append(parse_xml(f'<w:bookmarkEnd {DECLARED} w:id="1"/>'))
    assert _told(document) == []


def test_cells_that_a_loop_joins_are_passed() -> None:
    document = word_file()
    add_table(document, ("{%tc for group in groups %}", "{% hm %}Groups", "{%tc endfor %}"), ("a", "b", "c"))
    add_table(document, ("{% colspan group_count %}Head", "x"), ("y", "z"))
    add_table(
        document,
        ("Who", "What"),
        ("{%tr for group in groups %}", ""),
        ("{% vm %}{{ council.name }}", "{{ group.name }}"),
        ("{%tr endfor %}", ""),
    )
    assert [told for told in _told(document) if not told.endswith("warning")] == []


WORDS = ("Alpha words before ", " middle ", " omega words after")


@pytest.mark.parametrize(
    "dashes", ["{{%- if {0} -%}} {{%- endif -%}}", "{{%- if {0} %}} {{%- endif %}}", "{{% if {0} -%}} {{% endif -%}}"]
)
def test_dashes_take_spaces_and_neither_words_nor_paragraphs(dashes: str) -> None:
    begin, end = dashes.format("is_so").split(" {", 1)
    document = word_file(
        "# One", f"{WORDS[0]}{begin}{WORDS[1]}{{{end}{WORDS[2]}", "# Two", begin, "In", f"{{{end}", "# Three"
    )
    made = filled(document, is_so=True)
    said = " ".join(words_of(made))
    assert all(words.strip() in said for words in WORDS)
    assert [
        paragraph.text for paragraph in made.paragraphs if paragraph.style and "Heading" in paragraph.style.name
    ] == [
        "One",
        "Two",
        "Three",
    ]


def test_a_dash_that_would_join_paragraphs_is_told() -> None:
    document = word_file(
        "Words", "{%- if marking -%}", "In", "{%- endif -%}", "{{ council.name }}{%- if marking %}x{% endif %}"
    )
    found = [one for one in _found(document) if one.code == "W-18"]
    assert [one.severity for one in found] == [Severity.WARNING] * 2
    assert [one.place.where for one in found] == ["{%- if marking -%}", "{%- endif -%}"]


def test_a_place_says_which_header() -> None:
    document = word_file("One")
    document.settings.odd_and_even_pages_header_footer = True
    document.add_section(WD_SECTION.NEW_PAGE)
    first, second = document.sections
    second.different_first_page_header_footer = True
    for section in (first, second):
        for part in (section.header, section.even_page_header, section.footer):
            part.is_linked_to_previous = False
    second.first_page_header.is_linked_to_previous = False
    for part in (second.first_page_header, second.even_page_header, first.header, second.footer):
        part.paragraphs[0].text = "{{ markings }}"
    places = sorted(found.place.where for found in _found(document) if found.code == "W-21")
    assert places == [
        "even-page header of section 2 › {{ markings }}",
        "first-page header of section 2 › {{ markings }}",
        "footer of section 2 › {{ markings }}",
        "header of section 1 › {{ markings }}",
    ]


def test_a_single_header_is_the_header() -> None:
    document = word_file("One")
    first_section(document).header.paragraphs[0].text = "{{ markings }}"
    assert [found.place.where for found in _found(document) if found.code == "W-21"] == ["header › {{ markings }}"]


def test_the_field_of_another_loop_is_told_with_its_loop() -> None:
    document = Document(str(Workspace(ROOT).template("report.docx")))
    document.paragraphs[0].insert_paragraph_before("{{ statement.name }}")
    found = inspect(in_bytes(document), Place("word_templates/report.docx")).remarks
    (told,) = (remark.finding for remark in found if remark.finding.severity is Severity.ERROR)
    assert told.code == "W-23"
    assert "for statement in" in told.message
