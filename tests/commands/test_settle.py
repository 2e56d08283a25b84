"""What a ruling could settle is asked as a question, and the answers it can have settle it, in decisions.yaml."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.assembly.reading import read
from engine.cli.main import penholder
from engine.commands.check import check
from engine.commands.settle import Asked, Ruling, asked_in, find, questions, record, undo_ruling
from engine.commands.settle.words import questions_json, questions_lines
from engine.doors import ChangedMeanwhileError
from engine.errors import UsageError
from engine.findings import Severity
from engine.model.questions import QuestionKind
from engine.progress import Progress
from engine.workspace import Workspace
from tests.material.little_sample import little_sample

BY = Ruling("", "Helen Marsden", "Asked their chair.", date(2026, 3, 2))
EQUITY = 2
"""The sheet of a statement's checklist."""
TEXT, RATING = 2, 3
"""Its columns."""


def change(workspace: Workspace, how: Callable[[Worksheet], None], name: str = "leaders.xlsx") -> None:
    path = workspace.inputs / "checklists" / name
    book = load_workbook(path)
    how(book.worksheets[EQUITY])
    book.save(path)


def row_of(sheet: Worksheet, item: str) -> int:
    return next(int(cell.row) for cell in sheet["A"] if cell.value == item)


def unclear(sheet: Worksheet) -> None:
    sheet.cell(row_of(sheet, "equity.01"), RATING, "mostly")


def torn(sheet: Worksheet) -> None:
    sheet.cell(row_of(sheet, "equity.02"), 1, "equity.03")


def own(sheet: Worksheet) -> None:
    row = sheet.max_row + 1
    sheet.cell(row, TEXT, "Our parking is fair to everyone who comes.")
    sheet.cell(row, RATING, "Tend to agree")


def wordless(sheet: Worksheet) -> None:
    sheet.cell(sheet.max_row + 1, RATING, "Tend to agree")


def reworded(sheet: Worksheet) -> None:
    row = row_of(sheet, "equity.04")
    sheet.cell(row, TEXT, f"{sheet.cell(row, TEXT).value} And we do so every year.")


def of_nobody(workspace: Workspace) -> None:
    path = workspace.inputs / "checklists"
    book = load_workbook(path / "partners.xlsx")
    next(cell for cell in book.worksheets[0]["B"] if cell.value == "partners").value = "friends"
    book.save(path / "form back.xlsx")


def two_of_one(workspace: Workspace) -> None:
    path = workspace.inputs / "checklists"
    shutil.copy(path / "leaders.xlsx", path / "leaders again.xlsx")
    change(workspace, lambda sheet: _turn(sheet, "equity.05"), "leaders again.xlsx")


def _turn(sheet: Worksheet, item: str) -> None:
    cell = sheet.cell(row_of(sheet, item), RATING)
    cell.value = "Strongly disagree" if cell.value != "Strongly disagree" else "Strongly agree"


