"""The body of a Word form as blocks of text with their places, and what cannot be carried into a report."""

from __future__ import annotations

import io

import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from PIL import Image

from engine.findings import Finding, Severity
from engine.model.story import Block, Kind, Paragraph, Picture, Run, Table, lines_of
from engine.sources.word_body import read_body
from engine.word.help_seal import seal
from tests.material.small_inputs import DECLARED, add_xml, told, with_footnotes, word

FILE = "inputs/narrative/small.docx"
RUN = "<w:r><w:t>{}</w:t></w:r>"


def blocks(document: WordDocument) -> tuple[Block, ...]:
    found, findings = read_body(document, FILE)
    assert findings == []
    return found


def findings_of(document: WordDocument) -> list[Finding]:
    return read_body(document, FILE)[1]


def paragraphs(document: WordDocument) -> list[Paragraph]:
    return [block for block in blocks(document) if isinstance(block, Paragraph)]


def from_xml(*elements: str) -> WordDocument:
    """A document of elements; what stands between its body's tags."""
    document = word()
    for element in elements:
        add_xml(document, element)
    return document


def runs(inside: str) -> tuple[Run, ...]:
    """The runs of one paragraph."""
    (paragraph,) = paragraphs(from_xml(f"<w:p>{inside}</w:p>"))
    return paragraph.runs


def picture(form: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), "teal").save(buffer, form)
    return buffer.getvalue()


# places


def test_a_paragraph_has_its_heading_trail_and_its_number() -> None:
    document = word(
        ("Heading 1", "How we know"),
        ("Normal", "One."),
        ("Heading 2", "Audits"),
        ("Normal", "Two."),
        ("Normal", "Three."),
        ("Heading 1", "What we will do"),
        ("Normal", "Four."),
    )
    assert [(p.text, p.place.where) for p in paragraphs(document) if p.kind is Kind.TEXT] == [
        ("One.", "How we know › paragraph 1"),
        ("Two.", "How we know › Audits › paragraph 1"),
        ("Three.", "How we know › Audits › paragraph 2"),
        ("Four.", "What we will do › paragraph 1"),
    ]


def test_every_block_names_its_file() -> None:
    assert paragraphs(word(("Normal", "One.")))[0].place.file == FILE


def test_empty_paragraphs_do_not_count() -> None:
    document = word(("Heading 1", "How we know"), ("Normal", ""), ("Normal", " \u00a0"), ("Normal", "One."))
    assert paragraphs(document)[1].place.where == "How we know › paragraph 1"


def test_a_table_counts_among_the_paragraphs() -> None:
    document = word(("Heading 1", "Actions"), ("Normal", "One."))
    document.add_table(1, 2).cell(0, 0).text = "Action"
    assert blocks(document)[2].place.where == "Actions › table 2"


# headings


def test_headings_have_their_level() -> None:
    document = word(("Heading 1", "One"), ("Heading 3", "Three"))
    assert [(p.kind, p.level, p.text) for p in paragraphs(document)] == [
        (Kind.HEADING, 1, "One"),
        (Kind.HEADING, 3, "Three"),
    ]


