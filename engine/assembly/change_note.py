"""A change note: what differs between two versions, line by line, and the document that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from engine.assembly.reading import Reading
from engine.model.assessment import SelfAssessment
from engine.model.edition import Edition
from engine.model.readiness import Readiness
from engine.model.signing import Change, Piece, PieceKind
from engine.model.snapshot import Comparison, PastStatement
from engine.rendering.jobs import Job
from engine.rendering.must_print import Meant
from engine.rendering.views.change_note import Noted, Reworded, change_note_view
from engine.rendering.views.shared import Content, View
from engine.rendering.writer import Writer
from engine.signatures.redline import changes
from engine.templates.kinds import TemplateKind
from engine.templates.template import Template

_SECTION_A, _PAGE_OF_A = "Section A", "section_a"
"""The part of the report that is known by a bookmark of its own."""


def noted(comparison: Comparison, pages: Mapping[str, str]) -> Noted:
    """What there is to tell of a comparison. pages: of the edition that stands; see Noted."""
    return Noted(comparison=comparison, reworded=tuple(_reworded(comparison)), pages=pages)


def content_of(reading: Reading, standing: Readiness, edition: Edition) -> Content:
    """What a note is made from beside the comparison: it has no charts."""
    return Content(
        assessment=reading.assessment,
        judgement=reading.judgement,
        standing=standing,
        edition=edition,
        logo=reading.logo,
        charts={},
        trends={},
    )


def change_note(content: Content, about: Noted) -> Job:
    """The document."""
    council = content.assessment.council
    return Job(
        name="change-note",
        title=f"Change note: {council.title}, {council.name}",
        template=TemplateKind.CHANGE_NOTE,
        view=partial(_view, content, about),
        meant=tuple(_meant(content.assessment, about)),
        anchors={},
    )


def _reworded(comparison: Comparison) -> Iterator[Reworded]:
    before, now = comparison.before, comparison.now
    is_whole = before.keeps_words and now.keeps_words
    if is_whole:
        earlier, present = _by_part(before.texts), _by_part(now.texts)
        for part in dict.fromkeys((*present, *earlier)):
            key = _PAGE_OF_A if part == _SECTION_A else ""
            yield from _differing(part, key, earlier.get(part, ()), present.get(part, ()))
    old = {statement.id: statement for statement in before.statements}
    new = {statement.id: statement for statement in now.statements}
    for name, statement in (new | {key: one for key, one in old.items() if key not in new}).items():
        lines = (_lines(old.get(name), is_whole), _lines(new.get(name), is_whole))
        yield from _differing(statement.name, name, *lines)


def _differing(name: str, key: str, before: tuple[str, ...], now: tuple[str, ...]) -> Iterator[Reworded]:
    found = changes(before, now)
    if found:
        yield Reworded(name, key, found)


def _by_part(lines: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Lines by the part of the report that each names at its beginning."""
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        part = line.partition(": ")[0]
        found[part] = (*found.get(part, ()), line)
    return found


def _lines(statement: PastStatement | None, is_whole: bool) -> tuple[str, ...]:
    """The words of a statement; what every record keeps of them where not both versions keep them all."""
    if statement is None:
        return ()
    if is_whole:
        return statement.texts
    return (
        f"Our view: {statement.view}",
        f"Direction of travel: {statement.direction}",
        *(f"Strengths: {line}" for line in statement.strengths),
        *(f"What needs to improve: {line}" for line in statement.improvements),
    )


def _meant(assessment: SelfAssessment, about: Noted) -> Iterator[Meant]:
    """What the note must hold: every figure, action, recommendation and word that differs."""
    council = assessment.council
    figures, recommendations = about.comparison.figures, [one.stands for one in about.comparison.recommendations]
    texts = (
        *(council.name, council.marking),
        *(text for one in figures for text in (one.measure, one.before, one.now, one.period_before, one.period_now)),
        *(text for _, change, action, _ in about.actions for text in (change.name, action.text, action.owner)),
        *(text for one in recommendations for text in (one.text, one.made_by, one.action, one.owner)),
        *(one.group for _, one in about.agreements),
        *(part.name for part in about.reworded),
        *(piece.words for part in about.reworded for change in part.changes for piece in _differing_pieces(change)),
    )
    yield from ((text, council.place) for text in texts)


def _differing_pieces(change: Change) -> Iterator[Piece]:
    return (piece for piece in change.pieces if piece.kind is not PieceKind.SAME)


def _view(content: Content, about: Noted, writer: Writer, template: Template) -> View:
    return change_note_view(content, about, writer)
