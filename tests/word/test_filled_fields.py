"""Lists of contents, tables and figures, numbers of headings, references: filled in, so Word and PDF say the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from lxml import etree

from engine.word.contents import UNKNOWN_PAGE, Contents
from engine.word.fields import fields
from engine.word.names import W_P, W_T, qn
from engine.word.package import DOCUMENT, Package
from engine.word.styles import read_styles
from engine.word.text import paragraph_text
from tests.material.small_inputs import DECLARED
from tests.material.small_word import as_package, first_section, word_file


def _field(code: str, shown: str = "old") -> Iterator[etree._Element]:
    for mark in (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shown}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    ):
        yield parse_xml(f"<w:r {DECLARED}>{mark}</w:r>")


def _line(document: WordDocument, before: str, code: str, after: str = "", style: str | None = None) -> None:
    paragraph = document.add_paragraph(before, style)
    paragraph._p.extend(_field(code.replace('"', "&quot;")))
    if after:
        paragraph.add_run(after)


def _simple(document: WordDocument, code: str) -> None:
    code = code.replace('"', "&quot;")
    document.add_paragraph()._p.append(
        parse_xml(f'<w:fldSimple {DECLARED} w:instr="{code}"><w:r><w:t>old</w:t></w:r></w:fldSimple>')
    )


def _marked(document: WordDocument, name: str, number: int = 77) -> None:
    """A bookmark around the last paragraph."""
    paragraph = document.paragraphs[-1]._p
    paragraph.insert(1, parse_xml(f'<w:bookmarkStart {DECLARED} w:id="{number}" w:name="{name}"/>'))
    paragraph.append(parse_xml(f'<w:bookmarkEnd {DECLARED} w:id="{number}"/>'))


def _numbered(document: WordDocument, *forms: str) -> None:
    """Headings numbered by a list of these words, one for each level."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading{at + 1}"/>'
        f'<w:lvlText w:val="{words}"/></w:lvl>'
        for at, words in enumerate(forms)
    )
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {DECLARED} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {DECLARED} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for at in range(len(forms)):
        about = document.styles[f"Heading {at + 1}"].element.get_or_add_pPr()
        about.append(parse_xml(f'<w:numPr {DECLARED}><w:ilvl w:val="{at}"/><w:numId w:val="90"/></w:numPr>'))


def _prepared(document: WordDocument) -> Contents:
    contents = Contents(as_package(document))
    contents.prepare()
    return contents


def _listed(contents: Contents) -> list[str]:
    """The lines of the lists, without the pages."""
    styles = read_styles(contents.package.parts["word/styles.xml"])
    lines = (p for p in contents.root.iter(W_P) if styles.name_of(p).startswith(("toc", "table of figures")))
    return [paragraph_text(line).removesuffix(UNKNOWN_PAGE).rstrip() for line in lines]


def _words(package: Package) -> list[str]:
    return [text for paragraph in package.xml(DOCUMENT).iter(W_P) if (text := paragraph_text(paragraph))]


def test_numbered_headings_keep_their_numbers_in_the_list() -> None:
    document = word_file()
    _line(document, "", 'TOC \\o "1-2"')
    _numbered(document, "%1", "%1.%2")
    for level, words in ((1, "About us"), (2, "People"), (2, "Place"), (1, "Results"), (2, "Ratings")):
        document.add_heading(words, level)
    assert _listed(_prepared(document)) == ["1 About us", "1.1 People", "1.2 Place", "2 Results", "2.1 Ratings"]


def test_headings_count_as_word_counts_them() -> None:
    document = word_file()
    _line(document, "", 'TOC \\o "1-1"')
    _numbered(document, "Part %1:")
    document.add_heading("First", 1)
    document.add_heading("Without a number", 1)
    taken_off = parse_xml(f'<w:numPr {DECLARED}><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>')
    document.paragraphs[-1]._p.get_or_add_pPr().append(taken_off)
    document.add_heading("Second", 1)
    assert _listed(_prepared(document)) == ["Part 1: First", "Without a number", "Part 2: Second"]


@pytest.mark.parametrize("code", ['TOC \\h \\z \\c "Table"', "TOC \\c Table"])
def test_a_list_of_tables_holds_their_captions(code: str) -> None:
    document = word_file("# One")
    _line(document, "", code)
    for kind, words in (("Table", ": Ratings"), ("Figure", ": Trend"), ("Table", ": Actions")):
        _line(document, f"{kind} ", f"SEQ {kind} \\* ARABIC", words)
    contents = _prepared(document)
    assert _listed(contents) == ["Table 1: Ratings", "Table 2: Actions"]
    pages = {bookmark: 3 + at for at, (_, bookmark) in enumerate(contents.listed)}
    contents.show_pages(pages)
    assert contents.entries(pages) == (("Table 1: Ratings", 3), ("Table 2: Actions", 4))
    assert "Table 2: Actions 4" in _words(contents.package)


