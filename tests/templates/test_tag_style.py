"""Templates read well in Word: tags that only steer are small and grey, and nothing of that reaches a document."""

from __future__ import annotations

import re

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH

from engine.findings import Place
from engine.inspection.inspect import inspect
from engine.model.story import Paragraph, Picture, Run, Table
from engine.rendering.tables import table_xml
from engine.templates.kinds import TemplateKind
from engine.templates.tag_style import TAG_STYLE, without_tag_style
from engine.templates.template import Template
from engine.word.names import W_P, W_R, W_T, W_VAL, qn
from engine.word.package import STYLES, Package
from engine.word.styles import read_styles
from engine.word.text import paragraph_text
from tests.conftest import ROOT
from tests.material.small_word import PLACE, in_bytes, word_file

STEERS = re.compile(r"\{%(?:p|tr|tc)\s[^{}%]*%\}")
STYLED = list(TemplateKind)


@pytest.mark.parametrize("kind", STYLED)
def test_every_tag_of_the_house_that_only_steers_is_in_the_style(kind: TemplateKind) -> None:
    package = Package.read((ROOT / "word_templates" / kind).read_bytes())
    key = read_styles(package.parts[STYLES]).id_of(TAG_STYLE)
    lines = [one for name in package.texts() for one in package.xml(name).iter(W_P)]
    steering = [one for one in lines if STEERS.fullmatch(paragraph_text(one))]
    runs = [run for one in steering for run in one.iter(W_R) if run.find(W_T) is not None]
    looks = [run.find(f"{qn('w:rPr')}/{qn('w:rStyle')}") for run in runs]
    assert steering
    assert {None if look is None else look.get(W_VAL) for look in looks} == {key}


@pytest.mark.parametrize("kind", STYLED)
def test_no_number_of_the_house_is_set_to_the_right_by_itself(kind: TemplateKind) -> None:
    document = Document(str(ROOT / "word_templates" / kind))
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    lines = [line for cell in cells for line in cell.paragraphs if line.style and line.style.name.startswith("Table")]
    assert [line.text for line in lines if line.paragraph_format.alignment == WD_ALIGN_PARAGRAPH.RIGHT] == []


def test_the_style_reaches_no_document_even_where_words_are_in_it() -> None:
    document = word_file("{%p if x %}", "Words", "{%p endif %}")
    document.styles.add_style(TAG_STYLE, WD_STYLE_TYPE.CHARACTER)
    for line in document.paragraphs:
        line.runs[0].style = TAG_STYLE
    assert inspect(in_bytes(document), Place("small.docx"), any_names=True).remarks
    made = Template(in_bytes(document), PLACE).render(lambda _: {"x": True})
    assert all(b"TemplateTag" not in part for part in made.parts.values())
    assert not without_tag_style(made)


def test_columns_of_numbers_take_the_styles_for_them_where_a_template_has_these() -> None:
    table = Table(((_typed("Year"), _typed("Spend")), (_typed("First"), _typed("£12"))), PLACE)
    document = word_file()
    right = '<w:jc w:val="right"/>'
    texts = [("Table Heading", ""), ("Table Heading", right), ("Table Text", ""), ("Table Text", right)]
    assert _written(table, document) == texts
    for name in ("Table Number", "Table Number Heading"):
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    numbers = [("Table Heading", ""), ("Table Number Heading", ""), ("Table Text", ""), ("Table Number", "")]
    assert _written(table, document) == numbers


def _typed(words: str) -> tuple[Paragraph, ...]:
    return (Paragraph((Run(words),), PLACE),)


def _written(table: Table, document: WordDocument) -> list[tuple[str, str]]:
    """The style of each cell, with what else its paragraph is told."""
    written: list[tuple[str, str]] = []

    def write(block: Paragraph | Picture, style: str, more: str, strong: bool, room: float) -> str:
        written.append((style, more))
        return ""

    table_xml(table, write, read_styles(Package.read(in_bytes(document)).parts[STYLES]), 158)
    return written
