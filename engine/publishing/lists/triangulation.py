"""triangulation.xlsx: what each group said, item by item, people with lived experience first, never an average."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.model.assessment import Answer, Checklist, SelfAssessment
from engine.model.framework import ChecklistItem, Rating
from engine.model.judgement import Judgement
from engine.publishing.lists.claims_table import claims_table
from engine.publishing.lists.workbook_writer import Cell, SheetTable

NO_ANSWER, NOT_BACK = "No answer", "Not back"


def triangulation_tables(assessment: SelfAssessment, judgement: Judgement) -> tuple[SheetTable, ...]:
    """Counts by statement and group, every item, the perception gaps, who answered how much, and the claims."""
    return (
        _statements(assessment, judgement),
        _items(assessment, judgement),
        _gaps(assessment, judgement),
        _response(assessment),
        claims_table(assessment, judgement),
    )


def spread(ratings: Sequence[Rating]) -> str:
    """From the most positive rating to the most negative, in words; those who do not know are left out."""
    known = sorted((rating for rating in ratings if rating.is_known), key=lambda r: r.position)
    if not known:
        return "–"
    first, last = known[0].name, known[-1].name
    return first if first == last else f"{first} to {last}"


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
        ("Text", 70),
        *((group.name, 20) for group in groups),
        ("Spread", 36),
        ("Don’t know", 12),
        ("No answer", 12),
        ("Perception gap", 14),
    )
    gaps = {item.id for ratings in judgement.ratings.values() for item in ratings.gaps}
    rows = tuple(_item(item, assessment, item.id in gaps) for item in assessment.framework.items.values())
    hint = "What each group said. Spread leaves out those who do not know; a gap is between groups that are compared."
    return SheetTable(sheet="Items", title="Every item, every group", hint=hint, columns=columns, rows=rows)


def _item(item: ChecklistItem, assessment: SelfAssessment, is_gap: bool) -> tuple[Cell, ...]:
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    said = [_answer(by_group.get(group.id), item) for group in assessment.council.groups_in_order]
    given = [answer.rating for answer in _answers(item, assessment) if answer.rating]
    unknown = sum(not rating.is_known for rating in given)
    blank = len(assessment.checklists) - len(given)
    return item.id, item.text, *said, spread(given), unknown, blank, "Yes" if is_gap else "No"


def _answer(checklist: Checklist | None, item: ChecklistItem) -> str:
    if checklist is None:
        return NOT_BACK
    answer = checklist.answers.get(item.id)
    return answer.rating.name if answer and answer.rating else NO_ANSWER


def _answers(item: ChecklistItem, assessment: SelfAssessment) -> Iterator[Answer]:
    for checklist in assessment.checklists:
        if item.id in checklist.answers:
            yield checklist.answers[item.id]


def _gaps(assessment: SelfAssessment, judgement: Judgement) -> SheetTable:
    """Each item of each perception gap, with what both groups said and why."""
    columns = (("Item", 20), ("Text", 60), ("Group", 34), ("Rating", 20), ("Why", 70))
    rows: list[tuple[Cell, ...]] = []
    by_group = {checklist.group: checklist for checklist in assessment.checklists}
    for ratings in judgement.ratings.values():
        for item in ratings.gaps:
            differ = {row.group.id for gap in ratings.perception_gaps if item in gap.items for row in gap.between}
            differ &= by_group.keys()
            for group in (group for group in assessment.council.groups_in_order if group.id in differ):
                answer = by_group[group.id].answers.get(item.id)
                why = answer.why if answer and answer.why else "–"
                rows.append((item.id, item.text, group.name, _answer(by_group[group.id], item), why))
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
