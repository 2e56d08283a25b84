"""Other frames onto the report: what their parts name and is not there, and what nothing answers."""

from __future__ import annotations

from collections.abc import Iterator

from engine.findings import Finding, error, info, warning
from engine.model.assessment import SelfAssessment
from engine.model.lens import Lens, LensPart
from engine.model.lens_actions import actions_meant
from engine.plain_words import quoted


def lens_findings(assessment: SelfAssessment) -> Iterator[Finding]:
    """J-01 for what is named and not there, J-02 for a part that nothing answers, J-03 for a statement in no part."""
    for lens in assessment.lenses:
        for part in lens.parts:
            yield from _missing(part, assessment)
            if part.is_gap:
                message = (
                    f"{quoted(part.name)} of {quoted(lens.title)}: nothing in the report is named that answers it."
                )
                fix = "Name statements, items, actions or figures, or plan what will answer it."
                yield warning("J-02", part.place, message, fix)
        yield from _in_no_part(lens, assessment)


def _missing(part: LensPart, assessment: SelfAssessment) -> Iterator[Finding]:
    figures = {figure.ref for figure in assessment.evidence.figures}
    for pointer in part.figures:
        if pointer.target not in figures:
            message = f"{quoted(part.name)} names {pointer.target}, and there is no such figure."
            yield error("J-01", pointer.place, message, "Correct the id, or add the figure to evidence.xlsx.")
    for pointer in part.actions:
        meant = actions_meant(pointer.target, assessment)
        if len(meant) != 1:
            found = "several actions begin so" if meant else "no action of such a statement begins so"
            message = f"{quoted(part.name)} names {quoted(pointer.target)}, and {found}."
            fix = "Write the id of its statement, a colon, and so many words of the action that it alone begins so."
            yield error("J-01", pointer.place, message, fix)


def _in_no_part(lens: Lens, assessment: SelfAssessment) -> Iterator[Finding]:
    """Statements of which neither they nor an item, an action or a figure stands in any part."""
    framework, figures = assessment.framework, {one.ref: one.statement for one in assessment.evidence.figures}
    named = {pointer.target for part in lens.parts for pointer in part.statements}
    named |= {figures.get(pointer.target, "") for part in lens.parts for pointer in part.figures}
    named |= {pointer.target.partition(":")[0].strip() for part in lens.parts for pointer in part.actions}
    items = {pointer.target for part in lens.parts for pointer in part.items}
    for statement in framework.statements:
        if statement.id not in named and items.isdisjoint(item.id for item in statement.items):
            message = f"No part of {quoted(lens.title)} names {statement.name}, nor anything of it."
            yield info("J-03", lens.place, message, "Name it where it belongs, if it does.", statement.id)
