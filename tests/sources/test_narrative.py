"""Word forms: what stands under each heading becomes a field, and what stands elsewhere is told, never lost."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from PIL import Image

from engine.findings import Severity
from engine.forms.help_lines import Help
from engine.forms.narrative import NarrativeForm, narrative_form
from engine.model.framework import Block
from engine.model.story import Kind, Paragraph, Picture, Run
from engine.sources.narrative import read_narrative
from engine.word.help_seal import seal
from engine.workspace import Workspace
from tests.material.small_forms import BRAND
from tests.material.small_inputs import OLE, SCHEMAS, add_xml, read_form, told, with_footnotes, word
from tests.material.small_word import saved_by_libreoffice

STATEMENT = SCHEMAS["narrative_statement"]
HEADINGS = {field: rules["meta"]["heading"] for field, rules in STATEMENT.items()}
ACTIONS = ("Action", "Owner", "By when", "How we will know", "Overseen by", "Status")
ACTION = ("Train staff [D-014]", "Principal Social Worker", "30 June 2026", "All trained", "Board", "Under way")


FORM = NarrativeForm(
    kind="Quality statement 7",
    title="Safeguarding",
    opening=(Help("“We keep people safe.”"),),
    blocks={
        "evidence": Block(
            id="evidence",
            title="How we know",
            prompts=("Do we ask?",),
            data=("Audits",),
            guidance=("Say how you know.",),
            documents=("A plan",),
        )
    },
)


def with_table(document: WordDocument, *rows: Sequence[str]) -> WordDocument:
    """The document with a table at its end."""
    table = document.add_table(len(rows), max(len(row) for row in rows))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    return document


def with_picture(document: WordDocument, alt: str) -> WordDocument:
    """The document with a picture at its end."""
    data = io.BytesIO()
    Image.new("RGB", (4, 2)).save(data, "PNG")
    document.add_picture(data)._inline.docPr.set("descr", alt)
    return document


# what stands where


def test_text_below_a_heading_is_the_field_of_that_heading(tmp_path: Path) -> None:
    record, findings = read_form(
        word(("Heading 2", "How we know"), ("Normal", "We ask."), ("Quote", "Good.")), tmp_path
    )
    assert [(p.kind, p.text) for p in record.values["evidence"]] == [(Kind.TEXT, "We ask."), (Kind.QUOTE, "Good.")]
    assert list(record.values) == ["evidence"]
    assert findings == []


@pytest.mark.parametrize("heading", ["HOW WE KNOW", "How we know:", "How  we\u00a0know?"])
def test_case_spaces_and_punctuation_of_a_heading_do_not_matter(tmp_path: Path, heading: str) -> None:
    record, findings = read_form(word(("Heading 1", heading), ("Normal", "We ask.")), tmp_path)
    assert (list(record.values), findings) == (["evidence"], [])


@pytest.mark.parametrize("level", ["Heading 1", "Heading 2", "Heading 4"])
def test_a_heading_of_the_form_may_have_any_level(tmp_path: Path, level: str) -> None:
    record, _ = read_form(word((level, "How we know"), ("Normal", "We ask.")), tmp_path)
    assert list(record.values) == ["evidence"]


def test_sections_may_come_in_any_order(tmp_path: Path) -> None:
    document = word(
        ("Heading 1", "What we will do"), ("Normal", "Plans."), ("Heading 1", "How we know"), ("Normal", "Asking.")
    )
    record, findings = read_form(document, tmp_path)
    assert [record.values[field][0].text for field in ("evidence", "plans")] == ["Asking.", "Plans."]
    assert findings == []


def test_headings_that_only_hold_others_together_may_stay(tmp_path: Path) -> None:
    document = word(("Heading 1", "What we aim for"), ("Heading 2", "Direction of travel"), ("Normal", "Improving"))
    record, findings = read_form(document, tmp_path)
    assert (record.values, findings) == ({"direction": "Improving"}, [])


def test_a_heading_of_their_own_is_part_of_peoples_text(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"), ("Heading 2", "Audits of practice"), ("Normal", "We look."))
    record, findings = read_form(document, tmp_path)
    assert [(p.kind, p.text) for p in record.values["evidence"]] == [
        (Kind.HEADING, "Audits of practice"),
        (Kind.TEXT, "We look."),
    ]
    assert findings == []


def test_help_for_the_writer_is_optional_and_not_read(tmp_path: Path) -> None:
    document = word(
        ("Title", "Safeguarding"),
        ("Form Help", "Write under each heading."),
        ("Heading 1", "How we know"),
        ("Form Help", "Figures, audits, what people told you."),
        ("Normal", "We ask."),
    )
    for number in (1, 3):
        seal(document.paragraphs[number]._p, number)
    record, findings = read_form(document, tmp_path)
    assert [p.text for p in record.values["evidence"]] == ["We ask."]
    assert findings == []


def test_words_that_somebody_wrote_into_the_help_are_told(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"), ("Form Help", "How?"), ("Form Help", "We ask."), ("Form Help", ""))
    seal(document.paragraphs[1]._p, 1)
    _, findings = read_form(document, tmp_path)
    assert [(f.code, f.place.where) for f in findings] == [("I-50", "How we know › the shaded help")]
    assert findings[0].message == '"We ask." stands in the shaded help, which is not read.'
    document.paragraphs[1].add_run(" And why.")
    _, findings = read_form(document, tmp_path)
    assert [f.message.partition('"')[2].partition('"')[0] for f in findings] == ["How? And why.", "We ask."]


def test_one_line_is_text_without_its_looks(tmp_path: Path) -> None:
    document = word(("Heading 2", "Our view in one sentence"), ("Normal", "Much faster,"), ("Normal", "not yet timely"))
    record, _ = read_form(document, tmp_path)
    assert record.values == {"view": "Much faster, not yet timely"}
    assert record.place("view").where == "Our view in one sentence"


def test_bullets_are_lines_with_their_places(tmp_path: Path) -> None:
    document = word(("Heading 2", "What is working well"), ("List Bullet", "One [D-014]."), ("Normal", "Two."))
    record, findings = read_form(document, tmp_path)
    assert [(line.text, line.references) for line in record.values["strengths"]] == [
        ("One [D-014].", ("D-014",)),
        ("Two.", ()),
    ]
    assert record.place("strengths", 1).where == "What is working well › paragraph 2"
    assert findings == []


def test_a_heading_with_nothing_below_is_a_field_without_content(tmp_path: Path) -> None:
    document = word(*(("Heading 1", HEADINGS[field]) for field in ("view", "evidence", "strengths", "actions")))
    record, findings = read_form(document, tmp_path)
    assert record.values == {"view": "", "evidence": (), "strengths": [], "actions": []}
    assert findings == []


# tables


def test_rows_of_a_table_are_read_under_its_columns(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), ACTIONS, ACTION)
    record, findings = read_form(document, tmp_path)
    (row,) = record.values["actions"]
    assert {name: value.text if isinstance(value, Paragraph) else value for name, value in row.items()} == dict(
        zip(("action", "owner", "due", "measure", "overseen_by", "status"), ACTION, strict=True)
    )
    assert row["action"].references == ("D-014",)
    assert findings == []


def test_a_cell_has_its_place_in_the_table(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), ACTIONS, ACTION, ACTION)
    record, _ = read_form(document, tmp_path)
    assert record.place("actions", 1).where == "Actions › table 1, row 3"
    assert record.place("actions", 1, "due").where == "Actions › table 1, row 3, column 3"


def test_columns_may_come_in_any_order_and_case(tmp_path: Path) -> None:
    rows = [[cells[index] for index in (5, 4, 3, 2, 1, 0)] for cells in (ACTIONS, ACTION)]
    document = with_table(word(("Heading 1", "Actions")), [title.upper() for title in rows[0]], rows[1])
    record, findings = read_form(document, tmp_path)
    assert record.values["actions"][0]["due"] == "30 June 2026"
    assert findings == []


def test_rows_without_a_word_are_passed_over(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), ACTIONS, [""] * 6, ACTION, [" "] * 6)
    assert len(read_form(document, tmp_path)[0].values["actions"]) == 1


def test_paragraphs_of_a_cell_are_joined(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), ACTIONS, ACTION)
    document.tables[0].cell(1, 1).add_paragraph("and Head of Service")
    record, _ = read_form(document, tmp_path)
    assert record.values["actions"][0]["owner"] == "Principal Social Worker and Head of Service"


def test_a_missing_column_is_told_with_the_table(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), ACTIONS[:-1], ACTION[:-1])
    _, findings = read_form(document, tmp_path)
    assert told(findings) == [("I-07", "Actions › table 1", 'The table has no column "Status".')]
    assert findings[0].fix == "Put the column's heading back into the first row."


def test_a_heading_with_more_words_is_told_with_them(tmp_path: Path) -> None:
    headings = (*ACTIONS[:-1], f"{ACTIONS[-1]} by March")
    document = with_table(word(("Heading 1", "Actions")), headings, ACTION)
    _, findings = read_form(document, tmp_path)
    assert findings[0].message == 'The table has no column "Status". It has "Status by March".'


def test_text_in_an_unknown_column_is_told_with_its_cell(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), (*ACTIONS, "Colour of the sky"), (*ACTION, "£4,000"))
    _, findings = read_form(document, tmp_path)
    message = '"£4,000" stands in a column that penholder does not read.'
    assert told(findings) == [("I-14", "Actions › table 1, row 2, column 7", message)]


def test_a_row_longer_than_the_header_is_told(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions")), ACTIONS, ACTION)
    row = document.tables[0].rows[1]
    row._tr.add_tc().p_lst[0].add_r().text = "and more"
    _, findings = read_form(document, tmp_path)
    assert [(finding.code, finding.place.where) for finding in findings] == [
        ("I-14", "Actions › table 1, row 2, column 7")
    ]


# what would be lost


def test_text_above_every_heading_is_told_once(tmp_path: Path) -> None:
    document = word(("Normal", "To begin."), ("Normal", "And on."), ("Heading 1", "How we know"), ("Normal", "We ask."))
    record, findings = read_form(document, tmp_path)
    message = '"To begin." stands under no heading that penholder knows, so it would be lost.'
    assert told(findings) == [("I-08", "paragraph 1", message)]
    assert list(record.values) == ["evidence"]


def test_text_below_an_unknown_heading_is_told_with_the_headings_there_are(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"), ("Heading 1", "Lessons"), ("Normal", "We learnt."))
    _, findings = read_form(document, tmp_path, "narrative_theme")
    message = '"We learnt." stands under no heading that penholder knows, so it would be lost.'
    assert ("I-08", "Lessons › paragraph 1", message) in told(findings)
    assert findings[0].fix == (
        'Move it under a heading of the form: "In one sentence", "Introduction", "Priorities to maintain and improve". '
        "What is a part of its own, council.yaml can declare under sections."
    )


def test_a_table_below_an_unknown_heading_is_told(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "How we know"), ("Heading 1", "Lessons")), ("a", "b"))
    _, findings = read_form(document, tmp_path)
    message = 'A table ("a b") stands under no heading that penholder knows, so it would be lost.'
    assert told(findings) == [("I-08", "Lessons › table 1", message)]


def test_a_heading_with_nothing_but_headings_below_it_is_told(tmp_path: Path) -> None:
    more = (("Heading 1", "Fourteen people now cook"), ("Heading 2", "The Old Mill: they are asked to every meeting"))
    document = word(("Heading 1", "How we know"), ("Normal", "We ask."), *more, ("Heading 1", "Lessons"))
    _, findings = read_form(document, tmp_path)
    assert told(findings) == [
        ("I-08", text, f'"{text}" is no heading that penholder knows, so it would be lost.')
        for text in ("Fourteen people now cook", "Lessons")
    ]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(40))
def test_no_part_of_a_form_is_lost_whatever_order_headings_and_texts_stand_in(tmp_path: Path, seed: int) -> None:
    """Every stretch that begins with a heading of no form, and what stands before the first one, is told once."""
    dice, parts, stretches = random.Random(seed), list[tuple[str, str]](), list[str]()
    is_lost = True
    for number in range(dice.randint(1, 9)):
        kind = dice.choice(("Heading 1", "Heading 1", "Heading 2", "Heading 3", "Normal"))
        text = dice.choice(("How we know", f"Zebra {number} crossing")) if kind == "Heading 1" else f"Words {number}"
        starts = kind == "Heading 1"
        if starts:
            is_lost = text != "How we know"
        if is_lost and (starts or not stretches):
            stretches.append(text)
        parts.append((kind, text))
    _, findings = read_form(word(*parts), tmp_path)
    errors = [found for found in findings if found.code == "I-08" and found.place.where]
    assert len(errors) == len(stretches)
    assert all(
        parts[0][1] == first or first in found.place.where for first, found in zip(stretches, errors, strict=True)
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Our ambitions and performance", "Our ambition and performance"),
        ("How do we know", "How we know"),
        ("What needs to be improved", "What needs to improve"),
    ],
)
def test_a_heading_that_is_nearly_one_of_the_forms_is_read_as_that_one_and_told(
    tmp_path: Path, typed: str, meant: str
) -> None:
    record, findings = read_form(word(("Heading 1", typed), ("Normal", "Words.")), tmp_path)
    assert told(findings) == [("I-40", typed, f'"{typed}" is read as the heading "{meant}".')]
    assert len(record.values) == 1


def test_a_heading_nearly_like_one_that_is_there_already_is_told_with_the_one_meant(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"), ("Normal", "Words."), ("Heading 1", "How do we know"))
    _, findings = read_form(document, tmp_path)
    assert told(findings) == [("I-08", "How do we know", '"How do we know" is no heading that penholder knows.')]
    assert findings[0].fix == 'Did you mean "How we know"?'


@pytest.mark.parametrize("style", ["Normal", "Body Text"])
def test_a_heading_that_lost_its_style_is_read_as_a_heading_and_told(tmp_path: Path, style: str) -> None:
    document = word(("Heading 1", "How we know"), ("Normal", "One."), (style, "What we will do:"), ("Normal", "Two."))
    record, findings = read_form(document, tmp_path)
    assert [p.text for p in record.values["plans"]] == ["Two."]
    message = '"What we will do:" is not in a heading style, and is read as the heading of that name.'
    assert told(findings) == [("I-40", "What we will do:", message)]


def test_a_form_whose_headings_were_all_made_plain_text_is_read(tmp_path: Path) -> None:
    document = word(("Normal", "How we know"), ("Normal", "One."), ("Normal", "What we will do"), ("Normal", "Two."))
    record, _ = read_form(document, tmp_path)
    assert {key: value[0].text for key, value in record.values.items()} == {"evidence": "One.", "plans": "Two."}


def test_words_of_a_heading_that_stands_in_its_place_are_text_elsewhere(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"), ("Normal", "How we know"), ("Normal", "One."))
    record, findings = read_form(document, tmp_path)
    assert [p.text for p in record.values["evidence"]] == ["How we know", "One."]
    assert findings == []


def test_a_footnote_where_only_plain_words_are_printed_is_told(tmp_path: Path) -> None:
    document = with_footnotes(word(("Heading 1", "Our view in one sentence")), "Of 31 cases.")
    _, findings = read_form(document, tmp_path)
    message = "Here stands a footnote, but only the plain words of this line are printed."
    assert told(findings) == [("I-12", "Our view in one sentence › paragraph 1", message)]


def test_text_below_a_misspelt_heading_is_not_told_a_second_time(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"), ("Heading 1", "How do we know"), ("Normal", "Words."))
    assert [finding.place.where for finding in read_form(document, tmp_path)[1]] == ["How do we know"]


def test_a_heading_that_stands_there_twice_is_told_and_both_texts_are_read(tmp_path: Path) -> None:
    document = word(
        ("Heading 1", "How we know"),
        ("Normal", "One."),
        ("Heading 1", "What we will do"),
        ("Heading 1", "How we know"),
        ("Normal", "Two."),
    )
    record, findings = read_form(document, tmp_path)
    assert [p.text for p in record.values["evidence"]] == ["One.", "Two."]
    assert told(findings) == [("I-11", "How we know", 'The heading "How we know" stands here a second time.')]


def test_text_below_a_heading_that_holds_a_table_is_told(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "Actions"), ("Normal", "We will act.")), ACTIONS, ACTION)
    record, findings = read_form(document, tmp_path)
    message = 'Here stands a table, but "We will act." is something else and would be lost.'
    assert told(findings) == [("I-12", "Actions › paragraph 1", message)]
    assert findings[0].fix == "Make it part of a table, or move it to a part with free text."
    assert len(record.values["actions"]) == 1


def test_a_table_among_bullets_is_told(tmp_path: Path) -> None:
    document = with_table(word(("Heading 1", "What is working well"), ("List Bullet", "One.")), ("a", "b"))
    _, findings = read_form(document, tmp_path)
    message = 'Here stands a list of bullets, but a table ("a b") is something else and would be lost.'
    assert told(findings) == [("I-12", "What is working well › table 2", message)]


def test_a_picture_in_one_line_of_text_is_told(tmp_path: Path) -> None:
    document = with_picture(word(("Heading 1", "Direction of travel"), ("Normal", "Improving")), "An arrow")
    record, findings = read_form(document, tmp_path)
    message = 'Here stands one line of text, but a picture ("An arrow") is something else and would be lost.'
    assert told(findings) == [("I-12", "Direction of travel › paragraph 2", message)]
    assert record.values == {"direction": "Improving"}


def test_a_form_without_any_of_its_headings_is_told(tmp_path: Path) -> None:
    record, findings = read_form(word(), tmp_path)
    assert record.values == {}
    assert told(findings) == [("I-08", "", "None of the form's headings is in the file.")]
    assert findings[0].fix == "Start from its blank form, which `penholder forms` writes, and write under its headings."


def test_what_the_body_cannot_carry_is_told_too(tmp_path: Path) -> None:
    document = word(("Heading 1", "How we know"))
    add_xml(document, '<w:p><w:r><w:t>Words</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>')
    assert [finding.code for finding in read_form(document, tmp_path)[1]] == ["I-12"]


# pictures


def test_a_picture_without_words_is_an_error(tmp_path: Path) -> None:
    record, findings = read_form(with_picture(word(("Heading 1", "How we know")), " "), tmp_path)
    message = "The picture has no alternative text, so people who cannot see it get nothing."
    assert told(findings) == [("X-01", "How we know › paragraph 1", message)]
    assert findings[0].severity is Severity.ERROR
    assert isinstance(record.values["evidence"][0], Picture)


def test_a_picture_with_words_is_fine(tmp_path: Path) -> None:
    assert read_form(with_picture(word(("Heading 1", "How we know")), "Waits fall."), tmp_path)[1] == []


# files


def test_a_missing_form_is_told(tmp_path: Path) -> None:
    record, findings = read_narrative(tmp_path / "equity.docx", "inputs/x.docx", "narrative_statement", STATEMENT)
    assert record.values == {}
    assert told(findings) == [("I-01", "", "The form is missing.")]


@pytest.mark.parametrize("data", [b"", OLE, b"{\\rtf1 words}", b"PK\x03\x04 and no more"])
def test_a_file_that_is_no_form_is_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "equity.docx").write_bytes(data)
    record, findings = read_narrative(tmp_path / "equity.docx", "inputs/x.docx", "narrative_statement", STATEMENT)
    assert record.values == {}
    assert [(finding.code, finding.place.file) for finding in findings] == [("I-02", "inputs/x.docx")]


@pytest.mark.parametrize("kind", ["narrative_statement", "narrative_theme", "narrative_overview"])
def test_the_blank_form_has_every_field_and_nothing_amiss(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "blank.docx"
    path.write_bytes(narrative_form(FORM, SCHEMAS[kind], BRAND))
    record, findings = read_narrative(path, "inputs/narrative/blank.docx", kind, SCHEMAS[kind])
    assert list(record.values) == list(SCHEMAS[kind])
    assert not any(record.values.values())
    assert findings == []
    assert Document(str(path)).sections[0].header.paragraphs[0].text == BRAND.council


@pytest.mark.office
def test_a_form_saved_by_libreoffice_reads_the_same(sample: Workspace, tmp_path: Path) -> None:
    path = sample.inputs / "narrative" / "equity.docx"
    (tmp_path / "saved.docx").write_bytes(saved_by_libreoffice(path.read_bytes(), tmp_path))
    ours = read_narrative(path, "equity.docx", "narrative_statement", STATEMENT)
    assert read_narrative(tmp_path / "saved.docx", "equity.docx", "narrative_statement", STATEMENT) == ours


def test_tags_and_marks_of_xml_are_text_like_any_other(tmp_path: Path) -> None:
    text = "{{ council.name }} {% if x %} <w:p> & “it’s”"
    record, findings = read_form(word(("Heading 1", "How we know"), ("Normal", text)), tmp_path)
    assert record.values["evidence"][0].runs == (Run(text),)
    assert findings == []