def test_a_style_based_on_a_heading_is_a_heading() -> None:
    document = word()
    style = document.styles.add_style("Council Heading", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Heading 2"]
    document.add_paragraph("How we know", "Council Heading")
    assert [(p.kind, p.level) for p in paragraphs(document)] == [(Kind.HEADING, 2)]


@pytest.mark.parametrize("style", ["Title", "Subtitle", "Form Help"])
def test_what_the_form_says_at_its_top_is_not_read(style: str) -> None:
    document = word((style, "Safeguarding"))
    seal(document.paragraphs[0]._p, 1)
    assert blocks(document) == ()


def test_help_below_a_heading_is_not_read() -> None:
    document = word(("Heading 1", "How we know"), ("Form Help", "Say how you know."), ("Normal", "One."))
    seal(document.paragraphs[1]._p, 1)
    assert [p.text for p in paragraphs(document)] == ["How we know", "One."]


@pytest.mark.parametrize("style", ["Title", "Subtitle"])
def test_text_that_looks_like_a_title_below_a_heading_is_text(style: str) -> None:
    document = word(("Heading 1", "How we know"), (style, "We ask."))
    assert [(p.kind, p.text) for p in paragraphs(document)][1:] == [(Kind.TEXT, "We ask.")]


# letters


def test_bold_and_italic_are_kept() -> None:
    document = word(("Normal", "plain "))
    paragraph = document.paragraphs[0]
    paragraph.add_run("bold").bold = True
    paragraph.add_run(" and ")
    paragraph.add_run("italic").italic = True
    assert paragraphs(document)[0].runs == (
        Run("plain "),
        Run("bold", bold=True),
        Run(" and "),
        Run("italic", italic=True),
    )


def test_strong_and_emphasis_are_bold_and_italic() -> None:
    document = word(("Normal", ""))
    document.paragraphs[0].add_run("strong", "Strong")
    document.paragraphs[0].add_run("emphasis", "Emphasis")
    assert paragraphs(document)[0].runs == (Run("strong", bold=True), Run("emphasis", italic=True))


@pytest.mark.parametrize("value", ["0", "false", "off"])
def test_bold_that_is_switched_off_is_not_bold(value: str) -> None:
    assert runs(f'<w:r><w:rPr><w:b w:val="{value}"/></w:rPr><w:t>plain</w:t></w:r>') == (Run("plain"),)


def test_text_that_word_has_cut_into_pieces_is_one_run() -> None:
    assert runs(RUN.format("safe") + '<w:proofErr w:type="spellStart"/>' + RUN.format("guarding")) == (
        Run("safeguarding"),
    )


def test_tabs_and_line_breaks_are_spaces() -> None:
    assert runs("<w:r><w:t>one</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r>") == (Run("one two three"),)


def test_spaces_at_the_edges_of_a_paragraph_go() -> None:
    bold = '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve"> </w:t></w:r>'
    assert runs(f'{bold}<w:r><w:t xml:space="preserve"> text </w:t></w:r>{bold}') == (Run("text"),)


def test_a_character_nobody_sees_puts_no_space_between_letters() -> None:
    unseen = "<w:r><w:rPr><w:b/></w:rPr><w:t>\u200b</w:t></w:r>"
    (paragraph,) = paragraphs(from_xml(f"<w:p>{RUN.format('safe')}{unseen}{RUN.format('guarding')}</w:p>"))
    assert paragraph.text == "safeguarding"


def test_a_link_keeps_its_address() -> None:
    document = word(("Normal", "See "))
    relation = document.part.relate_to("https://wenlow.example.org/sab", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = f'<w:hyperlink r:id="{relation}" {DECLARED}>{RUN.format("the board")}</w:hyperlink>'
    document.paragraphs[0]._p.append(parse_xml(link))
    assert paragraphs(document)[0].runs == (Run("See "), Run("the board", link="https://wenlow.example.org/sab"))


def test_a_link_inside_the_document_is_text() -> None:
    assert runs(f'<w:hyperlink w:anchor="top">{RUN.format("above")}</w:hyperlink>') == (Run("above"),)


# references


@pytest.mark.parametrize(
    "typed",
    ["[D-014]", "[D\u2011014]", "[D–014]", "[D 014]", "[D\u00a0014]", "[D014]", "[ D-014 ]", "[d-014]", "[D-14]"],
)
def test_a_reference_is_found_in_every_spelling(typed: str) -> None:
    (paragraph,) = paragraphs(word(("Normal", f"Audits {typed} show it.")))
    assert paragraph.runs == (Run("Audits "), Run("[D-014]", reference="D-014"), Run(" show it."))


@pytest.mark.parametrize("typed", ["[D-014, E-003]", "[D-014; E-003]", "[D-014 & E-003]", "[D-014,E-003]"])
def test_several_references_in_one_pair_of_brackets_are_several(typed: str) -> None:
    (paragraph,) = paragraphs(word(("Normal", f"Audits {typed}")))
    assert paragraph.references == ("D-014", "E-003")
    assert paragraph.text == "Audits [D-014] [E-003]"


def test_a_reference_that_word_has_cut_into_pieces_is_found() -> None:
    assert runs(RUN.format("[D") + RUN.format("-0") + RUN.format("14]")) == (Run("[D-014]", reference="D-014"),)


def test_a_hyphen_of_word_that_does_not_break_is_part_of_a_reference() -> None:
    inside = "<w:r><w:t>[D</w:t><w:noBreakHyphen/><w:t>014]</w:t></w:r>"
    assert runs(inside) == (Run("[D-014]", reference="D-014"),)


def test_a_bold_reference_stays_bold() -> None:
    document = word(("Normal", ""))
    document.paragraphs[0].add_run("Audits [F-021]").bold = True
    assert paragraphs(document)[0].runs == (
        Run("Audits ", bold=True),
        Run("[F-021]", bold=True, reference="F-021"),
    )


@pytest.mark.parametrize("typed", ["[sic]", "[G-014]", "D-014", "[D-]", "[2026]", "[D-01234]"])
def test_other_brackets_are_text(typed: str) -> None:
    assert paragraphs(word(("Normal", f"As {typed} says")))[0].runs == (Run(f"As {typed} says"),)


# kinds of paragraph


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("List Bullet", Kind.BULLET, 0),
        ("List Bullet 2", Kind.BULLET, 1),
        ("List Number", Kind.NUMBER, 0),
        ("List Number 2", Kind.NUMBER, 1),
        ("Quote", Kind.QUOTE, 0),
        ("Intense Quote", Kind.QUOTE, 0),
        ("Quote Attribution", Kind.ATTRIBUTION, 0),
        ("Caption", Kind.CAPTION, 0),
        ("Source", Kind.SOURCE, 0),
        ("Normal", Kind.TEXT, 0),
        ("Body Text", Kind.TEXT, 0),
    ],
)
def test_a_style_says_what_a_paragraph_is(style: str, kind: Kind, level: int) -> None:
    (paragraph,) = paragraphs(word((style, "Words.")))
    assert (paragraph.kind, paragraph.level) == (kind, level)


