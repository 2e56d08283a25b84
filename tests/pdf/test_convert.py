"""Page numbers that only a PDF knows, put into Word file and PDF alike; and the last touch on a PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from lxml.etree import XMLSyntaxError
from pypdf import PdfReader

from engine.errors import ConversionError
from engine.pdf.convert import Converted, Source, convert_all, converting
from engine.pdf.converter import Converter
from engine.pdf.embedded import Embedded
from engine.pdf.finish import About, finish
from engine.pdf.page_numbers import InspectedPdf
from engine.word.contents import Contents
from tests.building import converter
from tests.material.small_pdf import changed, contents_field
from tests.material.small_word import as_package, text_box, word_file
from tests.word.test_chapters import field, mark

pytestmark = pytest.mark.every_office

WHEN = datetime(2026, 3, 14, tzinfo=UTC)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEADINGS = ("Über uns", "A & B <c>", "Results", "Results", "1.2 Figures", "Results")


def with_contents(*headings: str) -> WordDocument:
    """A document with a contents list on its first page and every heading on a page of its own."""
    document = word_file("Contents")
    document.element.body.insert(1, contents_field())
    for number, heading in enumerate(headings):
        document.add_heading(heading, 1).paragraph_format.page_break_before = True
        for _ in range(30 * (number % 2)):
            document.add_paragraph("A line of text that fills the page. " * 4)
    return document


@pytest.fixture
def office() -> Iterator[Converter]:
    """LibreOffice, as a build has it."""
    with converter() as ready:
        yield ready


def prepared(document: WordDocument) -> Contents:
    contents = Contents(as_package(document))
    contents.prepare()
    return contents


def converted(document: WordDocument, by: Converter, folder: Path) -> tuple[Contents, Converted]:
    contents = prepared(document)
    (result,) = convert_all([Source("report", contents)], by, folder)
    return contents, result


@pytest.mark.office
@pytest.mark.parametrize("engine", ["office", "embedded"])
def test_every_number_of_the_list_is_the_page_of_its_heading(engine: str, tmp_path: Path) -> None:
    with converter() if engine == "office" else nullcontext(Embedded()) as chosen:
        contents, result = converted(with_contents(*HEADINGS), chosen, tmp_path)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(result.pdf)).pages]
    listed = [(text, result.section_pages[bookmark]) for text, bookmark in contents.listed]
    assert [text for text, _ in listed] == list(HEADINGS)
    assert [page for _, page in listed] == sorted({page for _, page in listed})
    for text, page in listed:
        assert bare(text) in bare(pages[page - 1])
    printed = [line for line in pages[0].splitlines() if re.search(r"\d$", line)]
    assert [bare(line) for line in printed] == [bare(f"{text}{page}") for text, page in listed]


@pytest.mark.office
def test_every_bookmark_that_word_allows_is_found_under_the_name_that_it_has_in_the_pdf(
    office: Converter, tmp_path: Path
) -> None:
    of_word = ("plain", "_with_lines_2", "Dôl_uns", "straße", "Ωμέγα", "עברית", "𝒜bc", "a" * 40, "é" * 40, "本" * 40)
    names = (*of_word, "made-elsewhere", "in.parts", "50%41", "[1]")
    document = word_file("These tell pages:")
    for name in names:
        document.element.body[0].extend(field(f" PAGEREF {name} ", "–"))
    for number, name in enumerate(names):
        heading = document.add_heading(f"Of {name}", 1)
        heading.paragraph_format.page_break_before = True
        heading._p.extend(mark(name, 50 + number))
        document.add_paragraph("And so on.")
    _, result = converted(document, office, tmp_path)
    assert {name: result.section_pages[name] for name in names} == {name: 2 + n for n, name in enumerate(names)}


def at_its_end(document: WordDocument) -> Any:
    return document.paragraphs[-1]._p


def in_an_empty_paragraph(document: WordDocument) -> Any:
    return document.add_paragraph()._p


def behind_its_paragraphs(document: WordDocument) -> Any:
    document.element.body.insert(len(document.element.body) - 1, parse_xml(f"<w:p {W}/>"))
    return document.element.body


def in_a_last_table(document: WordDocument) -> Any:
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    paragraph.add_run("All of it")
    return paragraph._p


def behind_a_field(document: WordDocument) -> Any:
    paragraph = document.add_paragraph("One of ")._p
    paragraph.extend(field(" PAGEREF the_end \\h ", "–"))
    return paragraph


def behind_a_link(document: WordDocument) -> Any:
    paragraph = document.add_paragraph("Back to ")._p
    paragraph.append(parse_xml(f'<w:hyperlink {W} w:anchor="the_end"><w:r><w:t>the end</w:t></w:r></w:hyperlink>'))
    return paragraph


def behind_hidden_words(document: WordDocument) -> Any:
    paragraph = document.add_paragraph("Seen")
    paragraph.add_run(" and not").font.hidden = True
    return paragraph._p


def behind_a_box(document: WordDocument) -> Any:
    paragraph = document.add_paragraph("Beside ")._p
    paragraph.append(text_box("<w:p><w:r><w:t>In a box</w:t></w:r></w:p>"))
    return paragraph


ENDS = (
    at_its_end,
    in_an_empty_paragraph,
    behind_its_paragraphs,
    in_a_last_table,
    behind_a_field,
    behind_a_link,
    behind_hidden_words,
    behind_a_box,
)


@pytest.mark.office
@pytest.mark.parametrize("place", ENDS)
def test_a_bookmark_at_the_end_of_a_document_tells_its_last_page(
    place: Callable[[WordDocument], Any], office: Converter, tmp_path: Path
) -> None:
    document = word_file("One of")
    document.element.body[0].extend(field(" PAGEREF the_end \\h ", "–"))
    document.add_heading("The last page", 1).paragraph_format.page_break_before = True
    holder = place(document)
    for each in mark("the_end", 60):
        holder.insert(len(holder) - (holder is document.element.body), each)
    _, result = converted(document, office, tmp_path)
    assert result.section_pages["the_end"] == result.pages == 2


def bare(text: str) -> str:
    return re.sub(r"\W+", "", text)


@pytest.mark.office
def test_the_delivered_word_file_keeps_its_contents_field_and_shows_the_numbers(
    office: Converter, tmp_path: Path
) -> None:
    _, result = converted(with_contents(*HEADINGS), office, tmp_path)
    xml = as_package_of(result.docx).decode()
    assert ' TOC \\o "1-2" \\h \\z ' in xml
    for page in result.section_pages.values():
        assert f">{page}<" in xml


def as_package_of(docx: bytes) -> bytes:
    from engine.word.package import DOCUMENT, Package

    return Package.read(docx).parts[DOCUMENT]


@pytest.mark.office
def test_documents_without_page_numbers_are_converted_together_in_their_order(
    office: Converter, tmp_path: Path
) -> None:
    names = ("one", "two", "three")
    sources = [Source(name, prepared(word_file(f"# {name}", f"This is {name}."))) for name in names]
    results = convert_all(sources, office, tmp_path)
    texts = [PdfReader(io.BytesIO(result.pdf)).pages[0].extract_text() for result in results]
    assert [f"This is {name}." in text for name, text in zip(("one", "two", "three"), texts, strict=True)] == [True] * 3


@pytest.mark.office
def test_what_was_begun_is_laid_out_once_and_what_nobody_wants_any_more_is_not_given(
    office: Converter, tmp_path: Path
) -> None:
    """A report is begun before the sheets are drawn; where a template turns out faulty another takes its place."""

    unwanted, wanted = (Source("report", prepared(with_contents(*names))) for names in (("One", "Two"), ("One",)))
    also_begun, short = Source("short", prepared(word_file("Dear reader"))), Source("other", prepared(word_file("Hi")))
    faulty = prepared(with_contents("One"))
    faulty.package.parts["word/header9.xml"] = b"<w:fldChar"
    with converting(office, tmp_path) as conversions:
        with pytest.raises(XMLSyntaxError):
            conversions.begin(Source("report", faulty))
        for each in (unwanted, wanted, also_begun):
            conversions.begin(each)
        made = dict(conversions.of([wanted, also_begun, short]))
    assert [made[name].pages for name in ("report", "short", "other")] == [2, 1, 1]
    laid_out = sorted(path.parent.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.pdf"))
    assert laid_out == ["begun-3", "long-1/report/0", "long-2/report/0", "short"]


@pytest.mark.office
@pytest.mark.parametrize(
    ("sheet", "own", "laid_out"),
    [(0, 1, ["first", "register0", "short"]), (1, 2, ["first", "short"]), (1, 3, ["first", "register0", "short"])],
)
def test_a_register_page_is_laid_out_once_more_only_where_a_length_is_another_than_it_was(
    sheet: int, own: int, laid_out: list[str], office: Converter, tmp_path: Path
) -> None:
    document = word_file("The sheet is on page")
    document.element.body[0].extend(field(" PAGEREF sheet ", "–"))
    document.add_heading("Its second page", 1).paragraph_format.page_break_before = True
    sources = [Source("sheet", prepared(word_file("Dear reader"))), Source("other", prepared(word_file("Dear all")))]
    register = Source("register", prepared(document), {"sheet": sheet}, own)
    *_, made = convert_all([*sources, register], office, tmp_path)
    assert "on page3" in PdfReader(io.BytesIO(made.pdf)).pages[0].extract_text().replace(" 3", "3")
    assert sorted(path.name for path in tmp_path.iterdir()) == laid_out


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a PDF at all", b"%PDF-1.7\n%%EOF"])
def test_a_pdf_that_does_not_open_is_an_error_that_names_its_document(data: bytes) -> None:
    with pytest.raises(ConversionError, match="report"):
        InspectedPdf(data, "report")


@pytest.mark.office
def test_a_heading_that_is_lost_on_the_way_is_an_error(office: Converter, tmp_path: Path) -> None:
    _, result = converted(with_contents("One"), office, tmp_path)
    with pytest.raises(ConversionError, match="1 heading of report is not in its PDF"):
        InspectedPdf(result.pdf, "report").pages_of(["_Toc999999"], office)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A PDF as LibreOffice leaves it, with a heading, a link and a bordered paragraph."""
    document = with_contents("A heading", "Another")
    border = '<w:top w:val="single" w:sz="8" w:space="1" w:color="1A6A72"/>'
    boxed = f"<w:p {W}><w:pPr><w:pBdr>{border}</w:pBdr></w:pPr><w:r><w:t>In a box</w:t></w:r></w:p>"
    document.element.body.insert(2, parse_xml(boxed))
    with converter() as office:
        _, result = converted(document, office, tmp_path_factory.mktemp("raw"))
    return result.pdf


