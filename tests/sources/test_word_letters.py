"""What people type and paste into a paragraph of a form, and what is read of it or told of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE

from engine.findings import Severity
from engine.model.story import Block, Kind, Paragraph, Run
from engine.sources.word_body import read_body
from engine.word.names import qn
from tests.material.small_inputs import add_xml, told, with_footnotes, word
from tests.material.small_word import in_bytes, opened, saved_by_libreoffice

FILE = "inputs/narrative/small.docx"


def from_xml(inside: str, properties: str = "") -> WordDocument:
    document = word()
    add_xml(document, f"<w:p>{properties}{inside}</w:p>")
    return document


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def lines(document: WordDocument) -> list[Paragraph]:
    return [block for block in read_body(document, FILE)[0] if isinstance(block, Paragraph)]


def texts(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if isinstance(block, Paragraph)]


def field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def hyperlink(address: str, words: str) -> WordDocument:
    document = word()
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    add_xml(document, f'<w:p><w:hyperlink r:id="{relation}">{run(words)}</w:hyperlink></w:p>')
    return document


# footnotes


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_stands_where_its_mark_is(kind: str) -> None:
    (paragraph,) = lines(with_footnotes(word(), "Of 31 cases.", "In May.", kind=kind))
    assert paragraph.text == "Noted"
    assert [note.text for note in paragraph.notes] == ["Of 31 cases.", "In May."]
    assert paragraph.notes[0].place == paragraph.place


def test_a_note_may_refer_to_evidence() -> None:
    (paragraph,) = lines(with_footnotes(word(), "Counted in [F-002]."))
    assert paragraph.references == ("F-002",)


# lines


def test_two_line_breaks_in_a_row_part_paragraphs() -> None:
    document = from_xml("<w:r><w:t>One</w:t><w:br/><w:t> </w:t><w:br/><w:t>Two</w:t><w:br/><w:t>lines</w:t></w:r>")
    found, findings = read_body(document, FILE)
    assert texts(found) == ["One", "Two lines"]
    assert [block.place.where for block in found] == ["paragraph 1", "paragraph 2"]
    assert findings == []


@pytest.mark.parametrize("mark", ["•", "·", "–", "-", "\uf0b7", "▪"])
def test_bullets_typed_by_hand_are_bullets(mark: str) -> None:
    found, findings = read_body(word(("Normal", f"{mark}\tOne"), ("Normal", f"{mark} Two")), FILE)
    assert [(block.kind, block.text) for block in found if isinstance(block, Paragraph)] == [
        (Kind.BULLET, "One"),
        (Kind.BULLET, "Two"),
    ]
    assert {(finding.code, finding.severity) for finding in findings} == {("I-42", Severity.INFO)}


def test_bullets_pasted_with_line_breaks_between_them_are_bullets() -> None:
    document = from_xml("<w:r><w:t>We ask:</w:t><w:br/><w:t>• one</w:t><w:br/><w:t>• two</w:t></w:r>")
    assert [(p.kind, p.text) for p in lines(document)] == [
        (Kind.TEXT, "We ask:"),
        (Kind.BULLET, "one"),
        (Kind.BULLET, "two"),
    ]


@pytest.mark.parametrize("text", ["-5 degrees", "–", "• "])
def test_a_mark_that_leads_nothing_in_is_text(text: str) -> None:
    assert [p.kind for p in lines(word(("Normal", text)))] == [Kind.TEXT]


@pytest.mark.parametrize("typed", ["Figure 3: Waits", "Table 12. Waits", "figure 1 – Waits", "Waits"])
def test_a_caption_loses_the_number_that_word_gave_it(typed: str) -> None:
    assert [p.text for p in lines(word(("Caption", typed)))] == ["Waits"]


@pytest.mark.parametrize("text", ["one_x000D_", "o\u200bn\u00ade", "one\u00a0", "\ufeffone"])
def test_debris_of_the_web_and_of_excel_is_cleaned(text: str) -> None:
    assert [p.text for p in lines(word(("Normal", text)))] == ["one"]


def test_looks_of_a_web_page_are_not_read() -> None:
    look = '<w:rFonts w:ascii="Segoe UI"/><w:color w:val="FF0000"/><w:sz w:val="40"/><w:u w:val="single"/>'
    assert lines(from_xml(run("We ask.", look)))[0].runs == (Run("We ask."),)


# characters


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', "≥"),
        (run("ü", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "✓"),
        (run("\uf0fe", '<w:rFonts w:hAnsi="Wingdings"/>'), "☑"),
        (run("10 m") + run("2", '<w:vertAlign w:val="superscript"/>'), "10 m²"),
    ],
)
def test_characters_are_what_they_look_like(inside: str, shown: str) -> None:
    (paragraph,), findings = read_body(from_xml(inside), FILE)
    assert isinstance(paragraph, Paragraph)
    assert (paragraph.text, findings) == (shown, [])


def test_a_character_that_no_table_knows_is_told_and_left_out() -> None:
    (paragraph,), findings = read_body(from_xml(run("Up") + run("q", '<w:rFonts w:ascii="Webdings"/>')), FILE)
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Up"
    assert [finding.code for finding in findings] == ["I-12"]


# fields


@pytest.mark.parametrize(
    "inside",
    [
        field('HYPERLINK "https://wenlow.gov.uk/sab"', "the board"),
        f"<w:fldSimple w:instr='HYPERLINK \"https://wenlow.gov.uk/sab\"'>{run('the board')}</w:fldSimple>",
    ],
)
def test_a_link_that_is_a_field_keeps_its_address(inside: str) -> None:
    assert lines(from_xml(inside))[0].runs == (Run("the board", link="https://wenlow.gov.uk/sab"),)


@pytest.mark.parametrize(
    ("code", "shown", "severity"),
    [
        ("DATE \\@ d.M.yyyy", "14 March 2026", Severity.WARNING),
        ("REF _Ref1 \\h", "Figure 2", Severity.WARNING),
        ("PAGEREF _Toc1", "12", Severity.WARNING),
        ("REF _Ref1 \\h", "Error! Reference source not found.", Severity.ERROR),
    ],
)
def test_what_word_fills_in_by_itself_is_read_and_told(code: str, shown: str, severity: Severity) -> None:
    found, findings = read_body(from_xml(field(code, shown)), FILE)
    assert texts(found) == [shown]
    assert [(finding.code, finding.severity) for finding in findings] == [("I-44", severity)]


# links


def test_a_link_is_freed_and_encoded() -> None:
    document = hyperlink("https://wenlow.gov.uk/a b.pdf.", "the plan")
    assert lines(document)[0].runs == (Run("the plan", link="https://wenlow.gov.uk/a%20b.pdf"),)


@pytest.mark.parametrize("words", ["https://www.wenlow.gov.uk/a b.pdf", "www.wenlow.gov.uk/plan"])
def test_a_link_shown_as_its_address_is_printed_as_its_site_and_told(words: str) -> None:
    found, findings = read_body(hyperlink("https://www.wenlow.gov.uk/plan", words.replace(" ", "%20")), FILE)
    assert isinstance(found[0], Paragraph)
    assert found[0].runs == (Run("wenlow.gov.uk", link="https://www.wenlow.gov.uk/plan"),)
    assert [(finding.code, finding.severity) for finding in findings] == [("X-02", Severity.WARNING)]


def test_an_address_typed_into_the_text_becomes_a_link_under_its_site() -> None:
    found, findings = read_body(word(("Normal", "See <https://wenlow.gov.uk/plan>, or ask.")), FILE)
    assert isinstance(found[0], Paragraph)
    assert found[0].runs == (
        Run("See "),
        Run("wenlow.gov.uk", link="https://wenlow.gov.uk/plan"),
        Run(", or ask."),
    )
    assert [finding.code for finding in findings] == ["X-02"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///S:/plan.docx", "\\\\server\\plan.docx", "plan.docx"]
)
def test_a_link_that_must_not_be_one_leaves_its_words_and_is_told(address: str) -> None:
    found, findings = read_body(hyperlink(address, "the plan"), FILE)
    assert isinstance(found[0], Paragraph)
    assert found[0].runs == (Run("the plan"),)
    assert [(finding.code, finding.severity) for finding in findings] == [("D-03", Severity.ERROR)]
    assert findings[0].message.startswith('The link of "the plan" is ')


def test_a_link_keeps_the_place_in_the_page_that_word_holds_apart() -> None:
    document = hyperlink("https://wenlow.gov.uk/plan", "the plan")
    next(document.element.body.iter(qn("w:hyperlink"))).set(qn("w:anchor"), "aims")
    assert lines(document)[0].runs == (Run("the plan", link="https://wenlow.gov.uk/plan#aims"),)


def test_a_link_into_sharepoint_is_a_warning() -> None:
    _, findings = read_body(hyperlink("https://wenlow.sharepoint.com/:w:/s/ASC/EUq7?e=a", "the plan"), FILE)
    assert [(finding.code, finding.severity) for finding in findings] == [("D-03", Severity.WARNING)]
    assert "is a SharePoint sharing link" in findings[0].message


def test_a_link_whose_address_the_file_has_lost_is_text() -> None:
    document = from_xml(f'<w:hyperlink r:id="rId99">{run("the plan")}</w:hyperlink>')
    assert lines(document)[0].runs == (Run("the plan"),)


# what its writer meant to come back to


@pytest.mark.parametrize(
    ("look", "code", "message"),
    [
        ("<w:strike/>", "I-47", '"24 days" is struck through; the report would print it like any other text.'),
        (
            '<w:highlight w:val="yellow"/>',
            "S-04",
            '"24 days" is highlighted, as text is that somebody has to come back to.',
        ),
        ('<w:shd w:fill="FFFF00"/>', "S-04", '"24 days" is highlighted, as text is that somebody has to come back to.'),
    ],
)
def test_marked_text_is_an_error_with_its_words(look: str, code: str, message: str) -> None:
    _, findings = read_body(from_xml(run("The wait is ") + run("24 days", look)), FILE)
    assert told(findings) == [(code, "paragraph 1", message)]
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize("look", ['<w:strike w:val="0"/>', '<w:highlight w:val="none"/>', '<w:shd w:fill="F2F2F2"/>'])
def test_looks_that_mean_nothing_are_not_told(look: str) -> None:
    assert read_body(from_xml(run("24 days", look)), FILE)[1] == []


def test_nothing_inside_an_unknown_wrapper_is_lost() -> None:
    document = word()
    add_xml(document, f"<mc:AlternateContent><mc:Choice><w:p>{run('We ask.')}</w:p></mc:Choice></mc:AlternateContent>")
    assert texts(read_body(document, FILE)[0]) == ["We ask."]


@pytest.mark.office
def test_a_messy_form_saved_by_libreoffice_is_told_the_same(tmp_path: Path) -> None:
    document = with_footnotes(word(("Heading 1", "How we know")), "Of 31 cases [D-014].")
    add_xml(document, f'<w:p>{run("Words ")}<w:ins w:id="1" w:author="x">{run("new")}</w:ins></w:p>')
    marked = run("24 days", "<w:strike/>") + run("30", '<w:highlight w:val="yellow"/>')
    add_xml(document, f"<w:p>{marked}</w:p>")
    document.add_comment(document.paragraphs[1].runs, "Is this so?", "Priya")
    table = document.add_table(2, 2)
    for row, text in enumerate(("one", "two")):
        table.cell(row, 1).text = text
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Both"
    saved = opened(saved_by_libreoffice(in_bytes(document), tmp_path))
    before, after = read_body(document, FILE), read_body(saved, FILE)
    assert {finding.code for finding in before[1]} == {"I-13", "I-47", "S-04", "I-45"}
    assert sorted(told(after[1])) == sorted(told(before[1]))
    assert texts(after[0]) == texts(before[0])
    notes = [note.text for block in after[0] if isinstance(block, Paragraph) for note in block.notes]
    assert notes == ["Of 31 cases [D-014]."]