def numbered(*items: tuple[int, int, str]) -> WordDocument:
    """Paragraphs numbered by Word's buttons: the list's number, the depth, the text. List 0 is none; lists 8 and 9 are
    numbered, list 7 has bullets."""
    document = word()
    root = document.part.numbering_part.element
    for number, shape in ((7, "bullet"), (8, "decimal"), (9, "decimal")):
        levels = "".join(f'<w:lvl w:ilvl="{depth}"><w:numFmt w:val="{shape}"/></w:lvl>' for depth in range(3))
        root.insert(0, parse_xml(f'<w:abstractNum {DECLARED} w:abstractNumId="9{number}">{levels}</w:abstractNum>'))
        root.append(parse_xml(f'<w:num {DECLARED} w:numId="9{number}"><w:abstractNumId w:val="9{number}"/></w:num>'))
    for number, depth, text in items:
        properties = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="9{number}"/></w:numPr>' if number else ""
        add_xml(document, f"<w:p><w:pPr>{properties}</w:pPr>{RUN.format(text)}</w:p>")
    return document


def test_lists_made_with_the_buttons_of_word_are_lists() -> None:
    document = numbered((7, 0, "one"), (7, 1, "inner"), (8, 0, "first"))
    assert [(p.kind, p.level) for p in paragraphs(document)] == [
        (Kind.BULLET, 0),
        (Kind.BULLET, 1),
        (Kind.NUMBER, 0),
    ]


@pytest.mark.parametrize(
    "document", [numbered((7, 0, "one"), (7, 2, "deep")), word(("List Bullet", "one"), ("List Bullet 3", "deep"))]
)
def test_a_list_three_deep_joins_the_second_level_and_is_told(document: WordDocument) -> None:
    found, findings = read_body(document, FILE)
    assert [block.level for block in found if isinstance(block, Paragraph)] == [0, 1]
    message = "This list stands three or more deep; the report has two levels, so it joins the second."
    assert told(findings) == [("I-43", "paragraph 2", message)]


def test_a_numbered_list_inside_another_begins_anew_under_each_of_its_items() -> None:
    document = numbered((8, 0, "1"), (8, 1, "a"), (8, 1, "b"), (8, 0, "2"), (8, 1, "a"), (8, 0, "3"))
    assert list_numbers(document) == [1, 2, 2, 1, 3, 1]


def test_a_list_style_whose_numbering_was_taken_off_is_text() -> None:
    properties = '<w:pStyle w:val="ListBullet"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    (paragraph,) = paragraphs(from_xml(f"<w:p><w:pPr>{properties}</w:pPr>{RUN.format('words')}</w:p>"))
    assert paragraph.kind is Kind.TEXT