def test_lists_of_contents_tables_and_figures_stand_beside_one_another() -> None:
    document = word_file()
    for code in ('TOC \\o "1-1"', 'TOC \\c "Table"', 'TOC \\a "Figure"'):
        _line(document, "", code)
    document.add_heading("One", 1)
    _line(document, "Table ", "SEQ Table", ". Ratings")
    _line(document, "Figure ", "SEQ Figure", ". Trend")
    assert _listed(_prepared(document)) == ["One", "Table 1. Ratings", "Trend"]


def test_a_list_of_styles_holds_paragraphs_of_these_styles() -> None:
    document = word_file()
    document.styles.add_style("Annex", WD_STYLE_TYPE.PARAGRAPH)
    _line(document, "", 'TOC \\o "1-1" \\t "Annex,2"')
    document.add_heading("One", 1)
    document.add_paragraph("Annex A", "Annex")
    contents = _prepared(document)
    assert _listed(contents) == ["One", "Annex A"]


def test_page_numbers_stand_at_the_edge_whatever_the_style_of_the_list_says() -> None:
    document = word_file()
    _line(document, "", 'TOC \\c "Table"')
    _line(document, "Table ", "SEQ Table", ": Ratings")
    section = first_section(document)
    assert section.page_width
    assert section.left_margin is not None
    assert section.right_margin is not None
    width = (section.page_width - section.left_margin - section.right_margin) // 635
    stops = _prepared(document).root.iter(qn("w:tab"))
    (stop,) = (tab for tab in stops if tab.get(qn("w:val")) == "right")
    assert stop.get(qn("w:pos")) == str(width)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("REF here", "Our view 2"),
        ("REF here \\h", "Our view 2"),
        ("REF here \\* Upper", "OUR VIEW 2"),
        ("REF HERE \\h \\* MERGEFORMAT", "Our view 2"),
        ("REF here \\p", "above"),
        ("REF here \\r \\h", "2.1"),
        ('STYLEREF "Heading 2"', "Our view 2"),
        ("STYLEREF 1", "Two"),
        ("SEQ Table", "1"),
        ("SEQ Table \\* ROMAN", "I"),
        ("SEQ Table \\r 7", "7"),
    ],
)
@pytest.mark.parametrize("is_simple", [True, False])
def test_a_reference_shows_what_it_leads_to(code: str, shown: str, is_simple: bool) -> None:
    document = word_file()
    _numbered(document, "%1", "%1.%2")
    for level, words in ((1, "One"), (1, "Two"), (2, "Our view 2")):
        document.add_heading(words, level)
    _marked(document, "here")
    if is_simple:
        _simple(document, code)
    else:
        _line(document, "", code)
    contents = _prepared(document)
    assert paragraph_text(list(contents.root.iter(W_P))[-1]) == shown
    assert contents.unfilled == ()


def test_a_reference_to_nothing_stays_and_is_told() -> None:
    document = word_file("# One")
    _line(document, "", "REF gone \\h")
    _line(document, "", 'STYLEREF "No such style"')
    contents = _prepared(document)
    assert _words(contents.package) == ["One", "old", "old"]
    assert contents.unfilled == ("REF gone \\h", 'STYLEREF "No such style"')


@pytest.mark.parametrize(
    "code", ["IF 1 = 1 yes no", "= 2 + 3", "QUOTE new", "AUTONUM", "REF gone", "SECTION", "INDEX", "EQ \\f(1,2)"]
)
def test_what_is_printed_is_what_the_word_file_shows(code: str) -> None:
    document = word_file("# One")
    _line(document, "Before ", code, " behind")
    header = first_section(document).header.paragraphs[0]._p
    header.extend(_field(code, "above"))
    contents = _prepared(document)
    printed = Package.read(contents.for_printing(live=True))
    assert list(fields(printed.xml(DOCUMENT))) == []
    assert _words(printed) == _words(contents.package) == ["One", "Before old behind"]
    heads = [name for name in printed.parts if name.startswith("word/header")]
    assert "above" in ["".join(t.text or "" for t in printed.xml(name).iter(W_T)) for name in heads]
    assert not any(list(fields(printed.xml(name))) for name in heads)


def test_a_field_in_the_code_of_another_is_not_printed() -> None:
    document = word_file()
    paragraph = document.add_paragraph()._p
    begin, code, separate, shown, end = _field("IF ")
    paragraph.extend([begin, code, *_field("PAGE", "9"), *list(_field(" = 1 yes no"))[1:2], separate, shown, end])
    printed = Package.read(_prepared(document).for_printing(live=True))
    assert _words(printed) == ["old"]
    assert list(fields(printed.xml(DOCUMENT))) == []


def test_numbers_of_pages_are_left_to_the_page() -> None:
    document = word_file("# One")
    header = first_section(document).header.paragraphs[0]._p
    header.extend([*_field("PAGE"), *_field("NUMPAGES")])
    printed = Package.read(_prepared(document).for_printing(live=False))
    (head,) = [name for name in printed.parts if name.startswith("word/header")]
    assert [found.name for found in fields(printed.xml(head))] == ["PAGE", "NUMPAGES"]
