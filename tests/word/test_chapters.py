"""A document cut where a page begins anyway; and all for which it is left whole."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from engine.word.chapter_file import SCHEME, chapter_file
from engine.word.chapters import Chapters, cut
from engine.word.marked_numbers import LETTERS, PAGE, PAGES
from engine.word.names import qn
from engine.word.package import DOCUMENT, SETTINGS, Package
from engine.word.plain_names import plain_name
from engine.word.text import all_text
from engine.word.uncut import UncutError
from tests.material.small_word import add_table, as_package, word_file

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TITLES = ("One", "Two", "Three")


def of_three() -> WordDocument:
    """Three headings on pages of their own, with a head, and a foot that counts pages."""
    document = word_file(*(line for title in _TITLES for line in (f"# {title}", f"## Below {title}", "Some text.")))
    for heading in [each for each in document.paragraphs if each.text in _TITLES]:
        heading.paragraph_format.page_break_before = True
    section = document.sections[0]
    section.header.paragraphs[0].text = "A head"
    section.footer.paragraphs[0]._p.extend([*field(" PAGE "), *field(" NUMPAGES ")])
    return document


def field(code: str, shows: str = "1") -> list[BaseOxmlElement]:
    inside = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve">{code}</w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        f"<w:t>{shows}</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return [parse_xml(f"<w:r {_W}>{each}</w:r>") for each in inside]


def mark(name: str, number: int) -> list[BaseOxmlElement]:
    about = f'{_W} w:id="{number}"'
    return [parse_xml(f'<w:bookmarkStart {about} w:name="{name}"/>'), parse_xml(f"<w:bookmarkEnd {about}/>")]


def at(document: WordDocument, text: str) -> BaseOxmlElement:
    return next(each for each in document.paragraphs if each.text == text)._p


def cut_up(document: WordDocument) -> Chapters:
    package = as_package(document)
    return cut(package, package.tree(DOCUMENT))


def file_of(chapters: Chapters, number: int, known: dict[str, int] | None = None) -> Package:
    return chapter_file(chapters, number, (10, 88), known or {}, lambda name: f"5F{plain_name(name)}")


def words_of(chapters: Chapters) -> list[str]:
    blocks = (chapter.blocks for chapter in chapters.chapters)
    return [" ".join(text.text for block in each for text in block.iter(qn("w:t")) if text.text) for each in blocks]


def test_it_is_cut_at_paragraphs_that_break_the_page_and_at_sections() -> None:
    document = of_three()
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("In a section of its own.")
    chapters = cut_up(document)
    parts = [f"{title} Below {title} Some text." for title in _TITLES]
    assert words_of(chapters) == [*parts, "In a section of its own."]
    assert [chapter.levels for chapter in chapters.chapters] == [(1, 2), (1, 2), (1, 2), ()]
    assert [chapter.begins_section for chapter in chapters.chapters] == [True, False, False, True]


def test_a_style_may_break_the_page_and_a_paragraph_may_say_no() -> None:
    document = of_three()
    document.styles["Heading 2"].paragraph_format.page_break_before = True
    document.paragraphs[4].paragraph_format.page_break_before = False
    assert words_of(cut_up(document)) == [
        "One",
        "Below One Some text.",
        "Two Below Two Some text.",
        "Three",
        "Below Three Some text.",
    ]


def test_nothing_is_cut_behind_a_table_or_a_break_of_the_page() -> None:
    document = of_three()
    add_table(document, ("A", "B"))
    at(document, "Two").addprevious(document.tables[0]._tbl)
    document.paragraphs[5].runs[-1]._r.append(parse_xml(f'<w:br {_W} w:type="page"/>'))
    document.add_paragraph("Four").paragraph_format.page_break_before = True
    assert [words.split()[0] for words in words_of(cut_up(document))] == ["One", "Four"]


def test_a_section_without_heads_of_its_own_has_those_of_the_one_before() -> None:
    document = of_three()
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("In a section of its own.")
    chapters = cut_up(document)
    counted = {PAGE: 1, PAGES: 1}
    assert [(chapter.first, chapter.others) for chapter in chapters.chapters] == [(counted, counted)] * 4
    assert len(chapters.chapters[3].section.findall(qn("w:footerReference"))) == 1


def test_a_first_page_of_its_own_is_that_of_the_chapter_with_which_a_section_begins() -> None:
    document = of_three()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.paragraphs[0]._p.extend(field(" PAGE "))
    chapters = cut_up(document)
    assert [chapter.first for chapter in chapters.chapters] == [{PAGE: 1}, {PAGE: 1, PAGES: 1}, {PAGE: 1, PAGES: 1}]
    assert [file_of(chapters, n).parts[DOCUMENT].count(b"w:titlePg") for n in range(3)] == [1, 0, 0]


def test_a_chapter_is_a_file_with_a_page_before_it_and_numbers_in_colours_of_their_own() -> None:
    chapters = cut_up(of_three())
    file = file_of(chapters, 1)
    assert b'w:pgNumType w:start="9"' in file.parts[DOCUMENT]
    assert b"w:pgNumType" not in file_of(chapters, 0).parts[DOCUMENT]
    assert "Below Two" in all_text(file)
    assert "Below One" not in all_text(file)
    colours = {known.what: colour for colour, known in chapters.marked.by_colour.items()}
    assert {known.colour for known in chapters.marked.by_colour.values()} == {"000000"}
    foot, head = file.parts["word/footer1.xml"].decode(), file.parts["word/header1.xml"].decode()
    assert colours[PAGE] in foot
    assert ">88<" in foot
    assert colours[LETTERS] in head
    assert "0123456789" in head


def test_links_to_other_chapters_lead_out_and_pages_are_printed_as_they_are_known() -> None:
    document = of_three()
    for number, title in enumerate(_TITLES):
        at(document, title).extend(mark(f"place{number}", number))
    link = parse_xml(f'<w:hyperlink {_W} w:anchor="place2"/>')
    here = parse_xml(f'<w:hyperlink {_W} w:anchor="place0"/>')
    link.extend(field(" PAGEREF place2 ", "–"))
    at(document, "Below One").extend([link, here])
    file = file_of(cut_up(document), 0, {"place2": 47})
    assert f'Target="{SCHEME}5Fplace2"'.encode() in file.parts["word/_rels/document.xml.rels"]
    assert file.parts[DOCUMENT].count(b"w:anchor=") == 1
    assert b"PAGEREF" not in file.parts[DOCUMENT]
    assert "47" in all_text(file)


def even_pages(document: WordDocument) -> None:
    document.settings.odd_and_even_pages_header_footer = True


def even_pages_of_a_section(document: WordDocument) -> None:
    document.sections[0].even_page_header.is_linked_to_previous = False


def continuous(document: WordDocument) -> None:
    document.add_section(WD_SECTION.CONTINUOUS)


def odd_page(document: WordDocument) -> None:
    document.add_section(WD_SECTION.ODD_PAGE)


def columns(document: WordDocument) -> None:
    document.sections[0]._sectPr.append(parse_xml(f'<w:cols {_W} w:num="2"/>'))
    document.sections[0]._sectPr.remove(document.sections[0]._sectPr.xpath("w:cols")[0])


def own_numbering(document: WordDocument) -> None:
    document.sections[0]._sectPr.append(parse_xml(f'<w:pgNumType {_W} w:start="1"/>'))


def no_margins(document: WordDocument) -> None:
    document.sections[0]._sectPr.remove(document.sections[0]._sectPr.xpath("w:pgMar")[0])


def mirrored(document: WordDocument) -> None:
    document.settings.element.append(parse_xml(f"<w:mirrorMargins {_W}/>"))


def list_through_two(document: WordDocument) -> None:
    for title in ("One", "Three"):
        paragraph = document.add_paragraph("Counted", style="List Number")
        at(document, title).addnext(paragraph._p)


def notes_in_two(document: WordDocument) -> None:
    for number, title in enumerate(("One", "Three")):
        at(document, title).append(parse_xml(f'<w:r {_W}><w:footnoteReference w:id="{number}"/></w:r>'))


def notes_at_the_end(document: WordDocument) -> None:
    at(document, "One").append(parse_xml(f'<w:r {_W}><w:endnoteReference w:id="1"/></w:r>'))


def other_field(document: WordDocument) -> None:
    at(document, "One").extend(field(" STYLEREF Title "))


def page_in_the_text(document: WordDocument) -> None:
    at(document, "One").extend(field(" PAGE "))


def other_field_in_the_foot(document: WordDocument) -> None:
    document.sections[0].footer.paragraphs[0]._p.extend(field(" SECTIONPAGES "))


def simple_field(document: WordDocument) -> None:
    at(document, "One").append(parse_xml(f'<w:fldSimple {_W} w:instr=" PAGEREF here "/>'))


def roman(document: WordDocument) -> None:
    document.sections[0].footer.paragraphs[0]._p.extend(field(" PAGE \\* roman "))


def colours_alike(document: WordDocument) -> None:
    runs = field(" NUMPAGES ")
    for run in runs:
        run.insert(0, parse_xml(f'<w:rPr {_W}><w:color w:val="000003"/></w:rPr>'))
    document.sections[0].footer.paragraphs[0]._p.extend(runs)


def mark_through_two(document: WordDocument) -> None:
    start, end = mark("through", 1)
    at(document, "One").append(start)
    at(document, "Three").append(end)


def one_chapter(document: WordDocument) -> None:
    for paragraph in document.paragraphs:
        paragraph.paragraph_format.page_break_before = None


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (even_pages, "differ by side"),
        (mirrored, "differ by side"),
        (even_pages_of_a_section, "differ by side"),
        (continuous, "otherwise than with a page"),
        (odd_page, "otherwise than with a page"),
        (columns, "has columns"),
        (own_numbering, "counts its pages"),
        (no_margins, "where its heads stand"),
        (list_through_two, "list .* goes through two chapters"),
        (notes_in_two, "footnotes goes through two chapters"),
        (notes_at_the_end, "notes at its end"),
        (other_field, "a field STYLEREF"),
        (page_in_the_text, "a field PAGE"),
        (other_field_in_the_foot, "a field SECTIONPAGES"),
        (simple_field, "not spelled out"),
        (roman, "a form of its own"),
        (colours_alike, "too much alike"),
        (mark_through_two, "a bookmark goes through two chapters"),
        (one_chapter, "one chapter"),
    ],
)
def test_what_is_counted_through_chapters_leaves_a_document_whole(
    change: Callable[[WordDocument], None], reason: str
) -> None:
    document = of_three()
    change(document)
    with pytest.raises(UncutError, match=reason):
        cut_up(document)


def test_bullets_and_lists_of_one_chapter_leave_nothing_whole() -> None:
    document = of_three()
    for title in ("One", "Three"):
        at(document, title).addnext(document.add_paragraph("A bullet", style="List Bullet")._p)
    for _ in range(2):
        at(document, "Two").addnext(document.add_paragraph("Counted", style="List Number")._p)
    at(document, "Two").append(parse_xml(f'<w:r {_W}><w:footnoteReference w:id="1"/></w:r>'))
    assert len(cut_up(document).chapters) == 3


def test_a_document_without_settings_is_cut_as_well() -> None:
    package = as_package(of_three())
    del package.parts[SETTINGS]
    assert len(cut(package, package.tree(DOCUMENT)).chapters) == 3


def test_a_bookmark_has_the_same_plain_name_in_its_chapter_and_in_links_from_others() -> None:
    document = of_three()
    at(document, "Three").extend(mark("drei-é", 70))
    link = '<w:hyperlink {_W} w:anchor="drei-é"><w:r><w:t>to it</w:t></w:r></w:hyperlink>'.replace("{_W}", _W)
    at(document, "Two").append(parse_xml(link))
    files = [file_of(cut_up(document), number) for number in (1, 2)]
    relations = files[0].parts["word/_rels/document.xml.rels"].decode()
    assert f'Target="{SCHEME}5F{plain_name("drei-é")}"' in relations
    assert f'w:name="{plain_name("drei-é")}"' in files[1].parts[DOCUMENT].decode()
