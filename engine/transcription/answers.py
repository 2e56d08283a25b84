"""Checklists as answers: one for each group, one answer for each item, and nothing counted twice or guessed."""

from __future__ import annotations

from collections.abc import Sequence

from engine.findings import Finding, Place, warning
from engine.model.assessment import Checklist, ReceivedFile
from engine.model.council import Group
from engine.model.decisions import Decisions
from engine.model.framework import Framework
from engine.model.questions import Question
from engine.model.returned import ReturnedChecklist, Row
from engine.model.vocabulary import Vocabulary
from engine.transcription.combining import combine
from engine.transcription.decisions import Rulings
from engine.transcription.groups import Sorted, sort_files

Transcribed = tuple[tuple[Checklist, ...], tuple[ReceivedFile, ...], list[Finding], tuple[Question, ...]]


def transcribe_checklists(
    returned: Sequence[ReturnedChecklist],
    decisions: Decisions,
    groups: Sequence[Group],
    framework: Framework,
    words: Vocabulary,
) -> Transcribed:
    """The checklists in the order of the council's groups, every file that came in, and what is in doubt.

    Last comes what a ruling could settle.
    """
    rulings = Rulings(decisions)
    files, findings = sort_files(returned, groups, words, rulings)
    checklists = []
    for group in groups:
        own = [each.returned for each in files if each.group == group.id and not each.left_out]
        if own:
            checklist, found = combine(group.id, own, framework, rulings)
            checklists.append(checklist)
            findings.extend(found)
        else:
            findings.append(_nothing_came(group))
    findings.extend(rulings.not_needed())
    return tuple(checklists), tuple(_received(each) for each in files), findings, tuple(rulings.questions)


def _nothing_came(group: Group) -> Finding:
    message = f"No checklist of {group.name} has come back."
    fix = f"Put their workbook into inputs/checklists/, with {group.id} on the sheet About."
    return warning("C-01", Place("inputs/checklists"), message, fix, group.id)


def _received(each: Sorted) -> ReceivedFile:
    left_out = each.left_out or ("" if each.group else "of no group that is known")
    return ReceivedFile(
        file=each.returned.file,
        group=each.group,
        ratings=_rated(each.returned.rows),
        left_out=left_out,
        coercions=each.returned.coercions,
    )


def _rated(rows: Sequence[Row]) -> int:
    """How many items they rate: one that stands on two sheets is one item, and none where the two differ."""
    said: dict[tuple[str, ...], set[str]] = {}
    for row in rows:
        if row.items and row.is_marked:
            said.setdefault(row.items, set()).update(row.ratings if row.is_clear else ("", *row.ratings))
    return sum(len(names) == 1 and "" not in names for names in said.values())
