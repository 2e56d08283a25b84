"""Two versions side by side: what moved, what was done, what was promised and is no longer there."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence

from engine.model.snapshot import (
    Agreement,
    Answering,
    Comparison,
    FigureChange,
    PastAction,
    PastFigure,
    PastRecommendation,
    PastStatement,
    RecommendationChange,
    Slipped,
    Snapshot,
    StatementChange,
)
from engine.plain_words import folded

_ALIKE = 0.85
"""From this likeness on two texts are one that was reworded."""


def compare(before: Snapshot, now: Snapshot) -> Comparison:
    """What changed, by the statements of the newer version; a statement or figure is known by its id."""
    earlier = {statement.id: statement for statement in before.statements}
    changes = tuple(_statement(earlier[s.id], s, now) for s in now.statements if s.id in earlier)
    return Comparison(
        before=before,
        now=now,
        statements=changes,
        figures=tuple(_figures(before, now)),
        recommendations=tuple(_recommendations(before, now)),
    )


def _statement(before: PastStatement, now: PastStatement, version: Snapshot) -> StatementChange:
    moves = list(_moves(before, now, version.scale))
    open_ = [action for action in before.actions if not action.is_done]
    found = [(action, _match(action.text, [a.text for a in now.actions])) for action in open_]
    present = {action.text: action for action in now.actions}
    still = [(action, present[text]) for action, text in found if text and not present[text].is_done]
    return StatementChange(
        id=now.id,
        name=now.name,
        view=(before.view, now.view),
        direction=(before.direction, now.direction),
        agreement=tuple(_agreement(before, now)),
        better=sum(move < 0 for move in moves),
        worse=sum(move > 0 for move in moves),
        new_strengths=tuple(text for text in now.strengths if not _match(text, before.strengths)),
        gone_strengths=tuple(text for text in before.strengths if not _match(text, now.strengths)),
        done=tuple(present[text] for _, text in found if text and present[text].is_done),
        still_open=tuple(action for _, action in still),
        gone=tuple(action for action, text in found if not text),
        slipped=tuple(Slipped(action, was.due) for was, action in still if _is_later(was, action, version.date)),
        new=tuple(action for action in now.actions if not _match(action.text, [a.text for a in before.actions])),
    )


def _is_later(was: PastAction, action: PastAction, day: str) -> bool:
    """Whether an open action is later than was said: its day was moved back, or taken away, or has passed."""
    return bool(was.due) and (not action.due or action.due > was.due or action.due < day)


def _moves(before: PastStatement, now: PastStatement, scale: tuple[str, ...]) -> Iterator[int]:
    """By how many steps each rating moved, downwards counting as more; who did not know does not count."""
    known = {name: position for position, name in enumerate(scale)}
    for item, ratings in now.ratings.items():
        for group, rating in ratings.items():
            earlier = before.ratings.get(item, {}).get(group, "")
            if rating in known and earlier in known:
                yield known[rating] - known[earlier]


def _agreement(before: PastStatement, now: PastStatement) -> Iterator[Agreement]:
    for group in dict.fromkeys((*now.agreed, *before.agreed)):
        yield Agreement(
            group=group,
            before=before.agreed.get(group),
            before_of=before.items,
            now=now.agreed.get(group),
            now_of=now.items,
        )


def _match(text: str, others: Iterable[str]) -> str:
    """The one of the others that is the same text, or the same reworded; empty where there is none."""
    by_words = {folded(other): other for other in others}
    if folded(text) in by_words:  # as most are; to compare letters takes long
        return by_words[folded(text)]
    near = difflib.get_close_matches(folded(text), by_words, 1, _ALIKE)
    return by_words[near[0]] if near else ""


def _figures(before: Snapshot, now: Snapshot) -> Iterator[FigureChange]:
    """Figures whose value or period is another one, that are new, or that are gone."""
    earlier = {figure.ref: figure for figure in before.figures}
    for figure in now.figures:
        was = earlier.pop(figure.ref, None)
        if was is None or (was.value, was.period) != (figure.value, figure.period):
            yield _figure(was, figure)
    for figure in earlier.values():
        yield _figure(figure, None)


def _figure(was: PastFigure | None, now: PastFigure | None) -> FigureChange:
    """A figure before and now, of which one is there."""
    none = PastFigure("", "", "", "")
    before, after = was or none, now or none
    return FigureChange(
        ref=after.ref or before.ref,
        measure=after.measure or before.measure,
        before=before.value,
        now=after.value,
        period_before=before.period,
        period_now=after.period,
    )


def _recommendations(before: Snapshot, now: Snapshot) -> Iterator[RecommendationChange]:
    """Recommendations of which there is something to tell; nothing where one of the versions keeps none."""
    if before.recommendations is None or now.recommendations is None:
        return
    found = _paired(before.recommendations, now.recommendations)
    for position, one in enumerate(now.recommendations):
        was = before.recommendations[found[position]] if position in found else None
        if told := tuple(_told(was, one, now.date)):
            yield RecommendationChange(told, was, one)
    for position, gone in enumerate(before.recommendations):
        if position not in found.values():
            yield RecommendationChange((Answering.GONE,), gone, None)


def _paired(before: Sequence[PastRecommendation], now: Sequence[PastRecommendation]) -> dict[int, int]:
    """Which place among the earlier ones each of those has that stand now: the very same first, then those of the same
    text, then those that are likest, or one that was reworded could take the place of another.
    """
    found: dict[int, int] = {}
    for likeness in (_is_the_same, _has_the_same_text, _is_reworded):
        left = [n for n in range(len(before)) if n not in found.values()]
        pairs = [(likeness(before[was], one), -n, -was) for n, one in enumerate(now) if n not in found for was in left]
        for alike, one_at, was_at in sorted(pairs, reverse=True):
            if alike and -one_at not in found and -was_at not in found.values():
                found[-one_at] = -was_at
    return found


def _is_the_same(was: PastRecommendation, one: PastRecommendation) -> float:
    return float(was == one)


def _has_the_same_text(was: PastRecommendation, one: PastRecommendation) -> float:
    return float((folded(was.made_by), folded(was.text)) == (folded(one.made_by), folded(one.text)))


def _is_reworded(was: PastRecommendation, one: PastRecommendation) -> float:
    """How like the texts are, of one body; 0 where they are not like enough."""
    if folded(was.made_by) != folded(one.made_by):
        return 0.0
    letters = difflib.SequenceMatcher(a=folded(was.text), b=folded(one.text))
    bounds = (letters.real_quick_ratio, letters.quick_ratio, letters.ratio)  # the dear one last
    like = next((like for bound in bounds if (like := bound()) < _ALIKE), letters.ratio())
    return like if like >= _ALIKE else 0.0


def _told(was: PastRecommendation | None, one: PastRecommendation, day: str) -> Iterator[Answering]:
    if was is None:
        yield Answering.NEW
    elif one.is_closed and not was.is_closed:
        yield Answering.CLOSED
    elif one.status != was.status:
        yield Answering.STATUS
    elif (one.action, one.owner, one.due, one.evidence) != (was.action, was.owner, was.due, was.evidence):
        yield Answering.ANSWER
    if one.is_late(day):
        yield Answering.OVERDUE
