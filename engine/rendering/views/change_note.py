"""What word_templates/change_note.docx sees: an edition that stands, and how the self-assessment reads now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from engine.model.signing import Change
from engine.model.snapshot import (
    Agreement,
    Became,
    Comparison,
    FigureChange,
    PastAction,
    PastRecommendation,
    RecommendationChange,
    StatementChange,
)
from engine.model.story import Run
from engine.phrases import nouns, sentences
from engine.phrases.comparisons import recommendations_not_kept
from engine.phrases.forms import sentence
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.addendum import sides_of
from engine.rendering.views.shared import (
    Content,
    View,
    date_or_dash,
    or_not_yet,
    plain,
    shared_view,
    short_date_or_dash,
)
from engine.rendering.writer import Rich, Writer

_NONE = "–"
_BECAME = {
    Became.DONE: sentences.ACTIONS_DONE,
    Became.SLIPPED: sentences.ACTIONS_SLIPPED,
    Became.DROPPED: sentences.ACTIONS_DROPPED,
    Became.NEW: sentences.ACTIONS_NEW,
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """A part of the report whose wording differs. key: what its page is known by, such as a statement's id."""

    name: str
    key: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a change note is about.

    reworded: the parts that read otherwise, in the order of the report. pages: of the edition that stands, where each
    statement and section begins, in words such as "page 14"; empty where there is no such edition.
    """

    comparison: Comparison
    reworded: tuple[Reworded, ...]
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def says_something(self) -> bool:
        """Whether anything differs."""
        found = self.comparison
        return bool(self.reworded or found.figures or found.recommendations or self.actions or self.agreements)

    @property
    def actions(self) -> tuple[tuple[Became, StatementChange, PastAction, str], ...]:
        """What became of actions, with the statement, the action, and the day it was to be done by before."""
        return tuple(
            (what, change, action, was)
            for change in self.comparison.statements
            for what, action, was in _actions(change)
        )

    @property
    def agreements(self) -> tuple[tuple[StatementChange, Agreement], ...]:
        """Each group that agrees with more or fewer items of a statement than before."""
        return tuple(
            (change, one)
            for change in self.comparison.statements
            for one in change.agreement
            if (one.before, one.before_of) != (one.now, one.now_of)
        )


def _actions(change: StatementChange) -> Iterator[tuple[Became, PastAction, str]]:
    """What is news of a statement's actions; one that is open as it was is none."""
    yield from ((Became.DONE, action, "") for action in change.done)
    yield from ((Became.SLIPPED, slipped.action, slipped.was) for slipped in change.slipped)
    yield from ((Became.DROPPED, action, "") for action in change.gone)
    yield from ((Became.NEW, action, "") for action in change.new)


def change_note_view(content: Content, noted: Noted, writer: Writer) -> View:
    """Every name the change note may use."""
    before = noted.comparison.before
    measured = {figure.ref: figure.statement for figure in content.assessment.evidence.figures}
    was = f"version {before.version} of {date_or_dash(date.fromisoformat(before.date))}"
    note = {
        "line": f"What has changed since {was}",
        "date": date_or_dash(content.judgement.today),
        "summary": _summary(noted),
        "pages": f"Page numbers are those of the report as it stands in {was}." if noted.pages else "",
        "words": "" if _keeps_words(noted) else _FEW_WORDS.format(version=was),
        "framework": _framework(noted.comparison),
        "figures": [_figure(noted, one, measured.get(one.ref, "")) for one in noted.comparison.figures],
        "actions": [_action(noted, *one) for one in noted.actions],
        "recommendations": [_recommendation(one, writer) for one in noted.comparison.recommendations],
        "unknown": _unknown(noted.comparison),
        "ratings": [_agreement(noted, *one) for one in noted.agreements],
        "wording": [
            {
                "name": part.name,
                "page": noted.pages.get(part.key, ""),
                "changes": [{"before": writer.line(b), "now": writer.line(n)} for b, n in map(sides_of, part.changes)],
            }
            for part in noted.reworded
        ],
    }
    return shared_view(content, writer, OF_SHEETS) | {"note": note}


