"""Other frames onto the report, as tables: each part of a frame with what answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.model.assessment import SelfAssessment
from engine.model.lens import Lens, LensPart
from engine.model.lens_actions import actions_meant
from engine.model.story import Run
from engine.rendering.views.shared import View, plain
from engine.rendering.writer import Writer

_NONE = "–"
_GAP = "Nothing yet: a gap"


def lenses_view(assessment: SelfAssessment, writer: Writer) -> list[View]:
    """Each frame with a row for each of its parts; nothing where the council has none."""
    return [_lens(lens, assessment, writer) for lens in assessment.lenses]


def _lens(lens: Lens, assessment: SelfAssessment, writer: Writer) -> View:
    return {
        "title": lens.title,
        "source": lens.source,
        "rows": [_row(part, assessment, writer) for part in lens.parts],
    }


def _row(part: LensPart, assessment: SelfAssessment, writer: Writer) -> View:
    every = assessment.framework.statements
    names = {statement.id: statement.name for statement in every}
    names |= {item.id: f"{one.name}, item {item.number}" for one in every for item in one.items}
    answering = [names[pointer.target] for pointer in (*part.statements, *part.items) if pointer.target in names]
    if part.is_gap:
        return {"name": part.name, "statements": _GAP, "actions": _NONE, "figures": writer.text(_NONE)}
    return {
        "name": part.name,
        "statements": _listed(answering),
        "actions": _listed(tuple(_actions(part, assessment))),
        "figures": writer.line(plain(*_figures(part, assessment))),
    }


def _actions(part: LensPart, assessment: SelfAssessment) -> Iterator[str]:
    for pointer in part.actions:
        yield from (action.text.text.rstrip(".") for action in actions_meant(pointer.target, assessment)[:1])


def _figures(part: LensPart, assessment: SelfAssessment) -> Iterator[Run]:
    known = {figure.ref: figure for figure in assessment.evidence.figures}
    shown = [known[pointer.target] for pointer in part.figures if pointer.target in known]
    if not shown:
        yield Run(_NONE)
    for place, figure in enumerate(shown):
        yield Run(f"{'; ' if place else ''}{figure.measure} ")
        yield Run(f"[{figure.ref}]", reference=figure.ref)


def _listed(texts: Sequence[str]) -> str:
    return "; ".join(texts) or _NONE
