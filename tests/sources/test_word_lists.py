"""The numbers of a form's lists: counted as Word counts them, and printed as their writer saw them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from engine.model.story import Block, Kind, Paragraph
from engine.sources.word_body import read_body
from engine.word.names import qn
from engine.word.numerals import numeral
from tests.material.listed_forms import LISTS, FormList, add_item, add_list
from tests.material.small_inputs import DECLARED, add_xml, read_form, word

FILE = "inputs/narrative/small.docx"
_PLAIN = LISTS["plain"]


def labels(document: WordDocument) -> list[str]:
    """What stands before each paragraph that has anything before it."""
    return [block.number.label for block in blocks(document) if isinstance(block, Paragraph) and block.number]


def blocks(document: WordDocument) -> tuple[Block, ...]:
    return read_body(document, FILE)[0]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("link", ["", "ListOfTheCouncil"])
def test_the_number_of_each_item_is_read_as_word_shows_it(name: str, link: str) -> None:
    document = word()
    add_list(document, LISTS[name], 700, link)
    assert labels(document) == [shown for _, shown in LISTS[name].items]


def test_a_list_goes_on_behind_other_text_and_in_a_table() -> None:
    document = word()
    add_list(document, _PLAIN, 700)
    document.add_heading("Audits", 2)
    add_item(document, 700, 0, "more")
    item = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="700"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    )
    add_xml(document, f"<w:tbl><w:tblPr/><w:tr><w:tc>{item}</w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>")
    add_item(document, 700, 0, "last")
    assert labels(document) == ["1.", "2.", "3.", "5."]


def test_a_list_begins_anew_where_word_is_told_so() -> None:
    document = word()
    add_list(document, _PLAIN, 700)
    root = document.part.numbering_part.element
    for key, begun in ((701, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'), (702, "")):
        root.append(parse_xml(f'<w:num {DECLARED} w:numId="{key}"><w:abstractNumId w:val="700"/>{begun}</w:num>'))
    for key in (701, 701, 702):
        add_item(document, key, 0, "more")
    assert labels(document) == ["1.", "2.", "7.", "8.", "9."]


def test_a_level_may_be_defined_anew_for_one_list() -> None:
    document = word()
    add_list(document, _PLAIN, 700)
    level = '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="Aim %1"/></w:lvl>'
    change = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/>{level}</w:lvlOverride>'
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:num {DECLARED} w:numId="701"><w:abstractNumId w:val="700"/>{change}</w:num>'))
    add_item(document, 701, 0, "more")
    assert labels(document) == ["1.", "2.", "Aim D"]


def test_a_style_brings_its_numbers_along() -> None:
    document = word()
    add_list(document, FormList((("lowerLetter", "(%1)", 2),), ()), 700)
    about = '<w:pPr><w:numPr><w:numId w:val="700"/></w:numPr></w:pPr>'
    for key, base in (("Point", ""), ("Smaller", '<w:basedOn w:val="Point"/>')):
        own = about if key == "Point" else ""
        xml = f'<w:style {DECLARED} w:type="paragraph" w:styleId="{key}"><w:name w:val="{key}"/>{base}{own}</w:style>'
        document.styles.element.append(parse_xml(xml))
        document.add_paragraph("words", key)
    assert labels(document) == ["(b)", "(c)"]


def level_of_list(document: WordDocument) -> Any:
    """The first level of list 700."""
    root = document.part.numbering_part.element
    return next(a for a in root if a.get(qn("w:abstractNumId")) == "700").find(qn("w:lvl"))


@pytest.mark.parametrize("how", ["hidden", "without words"])
def test_a_number_that_nobody_sees_is_none(how: str) -> None:
    document = word()
    add_list(document, _PLAIN, 700)
    level = level_of_list(document)
    if how == "hidden":
        level.append(parse_xml(f"<w:rPr {DECLARED}><w:vanish/></w:rPr>"))
    else:
        level.find(qn("w:lvlText")).set(qn("w:val"), "")
    assert [block.kind for block in blocks(document) if isinstance(block, Paragraph)] == [Kind.TEXT, Kind.TEXT]


def test_bullets_that_are_pictures_are_told() -> None:
    document = word()
    add_list(document, FormList((("bullet", "•", 1),), ((0, ""),)), 700)
    level_of_list(document).append(parse_xml(f'<w:lvlPicBulletId {DECLARED} w:val="0"/>'))
    assert [finding.code for finding in read_body(document, FILE)[1]] == ["I-43"]


def test_the_number_of_a_heading_is_told() -> None:
    document = word()
    add_list(document, FormList((("decimal", "%1", 3),), ()), 700)
    add_item(document, 700, 0, "Our plans", '<w:pStyle w:val="Heading2"/>')
    add_item(document, 700, 0, "How we know", '<w:pStyle w:val="Heading1"/>')
    findings = read_body(document, FILE, {"how we know"})[1]
    assert [(finding.code, finding.place.where) for finding in findings] == [("I-43", "Our plans")]


def test_numbers_stay_where_a_form_holds_lines_and_cells(tmp_path: Path) -> None:
    document = word(("Heading 1", "What is working well"))
    add_list(document, LISTS["letters in brackets"], 700)
    record, _ = read_form(document, tmp_path)
    assert [line.number.label for line in record.values["strengths"]] == ["(a)", "(b)", "(c)"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("lowerLetter", ["a", "z", "aa", "zz"]),
        ("upperRoman", ["I", "XXVI", "XXVII", "LII"]),
        ("ordinal", ["1st", "26th", "27th", "52nd"]),
        ("cardinalText", ["One", "Twenty-six", "Twenty-seven", "Fifty-two"]),
        ("ordinalText", ["First", "Twenty-sixth", "Twenty-seventh", "Fifty-second"]),
        ("decimalZero", ["01", "26", "27", "52"]),
    ],
)
def test_numbers_are_written_as_word_writes_them(form: str, shown: list[str]) -> None:
    assert [numeral(number, form) for number in (1, 26, 27, 52)] == shown


def test_a_form_that_is_not_known_is_not_guessed() -> None:
    assert numeral(3, "thaiCounting") is None