@pytest.mark.office
def test_finishing_sets_title_language_and_date_and_takes_the_clock_out(raw: bytes) -> None:
    done = finish(raw, About(title="Care & support <2026> \\1", when=WHEN))
    reader = PdfReader(io.BytesIO(done))
    assert reader.metadata is not None
    assert reader.metadata.title == "Care & support <2026> \\1"
    assert reader.metadata.creation_date == WHEN
    root: Any = reader.trailer["/Root"]
    xmp = root["/Metadata"].get_data().decode()
    assert "Care &amp; support &lt;2026&gt; \\1" in xmp
    assert "pdfaExtension:schemas" in xmp
    assert root["/Lang"] == "en-GB"
    assert finish(raw, About(title="Care & support <2026> \\1", when=WHEN)) == done


@pytest.mark.office
def test_finishing_changes_nothing_that_is_read(raw: bytes) -> None:
    before, after = (PdfReader(io.BytesIO(data)) for data in (raw, finish(raw, About(title="Title", when=WHEN))))
    assert [page.extract_text() for page in before.pages] == [page.extract_text() for page in after.pages]


def untagged_line(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].contents_add(b"q 1 w 72 72 m 200 72 l S Q")


@pytest.mark.office
def test_border_lines_are_marked_as_decoration(raw: bytes) -> None:
    def strays(data: bytes) -> int:
        count = 0
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for page in pdf.pages:
                depth = 0
                for instruction in pikepdf.parse_content_stream(page):
                    operator = str(instruction.operator)
                    depth += operator in ("BDC", "BMC")
                    depth -= operator == "EMC"
                    count += depth == 0 and operator in ("S", "f", "f*", "B", "Tj", "TJ", "Do")
        return count

    with_a_line = changed(raw, untagged_line)  # as LibreOffice 7.4 leaves them; 25.2 marks them by itself
    assert strays(with_a_line) > 0
    assert strays(finish(with_a_line, About(title="Title", when=WHEN))) == 0
