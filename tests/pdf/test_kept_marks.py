"""Bookmarks that LibreOffice would lose lead to their pages, and nothing that is printed changes for it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from pypdf import PdfReader

from engine.pdf.annotation_words import destination, page_of
from engine.pdf.convert import Source, convert_all
from engine.pdf.page_numbers import InspectedPdf
from engine.word.contents import Contents
from engine.word.fields import fields
from tests.building import converter
from tests.material.small_word import as_package, word_file
from tests.word.test_chapters import field

pytestmark = [pytest.mark.office, pytest.mark.every_office]

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
HERE = "@"
"""Where the bookmark stands."""


def _run(inside: str) -> str:
    return f"<w:r>{inside}</w:r>"


def _words(words: str) -> str:
    return _run(f'<w:t xml:space="preserve">{words}</w:t>')


def _field(code: str) -> str:
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end"))
    parts = (begin, f"<w:instrText> {code} </w:instrText>", separate, "<w:t>1</w:t>", end)
    return "".join(map(_run, parts))


def _tag(kind: str, inside: str) -> str:
    return f'<w:{kind} w:uri="urn:place" w:element="place">{inside}</w:{kind}>'


def _paragraph(inside: str, about: str = "") -> str:
    return f"<w:p><w:pPr>{about}</w:pPr>{inside}</w:p>"


def _table(inside: str) -> str:
    grid = '<w:tblGrid><w:gridCol w:w="5000"/></w:tblGrid>'
    return f"<w:tbl><w:tblPr/>{grid}<w:tr><w:tc><w:tcPr/>{inside}</w:tc></w:tr></w:tbl>"


X, Y = _words("Before it"), _words("Behind it")
LINK = f'<w:hyperlink w:anchor="top">{X}</w:hyperlink>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Not seen</w:t></w:r>"
SYMBOL = _run('<w:sym w:font="Symbol" w:char="F0B7"/>')
PAGE = _run('<w:br w:type="page"/>')
HEADING = '<w:pStyle w:val="Heading2"/>'
FRAME = '<w:framePr w:w="2000" w:hRule="auto" w:wrap="around" w:vAnchor="text" w:hAnchor="page" w:x="7000" w:y="1"/>'
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{X}{HERE}</w:sdtContent></w:sdt>"

IN_THE_MIDDLE = {
    "behind words": _paragraph(X + HERE),
    "in an empty paragraph": _paragraph(HERE),
    "behind a field": _paragraph(X + _field("PAGE") + HERE),
    "behind a field that nobody sees": _paragraph(X + _field("PAGE") + HIDDEN + HERE),
    "behind a field and an empty text": _paragraph(_field("PAGE") + _run("<w:t/>") + HERE + _run("<w:t/>")),
    "between fields": _paragraph(_field("PAGE") + HERE + _field("NUMPAGES")),
    "behind a field and before a line": _paragraph(_field("PAGE") + HERE + _run("<w:br/>")),
    "behind a field and before a formula": _paragraph(
        _field("PAGE") + HERE + "<m:oMath><m:r><m:t>y</m:t></m:r></m:oMath>"
    ),
    "behind a field in a heading": _paragraph(X + _field("PAGE") + HERE, HEADING),
    "behind a field in a cell": _table(_paragraph(X + _field("PAGE") + HERE)),
    "behind a field in a table in a table": _table(_table(_paragraph(_field("PAGE") + HERE)) + _paragraph("")),
    "behind a link": _paragraph(LINK + HERE),
    "at the end of a link": _paragraph(LINK.replace("</w:hyperlink>", HERE + "</w:hyperlink>")),
    "behind a symbol": _paragraph(SYMBOL + HERE),
    "behind what nobody sees": _paragraph(HIDDEN + HERE, "<w:rPr><w:vanish/></w:rPr>"),
    "in a control": _paragraph(CONTROL),
    "in a smart tag": _paragraph(_tag("smartTag", X + HERE)),
    "in tags in a tag": _paragraph(_tag("customXml", X + _tag("smartTag", HERE))),
    "in a frame": _paragraph(X + HERE, FRAME) + _paragraph(Y),
    "between paragraphs": _paragraph(X) + HERE + _paragraph(Y),
    "behind a cell": _table(_paragraph(X) + HERE),
}

AT_THE_END = {
    "behind words": (_paragraph(X + HERE), 2),
    "in an empty paragraph": (_paragraph(X) + _paragraph(HERE), 2),
    "behind an empty text": (_paragraph(_run("<w:t/>") + HERE), 2),
    "in an empty paragraph behind a table": (_table(_paragraph(X)) + _paragraph(HERE), 2),
    "behind it all": (_table(_paragraph(X)) + _paragraph("") + HERE, 2),
    "behind a heading": (_paragraph(X + HERE, HEADING), 2),
    "behind a smart tag": (_paragraph(_tag("smartTag", X) + HERE), 2),
    "in a frame": (_paragraph(X, FRAME) + _paragraph(HERE), 2),
    "before a page without words": (_paragraph(X + HERE + PAGE) + _paragraph(""), 2),
    "on a page without words": (_paragraph(X + PAGE) + _paragraph(HERE), 3),
    "on a page without words that a paragraph begins": (
        _paragraph(X) + _paragraph(HERE, "<w:pageBreakBefore/>"),
        3,
    ),
    "on a page without words that a section begins": (_paragraph(X, "<w:sectPr/>") + _paragraph(HERE), 3),
    "behind a break of the last paragraph": (_paragraph(_field("PAGE") + PAGE + HERE), 2),
    "of two behind a heading": (
        _paragraph(f'{X}<w:bookmarkStart w:id="9" w:name="another"/>{HERE}<w:bookmarkEnd w:id="9"/>', HEADING),
        2,
    ),
}
"""Each with the page."""


def _document(blocks: str) -> WordDocument:
    """A document with these on its second page."""
    document = word_file("The first page")
    document.add_heading("The second page", 1).paragraph_format.page_break_before = True
    for block in list(parse_xml(f"<w:body {_W}>{blocks}</w:body>")):
        document.element.body.insert(len(document.element.body) - 1, block)
    return document


def _printed(marked: str, plain: str, folder: Path) -> tuple[bytes, bytes]:
    """The PDFs of a document with bookmarks and of the same one without."""
    paths = [folder / "marked.docx", folder / "plain.docx"]
    for path, blocks in zip(paths, (marked, plain), strict=True):
        path.write_bytes(Contents(as_package(_document(blocks))).for_printing(live=True, by_office=True))
    with converter() as office:
        office.convert(paths, folder)
    return paths[0].with_suffix(".pdf").read_bytes(), paths[1].with_suffix(".pdf").read_bytes()


def _mark(number: int) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="mark{number}"/><w:bookmarkEnd w:id="{number}"/>'


def _painted(pdf: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return [page.Contents.read_bytes() for page in opened.pages]


def test_a_bookmark_is_found_wherever_it_stands_and_nothing_is_painted_otherwise(tmp_path: Path) -> None:
    places = dict(enumerate(IN_THE_MIDDLE, 100))
    marked = "".join(IN_THE_MIDDLE[place].replace(HERE, _mark(number)) for number, place in places.items())
    behind = _paragraph(Y)
    pdf, plain = _printed(marked + behind, "".join(IN_THE_MIDDLE.values()).replace(HERE, "") + behind, tmp_path)
    inspected = InspectedPdf(pdf, "marked")
    with converter() as office:
        found = {place: inspected.pages_of([f"mark{number}"], office) for number, place in places.items()}
    assert {place: list(pages.values()) for place, pages in found.items()} == {place: [2] for place in IN_THE_MIDDLE}
    assert _painted(pdf) == _painted(plain)


@pytest.mark.parametrize("place", AT_THE_END)
def test_a_bookmark_at_the_end_tells_the_page_that_it_is_on(place: str, tmp_path: Path) -> None:
    blocks, page = AT_THE_END[place]
    document = _document(blocks.replace(HERE, _mark(100)))
    document.element.body[0].extend(field(" PAGEREF mark100 ", "–"))
    contents = Contents(as_package(document))
    contents.prepare()
    with converter() as office:
        (made,) = convert_all([Source("small", contents)], office, tmp_path)
    assert made.section_pages["mark100"] == page


@pytest.mark.parametrize("name", ["été-1", "本" * 40])
def test_links_lead_to_a_bookmark_whatever_its_name_and_their_letters_style(name: str, tmp_path: Path) -> None:
    mark = f'<w:bookmarkStart w:id="100" w:name="{name}"/><w:bookmarkEnd w:id="100"/>'
    by_element, by_field = LINK.replace("top", name), _field(f'HYPERLINK \\l "{name}"')
    blocks = _paragraph(by_element) + _paragraph(by_field + mark)
    pdf, _ = _printed(blocks, "", tmp_path)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        leads = [destination(link) for page in opened.pages for link in page.get("/Annots", pikepdf.Array())]
        pages = [page_of(opened, lead) for lead in leads if lead is not None]
        assert [page is not None and page.objgen for page in pages] == [opened.pages[1].obj.objgen] * 2
        assert max(len(str(each)) for each in opened.Root.Dests) < 128


def _told(code: str, folder: Path) -> tuple[Contents, str]:
    """A document that tells the page of a bookmark on its second page; and what its PDF prints on the first."""
    document = _document(_paragraph('<w:bookmarkStart w:id="100" w:name="the_end"/><w:bookmarkEnd w:id="100"/>' + X))
    document.element.body[0].extend(field(f" {code} ", "77"))
    contents = Contents(as_package(document))
    contents.prepare()
    with converter() as office:
        (made,) = convert_all([Source("small", contents)], office, folder)
    return contents, PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text()


def test_the_page_of_a_bookmark_is_told_whatever_capitals_its_name_is_written_in(tmp_path: Path) -> None:
    contents, printed = _told("PAGEREF THE_End", tmp_path)
    assert ([found.result for found in fields(contents.root)], printed) == (["2"], "The first page2")
    assert contents.unfilled == ()


def test_the_page_of_a_bookmark_that_is_not_there_is_printed_as_it_stands_and_told(tmp_path: Path) -> None:
    contents, printed = _told("PAGEREF nowhere", tmp_path)
    assert ([found.result for found in fields(contents.root)], printed) == (["77"], "The first page77")
    assert contents.unfilled == ("PAGEREF nowhere",)
