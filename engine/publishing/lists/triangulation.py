"""triangulation.xlsx: what each group said, item by item, people with lived experience first, never an average."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.assessment import SelfAssessment
from engine.model.judgement import Judgement
from engine.model.side_by_side import GroupSide, ItemSides, side_by_side
from engine.publishing.lists.claims_table import claims_table
from engine.publishing.lists.own_words import comments_table, notes_table, own_rows_table
from engine.publishing.lists.sheet_table import Cell, SheetTable

NO_ANSWER, NOT_BACK = "No answer", "Not back"
_NONE = "–"


def triangulation_tables(assessment: SelfAssessment, judgement: Judgement) -> tuple[SheetTable, ...]:
    """Counts by statement and group, every item, the perception gaps, who answered how much, the claims.

    Then the rows that groups added of their own, what they say of themselves, and what endorsers said.
    """
    return (
        _statements(assessment, judgement),
        _items(assessment, judgement),
        _gaps(assessment, judgement),
        _response(assessment),
        claims_table(assessment, judgement),
        own_rows_table(assessment),
        notes_table(assessment),
        comments_table(assessment),
    )


def spread(sides: ItemSides) -> str:
    """From the most positive rating to the most negative, in words; those who do not know are left out."""
    return " to ".join(rating.name for rating in sides.spread) or _NONE


def _statements(assessment: SelfAssessment, judgement: Judgement) -> SheetTable:
    scale = [(rating.name, 12) for rating in assessment.framework.ratings]
    columns = (("Statement", 40), ("Group", 34), *scale, ("No answer", 12), ("Agree", 12), ("Items", 10))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (statement.name, row.group.name, *row.counts, row.blank, row.agree, row.total)
        for statement in assessment.framework.statements
        for row in judgement.ratings[statement.id].rows
    )
    hint = "How many items of each statement each group rated how. Agree counts the ratings on that side of the scale."
    return SheetTable(sheet="Statements", title="Ratings by statement and group", hint=hint, columns=columns, rows=rows)


def _items(assessment: SelfAssessment, judgement: Judgement) -> SheetTable:
    groups = assessment.council.groups_in_order
    columns = (
        ("Item", 20),
        ("Text", 56),
        *((group.name, 17) for group in groups),
        ("Spread", 26),
        ("Don’t know", 10),
        ("No answer", 10),
        ("Perception gap", 13),
    )
    rows = tuple(_item(sides) for sides in _every_item(assessment, judgement))
    hint = "What each group said. Spread leaves out those who do not know; a gap is between groups that are compared."
    return SheetTable(sheet="Items", title="Every item, every group", hint=hint, columns=columns, rows=rows)


def _every_item(assessment: SelfAssessment, judgement: Judgement) -> Iterator[ItemSides]:
    for statement in assessment.framework.statements:
        yield from side_by_side(assessment, statement, judgement.ratings[statement.id])


def _item(sides: ItemSides) -> tuple[Cell, ...]:
    said = [_said(side) for side in sides.sides]
    is_gap = "Yes" if sides.gaps else "No"
    return sides.item.id, sides.item.text, *said, spread(sides), sides.unknown, sides.blank, is_gap


def _said(side: GroupSide) -> str:
    if not side.is_back:
        return NOT_BACK
    return side.rating.name if side.rating else NO_ANSWER


def _gaps(assessment: SelfAssessment, judgement: Judgement) -> SheetTable:
    """Each item of each perception gap, with what both groups said and why."""
    columns = (("Item", 20), ("Text", 60), ("Group", 34), ("Rating", 20), ("Why", 70))
    rows: list[tuple[Cell, ...]] = []
    for sides in _every_item(assessment, judgement):
        differ = {row.group.id for gap in sides.gaps for row in gap.between}
        for side in (side for side in sides.sides if side.group.id in differ and side.is_back):
            why = side.answer.why if side.answer and side.answer.why else _NONE
            rows.append((sides.item.id, sides.item.text, side.group.name, _said(side), why))
    hint = "Two steps apart or more, or on opposite sides of the scale. Talk each over with both groups."
    none: tuple[Cell, ...] = ("–", "There are no perception gaps.", "–", "–", "–")
    return SheetTable(
        sheet="Perception gaps",
        title="Where groups see it differently",
        hint=hint,
        columns=columns,
        rows=tuple(rows) or (none,),
    )


def _response(assessment: SelfAssessment) -> SheetTable:
    columns = (
        ("Group", 34),
        ("People", 12),
        ("Back", 10),
        ("Rated", 10),
        ("Conflicts", 12),
        ("No answer", 12),
        ("Items", 10),
    )
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    total = len(assessment.framework.items)
    rows: list[tuple[Cell, ...]] = []
    for group in assessment.council.groups_in_order:
        checklist = by_group.get(group.id)
        rated = sum(answer.rating is not None for answer in checklist.answers.values()) if checklist else 0
        conflicts = checklist.conflicts if checklist else 0
        back = "Yes" if checklist else "No"
        rows.append((group.name, group.people, back, rated, conflicts, total - rated - conflicts, total))
    hint = "A conflict is an item that a group rated twice, differently: it counts as no rating until it is settled."
    return SheetTable(sheet="Response", title="Who answered how much", hint=hint, columns=columns, rows=tuple(rows))
