"""Styles by the names people see in Word, and which of them are headings."""

from __future__ import annotations

import pytest
from docx.enum.style import WD_STYLE_TYPE
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from engine.word.names import NAMESPACES, W_P
from engine.word.package import DOCUMENT, STYLES
from engine.word.styles import MissingStyleError, Styles, read_styles
from tests.material.small_word import as_package, word_file


def _styles(*definitions: str) -> Styles:
    return read_styles(f'<w:styles xmlns:w="{NAMESPACES["w"]}">{"".join(definitions)}</w:styles>'.encode())


def _style(key: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>{more}</w:style>'


def _paragraph(about: str) -> etree._Element:
    return etree.fromstring(f'<w:p xmlns:w="{NAMESPACES["w"]}"><w:pPr>{about}</w:pPr></w:p>')


@given(st.lists(st.tuples(st.sampled_from(("", "H1", "Lead", "Gone")), st.sampled_from(("", "0", "4", "9")))))
def test_paragraphs_are_found_by_their_style_as_they_are_asked_one_by_one(said: list[tuple[str, str]]) -> None:
    styles = _styles(_style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'), _style("Lead", "Lead"))
    root = etree.fromstring(f'<w:body xmlns:w="{NAMESPACES["w"]}"/>')
    for style, level in said:
        about = f'<w:pStyle w:val="{style}"/>' if style else ""
        root.append(_paragraph(about + (f'<w:outlineLvl w:val="{level}"/>' if level else "")))
    every = list(root.iter(W_P))
    assert list(styles.of_name(root, "lead")) == [one for one in every if styles.name_of(one) == "lead"]
    for names in (set[str](), {"lead"}, {"normal"}):
        wanted = {one for one in every if styles.level_of(one) or styles.name_of(one) in names}
        assert wanted <= styles.with_level_or_name(root, names)


def test_a_style_is_found_by_its_name_in_any_case() -> None:
    assert _styles(_style("Quelle", "Evidence Source")).id_of("EVIDENCE source") == "Quelle"


def test_a_style_that_is_not_defined_is_named() -> None:
    with pytest.raises(MissingStyleError) as caught:
        _styles().id_of("Table Text")
    assert caught.value.name == "Table Text"


def test_the_name_of_a_paragraph_style_is_given_in_small_letters() -> None:
    styles = _styles(_style("H1", "Heading 1"))
    assert styles.name_of(_paragraph('<w:pStyle w:val="H1"/>')) == "heading 1"


def test_a_paragraph_without_a_style_is_normal() -> None:
    assert _styles().name_of(_paragraph("")) == "normal"


def test_headings_made_in_word_have_their_levels() -> None:
    package = as_package(word_file("# One", "### Three", "Text"))
    styles = read_styles(package.parts[STYLES])
    paragraphs = package.xml(DOCUMENT).iter(W_P)
    assert [styles.level_of(paragraph) for paragraph in paragraphs] == [1, 3, 0]


def test_a_style_takes_its_level_from_the_style_it_is_based_on() -> None:
    document = word_file()
    style = document.styles.add_style("Heading 2 Unlisted", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    styles = read_styles(as_package(document).parts[STYLES])
    assert styles.levels[styles.id_of("Heading 2 Unlisted")] == 2


def test_styles_based_on_each_other_in_a_circle_have_no_level() -> None:
    one = _style("A", "a", '<w:basedOn w:val="B"/>')
    other = _style("B", "b", '<w:basedOn w:val="A"/>')
    assert _styles(one, other).levels == {}


def test_a_level_set_on_the_paragraph_itself_counts_before_its_style() -> None:
    styles = _styles(_style("H1", "Heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'))
    assert styles.level_of(_paragraph('<w:pStyle w:val="H1"/><w:outlineLvl w:val="2"/>')) == 3


def test_the_level_that_word_keeps_for_body_text_is_no_heading() -> None:
    assert _styles().level_of(_paragraph('<w:outlineLvl w:val="9"/>')) == 0
