"""What people wrote, as Word shows it: styles by their names, lists that begin with 1, links that lead somewhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from PIL import Image

from engine.errors import TemplateError
from engine.findings import Place
from engine.model.story import Block, Boxed, Kind, Paragraph, Picture, Run, Table
from engine.rendering.writer import HEIGHT, MEASURE, Rich, Writer, anchor_of
from engine.word.names import EMU_PER_MM
from tests.material.small_word import as_template, cited, first_section, line, opened, word_file

NOWHERE: Mapping[str, str] = {}


def _made(document: WordDocument, values: Callable[[Writer], Mapping[str, Any]], anchors: Mapping[str, str]) -> Any:
    return opened(as_template(document).render(lambda made: values(Writer(made, anchors))))


def _story(
    *blocks: Block | Boxed, anchors: Mapping[str, str] = NOWHERE, document: WordDocument | None = None
) -> WordDocument:
    """Narrative written into a small document."""
    template = document or word_file()
    template.add_paragraph("{{p x }}")
    made: WordDocument = _made(template, lambda writer: {"x": writer.story(blocks, 4)}, anchors)
    return made


def _runs(value: Callable[[Writer], Rich], anchors: Mapping[str, str] = NOWHERE) -> WordParagraph:
    """A value written into the line of a small document."""
    made = _made(word_file("{{r x }}"), lambda writer: {"x": value(writer)}, anchors)
    paragraph: WordParagraph = made.paragraphs[0]
    return paragraph


def _styles(document: WordDocument) -> list[tuple[str, str]]:
    return [(str(paragraph.style.name if paragraph.style else ""), paragraph.text) for paragraph in document.paragraphs]


def _numbers(document: WordDocument) -> list[int | None]:
    """The numbering of each paragraph, where it has one of its own."""
    found = (paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}") for paragraph in document.paragraphs)
    return [None if number is None else int(number.get(qn("w:val"), "0")) for number in found]


def _png(width: int = 20, height: int = 10) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (20, 90, 100)).save(buffer, "PNG")
    return buffer.getvalue()


def _picture(width: float = 80.0, height: float = 40.0, alt: str = "A map of Wenlow") -> Picture:
    return Picture(data=_png(), alt=alt, width=width, height=height, place=Place(""))


# letters


def test_bold_and_italic_letters_have_the_styles_of_the_template() -> None:
    paragraph = _runs(lambda writer: writer.line(line(Run("a"), Run("b", bold=True), Run("c", italic=True))))
    styles = [(run.text, str(run.style.name)) for run in paragraph.runs if run.text]
    assert styles == [("a", "Default Paragraph Font"), ("b", "Strong"), ("c", "Emphasis")]


def test_letters_that_are_both_bold_and_italic_stay_both() -> None:
    paragraph = _runs(lambda writer: writer.line(line(Run("both", bold=True, italic=True))))
    (run,) = (run for run in paragraph.runs if run.text)
    assert (str(run.style.name), run.italic) == ("Strong", True)


@pytest.mark.slow
@pytest.mark.parametrize("words", ["R&D < 3", "{{ x }} and {% if %}", '"quoted"', " spaces  kept "])
def test_words_arrive_sign_by_sign(words: str) -> None:
    assert _story(line(words)).paragraphs[0].text == words


def test_a_line_break_inside_words_stays_one() -> None:
    assert _story(line("one\ntwo")).paragraphs[0].text == "one\ntwo"


# references and links


def test_a_reference_is_a_link_to_its_row() -> None:
    paragraph = _runs(lambda writer: writer.line(line("Told in ", cited("D-014"))), {"D-014": "ref_D_014"})
    (link,) = paragraph.hyperlinks
    assert (link.text, link.fragment) == ("[D-014]", "ref_D_014")
    assert str(link.runs[0].style.name) == "Evidence Reference"


def test_a_reference_never_breaks_at_its_hyphen() -> None:
    paragraph = _runs(lambda writer: writer.line(line(cited("D-014"))), {"D-014": "ref_D_014"})
    assert len(list(paragraph._p.iter(qn("w:noBreakHyphen")))) == 1
    assert "D-" not in "".join(text.text or "" for text in paragraph._p.iter(qn("w:t")))


@pytest.mark.parametrize(
    "words", ["[F-010]", "Strengths: seen [D-014]; and [E-1001] (2)", "[D-001][D-9999]\nof [F-010]"]
)
def test_an_id_that_stands_in_plain_letters_never_breaks_at_its_hyphen_either(words: str) -> None:
    paragraph = _runs(lambda writer: writer.line(line(Run(words, bold=True))))
    assert paragraph.text == words
    assert not [text.text for text in paragraph._p.iter(qn("w:t")) if "-" in (text.text or "")]


@pytest.mark.parametrize("words", ["F-010", "[well-known]", "[1-010]", "[COVID-019]"])
def test_what_is_no_id_breaks_as_ever(words: str) -> None:
    paragraph = _runs(lambda writer: writer.line(line(Run(words))))
    assert not [*paragraph._p.iter(qn("w:noBreakHyphen"))]


def test_a_reference_without_a_row_in_this_document_is_bold_and_no_link() -> None:
    paragraph = _runs(lambda writer: writer.line(line(cited("D-014"))))
    assert not paragraph.hyperlinks
    assert [(run.text, str(run.style.name)) for run in paragraph.runs if run.text] == [("[D-014]", "Strong")]


def test_a_bookmark_holds_only_signs_that_word_allows() -> None:
    assert anchor_of("D-014") == "ref_D_014"


def test_a_link_leads_to_its_address_under_its_words() -> None:
    address = "https://www.example.org/a?b=1&c=2"
    (link,) = _story(line(Run("the plan", link=address))).paragraphs[0].hyperlinks
    assert (link.text, link.url) == ("the plan", address)


def test_a_link_in_a_footer_belongs_to_the_footer() -> None:
    document = word_file("Text")
    first_section(document).footer.paragraphs[0].text = "{{r x }}"
    made = _made(document, lambda writer: {"x": writer.link("our site", "https://www.example.org")}, {})
    (link,) = first_section(made).footer.paragraphs[0].hyperlinks
    assert link.url == "https://www.example.org"


def test_a_bookmark_is_placed_once_however_often_it_is_printed() -> None:
    document = word_file("{{r x }}", "{{r x }}")
    made = _made(document, lambda writer: {"x": writer.anchor("ref_D_014", "D-014")}, {})
    names = [mark.get(qn("w:name")) for mark in made.element.iter(qn("w:bookmarkStart"))]
    assert names == ["ref_D_014"]
    assert [paragraph.text for paragraph in made.paragraphs] == ["D-014", "D-014"]


def test_no_two_bookmarks_share_a_number() -> None:
    document = word_file("{{r x }}")
    made = _made(document, lambda writer: {"x": Rich(lambda: writer.bookmark("a", "") + writer.bookmark("b", ""))}, {})
    numbers = [mark.get(qn("w:id")) for mark in made.element.iter(qn("w:bookmarkStart"))]
    assert len(set(numbers)) == 2


def test_a_reference_to_a_page_is_a_field_and_a_link() -> None:
    paragraph = _runs(lambda writer: writer.page("section_a"))
    (link,) = paragraph.hyperlinks
    assert (link.fragment, link.text) == ("section_a", "–")
    (instruction,) = paragraph._p.iter(qn("w:instrText"))
    assert (instruction.text or "").split() == ["PAGEREF", "section_a", "\\h"]


# paragraphs


def test_every_kind_of_paragraph_has_its_style() -> None:
    kinds = (Kind.TEXT, Kind.HEADING, Kind.BULLET, Kind.QUOTE, Kind.ATTRIBUTION, Kind.SOURCE)
    named = [style for style, _ in _styles(_story(*(line("“x”", kind=kind) for kind in kinds)))]
    assert named == ["Normal", "Heading 4", "List Bullet", "Intense Quote", "Quote Attribution", "Source"]


@pytest.mark.parametrize(
    ("look", "styles"),
    [
        ("card", ["Card Label", "Card Heading", "Card Text", "Card Evidence"]),
        ("notice", ["Card Label", "Notice Heading", "Notice Text", "Notice Text"]),
        ("plain", ["Card Label", "Card Label", "Normal", "Source"]),
    ],
)
def test_a_block_has_the_styles_of_its_look_and_keeps_together(look: str, styles: list[str]) -> None:
    story = tuple(line("x", kind=kind) for kind in (Kind.HEADING, Kind.TEXT, Kind.SOURCE))
    made = _story(Boxed(label="Foreword", look=look, story=story, place=Place("")))
    assert [style for style, _ in _styles(made)] == styles
    kept = [paragraph._p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for paragraph in made.paragraphs]
    assert kept == [True, True, True, False]


@pytest.mark.parametrize(("above", "printed"), [("FOREWORD", ["x"]), ("In my words", ["Foreword", "x"])])
def test_what_a_block_is_called_is_printed_once_where_its_heading_says_it(above: str, printed: list[str]) -> None:
    box = Boxed(label="Foreword", look="card", story=(line("x"),), place=Place(""))
    assert [words for _, words in _styles(_story(line(above, kind=Kind.HEADING), box))] == [above, *printed]
    template = word_file()
    template.add_paragraph("{{p x }}")
    made = _made(template, lambda writer: {"x": writer.story((box,), 4, under=above)}, NOWHERE)
    assert [words for _, words in _styles(made)] == printed


def test_a_list_within_a_list_has_a_style_of_its_own() -> None:
    outer, inner = line("a", kind=Kind.BULLET), line("b", kind=Kind.BULLET, level=1)
    assert _styles(_story(outer, inner)) == [("List Bullet", "a"), ("List Bullet 2", "b")]


@pytest.mark.parametrize(("typed", "printed"), [("Ask me.", "“Ask me.”"), ("“Ask me.”", "“Ask me.”")])
def test_a_quotation_stands_in_quotation_marks_once(typed: str, printed: str) -> None:
    assert _story(line(typed, kind=Kind.QUOTE)).paragraphs[0].text == printed


@pytest.mark.parametrize(("typed", "printed"), [("Census 2021", "Source: Census 2021"), ("source: us", "source: us")])
def test_a_source_says_once_that_it_is_one(typed: str, printed: str) -> None:
    assert _story(line(typed, kind=Kind.SOURCE)).paragraphs[0].text == printed


def test_text_stays_with_the_list_it_leads_in() -> None:
    made = _story(line("We do:"), line("this", kind=Kind.BULLET), line("After it"))
    assert [paragraph.paragraph_format.keep_with_next for paragraph in made.paragraphs] == [True, None, None]


# lists


def test_each_numbered_list_has_a_numbering_of_its_own() -> None:
    lines = [line("x", kind=Kind.NUMBER, list_number=number) for number in (1, 1, 2, 2)]
    first, again, second, last = _numbers(_story(*lines))
    assert first == again
    assert second == last
    assert first != second


def test_each_numbered_list_begins_with_one() -> None:
    made = _story(*(line("x", kind=Kind.NUMBER, list_number=number) for number in (1, 2)))
    root = made.part.numbering_part.element
    for number in _numbers(made):
        (own,) = root.xpath(f'w:num[@w:numId="{number}"]')
        assert own.xpath("w:lvlOverride/w:startOverride/@w:val") == ["1"]
        assert root.xpath(f'w:abstractNum[@w:abstractNumId="{own.abstractNumId.val}"]')


def test_lists_of_two_forms_are_two_lists() -> None:
    here = line("x", kind=Kind.NUMBER, list_number=1)
    there = replace(here, place=Place("inputs/narrative/learning.docx", "paragraph 1"))
    first, second = _numbers(_story(here, there))
    assert first != second


def test_bullets_need_no_numbering_of_their_own() -> None:
    assert _numbers(_story(line("x", kind=Kind.BULLET, list_number=1))) == [None]


def test_a_template_whose_numbers_do_not_number_is_told_so() -> None:
    document = word_file()
    about = document.styles["List Number"].element.pPr
    about.remove(about.numPr)
    with pytest.raises(TemplateError) as caught:
        _story(line("x", kind=Kind.NUMBER, list_number=1), document=document)
    (finding,) = caught.value.findings
    assert finding.code == "W-06"
    assert '"List Number"' in finding.message


# captions, tables, pictures


def _table() -> Table:
    return Table((((line("Area"),), (line("Wait"),)), ((line("North"),), (line("12 days"),))), Place(""))


def test_a_caption_counts_what_follows_it() -> None:
    caption: Paragraph = line("Waits", kind=Kind.CAPTION)
    made = _story(caption, _table(), caption, _picture())
    captions = [text for style, text in _styles(made) if style == "Caption"]
    assert [text.split()[0] for text in captions] == ["Table", "Figure"]
    instructions = [mark.text.split()[:2] for mark in made.element.iter(qn("w:instrText"))]
    assert instructions == [["SEQ", "Table"], ["SEQ", "Figure"]]


def test_a_table_is_a_table_of_the_template() -> None:
    (table,) = _story(_table()).tables
    assert table.style is not None
    assert table.style.name == "Report Table"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Area", "Wait"], ["North", "12 days"]]


def test_references_and_lists_work_inside_tables() -> None:
    cell = (line("see ", cited("D-014")), line("a point", kind=Kind.BULLET))
    table = Table((((line("Area"),),), (cell,)), Place(""))
    first, second = _story(table, anchors={"D-014": "ref_D_014"}).tables[0].cell(1, 0).paragraphs
    assert [link.fragment for link in first.hyperlinks] == ["ref_D_014"]
    assert second.text == "• a point"


def test_text_after_a_table_keeps_its_distance() -> None:
    after = _story(_table(), line("After it")).paragraphs[-1]
    assert after.paragraph_format.space_before is not None


def test_a_picture_keeps_the_words_that_stand_for_it() -> None:
    (about,) = _story(_picture(alt='Map of "Wenlow" & around')).element.iter(qn("wp:docPr"))
    assert about.get("descr") == 'Map of "Wenlow" & around'


def test_a_picture_keeps_its_size() -> None:
    (shape,) = _story(_picture(80.0, 40.0)).inline_shapes
    assert (shape.width, shape.height) == (80 * EMU_PER_MM, 40 * EMU_PER_MM)


def test_a_picture_that_is_too_wide_fills_the_measure_in_its_proportions() -> None:
    (shape,) = _story(_picture(4 * MEASURE, MEASURE)).inline_shapes
    assert (shape.width, shape.height) == (MEASURE * EMU_PER_MM, MEASURE / 4 * EMU_PER_MM)


def test_a_picture_that_is_too_high_fits_the_page_in_its_proportions() -> None:
    (shape,) = _story(_picture(100.0, 4 * HEIGHT)).inline_shapes
    assert (shape.height, shape.width) == (HEIGHT * EMU_PER_MM, 25 * EMU_PER_MM)


def test_a_picture_in_a_cell_stands_in_its_cell_and_is_no_wider() -> None:
    cells = ((line("What"), _picture(4 * MEASURE, MEASURE)), (line("Words " * 20),))
    made = _story(Table((((line("A"),), (line("B"),)), cells), Place("")))
    first, other = made.tables[0].rows[1].cells
    (extent,) = first._tc.iter(qn("wp:extent"))
    assert first.text.strip() == "What"
    assert not list(other._tc.iter(qn("wp:extent")))
    assert int(extent.get("cx", "0")) <= (first.width or 0)


def test_a_drawing_that_could_not_be_drawn_is_told_in_its_place() -> None:
    undrawn = replace(_picture(alt="Waits by area"), data=b"", what="chart")
    nobody = replace(_picture(alt=""), data=b"", what="group")
    texts = [paragraph.text for paragraph in _story(undrawn, nobody).paragraphs]
    assert "[Here stands a chart that could not be drawn: Waits by area.]" in texts
    assert "[Here stands a group that could not be drawn.]" in texts


def test_the_same_picture_is_stored_once() -> None:
    made = _story(_picture(), _picture())
    assert len(made.inline_shapes) == 2
    assert len([part for part in made.part.package.iter_parts() if "/media/" in part.partname]) == 1


def test_a_picture_in_a_footer_belongs_to_the_footer() -> None:
    document = word_file("Text")
    first_section(document).footer.paragraphs[0].text = "{{r x }}"
    made = _made(document, lambda writer: {"x": writer.placed_picture(_png(), 16, 16, "Code", 170)}, {})
    footer = first_section(made).footer
    (blip,) = footer._element.iter(qn("a:blip"))
    assert footer.part.rels[blip.get(qn("r:embed"))].target_part.blob == _png()