_FEW_WORDS = (
    "The record of {version} keeps the wording of views, strengths and areas to improve alone, so no other wording is "
    "compared here."
)


def _keeps_words(noted: Noted) -> bool:
    return noted.comparison.before.keeps_words and noted.comparison.now.keeps_words


def _summary(noted: Noted) -> str:
    """How much there is of each kind, in a sentence."""
    whats, recommendations = [what for what, *_ in noted.actions], len(noted.comparison.recommendations)
    counts = (
        sentences.FIGURES_CHANGED(len(noted.comparison.figures)),
        *(phrase(whats.count(what)) for what, phrase in _BECAME.items() if what in whats),
        *([sentences.RECOMMENDATIONS_TOLD(recommendations)] if recommendations else ()),
        sentences.PARTS_REWORDED(len(noted.reworded)),
    )
    *first, last = counts
    return sentence(f"{', '.join(first)} and {last}.")


def _framework(comparison: Comparison) -> str:
    before, now = comparison.before.framework, comparison.now.framework
    if before == now:
        return ""
    return f"The framework is another one: {before} then, {now} now."


def _figure(noted: Noted, figure: FigureChange, statement: str) -> View:
    return {
        "ref": figure.ref,
        "measure": figure.measure,
        "page": noted.pages.get(statement, ""),
        "before": figure.before or _NONE,
        "period_before": figure.period_before,
        "now": figure.now or _NONE,
        "period_now": figure.period_now,
    }


def _action(noted: Noted, what: str, change: StatementChange, action: PastAction, was: str) -> View:
    return {
        "what": what,
        "text": action.text,
        "statement": change.name,
        "page": noted.pages.get(change.id, ""),
        "owner": or_not_yet(action.owner),
        "due": short_date_or_dash(_day(action.due)),
        "was": f"was {short_date_or_dash(_day(was))}" if was and was != action.due else "",
    }


def _unknown(comparison: Comparison) -> str:
    versions = tuple(version.version for version in comparison.not_kept)
    return recommendations_not_kept(*versions) if versions else ""


def _recommendation(change: RecommendationChange, writer: Writer) -> View:
    one, before, now = change.stands, _answer(change.was), _answer(change.now)
    return {
        "what": ", ".join(change.told),
        "text": one.text,
        "made_by": one.made_by,
        "made_on": short_date_or_dash(_day(one.made_on)),
        "action": or_not_yet(one.action),
        "owner": one.owner,
        "before": before.status,
        "due_before": before.due,
        "evidence_before": _shown(writer, before.evidence),
        "now": now.status,
        "due_now": now.due,
        "evidence_now": _shown(writer, now.evidence),
    }


class _Answer(NamedTuple):
    """How far an answer had got in one of the versions. due, evidence: may be empty."""

    status: str
    due: str
    evidence: tuple[str, ...]


def _shown(writer: Writer, evidence: tuple[str, ...]) -> Rich | None:
    """The ids of what bears an answer out; None where there are none."""
    return writer.line(plain(*(Run("", reference=ref) for ref in evidence))) if evidence else None


def _answer(one: PastRecommendation | None) -> _Answer:
    """A dash where that version does not list the recommendation."""
    if one is None:
        return _Answer(_NONE, "", ())
    due = f"by {short_date_or_dash(_day(one.due))}" if one.due else ""
    return _Answer(or_not_yet(one.status), due, one.evidence)


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None


def _agreement(noted: Noted, change: StatementChange, one: Agreement) -> View:
    return {
        "statement": change.name,
        "page": noted.pages.get(change.id, ""),
        "group": one.group,
        "before": _agrees(one.before, one.before_of),
        "now": _agrees(one.now, one.now_of),
    }


def _agrees(number: int | None, items: int) -> str:
    return _NONE if number is None else nouns.ITEM.part(number, items)
