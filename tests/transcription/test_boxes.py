"""Blocks in free text: a table whose first row names a kind is read as one; what it lacks, and would lose, is told."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from engine.assessment.open_to_all import open_to_all
from engine.block_kinds import BlockKind, block_kinds
from engine.commands.forms import blank_forms
from engine.errors import InputError
from engine.findings import Finding, Place
from engine.model.forms import BLOCKS
from engine.model.story import Agreed, Block, Boxed, Cell, Kind, Paragraph, Picture, Run, Table
from engine.sources.word_body import read_body
from engine.transcription.boxes import with_boxes
from engine.workspace import Workspace
from tests.conftest import ROOT
from tests.material.small_council import STATEMENT, saying, small_council

HERE = Place("inputs/narrative/equity.docx", "How we know › table 1")
PICTURE = Picture(data=b"", alt="A day out", width=80.0, height=40.0, place=HERE)
KIND = """{name: Ours, look: notice, help: Words, fields: [
  {label: Promise, prints: text}, {label: may we, prints: consent}]}"""
STORY = (("Case study",), ("Title", "Home"), ("What happened", "He fell."), ("What changed", "He is home."))


@pytest.fixture(scope="module")
def kinds() -> tuple[BlockKind, ...]:
    return block_kinds(Workspace(ROOT))


def table(*rows: tuple[str | Picture, ...]) -> Table:
    def cell(held: str | Picture) -> Cell:
        return (held,) if isinstance(held, Picture) else (Paragraph((Run(held),), HERE),) if held else ()

    return Table(tuple(tuple(map(cell, row)) for row in rows), HERE)


def boxed(kinds: tuple[BlockKind, ...], *rows: tuple[str | Picture, ...]) -> tuple[Any, list[str]]:
    """What becomes of a table in a statement's text, and the messages about it."""
    findings: list[Finding] = []
    narrative = saying(small_council(), evidence=(table(*rows),)).statements[STATEMENT]
    (block,) = with_boxes(narrative, kinds, findings).evidence
    return block, [f"{finding.code} {finding.message}" for finding in findings]


def told(box: Boxed) -> list[tuple[Kind, str]]:
    return [(block.kind, block.text) for block in box.story if isinstance(block, Paragraph)]


def test_a_table_that_names_a_kind_is_printed_in_the_order_of_its_kind(kinds: tuple[BlockKind, ...]) -> None:
    rows = (("FOREWORD",), ("Name and post", "The leader"), ("Words", "We know."), ("Portrait", PICTURE))
    box, messages = boxed(kinds, *rows)
    assert told(box) == [(Kind.TEXT, "We know."), (Kind.SOURCE, "The leader")]
    assert (box.label, box.look, box.story[0].width, box.story[0].height) == ("Foreword", "card", 32.0, 16.0)
    assert messages == []


def test_any_other_table_stays_one(kinds: tuple[BlockKind, ...]) -> None:
    for rows in ((("Foreword", "Words"), ("a", "b")), (("Who waits where",), ("Title", "b")), (("In words",), ("a",))):
        block, messages = boxed(kinds, *rows)
        assert (type(block), messages) == (Table, [])


@pytest.mark.parametrize(
    ("rows", "is_error"),
    [
        ((("Case studies",), ("Title", "b")), True),
        ((("Case study 2: Mrs J",), ("Title", "b")), True),
        ((("Title", "Home"), ("May we publish it?", "No")), True),
        ((("Case study", "Home"), ("may we publish it", "No")), True),
        ((("Title", "May we publish it?"), ("Home", "No")), True),
        ((("Forward",), ("Words", "b")), False),
        ((("Waiting times in May",), ("Waiting for", "People")), False),
    ],
)
def test_a_table_that_is_a_block_but_for_its_first_row_is_told(
    kinds: tuple[BlockKind, ...], rows: tuple[tuple[str, ...], ...], is_error: bool
) -> None:
    block, messages = boxed(kinds, *rows)
    assert (type(block), [message[:4] for message in messages]) == (Table, ["B-07"])
    assert ("the public edition has it" in messages[0]) is is_error


