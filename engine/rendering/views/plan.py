"""The improvement plan: every action by date, by owner and by board, what became of those of last time, and what others
have recommended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engine.model.plan import Load, Planned, loads, planned
from engine.model.recommendation import Recommendation
from engine.model.snapshot import Comparison, PastAction
from engine.model.story import Run
from engine.phrases import nouns, sentences
from engine.rendering.logo_box import OF_SHEETS
from engine.rendering.views.shared import NOT_YET, Content, View, or_not_yet, plain, shared_view, short_date_or_dash
from engine.rendering.writer import Writer


def plan_view(content: Content, writer: Writer) -> View:
    """Every name the template of the improvement plan may use."""
    every = planned(content.assessment)
    done, past = sum(one.action.is_done for one in every), sum(one.is_past for one in every)
    told = f"{nouns.ACTION.figure(len(every))}: {sentences.PLAN_DONE(done)}, {sentences.PLAN_PAST(past)}."
    return shared_view(content, writer, OF_SHEETS) | {
        "plan": {
            "summary": told,
            "actions": [_row(writer, one) for one in every],
            "owners": [_load(load) for load in loads(every, lambda action: action.owner)],
            "boards": [_load(load) for load in loads(every, lambda action: action.overseen_by)],
            "since": _since(content.judgement.comparison),
            "recommendations": _recommendations(content, writer),
        }
    }


def _row(writer: Writer, one: Planned) -> View:
    action = one.action
    return {
        "text": writer.line(action.text),
        "statement": one.statement,
        "owner": or_not_yet(action.owner),
        "overseen_by": action.overseen_by,
        "due": short_date_or_dash(action.due),
        "status": or_not_yet(action.status),
        "past": "Past its date" if one.is_past else "",
        "measure": writer.line(action.measure if action.measure.runs else plain(NOT_YET)),
    }


def _load(load: Load) -> View:
    return {
        "name": load.name,
        "actions": str(load.actions),
        "done": str(load.done),
        "past": str(load.past),
        "due": short_date_or_dash(load.due),
    }


def _since(comparison: Comparison | None) -> View | None:
    """What became of the actions that were open in the version before; None where that is not kept."""
    if comparison is None:
        return None
    before = comparison.before
    day = short_date_or_dash(date.fromisoformat(before.date))
    return {
        "heading": f"Since version {before.version} of {day}",
        "rows": [
            row
            for change in comparison.statements
            for what, actions in change.became
            for row in _then(change.name, what, actions)
        ],
    }


def _then(statement: str, what: str, actions: Iterable[PastAction]) -> Iterable[View]:
    for action in actions:
        due = short_date_or_dash(date.fromisoformat(action.due) if action.due else None)
        yield {"text": action.text, "statement": statement, "what": what, "owner": or_not_yet(action.owner), "due": due}


def _recommendations(content: Content, writer: Writer) -> View | None:
    """What others have recommended and what comes of it; None where no recommendation is kept."""
    every, day = content.assessment.recommendations, content.assessment.council.date
    if not every:
        return None
    done, past = sum(one.is_done for one in every), sum(one.is_late(day) for one in every)
    told = f"{nouns.RECOMMENDATION.figure(len(every))}: {sentences.PLAN_DONE(done)}, {sentences.PLAN_PAST(past)}."
    titles = content.assessment.evidence.titles()
    return {"summary": told, "rows": [_answered(one, day, titles, writer) for one in every]}


def _answered(one: Recommendation, day: date, titles: Mapping[str, str], writer: Writer) -> View:
    shown = [(f"{titles.get(ref, '')} ", Run("", reference=ref), "\n") for ref in one.references]
    evidence = [run for runs in shown for run in runs][:-1]
    return {
        "text": one.text,
        "made_by": one.made_by,
        "made_on": short_date_or_dash(one.made_on),
        "action": or_not_yet(one.action),
        "owner": one.owner,
        "due": short_date_or_dash(one.due),
        "status": or_not_yet(one.status),
        "past": "Past its date" if one.is_late(day) else "",
        "evidence": writer.line(plain(*(evidence or "–"))),
    }
