"""What a signature stands for: the content of a statement or of the whole report, in a fixed form.

It is made of every field whose role is signed for. The fields of the first sheets stand in it even where they are
empty; a field that is younger stands in it under its own name, and only where it says something. So a new field is
signed for by itself, and a sheet that was issued before there was one stays good until somebody fills it in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from engine.assessment.fingerprint import Unsaid, fingerprint
from engine.assessment.texts import cited
from engine.model.assessment import (
    Action,
    KeyRisk,
    KeyStrength,
    Overview,
    Quotation,
    SelfAssessment,
    StatementNarrative,
    ThemeNarrative,
)
from engine.model.evidence import DataSource, Document, Figure
from engine.model.framework import QualityStatement
from engine.model.judgement import StatementRatings
from engine.model.roles import SIGNED
from engine.model.story import Paragraph, Picture, Table, with_notes
from engine.model.walk import ModelField, model_fields

_FROM_THE_FIRST: dict[type, str] = {
    SelfAssessment: "statements themes overview evidence",
    StatementNarrative: "view direction ambition strengths improvements evidence plans actions quotations documents",
    Action: "text owner due measure overseen_by status",
    Quotation: "words who where references",
    ThemeNarrative: "lead introduction priorities",
    Overview: "about strategy process review glance_strengths glance_priorities strengths risks",
    KeyStrength: "title theme text evidence",
    KeyRisk: "title impact response owner due",
    Document: "ref title",
    DataSource: "ref title",
    Figure: "ref measure value period",
    Picture: "alt",
}
"""The fields that stood in the first sheets: they stay where they stood. None is ever added here."""

_LEFT_OUT: dict[type, str] = {
    SelfAssessment: "framework council checklists endorsements received lenses recommendations",
    KeyRisk: "theme",
    Document: "type theme library_rows status reason due where_to_look approved review_due covers_from covers_to kinds "
    "assurance",
    DataSource: "listed_as publisher as_at used note kinds",
    Figure: "statement a_year_ago two_years_ago as_at comparator comparator_value comparator_is good source "
    "at_a_glance note kinds",
    Table: "rows",
}
"""What nobody signs for: who works on the report; the checklists, whose ratings are told by their counts; how other
frames refer to the report; what others recommend, which the improvement plan alone prints; and how the library
describes what a statement rests on. The last two may be kept up to date without asking again. The rows of a table
stand by themselves."""

_UNNAMED: dict[type, str] = {Quotation: "group"}
"""A younger field from before younger ones were named: it stands where the form has it, if it says something."""


def statement_content(
    assessment: SelfAssessment, statement: QualityStatement, ratings: StatementRatings
) -> dict[str, Any]:
    """What a manager verifies."""
    narrative = assessment.statements[statement.id]
    refs, evidence = cited(narrative), assessment.evidence
    return {
        "statement": statement.text,
        "narrative": _parts(narrative, _FROM_THE_FIRST) | _younger(narrative),
        "ratings": [[row.group.id, *row.counts, row.blank] for row in ratings.rows],
        "figures": [_row(figure) for figure in evidence.figures if figure.ref in refs],
        "documents": [_row(document) for document in evidence.documents if document.ref in refs],
        "sources": [_row(source) for source in evidence.sources if source.ref in refs],
    }


def whole_content(assessment: SelfAssessment, statements: dict[str, str]) -> dict[str, Any]:
    """The whole report, which endorsers put their names to. statements: the fingerprints of theirs, by id."""
    overview = assessment.overview
    parts = _parts(overview, _FROM_THE_FIRST)
    younger = _younger(overview) | _younger(assessment)
    return {
        "statements": statements,
        "overview": [parts[name] for name in ("about", "strategy", "process", "review")],
        "glance": parts["glance_strengths"] + parts["glance_priorities"],
        "strengths": parts["strengths"],
        "risks": parts["risks"],
        "themes": [_row(theme) for theme in assessment.themes.values()],
        **{f"report {name}": content for name, content in younger.items()},
        **_declared(assessment),
    }


def _declared(assessment: SelfAssessment) -> dict[str, Any]:
    """The words endorsers are asked to sign, unless they are penholder's, which no sheet was ever made stale by."""
    framework = assessment.framework
    asked = {endorsement.declaration for endorsement in assessment.endorsements}
    worded = [
        [one.id, one.text]
        for one in framework.declarations
        if one.id in asked and (one.is_own or "declarations" in framework.official_parts)
    ]
    return {"declarations": worded} if worded else {}


