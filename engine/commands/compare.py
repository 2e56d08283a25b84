"""Two versions side by side: each a workspace as it is now, or the record that an edition holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.assembly.reading import read
from engine.assessment.comparison import compare
from engine.assessment.snapshot import snapshot
from engine.errors import UsageError
from engine.foreign.plain_file import is_there
from engine.model.snapshot import (
    Became,
    Comparison,
    PastAction,
    PastRecommendation,
    RecommendationChange,
    Snapshot,
    StatementChange,
)
from engine.phrases.comparisons import recommendations_not_kept
from engine.progress import Progress
from engine.sources.snapshot_file import NAME, read_snapshot
from engine.workspace import Workspace


def compared(old: Path, new: Path) -> Comparison:
    """What changed from the one to the other. Raises InputError where one of them cannot be read."""
    return compare(version_at(old), version_at(new))


def version_at(path: Path) -> Snapshot:
    """What a record.json, the folder of an edition that has one, or a workspace says. Raises InputError, UsageError."""
    if not path.is_dir():
        return read_snapshot(path)
    if is_there(path / NAME):
        return read_snapshot(path / NAME)
    if (path / "inputs").is_dir():
        reading = read(Workspace(path.resolve()), Progress())
        return snapshot(reading.assessment, reading.judgement)
    raise UsageError(f"{path} is neither a workspace nor an edition's folder nor a record.json.")


def comparison_json(found: Comparison) -> dict[str, Any]:
    """As the contract has it."""
    return asdict(found)


def change_lines(change: StatementChange) -> Iterator[str]:
    """What became of one statement, a line for each thing that differs."""
    for name, (before, now) in (("View", change.view), ("Direction", change.direction)):
        if before != now:
            yield f"{name}: {before or '–'} → {now or '–'}"
    for agreement in change.agreement:
        if (agreement.before, agreement.before_of) != (agreement.now, agreement.now_of):
            before, now = _agrees(agreement.before, agreement.before_of), _agrees(agreement.now, agreement.now_of)
            yield f"{agreement.group} agree with: {before} → {now}"
    yield f"Ratings: {change.better} better, {change.worse} worse"
    for name, texts in (("New strength", change.new_strengths), ("Strength no longer claimed", change.gone_strengths)):
        yield from (f"{name}: {text}" for text in texts)
    for name, actions in (*change.became, (Became.NEW, change.new)):
        yield from (f"{name}: {_action(action)}" for action in actions)


def recommendation_lines(found: Comparison) -> Iterator[str]:
    """What became of each recommendation of others of which there is something to tell, or why nobody can say it."""
    if found.not_kept:
        yield recommendations_not_kept(*(version.version for version in found.not_kept))
    yield from map(_recommendation, found.recommendations)


def _recommendation(change: RecommendationChange) -> str:
    """One recommendation: what is to be told of it, whose it is, and its answer before and now."""
    one, now = change.stands, _answer(change.now) if change.now else ""
    before = _answer(change.was) if change.was else ""
    answers = f"{before} → {now}" if before and now and before != now else before or now
    made_by = f" ({one.made_by})" if one.made_by else ""
    return f"{', '.join(change.told)}: {one.text}{made_by}: {answers}"


def _answer(one: PastRecommendation) -> str:
    """How far the answer has got, by when, who gives it, what is done and what shows it, as far as it is told."""
    parts = (one.status or "no status", f"due {one.due}" if one.due else "", one.owner, one.action)
    shown = f"evidence {', '.join(one.evidence)}" if one.evidence else "no evidence"
    return "; ".join(part for part in (*parts, shown) if part)


def _agrees(number: int | None, items: int) -> str:
    return "sent nothing" if number is None else f"{number} of {items}"


def _action(action: PastAction) -> str:
    return f"{action.text} ({action.owner})"