@pytest.mark.parametrize(
    ("answer", "may", "codes"), [("Yes", True, []), ("no", False, []), ("perhaps", False, ["B-03"])]
)
def test_a_case_study_may_be_published_once_somebody_says_so(
    kinds: tuple[BlockKind, ...], answer: str, may: bool, codes: list[str]
) -> None:
    box, messages = boxed(kinds, *STORY, ("May we publish it?", answer))
    assert isinstance(box, Agreed)
    assert (box.may_publish, [message[:4] for message in messages]) == (may, codes)
    assert told(box)[-1] == (Kind.TEXT, "What changed: He is home.")


def test_one_that_may_not_be_published_is_not_in_the_public_edition(kinds: tuple[BlockKind, ...]) -> None:
    kept, gone = (boxed(kinds, *STORY, ("May we publish it?", answer))[0] for answer in ("Yes", "No"))
    assert list(open_to_all((kept, gone), names=False)) == [kept]


def test_what_a_block_needs_and_lacks_is_told(kinds: tuple[BlockKind, ...]) -> None:
    _, messages = boxed(kinds, *STORY[:2], ("What happened", ""), STORY[3])
    assert messages == [
        'B-02 The block "Case study" says nothing under "What happened".',
        'B-02 The block "Case study" says nothing under "May we publish it?".',
    ]


@pytest.mark.parametrize("row", [("Age", "84"), ("Title", "Home again"), ("Title", "Home", "too"), ("", "Loose")])
def test_what_a_block_would_lose_is_told(kinds: tuple[BlockKind, ...], row: tuple[str, ...]) -> None:
    _, messages = boxed(kinds, *STORY[:2], *STORY[2:], ("May we publish it?", "Yes"), row)
    assert [message[:4] for message in messages] == ["B-04"]


def test_a_block_with_columns_is_a_table_under_its_label(kinds: tuple[BlockKind, ...]) -> None:
    rows = (("You said, we did", "", ""), ("You said", "We did", "What changed"), ("", "", ""), ("a", "b", ""))
    box, messages = boxed(kinds, *rows)
    (shown,) = box.story
    assert (box.label, len(shown.rows), messages) == ("You said, we did", 2, [])


def test_columns_that_it_needs_or_does_not_know_are_told(kinds: tuple[BlockKind, ...]) -> None:
    rows = (("You said, we did",), ("You said", "When", "We did"), ("a", "May", "b"), ("c", "", ""))
    _, messages = boxed(kinds, *rows)
    assert messages == [
        'B-02 The block "You said, we did" says nothing under "We did".',
        'B-04 The block "You said, we did" has no such column, or has it already: "When May" would be lost.',
    ]


def test_every_blank_block_is_read_as_its_kind(kinds: tuple[BlockKind, ...]) -> None:
    ((_, data),) = blank_forms(Workspace(ROOT), (BLOCKS,))
    document = Document(io.BytesIO(data))
    for row in (row for one in document.tables for row in one.rows):
        for cell in row.cells:
            cell.text = cell.text or ("words" if cell is not row.cells[0] else "")
    blocks: tuple[Block, ...] = read_body(document, "blocks.docx", set())[0]
    names = [block.rows[0][0][0].text for block in blocks if isinstance(block, Table)]  # type: ignore[union-attr]
    assert names == [kind.name for kind in kinds]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("one: {name: One, look: card, help: Words}", "must have fields or columns"),
        ("one: {name: One, look: blink, help: Words, columns: []}", "must be one of card, notice, plain"),
        ("one: 3", "must name fields"),
        (f"one: {KIND}\ntwo: {KIND.replace('Ours', 'OURS')}", '"OURS" stands there twice as the kind'),
        (f"one: {KIND.replace('Promise', 'May we')}", '"may we" stands there twice as the label of "Ours"'),
        (f"one: {KIND.replace('text', 'consent')}", "asks twice whether it may be published"),
    ],
)
def test_a_file_of_kinds_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "data_schemas").mkdir()
    (tmp_path / "data_schemas" / "blocks.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        block_kinds(Workspace(tmp_path))


def test_a_council_may_add_a_kind_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "data_schemas").mkdir()
    kind = "ours: {name: Our promise, look: notice, help: Words, fields: [{label: Promise, prints: text}]}"
    (tmp_path / "data_schemas" / "blocks.yaml").write_text(kind, encoding="utf-8")
    box, messages = boxed(block_kinds(Workspace(tmp_path)), ("Our promise", ""), ("Promise", "We call back."))
    assert (told(box), messages) == ([(Kind.TEXT, "We call back.")], [])
