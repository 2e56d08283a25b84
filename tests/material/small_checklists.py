"""Checklists as groups send them back: one set of answers, written in any layout and any disorder."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from engine.findings import Finding
from engine.model.assessment import Checklist
from engine.model.council import Group
from engine.model.decisions import Decisions
from engine.model.framework import ChecklistItem, Framework
from engine.model.returned import ReturnedChecklist
from engine.model.vocabulary import framework_vocabulary, with_rulings
from engine.sources.checklists.read import read_checklist
from engine.sources.checklists.recognised import Catalogue, catalogue
from engine.transcription.answers import transcribe_checklists
from tests.material.small_inputs import SCHEMAS

LEADERS = Group(
    id="leaders", name="Managers and leaders", people=17, how="Team day", lived_experience=False, leaders=True
)

Said = tuple[str | None, str, str, str]
"""A rating or none, why, evidence they have, evidence they need."""
Table = list[list[object]]


@dataclass(frozen=True)
class Layout:
    """How a group's answers are written down. seed: of the order of rows and columns, 0 for the order they have."""

    ids: bool = True
    ticks: bool = False
    evidence: bool = True
    mark: str = "x"
    stacked: bool = False
    titles: bool = True
    blank_rows: bool = False
    seed: int = 0


def tables(framework: Framework, said: Mapping[str, Said], layout: Layout) -> list[tuple[str, Table]]:
    """The sheets of a file, by name, without the one that names the group."""
    chance = random.Random(layout.seed)
    if layout.stacked and not layout.titles:
        return [("Sheet1", _table(framework, list(framework.items.values()), said, layout, chance))]
    sheets = []
    for number, statement in enumerate(framework.statements, start=1):
        title: Table = [[f"Our theme – {statement.name}: checklist"], []] if layout.titles else []
        sheets.append((f"Sheet{number}", title + _table(framework, statement.items, said, layout, chance)))
    if layout.seed:
        chance.shuffle(sheets)
    return [("Sheet1", [row for _, rows in sheets for row in [*rows, []]])] if layout.stacked else sheets


def _table(
    framework: Framework,
    items: Sequence[ChecklistItem],
    said: Mapping[str, Said],
    layout: Layout,
    chance: random.Random,
) -> Table:
    scale = [rating.name for rating in framework.ratings]
    head = (["Id"] if layout.ids else []) + ["Checklist item", *(scale if layout.ticks else ["Rating"]), "Why"]
    head += ["Evidence you have", "Evidence you need"] if layout.evidence else []
    rows: Table = [[*head]]
    for item in items:
        rating, *words = said[item.id]
        given: list[object] = [layout.mark if name == rating else None for name in scale] if layout.ticks else [rating]
        rows.append([*([item.id] if layout.ids else []), item.text, *given, *(words if layout.evidence else words[:1])])
        rows += [[]] if layout.blank_rows else []
    if not layout.seed:
        return rows
    order = list(range(len(head)))
    chance.shuffle(order)
    body = rows[1:]
    chance.shuffle(body)
    return [[row[at] for at in order] if row else [] for row in [rows[0], *body]]


def save_xlsx(path: Path, sheets: Iterable[tuple[str, Table]], group: str = "leaders") -> None:
    """The sheets as an Excel workbook. Text stays text, whatever it begins with."""
    book = Workbook()
    about = book.active
    assert isinstance(about, Worksheet)
    about.title = "About"
    about.append(["Group", group])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(number, column)
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
    book.save(path)


def save_csv(path: Path, rows: Table, encoding: str = "utf-8", separator: str = ",", group: str = "leaders") -> None:
    """One table as text, below a line that names the group."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([["Group", group], [], *rows])
    path.write_bytes(text.getvalue().encode(encoding))


def known(framework: Framework) -> Catalogue:
    """What rows and columns are recognised by."""
    return catalogue(framework, SCHEMAS["checklist"])


def returned(path: Path, framework: Framework) -> tuple[ReturnedChecklist, list[Finding]]:
    """A file as it was read."""
    return read_checklist(path, f"inputs/checklists/{path.name}", known(framework), SCHEMAS["checklist"])


def received(
    paths: Iterable[Path], framework: Framework, decisions: Decisions | None = None
) -> tuple[Checklist, list[Finding]]:
    """The files of one group as its checklist, with everything there is to say about them."""
    read = [returned(path, framework) for path in paths]
    words = with_rulings(framework_vocabulary(framework), framework)
    words = words.with_kind("group", [(LEADERS.id, LEADERS.name)])
    files = [one for one, _ in read]
    (checklist,), _, found, _ = transcribe_checklists(files, decisions or Decisions(), [LEADERS], framework, words)
    return checklist, [*(finding for _, findings in read for finding in findings), *found]


def said_in(checklist: Checklist) -> dict[str, Said]:
    """A checklist's answers as they were written down."""
    return {
        item: (answer.rating.name if answer.rating else None, answer.why, answer.have, answer.need)
        for item, answer in checklist.answers.items()
    }