@pytest.mark.parametrize(("base", "kind"), [("List Bullet", Kind.BULLET), ("List Number", Kind.NUMBER)])
def test_a_style_based_on_a_list_is_a_list(base: str, kind: Kind) -> None:
    document = word()
    document.styles.add_style("Council List", WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles[base]
    document.add_paragraph("words", "Council List")
    assert paragraphs(document)[0].kind is kind


def list_numbers(document: WordDocument) -> list[int]:
    return [p.list_number for p in paragraphs(document) if p.kind in (Kind.NUMBER, Kind.BULLET)]


def test_numbered_paragraphs_in_a_row_are_one_list() -> None:
    assert list_numbers(word(("List Number", "one"), ("List Number", "two"))) == [1, 1]


def test_a_numbered_list_begins_anew_below_other_text() -> None:
    assert list_numbers(word(("List Number", "one"), ("Normal", "Text."), ("List Number", "one"))) == [1, 2]


def test_a_numbered_list_begins_anew_below_a_table() -> None:
    document = word(("List Number", "one"))
    document.add_table(1, 2).cell(0, 0).text = "cell"
    document.add_paragraph("one", "List Number")
    assert list_numbers(document) == [1, 2]


def test_a_numbered_list_begins_anew_below_a_heading() -> None:
    document = numbered((8, 0, "one"))
    document.add_paragraph("Audits", "Heading 2")
    add_xml(
        document,
        f'<w:p><w:pPr><w:numPr><w:numId w:val="98"/></w:numPr></w:pPr>{RUN.format("one")}</w:p>',
    )
    assert list_numbers(document) == [1, 2]


def test_a_list_that_word_calls_the_same_goes_on_below_other_text() -> None:
    assert list_numbers(numbered((8, 0, "one"), (0, 0, "Text."), (8, 0, "two"))) == [1, 1]


def test_a_list_that_word_calls_the_same_goes_on_after_another_list() -> None:
    assert list_numbers(numbered((8, 0, "one"), (7, 0, "bullet"), (8, 0, "two"), (9, 0, "one"))) == [1, 2, 1, 3]


def test_inner_items_do_not_end_the_list_around_them() -> None:
    document = word(("List Number", "one"), ("List Bullet 2", "inner"), ("List Number", "two"))
    assert list_numbers(document) == [1, 1, 1]


# tables


def test_a_table_is_rows_of_cells_of_paragraphs() -> None:
    document = word(("Heading 1", "How we know"))
    table = document.add_table(2, 2)
    for row, texts in zip(table.rows, (("Measure", "Value"), ("Waits [F-002]", "24 days")), strict=True):
        for one, text in zip(row.cells, texts, strict=True):
            one.text = text
    table.cell(1, 1).add_paragraph("at most", "List Bullet")
    (found,) = [block for block in blocks(document) if isinstance(block, Table)]
    assert [[[p.text for p in lines_of(one)] for one in row] for row in found.rows] == [
        [["Measure"], ["Value"]],
        [["Waits [F-002]"], ["24 days", "at most"]],
    ]
    assert lines_of(found.rows[1][0])[0].references == ("F-002",)
    assert lines_of(found.rows[1][1])[1].kind is Kind.BULLET


def test_a_table_without_a_word_is_no_table() -> None:
    document = word()
    document.add_table(2, 2)
    assert blocks(document) == ()


def test_cells_that_span_columns_leave_the_others_in_their_columns() -> None:
    document = word()
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    table.cell(0, 2).text = "Third"
    table.cell(1, 2).text = "third"
    (found,), findings = read_body(document, FILE)
    assert isinstance(found, Table)
    assert [["".join(p.text for p in lines_of(one)) for one in row] for row in found.rows] == [
        ["Both", "", "Third"],
        ["", "", "third"],
    ]
    assert [(finding.code, finding.place.where) for finding in findings] == [("I-45", "table 1")]


def test_a_cell_over_several_rows_stands_in_each_of_them() -> None:
    document = word()
    table = document.add_table(3, 2)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Head of Equity"
    for row, text in enumerate(("one", "two", "three")):
        table.cell(row, 1).text = text
    table.cell(2, 0).text = "Head of Care"
    (found,), findings = read_body(document, FILE)
    assert isinstance(found, Table)
    assert [["".join(p.text for p in lines_of(one)) for one in row] for row in found.rows] == [
        ["Head of Equity", "one"],
        ["Head of Equity", "two"],
        ["Head of Care", "three"],
    ]
    assert [(finding.code, finding.severity) for finding in findings] == [("I-45", Severity.WARNING)]


@pytest.mark.parametrize("inner", ["table", "picture", "words"])
def test_a_table_that_only_arranges_text_is_taken_apart(inner: str) -> None:
    document = word()
    outer = document.add_table(1, 1).cell(0, 0)
    outer.text = "Before"
    if inner == "table":
        outer.add_table(1, 2).cell(0, 0).text = "inside"
    if inner == "picture":
        outer.add_paragraph().add_run().add_picture(io.BytesIO(picture()))
    outer.add_paragraph("After")
    found, findings = read_body(document, FILE)
    kinds: dict[str, list[type]] = {"table": [Table], "picture": [Picture], "words": []}
    assert [type(block) for block in found] == [Paragraph, *kinds[inner], Paragraph]
    assert [finding.code for finding in findings] == ["I-41"]
    assert findings[0].severity is Severity.INFO


def test_a_row_whose_deletion_is_tracked_is_left_out() -> None:
    row = f"<w:tr>{{}}<w:tc><w:p>{RUN}</w:p></w:tc><w:tc><w:p/></w:tc></w:tr>"
    gone = row.format('<w:trPr><w:del w:id="1" w:author="x"/></w:trPr>', "gone")
    found, _ = read_body(from_xml(f"<w:tbl>{row.format('', 'stays')}{gone}</w:tbl>"), FILE)
    assert isinstance(found[0], Table)
    assert [lines_of(row[0])[0].text for row in found[0].rows] == ["stays"]


def test_numbers_of_a_list_inside_a_cell_are_kept() -> None:
    document = word()
    one = document.add_table(1, 2).cell(0, 0)
    one.text = "Steps"
    for text in ("Ask", "Act"):
        one.add_paragraph(text, "List Number")
    (found,) = blocks(document)
    assert isinstance(found, Table)
    assert [(p.text, p.list_number) for p in lines_of(found.rows[0][0])] == [("Steps", 0), ("Ask", 1), ("Act", 2)]


def test_a_row_that_begins_late_keeps_its_columns() -> None:
    cells = f"<w:tc><w:p>{RUN.format('a')}</w:p></w:tc><w:tc><w:p>{RUN.format('b')}</w:p></w:tc>"
    late = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p>{RUN.format("c")}</w:p></w:tc></w:tr>'
    (found,) = blocks(from_xml(f"<w:tbl><w:tr>{cells}</w:tr>{late}</w:tbl>"))
    assert isinstance(found, Table)
    assert [["".join(p.text for p in lines_of(one)) for one in row] for row in found.rows] == [["a", "b"], ["", "c"]]


# pictures


def test_a_picture_has_its_bytes_its_words_and_its_size() -> None:
    document = word(("Heading 1", "How we know"))
    shape = document.add_picture(io.BytesIO(picture()))
    shape._inline.docPr.set("descr", "Waits fall from 41 to 24 days.")
    shape.width, shape.height = 3_600_000, 1_800_000
    (found,) = [block for block in blocks(document) if isinstance(block, Picture)]
    assert (found.data, found.alt) == (picture(), "Waits fall from 41 to 24 days.")
    assert (found.width, found.height) == (100, 50)
    assert found.place.where == "How we know › paragraph 1"


def test_text_beside_a_picture_is_kept() -> None:
    document = word(("Normal", "Waits fall."))
    document.paragraphs[0].add_run().add_picture(io.BytesIO(picture("JPEG")))
    assert [type(block) for block in blocks(document)] == [Paragraph, Picture]


@pytest.mark.parametrize("data", [b"\x01\x00\x00\x00 EMF", b"", picture()[:60], picture("JPEG")[:-40]])
def test_a_picture_that_cannot_be_printed_is_told_and_left_out(data: bytes) -> None:
    document = word(("Normal", ""))
    document.add_picture(io.BytesIO(picture()))
    (relation,) = [r for r in document.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.IMAGE]
    relation.target_part._blob = data
    found, findings = read_body(document, FILE)
    assert found == ()
    assert told(findings) == [
        ("I-12", "paragraph 1", "Here stands a picture in a format that cannot be printed, or a damaged one.")
    ]
    assert findings[0].fix == "Put it in again as a PNG or JPEG picture."


def test_a_picture_that_is_only_linked_is_told() -> None:
    document = word()
    document.add_picture(io.BytesIO(picture()))
    for blip in document.element.body.iter(qn("a:blip")):
        blip.set(qn("r:link"), blip.attrib.pop(qn("r:embed")))
    assert told(findings_of(document)) == [
        (
            "I-12",
            "paragraph 1",
            "Here stands a picture that is only linked, not put in, which does not reach the report.",
        )
    ]


# around the text


def test_content_controls_are_unwrapped() -> None:
    inside = f"<w:sdt><w:sdtContent>{RUN.format('We ')}</w:sdtContent></w:sdt>{RUN.format('ask.')}"
    document = from_xml(f"<w:sdt><w:sdtPr/><w:sdtContent><w:p>{inside}</w:p></w:sdtContent></w:sdt>")
    assert [p.text for p in paragraphs(document)] == ["We ask."]


def test_content_controls_around_cells_are_unwrapped() -> None:
    cells = [f"<w:tc><w:p>{RUN.format(text)}</w:p></w:tc>" for text in ("one", "two")]
    row = f"<w:tr>{cells[0]}<w:sdt><w:sdtContent>{cells[1]}</w:sdtContent></w:sdt></w:tr>"
    (found,) = blocks(from_xml(f"<w:tbl>{row}</w:tbl>"))
    assert isinstance(found, Table)
    assert [lines_of(one)[0].text for one in found.rows[0]] == ["one", "two"]


@pytest.mark.parametrize("around", ["<w:p>{}</w:p>", "{}"])
def test_the_words_with_which_a_content_control_asks_for_text_are_told_and_not_read(around: str) -> None:
    words = RUN.format("Click here")
    inside = words if "w:p" in around else f"<w:p>{words}</w:p>"
    asking = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    found, findings = read_body(from_xml(around.format(asking)), FILE)
    message = '"Click here" stands in a control that still asks for words, and is not read.'
    assert (found, told(findings)) == ((), [("I-50", "paragraph 1", message)])
    answered = asking.replace("<w:showingPlcHdr/>", '<w:showingPlcHdr w:val="0"/>')
    assert [p.text for p in paragraphs(from_xml(around.format(answered)))] == ["Click here"]


def test_a_file_inside_a_cell_and_ink_are_told() -> None:
    cell = f"<w:tc>{{}}<w:p>{RUN.format('Beside')}</w:p></w:tc>"
    row = f"<w:tr>{cell.format('<w:altChunk/>')}{cell.format('<w:p><w:contentPart/></w:p>')}</w:tr>"
    _, findings = read_body(from_xml(f"<w:tbl>{row}</w:tbl>"), FILE)
    assert [(place, said.partition(",")[0]) for _, place, said in told(findings)] == [
        ("table 1, row 1, column 1", "Here stands a whole file inside the file"),
        ("table 1, row 1, column 2", "Here stands ink"),
    ]


def test_a_note_with_a_mark_of_its_own_has_the_number_of_the_report() -> None:
    document = with_footnotes(word(), "* Counted in May.", "* is a mark.")
    first = next(document.element.body.iter(qn("w:footnoteReference")))
    first.set(qn("w:customMarkFollows"), "1")
    first.addnext(parse_xml(f"<w:t {DECLARED}>*</w:t>"))
    (line,) = paragraphs(document)
    assert line.text == "Noted"
    notes = ["".join(one.text for one in run.note) for run in line.runs if run.note]
    assert notes == ["Counted in May.", "* is a mark."]


def test_the_result_of_a_field_is_read_and_not_its_code() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TITLE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>14 March</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert runs(field) == (Run("14 March"),)


# what cannot be carried


@pytest.mark.parametrize(
    ("inside", "what", "fix"),
    [
        (
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            "the mark of a footnote without its words",
            "Put the footnote in again.",
        ),
        ("<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>", "an equation", "Write it in words."),
        (
            '<w:r><w:object><v:shape><v:imagedata r:id="rId99"/></v:shape></w:object></w:r>',
            "an embedded object",
            "Put it in as a picture with alternative text.",
        ),
        (
            '<w:r><w:sym w:font="Webdings" w:char="F0E0"/></w:r>',
            "a character of a symbol font",
            "Type the character itself, or write it in words.",
        ),
        (
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>",
            "hidden text",
            "In Word, show hidden text (¶), then delete it or make it visible.",
        ),
    ],
)
def test_what_does_not_reach_the_report_is_told_once_with_its_place(inside: str, what: str, fix: str) -> None:
    document = word(("Heading 1", "How we know"))
    add_xml(document, f"<w:p>{RUN.format('Words')}{inside}</w:p>")
    found, findings = read_body(document, FILE)
    assert told(findings) == [
        ("I-12", "How we know › paragraph 1", f"Here stands {what}, which does not reach the report.")
    ]
    assert findings[0].fix == fix
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["How we know", "Words"]


def test_a_file_inside_the_file_is_told() -> None:
    document = word(("Heading 1", "How we know"), ("Normal", "One."))
    add_xml(document, '<w:altChunk r:id="rId99"/>')
    assert told(findings_of(document)) == [
        (
            "I-12",
            "How we know › below paragraph 1",
            "Here stands a whole file inside the file, which does not reach the report.",
        )
    ]


def test_a_table_inside_a_table_is_told_and_its_words_are_kept() -> None:
    document = word()
    outer = document.add_table(2, 2)
    outer.cell(0, 0).text = "outer"
    outer.cell(0, 0).add_table(1, 1).cell(0, 0).text = "inner"
    found, findings = read_body(document, FILE)
    place = "table 1, row 1, column 1"
    assert told(findings) == [("I-12", place, "A table stands inside a cell of another table.")]
    assert isinstance(found[0], Table)
    assert [p.text for p in lines_of(found[0].rows[0][0])] == ["outer", "inner"]


ACCEPTED = ", as if the change were accepted."


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (
            f'<w:ins w:id="1" w:author="x">{RUN.format("new")}</w:ins>',
            '"new" was inserted, and the change is still tracked: a draft reads it as if the change were accepted.',
        ),
        (
            '<w:del w:id="1" w:author="x"><w:r><w:delText>old</w:delText></w:r></w:del>',
            f'"old" was deleted, and the change is still tracked: a draft leaves it out{ACCEPTED}',
        ),
        (
            f'<w:moveFrom w:id="1" w:author="x">{RUN.format("gone")}</w:moveFrom>',
            f'"gone" was moved away, and the change is still tracked: a draft leaves it out here{ACCEPTED}',
        ),
        (
            f'<w:moveTo w:id="1" w:author="x">{RUN.format("come")}</w:moveTo>',
            f'"come" was moved here, and the change is still tracked: a draft reads it here{ACCEPTED}',
        ),
    ],
)
def test_a_tracked_change_is_told_with_its_words_and_how_a_draft_reads_it(inside: str, message: str) -> None:
    findings = findings_of(from_xml(f"<w:p>{RUN.format('Words')}{inside}</w:p>"))
    assert told(findings) == [("I-13", "paragraph 1", message)]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].fix == "Accept or refuse the change in Word (Review), and save: a final edition waits for it."