@pytest.fixture(scope="module")
def open_once(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A council with one of everything that a ruling can settle. Not to be changed."""
    workspace = little_sample(tmp_path_factory.mktemp("open") / "workspace")
    two_of_one(workspace)
    of_nobody(workspace)
    for how in (unclear, torn, own, wordless, reworded):
        change(workspace, how)
    return workspace


@pytest.fixture
def unsettled(open_once: Workspace, tmp_path: Path) -> Workspace:
    """A copy of it, to change."""
    return Workspace(shutil.copytree(open_once.root, tmp_path / "workspace"))


def one_of(workspace: Workspace, kind: QuestionKind) -> Asked:
    return next(asked for asked in asked_in(workspace) if asked.question.kind is kind)


def test_everything_that_findings_say_a_ruling_settles_is_asked(open_once: Workspace) -> None:
    asked = asked_in(open_once)
    codes = {(one.question.kind, one.question.code, one.question.must) for one in asked}
    assert codes >= {
        (QuestionKind.RATING, "C-03", True),
        (QuestionKind.ROW, "C-07", True),
        (QuestionKind.ROW, "C-07", False),
        (QuestionKind.ROW, "C-06", False),
        (QuestionKind.FILE, "C-02", True),
    }
    assert [one.question.must for one in asked] == sorted((one.question.must for one in asked), reverse=True)
    assert len({one.question.key for one in asked}) == len(asked)


def test_what_must_be_settled_is_what_stops_a_final_edition(open_once: Workspace) -> None:
    """Each error that a ruling settles is asked, and each question that must be settled stands behind an error."""
    reading = read(open_once, Progress())
    errors = {
        found.place.file
        for found in reading.judgement.findings
        if found.severity is Severity.ERROR
        and found.place.file.startswith("inputs/checklists/")
        and found.code != "C-05"
    }
    assert {one.question.place.file for one in questions(reading) if one.question.must} == errors


@pytest.mark.slow
def test_an_answer_settles_its_question_and_rules_nothing_else(unsettled: Workspace) -> None:
    asked = asked_in(unsettled)
    before = {path: path.read_bytes() for path in (unsettled.inputs / "checklists").iterdir()}
    for number, one in enumerate(asked):
        answer = one.question.answers[-(number % 2)].id
        record(unsettled, one, replace(BY, answer=answer))
        reading = read(unsettled, Progress())
        left = [again.question.key for again in questions(reading)]
        assert one.question.key not in left, f"{answer} leaves it open: {one.question.asks}"
        wrong = [f.message for f in reading.judgement.findings if f.place.file == "inputs/decisions.yaml"]
        assert wrong == [], f"{answer}: {one.question.asks}"
        undo_ruling(unsettled)
    assert {path: path.read_bytes() for path in (unsettled.inputs / "checklists").iterdir()} == before
    assert not (unsettled.inputs / "decisions.yaml").exists()


def test_a_ruling_stands_there_as_it_would_be_typed(unsettled: Workspace) -> None:
    recorded = record(unsettled, one_of(unsettled, QuestionKind.RATING), replace(BY, answer="Tend to agree"))
    assert (unsettled.inputs / "decisions.yaml").read_text(encoding="utf-8") == (
        "ratings:\n  - {group: leaders, item: equity.01, rating: Tend to agree, who: Helen Marsden, when: 2026-03-02, "
        "why: Asked their chair.}\n"
    )
    assert recorded.as_json()["ruling"]["when"] == "2026-03-02"


def test_comments_and_byte_order_mark_of_the_file_stay(unsettled: Workspace) -> None:
    path = unsettled.inputs / "decisions.yaml"
    path.write_bytes(b"\xef\xbb\xbf# Ours\r\nrows: []  # none yet\r\n")
    record(unsettled, one_of(unsettled, QuestionKind.RATING), replace(BY, answer="no answer"))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# Ours\r\nrows: []  # none yet\r\nratings:\r\n  - {group: leaders,")
    assert data.count(b"\n") == data.count(b"\r\n") == 4


# what was seen


@pytest.mark.parametrize("name", ["decisions.yaml", "checklists/leaders.xlsx"])
def test_nothing_is_recorded_where_a_file_changed_since_the_question_was_asked(unsettled: Workspace, name: str) -> None:
    one = one_of(unsettled, QuestionKind.RATING)
    if name == "decisions.yaml":
        (unsettled.inputs / name).write_text("# by somebody else\n", encoding="utf-8")
    else:
        change(unsettled, lambda sheet: _turn(sheet, "equity.05"))
    before = [(path, path.read_bytes()) for path in unsettled.inputs.rglob("*") if path.is_file()]
    with pytest.raises(ChangedMeanwhileError, match=r"has changed since the question was asked\. Nothing was written"):
        record(unsettled, one, replace(BY, answer="Tend to agree"))
    assert [(path, path.read_bytes()) for path in unsettled.inputs.rglob("*") if path.is_file()] == before


def test_a_ruling_that_is_given_twice_at_once_stands_once(unsettled: Workspace) -> None:
    one = one_of(unsettled, QuestionKind.RATING)
    refused: list[Exception] = []

    def rule() -> None:
        try:
            record(unsettled, one, replace(BY, answer="Tend to agree"))
        except ChangedMeanwhileError as fault:
            refused.append(fault)

    runs = [threading.Thread(target=rule) for _ in range(3)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert (unsettled.inputs / "decisions.yaml").read_text(encoding="utf-8").count("equity.01") == 1
    assert len(refused) == 2


# what is refused


@pytest.mark.parametrize(
    ("ruling", "words"),
    [
        (replace(BY, answer="Perhaps"), "is no answer to this question. It can be: Strongly agree"),
        (replace(BY, answer=""), "is no answer"),
        (replace(BY, answer="99"), "is no answer"),
        (replace(BY, answer="Tend to agree", who=" "), "Say who decided"),
        (replace(BY, answer="Tend to agree", why="\n"), "Say why"),
    ],
)
def test_a_ruling_that_is_not_whole_is_refused(open_once: Workspace, ruling: Ruling, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        record(open_once, one_of(open_once, QuestionKind.RATING), ruling)
    assert not (open_once.inputs / "decisions.yaml").exists()


@pytest.mark.parametrize("data", [b"ratings: [\n", b"\xff\xfe", b"ratings: words\n", b"ratings: &a []\nrows: *a\n"])
def test_a_file_that_cannot_be_added_to_is_told_and_stays(unsettled: Workspace, data: bytes) -> None:
    (unsettled.inputs / "decisions.yaml").write_bytes(data)
    one = one_of(unsettled, QuestionKind.RATING)
    with pytest.raises(UsageError, match=r"inputs/decisions\.yaml"):
        record(unsettled, one, replace(BY, answer="Tend to agree"))
    assert (unsettled.inputs / "decisions.yaml").read_bytes() == data


def test_there_must_be_one_such_question(open_once: Workspace) -> None:
    asked = asked_in(open_once)
    assert find(asked, asked[0].question.key[:8]) == asked[0]
    for key in ("", "zzz"):
        with pytest.raises(UsageError, match="There is no one question"):
            find(asked, key)


# the command


def run(workspace: Workspace, *arguments: str) -> str:
    result = CliRunner().invoke(penholder, ["settle", "--workspace", str(workspace.root), *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.slow
def test_the_command_lists_what_is_open_and_records_by_number_or_by_name(unsettled: Workspace) -> None:
    listed = json.loads(run(unsettled, "--format", "json"))
    assert listed == json.loads(json.dumps(questions_json(asked_in(unsettled))))
    key = next(one["key"] for one in listed["questions"] if one["kind"] == "ratings")
    text = run(unsettled)
    assert f"To settle ({listed['open']}): each counts as nothing until you rule" in text
    assert key[:6] in text
    said = run(unsettled, key[:6], "2", "--who", "Ann Ash", "--why", "Asked.", "--when", "2026-03-02")
    assert said.startswith(
        "inputs/decisions.yaml, under ratings: group: leaders, item: equity.01, rating: Tend to agree"
    )
    assert key[:6] not in run(unsettled)
    assert "as it was before the last ruling" in run(unsettled, "--undo")
    assert key[:6] in run(unsettled)


def test_where_nothing_is_open_it_says_so(little: Workspace) -> None:
    assert list(questions_lines(asked_in(little), every=True)) == ["To settle (0)"]


@pytest.mark.slow
def test_a_conflict_that_is_settled_is_told_as_complete(unsettled: Workspace) -> None:
    states = [one.state.value for one in check(unsettled, Progress()).returns.asked if one.about == "leaders"]
    assert states == ["To settle"]
