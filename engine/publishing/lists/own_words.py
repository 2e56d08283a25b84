"""Sheets of triangulation.xlsx for what people wrote where no item asked for it: rows of their own, and comments."""

from __future__ import annotations

from collections import Counter

from engine.model.assessment import SelfAssessment
from engine.publishing.lists.sheet_table import Cell, SheetTable

_NONE = "–"


def own_rows_table(assessment: SelfAssessment) -> SheetTable:
    """Each row that a group added of its own, with its rating and reasons."""
    columns = (
        ("Raised by", 30),
        ("Statement", 34),
        ("What they wrote", 60),
        ("Rating", 20),
        ("Why", 60),
        ("Evidence they have", 34),
        ("Evidence they need", 34),
    )
    by_group = {checklist.group: checklist.local_items for checklist in assessment.checklists}
    names = {statement.id: statement.name for statement in assessment.framework.statements}
    rows: list[tuple[Cell, ...]] = [
        (
            group.name,
            names.get(row.statement, _NONE),
            row.text or _NONE,
            ", ".join(row.ratings) or "No answer",
            row.why or _NONE,
            row.have or _NONE,
            row.need or _NONE,
        )
        for group in assessment.council.groups_in_order
        for row in by_group.get(group.id, ())
    ]
    return SheetTable(
        sheet="Own rows",
        title="Rows that groups added",
        hint="What groups wrote below or beside the items. A dash for a statement: its sheet is about none.",
        columns=columns,
        rows=tuple(rows) or (("No group has added a row.", *[_NONE] * (len(columns) - 1)),),
    )


def notes_table(assessment: SelfAssessment) -> SheetTable:
    """What groups wrote on the sheet that names them. Lines that several groups have are the form's own."""
    columns = (("Group", 34), ("Beside", 34), ("What it says", 90))
    names = {group.id: group.name for group in assessment.council.groups}
    said = [
        (checklist.group, dict.fromkeys((note.label, note.words) for note in checklist.notes))
        for checklist in assessment.checklists
    ]
    count = Counter(line for _, lines in said for line in lines)
    rows: list[tuple[Cell, ...]] = [
        (names[group], label or _NONE, words)
        for group, lines in said
        for label, words in lines
        if count[label, words] == 1 and words != names[group]
    ]
    return SheetTable(
        sheet="About",
        title="What groups say of themselves",
        hint="From the first sheet of their workbooks, as far as it is not the same in all of them.",
        columns=columns,
        rows=tuple(rows) or (("No group has said anything.", _NONE, _NONE),),
    )


def comments_table(assessment: SelfAssessment) -> SheetTable:
    """Each comment of an endorser, also those that may not be published."""
    columns = (("Endorser", 30), ("Position", 34), ("Reply", 14), ("Comment", 80), ("May be published", 16))
    rows: list[tuple[Cell, ...]] = [
        (
            one.name,
            one.position or _NONE,
            one.status.value or _NONE,
            one.comment,
            "Yes" if one.publish_comment else "No",
        )
        for one in assessment.endorsements
        if one.comment
    ]
    return SheetTable(
        sheet="Comments",
        title="What endorsers said",
        hint="Every comment that came with an answer. The report prints those that may be published.",
        columns=columns,
        rows=tuple(rows) or (("Nobody has sent a comment.", *[_NONE] * (len(columns) - 1)),),
    )
