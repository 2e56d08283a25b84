"""Word forms as values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from engine.findings import Place
from engine.model.assessment import (
    Action,
    ActionStatus,
    KeyRisk,
    KeyStrength,
    Overview,
    Quotation,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.record import Checked
from engine.model.self_judgement import SelfJudgement
from engine.model.story import Paragraph
from engine.model.vocabulary import Vocabulary


def transcribe_statement(
    statement: str, checked: Checked, judgement: SelfJudgement | None, vocabulary: Vocabulary
) -> StatementNarrative:
    """The summary of one statement. judgement: the council's own, which stands in another file."""
    values = checked.values
    return StatementNarrative(
        statement=statement,
        view=values.get("view", ""),
        direction=values.get("direction", ""),
        ambition=values.get("ambition", ()),
        strengths=_lines(values.get("strengths")),
        improvements=_lines(values.get("improvements")),
        evidence=values.get("evidence", ()),
        plans=values.get("plans", ()),
        actions=tuple(_action(row, place) for row, place in _rows("actions", checked) if "action" in row),
        quotations=tuple(
            _quotation(row, place, vocabulary) for row, place in _rows("quotations", checked) if "words" in row
        ),
        documents=_lines(values.get("documents")),
        place=checked.place(),
        judgement=judgement,
    )


def transcribe_theme(theme: str, checked: Checked) -> ThemeNarrative:
    """Introduction and priorities of one theme."""
    values = checked.values
    return ThemeNarrative(
        theme=theme,
        lead=values.get("lead", ""),
        introduction=values.get("introduction", ()),
        priorities=values.get("priorities", ()),
        place=checked.place(),
    )


def transcribe_overview(checked: Checked, vocabulary: Vocabulary) -> Overview:
    """Section A, the page at a glance, and how the self-assessment was made."""
    values = checked.values
    return Overview(
        about=values.get("about", ()),
        strategy=values.get("strategy", ()),
        strengths=tuple(
            _strength(row, place, vocabulary) for row, place in _rows("strengths", checked) if "title" in row
        ),
        risks=tuple(_risk(row, place, vocabulary) for row, place in _rows("risks", checked) if "title" in row),
        glance_strengths=_lines(values.get("glance_strengths")),
        glance_priorities=_lines(values.get("glance_priorities")),
        process=values.get("process", ()),
        review=values.get("review", ()),
        place=checked.place(),
    )


def _rows(field: str, checked: Checked) -> Iterator[tuple[dict[str, Any], Place]]:
    for index, row in enumerate(checked.values.get(field) or ()):
        if row is not None:
            yield row, checked.place(field, index)


def _lines(values: list[Paragraph | None] | None) -> tuple[Paragraph, ...]:
    return tuple(line for line in values or () if line is not None)


def _inline(row: dict[str, Any], name: str, place: Place) -> Paragraph:
    value = row.get(name)
    return value if isinstance(value, Paragraph) else Paragraph((), place)


def _action(row: dict[str, Any], place: Place) -> Action:
    return Action(
        text=row["action"],
        owner=row.get("owner", ""),
        due=row.get("due"),
        measure=_inline(row, "measure", place),
        overseen_by=row.get("overseen_by", ""),
        status=ActionStatus(row.get("status", "")),
        place=place,
    )


def _quotation(row: dict[str, Any], place: Place, vocabulary: Vocabulary) -> Quotation:
    """Words beside the references, such as which of many interviews, tell where it was said."""
    reference = _inline(row, "reference", place)
    beside = "".join(run.text for run in reference.runs if not run.reference).strip(" ,;")
    return Quotation(
        words=row["words"],
        who=row.get("who", ""),
        group=_group(row.get("group", ""), vocabulary),
        where=", ".join(filter(None, (row.get("where", ""), " ".join(beside.split())))),
        references=reference.references,
        may_publish=row.get("may_publish", False),
        place=place,
    )


def _group(name: str, vocabulary: Vocabulary) -> str:
    """The id of a group; nothing where council.yaml has none, so that no name could be checked."""
    return (vocabulary.find("group", name) or "") if "group" in vocabulary.kinds else ""


def _strength(row: dict[str, Any], place: Place, vocabulary: Vocabulary) -> KeyStrength:
    theme = vocabulary.find("theme", row.get("theme", "")) or ""
    return KeyStrength(
        title=row["title"],
        theme=theme,
        text=_inline(row, "text", place),
        evidence=_inline(row, "evidence", place),
        place=place,
    )


def _risk(row: dict[str, Any], place: Place, vocabulary: Vocabulary) -> KeyRisk:
    return KeyRisk(
        title=row["title"],
        theme=vocabulary.find("theme", row.get("theme", "")) or "",
        impact=_inline(row, "impact", place),
        response=_inline(row, "response", place),
        owner=row.get("owner", ""),
        due=row.get("due"),
        place=place,
    )
