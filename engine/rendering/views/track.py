"""The track record: what has become of what the version before this one said."""

from __future__ import annotations

from datetime import date

from engine.model.judgement import inside_a_sentence
from engine.model.snapshot import Comparison, StatementChange
from engine.phrases import sentences
from engine.rendering.views.shared import NOT_YET, Content, View, date_or_dash
from engine.rendering.writer import Writer

TRACK = "track_record"
"""The bookmark of its heading."""


def track_view(content: Content, writer: Writer) -> View | None:
    """Then and now, statement by statement; None where no earlier version is kept."""
    comparison = content.judgement.comparison
    if comparison is None:
        return None
    people = next((group.name for group in content.assessment.council.groups if group.lived_experience), "")
    return {
        "anchor": writer.anchor(TRACK),
        "page": writer.page(TRACK),
        "text": _text(comparison),
        "rows": [_row(change, people) for change in comparison.statements],
        "note": _note(people),
    }


def _note(people: str) -> str:
    if not people:
        return "People agree: no group is marked as people with lived experience."
    return f"People agree: checklist items that {inside_a_sentence(people)} agree with, then and now."


def _text(comparison: Comparison) -> str:
    before = comparison.before
    done = sum(len(change.done) for change in comparison.statements)
    gone = sum(len(change.gone) for change in comparison.statements)
    all_ = done + gone + sum(len(change.still_open) for change in comparison.statements)
    better = sum(change.better for change in comparison.statements)
    worse = sum(change.worse for change in comparison.statements)
    return (
        f"Our last self-assessment was version {before.version} of {date_or_dash(date.fromisoformat(before.date))}. "
        f"{sentences.become_of_actions(done, gone, all_)} "
        f"Group by group and item by item, {sentences.RATINGS_BETTER(better)} and {sentences.ARE_WORSE(worse)}."
    )


def _row(change: StatementChange, people: str) -> View:
    before, now = (view or NOT_YET for view in change.view)
    agreement = next((one for one in change.agreement if one.group == people), None)
    then_open = len(change.done) + len(change.still_open) + len(change.gone)
    return {
        "name": change.name,
        "view": now if before == now else f"Then: {before}. Now: {now}",
        "people": f"{_number(agreement.before)}, now {_number(agreement.now)}" if agreement else "–",
        "actions": sentences.DONE_OF_OPEN(then_open, done=len(change.done)),
    }


def _number(agreed: int | None) -> str:
    return "–" if agreed is None else str(agreed)
