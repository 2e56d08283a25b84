"""Formatting counts wherever it comes from: a run itself, a style, a style it is based on, a table's style."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml

from engine.model.story import Paragraph, Run, Table, lines_of
from engine.sources.word_body import read_body
from tests.material.small_inputs import DECLARED, add_xml, word

FILE = "inputs/narrative/small.docx"
WORDS = "people wait"
Dressed = Callable[[str, str], WordDocument]
"""A document whose words have a setting of letters in some way. Given: the setting, and the words."""


def styled(document: WordDocument, kind: str, key: str, look: str, more: str = "") -> None:
    """One more style."""
    xml = f'<w:style {DECLARED} w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/>{more}{look}</w:style>'
    document.styles.element.append(parse_xml(xml))


def paragraph(document: WordDocument, words: str, about_run: str = "", about: str = "") -> WordDocument:
    run = f'<w:r><w:rPr>{about_run}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'
    add_xml(document, f"<w:p><w:pPr>{about}</w:pPr>{run}</w:p>")
    return document


def by_itself(look: str, words: str) -> WordDocument:
    return paragraph(word(), words, look)


def by_character_style(look: str, words: str) -> WordDocument:
    document = word()
    styled(document, "character", "Own", f"<w:rPr>{look}</w:rPr>")
    return paragraph(document, words, '<w:rStyle w:val="Own"/>')


def by_the_base_of_a_style(look: str, words: str) -> WordDocument:
    document = by_character_style(look, "Before.")
    styled(document, "character", "Derived", "<w:rPr/>", '<w:basedOn w:val="Own"/>')
    return paragraph(document, words, '<w:rStyle w:val="Derived"/>')


def by_paragraph_style(look: str, words: str) -> WordDocument:
    document = word()
    styled(document, "paragraph", "Own", f"<w:rPr>{look}</w:rPr>")
    return paragraph(document, words, "", '<w:pStyle w:val="Own"/>')


def by_the_usual_style(look: str, words: str) -> WordDocument:
    document = word()
    normal = next(s for s in document.styles.element if s.get(f"{{{s.nsmap['w']}}}styleId") == "Normal")
    normal.append(parse_xml(f"<w:rPr {DECLARED}>{look}</w:rPr>"))
    return paragraph(document, words)


def by_the_defaults(look: str, words: str) -> WordDocument:
    document = word()
    for child in parse_xml(f"<w:rPr {DECLARED}>{look}</w:rPr>"):
        document.styles.element.find(".//{*}rPrDefault/{*}rPr").append(child)
    return paragraph(document, words)


def by_table_style(look: str, words: str) -> WordDocument:
    return in_table(word(), words, f"<w:rPr>{look}</w:rPr>", "04A0")


def by_the_last_row(look: str, words: str) -> WordDocument:
    return in_table(word(), words, f'<w:tblStylePr w:type="lastRow"><w:rPr>{look}</w:rPr></w:tblStylePr>', "0640")


def by_a_band(look: str, words: str) -> WordDocument:
    return in_table(word(), words, f'<w:tblStylePr w:type="band2Horz"><w:rPr>{look}</w:rPr></w:tblStylePr>', "0400")


def in_table(document: WordDocument, words: str, style: str, chosen: str) -> WordDocument:
    """A table of two rows, the words in the second."""
    styled(document, "table", "Rows", style)
    cells = "".join(f"<w:tr><w:tc><w:p>{t}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>" for t in (_run("Head"), _run(words)))
    about = f'<w:tblPr><w:tblStyle w:val="Rows"/><w:tblLook w:val="{chosen}"/></w:tblPr>'
    add_xml(document, f"<w:tbl>{about}{cells}</w:tbl>")
    return document


def _run(words: str) -> str:
    return f"<w:r><w:t>{words}</w:t></w:r>"


WAYS: tuple[Dressed, ...] = (
    by_itself,
    by_character_style,
    by_the_base_of_a_style,
    by_paragraph_style,
    by_the_usual_style,
    by_the_defaults,
    by_table_style,
    by_the_last_row,
    by_a_band,
)
OF_LETTERS = WAYS[:3]
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
TOLD = {
    "<w:vanish/>": ("I-12", "hidden text"),
    '<w:color w:val="FFFFFF"/>': ("I-12", "as pale as"),
    '<w:color w:val="auto" w:themeColor="background1"/>': ("I-12", "as pale as"),
    f'<w:color w:val="000000"/><w14:textFill {W14}><w14:solidFill><w14:schemeClr w14:val="bg1"/></w14:solidFill>'
    "</w14:textFill>": ("I-12", "as pale as"),
    '<w:sz w:val="2"/>': ("I-12", "too small"),
    '<w:color w:val="000000"/><w:highlight w:val="black"/>': ("I-12", "as pale as"),
    "<w:strike/>": ("I-47", "struck through"),
    "<w:dstrike/>": ("I-47", "struck through"),
    '<w:highlight w:val="green"/>': ("S-04", "highlighted"),
    '<w:shd w:val="clear" w:fill="FFE699"/>': ("S-04", "highlighted"),
}


def runs(document: WordDocument) -> Iterator[Run]:
    for block in read_body(document, FILE)[0]:
        if isinstance(block, Paragraph):
            yield from block.runs
        elif isinstance(block, Table):
            yield from (run for row in block.rows for cell in row for p in lines_of(cell) for run in p.runs)


def found(document: WordDocument) -> dict[str, bool]:
    """The words that are read, and whether they are bold."""
    return {run.text: run.bold for run in runs(document)}


def codes(document: WordDocument) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in read_body(document, FILE)[1]]


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("look", TOLD)
def test_what_nobody_sees_or_has_finished_is_told_wherever_it_comes_from(look: str, way: Dressed) -> None:
    code, message = TOLD[look]
    document = way(look, WORDS)
    assert any(each == code and message in said for each, said in codes(document))
    assert (WORDS in found(document)) is (code != "I-12")


@pytest.mark.parametrize("way", WAYS)
def test_bold_arrives_wherever_it_comes_from(way: Dressed) -> None:
    assert found(way("<w:b/>", WORDS))[WORDS]


@pytest.mark.parametrize("way", WAYS)
def test_letters_shown_as_capitals_are_read_as_capitals(way: Dressed) -> None:
    assert "NHS AND US" in found(way("<w:caps/>", "nhs and us"))


@pytest.mark.parametrize("way", WAYS[1:])
def test_a_setting_of_the_run_itself_stands_against_every_style(way: Dressed) -> None:
    document = way("<w:b/><w:strike/><w:vanish/>", WORDS)
    for run in document.element.body.iter("{*}r"):
        about = run.find("{*}rPr")
        about = about if about is not None else parse_xml(f"<w:rPr {DECLARED}/>")
        run.insert(0, about)
        for off in ("b", "strike", "vanish"):
            about.append(parse_xml(f'<w:{off} {DECLARED} w:val="0"/>'))
    assert found(document)[WORDS] is False
    assert codes(document) == []


def test_a_style_turns_off_what_the_style_around_it_has_turned_on() -> None:
    document = word()
    styled(document, "paragraph", "Loud", "<w:rPr><w:b/><w:strike/></w:rPr>")
    styled(document, "character", "Own", "<w:rPr><w:b/><w:strike/></w:rPr>")
    paragraph(document, WORDS, '<w:rStyle w:val="Own"/>', '<w:pStyle w:val="Loud"/>')
    assert found(document) == {WORDS: False}
    assert codes(document) == []


def test_white_letters_on_a_dark_ground_are_seen() -> None:
    document = word()
    paragraph(document, "On blue", '<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="203040"/>')
    paragraph(document, "On a dark line", '<w:color w:val="FFFFFF"/>', '<w:shd w:val="clear" w:fill="203040"/>')
    dark = '<w:tcPr><w:shd w:val="clear" w:fill="203040"/></w:tcPr>'
    style = f'<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tblStylePr w:type="band2Horz">{dark}</w:tblStylePr>'
    in_table(document, "On a dark row", style, "0400")
    assert {"On blue", "On a dark line", "On a dark row"} <= found(document).keys()
    assert [message for _, message in codes(document)] == [
        '"Head" is as pale as what is behind it, or too small to be read; it does not reach the report.'
    ]


@pytest.mark.parametrize("style", ["Heading 2", "Intense Quote", "Caption"])
def test_bold_that_the_report_gives_by_a_style_of_its_own_is_nobodys_emphasis(style: str) -> None:
    assert set(found(word((style, WORDS))).values()) == {False}


@pytest.mark.parametrize("fill", ["FFF2CC", "E7E6E6", "203040", "DEEAF6"])
def test_the_ground_of_a_design_is_no_highlighter(fill: str) -> None:
    document = paragraph(word(), WORDS, '<w:color w:val="808080"/>', f'<w:shd w:val="clear" w:fill="{fill}"/>')
    assert not [code for code, _ in codes(document) if code == "S-04"]


@pytest.mark.parametrize("where", ["paragraph", "cell", "style"])
def test_a_ground_in_yellow_is_told(where: str) -> None:
    document, shade = word(), '<w:shd w:val="clear" w:fill="FFFF00"/>'
    if where == "paragraph":
        paragraph(document, WORDS, "", shade)
    elif where == "style":
        styled(document, "paragraph", "Own", f"<w:pPr>{shade}</w:pPr>")
        paragraph(document, WORDS, "", '<w:pStyle w:val="Own"/>')
    else:
        cell = f"<w:tc><w:tcPr>{shade}</w:tcPr><w:p>{_run(WORDS)}</w:p></w:tc>"
        add_xml(document, f"<w:tbl><w:tblPr/><w:tr>{cell}<w:tc><w:p/></w:tc></w:tr></w:tbl>")
    assert codes(document) == [("S-04", f'"{WORDS}" is highlighted, as text is that somebody has to come back to.')]


def test_a_hidden_row_is_told_and_not_read() -> None:
    document = word()
    rows = "".join(
        f"<w:tr><w:trPr>{about}</w:trPr><w:tc><w:p>{_run(text)}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
        for text, about in (("Seen", '<w:hidden w:val="0"/>'), (WORDS, "<w:hidden/>"))
    )
    add_xml(document, f"<w:tbl><w:tblPr/>{rows}</w:tbl>")
    assert found(document) == {"Seen": False}
    assert codes(document) == [("I-12", "Here stands a hidden row, which does not reach the report.")]


@pytest.mark.parametrize("way", OF_LETTERS)
def test_what_is_raised_or_a_symbol_by_its_style_is_read_so(way: Dressed) -> None:
    assert "m²" in "".join(found(way('<w:vertAlign w:val="superscript"/>', "m2")))
    assert "✓" in "".join(found(way('<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>', "\uf0fc")))
