"""Captions, the contents list and references to pages: written out, filled in, and printed as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from engine.word.contents import UNKNOWN_PAGE, Contents
from engine.word.fields import fields
from engine.word.names import W_BOOKMARK, W_NAME, W_P, qn
from engine.word.package import DOCUMENT, Package
from engine.word.styles import MissingStyleError, read_styles
from engine.word.text import paragraph_text
from tests.material.small_word import as_package, saved_by_libreoffice, text_box, word_file

TOC = ' TOC \\o "1-2" \\h \\z \\u '


def _add_field(document: WordDocument, instruction: str, result: str) -> None:
    """A paragraph that is one field."""
    marks = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{instruction}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{result}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    paragraph = document.add_paragraph()._p
    for mark in marks:
        paragraph.append(parse_xml(f"<w:r {nsdecls('w')}>{mark}</w:r>"))


def _with_list(*lines: str, toc: str = TOC) -> WordDocument:
    """A document that begins with a contents list."""
    document = word_file()
    _add_field(document, toc, "Not filled in")
    for words in lines:
        level = len(words) - len(words.lstrip("#"))
        if level:
            document.add_heading(words.lstrip("# "), level)
        else:
            document.add_paragraph(words)
    return document


def _prepared(document: WordDocument) -> Contents:
    contents = Contents(as_package(document))
    contents.prepare()
    return contents


def _shown(package: Package, kind: str) -> list[str]:
    """What all fields of a kind show."""
    return [found.result for found in fields(package.xml(DOCUMENT)) if found.argument(kind)]


def _listed(contents: Contents) -> list[tuple[str, str]]:
    """(style, text) of the paragraphs of the list."""
    styles = read_styles(contents.package.parts["word/styles.xml"])
    paragraphs = contents.package.xml(DOCUMENT).iter(W_P)
    named = ((styles.name_of(paragraph), paragraph_text(paragraph)) for paragraph in paragraphs)
    return [(name, text) for name, text in named if name.startswith("toc")]


def _words(package: Package) -> list[str]:
    return [text for paragraph in package.xml(DOCUMENT).iter(W_P) if (text := paragraph_text(paragraph))]


def _is_balanced(root: etree._Element) -> bool:
    """Whether every field that begins ends."""
    kinds = [mark.get(qn("w:fldCharType")) for mark in root.iter(qn("w:fldChar"))]
    return kinds.count("begin") == kinds.count("end") == len(list(fields(root)))


# the contents list


def test_the_list_holds_the_headings_with_their_levels() -> None:
    contents = _prepared(_with_list("# Section A", "Text", "## About us", "# Section B"))
    assert _listed(contents) == [
        ("toc 1", f"Section A {UNKNOWN_PAGE}"),
        ("toc 2", f"About us {UNKNOWN_PAGE}"),
        ("toc 1", f"Section B {UNKNOWN_PAGE}"),
    ]


def test_the_list_leaves_out_levels_it_does_not_ask_for() -> None:
    contents = _prepared(_with_list("# Section A", "## About us", "### Detail", toc=' TOC \\o "2-2" '))
    assert [text for _, text in _listed(contents)] == [f"About us {UNKNOWN_PAGE}"]


def test_headings_in_styles_of_another_name_are_bookmarked_but_not_listed() -> None:
    document = _with_list("# Section A")
    title = document.add_paragraph("Unlisted")
    title.paragraph_format.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="1"/>'))
    contents = _prepared(document)
    assert len(contents.headings) == 2
    assert [text for _, text in _listed(contents)] == [f"Section A {UNKNOWN_PAGE}"]


def test_a_line_break_after_a_label_becomes_a_colon() -> None:
    document = _with_list()
    document.add_heading("Section A", 1).add_run().add_break()
    document.paragraphs[-1].add_run("Overview and summary")
    assert [text for _, text in _listed(_prepared(document))] == [f"Section A: Overview and summary {UNKNOWN_PAGE}"]


def test_a_page_break_in_a_heading_is_no_part_of_its_words() -> None:
    document = _with_list()
    document.add_heading("", 1).add_run().add_break(WD_BREAK.PAGE)
    document.paragraphs[-1].add_run("Section A")
    assert [text for _, text in _listed(_prepared(document))] == [f"Section A {UNKNOWN_PAGE}"]


def test_an_empty_heading_is_not_listed() -> None:
    assert [text for _, text in _listed(_prepared(_with_list("# One", "# ")))] == [f"One {UNKNOWN_PAGE}"]


def test_what_the_list_said_before_is_gone() -> None:
    assert "Not filled in" not in " ".join(_words(_prepared(_with_list("# One")).package))


def test_every_entry_leads_to_the_bookmark_around_its_heading() -> None:
    contents = _prepared(_with_list("# One", "# Two"))
    root = contents.package.xml(DOCUMENT)
    targets = [link.get(qn("w:anchor")) for link in root.iter(qn("w:hyperlink"))]
    around = {mark.get(W_NAME): paragraph_text(next(mark.iterancestors(W_P))) for mark in root.iter(W_BOOKMARK)}
    assert [around[target] for target in targets] == ["One", "Two"]


def test_the_list_is_still_a_field_that_word_can_update() -> None:
    root = _prepared(_with_list("# One", "# Two")).package.xml(DOCUMENT)
    assert [found.instruction for found in fields(root) if "TOC" in found.instruction] == [TOC]
    assert _is_balanced(root)


def test_a_list_without_entries_is_empty_and_sound() -> None:
    root = _prepared(_with_list("Text alone")).package.xml(DOCUMENT)
    assert [paragraph_text(paragraph) for paragraph in root.iter(W_P)] == ["", "Text alone"]
    assert _is_balanced(root)


def test_a_document_without_a_list_stays_without_one() -> None:
    contents = _prepared(word_file("# One", "Text"))
    assert _words(contents.package) == ["One", "Text"]
    assert contents.has_page_numbers is False


def test_a_style_for_entries_that_the_document_lacks_is_named() -> None:
    document = _with_list("# One")
    document.styles["toc 1"].delete()
    with pytest.raises(MissingStyleError) as caught:
        _prepared(document)
    assert caught.value.name == "toc 1"


def test_the_bookmarks_of_a_heading_lead_to_its_place_in_the_order() -> None:
    document = _with_list("# One")
    heading = document.add_heading("Two", 1)._p
    heading.insert(1, parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="section_two"/>'))
    heading.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
    contents = _prepared(document)
    assert contents.bookmarks["section_two"] == 1
    assert contents.bookmarks[contents.headings[0]] == 0


def test_no_two_bookmarks_share_a_number() -> None:
    document = _with_list("# One", "# Two", "# Three")
    document.paragraphs[-1]._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="2" w:name="x"/>'))
    root = _prepared(document).package.xml(DOCUMENT)
    numbers = [mark.get(qn("w:id")) for mark in root.iter(W_BOOKMARK)]
    assert len(numbers) == 4
    assert len(set(numbers)) == 4


# pages


def test_pages_are_written_into_the_list() -> None:
    contents = _prepared(_with_list("# One", "# Two"))
    assert contents.show_pages(dict(zip(contents.headings, (3, 12), strict=True))) is True
    assert _words(contents.package)[:2] == ["One 3", "Two 12"]


def test_a_reference_to_a_page_is_filled_in_too() -> None:
    document = word_file("# One")
    _add_field(document, " PAGEREF section_one \\h ", UNKNOWN_PAGE)
    contents = _prepared(document)
    contents.show_pages({"section_one": 4})
    assert _shown(contents.package, "PAGEREF") == ["4"]


def test_the_same_pages_again_change_nothing() -> None:
    contents = _prepared(_with_list("# One"))
    pages = {contents.headings[0]: 3}
    contents.show_pages(pages)
    assert contents.show_pages(pages) is False


def test_a_page_nobody_knows_stays_open() -> None:
    contents = _prepared(_with_list("# One"))
    assert contents.show_pages({}) is False
    assert _words(contents.package)[0] == f"One {UNKNOWN_PAGE}"


def test_the_list_is_told_as_text_and_page() -> None:
    contents = _prepared(_with_list("# One", "## Two", "## Two"))
    pages = dict(zip(contents.headings, (3, 4, 6), strict=True))
    assert contents.entries(pages) == (("One", 3), ("Two", 4), ("Two", 6))


# captions


def test_captions_are_numbered_by_their_kind() -> None:
    document = word_file()
    for kind in ("Table", "Figure", "Table"):
        _add_field(document, f" SEQ {kind} \\* ARABIC ", "1")
    assert _shown(_prepared(document).package, "SEQ") == ["1", "1", "2"]


# printing


def test_what_word_writes_twice_of_a_text_box_is_one_heading_and_one_caption() -> None:
    document = _with_list("# Before it")
    numbered = '<w:r><w:t>Figure </w:t></w:r><w:fldSimple w:instr=" SEQ Figure "><w:r><w:t>0</w:t></w:r></w:fldSimple>'
    heading = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>In a box</w:t></w:r>'
    document.add_paragraph()._p.append(text_box(f"<w:p>{heading}</w:p><w:p>{numbered}</w:p><w:p>{numbered}</w:p>"))
    _add_field(document, " SEQ Figure ", "0")
    contents = _prepared(document)
    assert [text for text, _ in contents.listed] == ["Before it", "In a box"]
    assert _shown(contents.package, "SEQ") == ["1", "2", "1", "2", "3"]


def test_for_a_live_print_only_the_list_loses_its_field() -> None:
    contents = _prepared(_with_list("# One"))
    printed = Package.read(contents.for_printing(live=True))
    instructions = [found.instruction.split()[0] for found in fields(printed.xml(DOCUMENT))]
    assert instructions == ["PAGEREF"]
    assert _words(printed) == _words(contents.package)


def test_for_a_print_as_it_stands_no_page_is_left_to_the_converter() -> None:
    document = _with_list("# One")
    _add_field(document, " SEQ Table \\* ARABIC ", "1")
    printed = Package.read(_prepared(document).for_printing(live=False))
    assert list(fields(printed.xml(DOCUMENT))) == []


def test_printing_leaves_the_delivered_file_as_it_is() -> None:
    contents = _prepared(_with_list("# One"))
    before = contents.package.write()
    contents.for_printing(live=False)
    assert contents.package.write() == before


# files of other programs


@pytest.mark.office
def test_a_file_saved_by_libreoffice_is_prepared_like_any_other(tmp_path: Path) -> None:
    document = _with_list("# Section A", "## About us", "Text")
    _add_field(document, " SEQ Table \\* ARABIC ", "1")
    contents = Contents(Package.read(saved_by_libreoffice(as_package(document).write(), tmp_path)))
    contents.prepare()
    contents.show_pages(dict(zip(contents.headings, (2, 3), strict=True)))
    assert contents.entries(dict(zip(contents.headings, (2, 3), strict=True))) == (("Section A", 2), ("About us", 3))
    assert _words(contents.package)[:2] == ["Section A 2", "About us 3"]
    assert _is_balanced(contents.package.xml(DOCUMENT))
