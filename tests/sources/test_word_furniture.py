"""Words in the headers and footers of a form: told, unless the form was issued with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION

from engine.forms.narrative import NarrativeForm, narrative_form
from engine.sources.word_body import read_body
from tests.material.small_forms import BRAND
from tests.material.small_inputs import SCHEMAS, word
from tests.material.small_word import first_section, in_bytes, opened, saved_by_libreoffice

FILE = "inputs/narrative/small.docx"


def told(document: WordDocument) -> list[tuple[str, str, str]]:
    return [(one.code, one.place.where, one.message) for one in read_body(document, FILE)[1]]


def issued() -> WordDocument:
    form = NarrativeForm(kind="Quality statement", title="Safeguarding", opening=(), blocks={})
    return opened(narrative_form(form, SCHEMAS["narrative_statement"], BRAND))


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_words_of_people_are_told_once(kind: str) -> None:
    document = word()
    getattr(first_section(document), kind).paragraphs[0].text = "Seen by the board"
    document.add_section(WD_SECTION.NEW_PAGE)
    message = f'"Seen by the board" stands in the {kind} of the form, which is not read.'
    assert told(document) == [("I-50", kind, message)]


def test_what_a_form_is_issued_with_is_not_told() -> None:
    assert told(issued()) == []


@pytest.mark.office
def test_what_a_form_is_issued_with_is_not_told_once_libreoffice_saved_it(tmp_path: Path) -> None:
    assert told(opened(saved_by_libreoffice(in_bytes(issued()), tmp_path))) == []


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_words_beside_those_of_the_form_are_told(kind: str) -> None:
    document = issued()
    getattr(first_section(document), kind).add_paragraph("Waiting: 31")
    assert [place for _, place, _ in told(document)] == [kind]


@pytest.mark.parametrize("text", ["Page 3 of 12", "3", "3 / 12", ""])
def test_page_numbers_are_nobodys_words(text: str) -> None:
    document = word()
    first_section(document).footer.paragraphs[0].text = text
    assert told(document) == []


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_header_of_the_first_page_counts_where_it_is_shown(is_shown: bool) -> None:
    document = word()
    section = first_section(document)
    section.first_page_header.paragraphs[0].text = "Draft"
    section.different_first_page_header_footer = is_shown
    assert len(told(document)) == is_shown