def test_a_comment_is_told_with_its_words() -> None:
    document = word(("Normal", "We ask."))
    document.add_comment(document.paragraphs[0].runs, "Is this so?", "Priya")
    assert told(findings_of(document)) == [("I-13", "paragraph 1", 'A comment is left: "Is this so?".')]


def test_inserted_text_is_read_and_deleted_text_is_not() -> None:
    inside = (
        f'<w:ins w:id="1" w:author="x">{RUN.format("new")}</w:ins>'
        f'<w:moveFrom w:id="2" w:author="x">{RUN.format("gone")}</w:moveFrom>'
        '<w:del w:id="3" w:author="x"><w:r><w:t>old</w:t></w:r></w:del>'
    )
    found, _ = read_body(from_xml(f"<w:p>{inside}</w:p>"), FILE)
    assert [block.text for block in found if isinstance(block, Paragraph)] == ["new"]


def test_a_change_in_a_table_is_told_with_its_cell() -> None:
    cell = f'<w:tc><w:p><w:ins w:id="1" w:author="x">{RUN.format("new")}</w:ins></w:p></w:tc>'
    findings = findings_of(from_xml(f"<w:tbl><w:tr><w:tc><w:p/></w:tc>{cell}</w:tr></w:tbl>"))
    assert [(finding.code, finding.place.where) for finding in findings] == [("I-13", "table 1, row 1, column 2")]