def content_fingerprints(
    assessment: SelfAssessment, ratings: Mapping[str, StatementRatings]
) -> tuple[dict[str, str], str]:
    """(the fingerprint of what each manager verifies, by the statement's id; that of the whole report)."""
    statements = assessment.framework.statements
    contents = {each.id: statement_content(assessment, each, ratings[each.id]) for each in statements}
    prints = {key: fingerprint(content) for key, content in contents.items()}
    return prints, fingerprint(whole_content(assessment, prints))


def _names(lists: Mapping[type, str], value: object) -> list[str]:
    """What a list says of a value's kind."""
    return [name for kind, names in lists.items() if isinstance(value, kind) for name in names.split()]


def _parts(value: object, lists: Mapping[type, str]) -> dict[str, Any]:
    """The content of the fields that a list names."""
    return {name: _content(getattr(value, name)) for name in _names(lists, value)}


def _younger(value: object) -> dict[str, Any]:
    """The content of every other field that is signed for and says something."""
    old = {name for lists in (_FROM_THE_FIRST, _LEFT_OUT, _UNNAMED) for name in _names(lists, value)}
    fields = [part for part in model_fields(type(value)) if part.name not in old and _is_signed(part)]
    found = {part.name: _content(getattr(value, part.name)) for part in fields if getattr(value, part.name)}
    return {name: content for name, content in found.items() if _says_something(content)}


def _is_signed(part: ModelField) -> bool:
    return part.role in SIGNED or (part.role is None and bool(part.nested))


def _row(value: object) -> list[Any]:
    """A value as a row of cells: a paragraph as its words, a list of ids as each of them, a story as a list."""
    first, unnamed = _names(_FROM_THE_FIRST, value), _names(_UNNAMED, value)
    cells: list[Any] = []
    for part in model_fields(type(value)):
        inner = getattr(value, part.name)
        if part.name in first or (part.name in unnamed and inner):
            is_flat = isinstance(inner, Paragraph) or (isinstance(inner, tuple) and not part.nested)
            cells += _content((inner,) if isinstance(inner, Paragraph) else inner) if is_flat else [_content(inner)]
    return cells + [f"{name}: {line}" for name, content in _younger(value).items() for line in _lines(content)]


def _content(value: Any) -> Any:
    """A field's value as JSON: words as they are, a story as a list of words, of tables and of pictures."""
    if isinstance(value, Paragraph):
        return _content((value,))
    if isinstance(value, tuple):
        return [each for inner in value for each in _blocks(inner)]
    if isinstance(value, Mapping):
        return {str(key): _content(inner) for key, inner in value.items()}
    if value is None:
        return Unsaid(value)
    return _row(value) if hasattr(value, "__dataclass_fields__") else str(value)


def _blocks(block: Any) -> Iterator[Any]:
    """A paragraph as its words, and those of its footnotes; anything else as one part."""
    if isinstance(block, Paragraph):
        yield from (line.text for line in with_notes(block))
    elif isinstance(block, Table):
        yield [[_content(cell) for cell in row] for row in block.rows] + _row(block)
    elif isinstance(block, Picture):
        yield [block.identity or hashlib.sha256(block.data).hexdigest(), *_row(block)]
    else:
        yield _content(block)


def _lines(content: Any) -> Iterator[str]:
    """The words of a content, one after the other."""
    if isinstance(content, dict | list):
        for inner in content.values() if isinstance(content, dict) else content:
            yield from _lines(inner)
    else:
        yield str(content)


def _says_something(content: Any) -> bool:
    return any(_lines(content))
