"""Checklist workbooks as answers: one checklist for each group, one answer for each item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.findings import Finding, Place, error, info, warning
from engine.model.assessment import Answer, Checklist
from engine.model.council import Group
from engine.model.framework import Framework
from engine.record import Checked
from engine.vocabulary import Vocabulary


def transcribe_checklists(
    workbooks: Sequence[Checked], groups: Sequence[Group], framework: Framework, vocabulary: Vocabulary
) -> tuple[tuple[Checklist, ...], list[Finding]]:
    """The checklists in the order of the council's groups; with findings for what is missing, doubled or in doubt."""
    findings: list[Finding] = []
    by_group: dict[str, Checklist] = {}
    for workbook in workbooks:
        group = vocabulary.find("group", str(workbook.values.get("group") or ""))
        if group is None:
            continue
        if group in by_group:
            message = f"This is a second workbook of the group {group}; the first is {by_group[group].place.file}."
            fix = "Keep the one that counts in inputs/checklists/ and move the other away. It is not read."
            findings.append(error("C-02", workbook.place(), message, fix, group))
            continue
        by_group[group] = _checklist(group, workbook, framework, vocabulary, findings)
    for known in groups:
        if known.id not in by_group:
            message = f"No checklist of {known.name} has come back."
            fix = f"Put their workbook into inputs/checklists/, with {known.id} on the sheet About."
            findings.append(warning("C-01", Place("inputs/checklists"), message, fix, known.id))
    return tuple(by_group[group.id] for group in groups if group.id in by_group), findings


def _checklist(
    group: str, workbook: Checked, framework: Framework, vocabulary: Vocabulary, findings: list[Finding]
) -> Checklist:
    answers: dict[str, Answer] = {}
    conflicts: set[str] = set()
    for answer in _answers(workbook, framework, vocabulary):
        first = answers.get(answer.item)
        if first is None or (first.rating is None and answer.item not in conflicts):
            answers[answer.item] = answer
        elif answer.rating is not None and first.rating != answer.rating:
            message = f"{answer.item} is rated twice, differently; the other is in {first.place.where}. Neither counts."
            findings.append(error("C-03", answer.place, message, "Ask the group which one stands.", answer.item))
            conflicts.add(answer.item)
            answers[answer.item] = Answer(answer.item, None, first.why, first.have, first.need, first.place)
    missing = [item for item in framework.items if item not in answers]
    if missing:
        shown = ", ".join(missing[:6]) + (f" and {len(missing) - 6} more" if len(missing) > 6 else "")
        message = f"{len(missing)} of {len(framework.items)} checklist items are not in the workbook: {shown}."
        fix = "Put the rows back, or ask the group for the workbook as it was sent out."
        findings.append(error("C-05", workbook.place("answers"), message, fix, group))
    blank = [answer for answer in answers.values() if answer.rating is None and answer.item not in conflicts]
    for answer in blank:
        message = f"No rating for {answer.item}" + (", though a reason is given." if answer.why else ".")
        findings.append(
            info(
                "C-03",
                answer.place,
                message,
                "Ask the group, or leave it: blank is shown as no answer.",
                answer.item,
            )
        )
    return Checklist(group, answers, len(conflicts), workbook.place())


def _answers(workbook: Checked, framework: Framework, vocabulary: Vocabulary) -> Iterator[Answer]:
    for index, row in enumerate(workbook.values.get("answers") or ()):
        item = vocabulary.find("checklist item", row["item"]) if row and row.get("item") else None
        if item is None:
            continue
        name = vocabulary.find("rating", row["rating"]) if row.get("rating") else None
        rating = framework.rating_by_name[name] if name else None
        place = workbook.place("answers", index, "rating")
        yield Answer(item, rating, row.get("why", ""), row.get("have", ""), row.get("need", ""), place)
