"""What the report tells under each statement, once more as one list of everything of a kind."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.framework import QualityStatement, Theme
from engine.rendering.views.shared import Content, View
from engine.rendering.writer import Writer
from engine.templates import worth
from engine.templates.worth import Worded


def flat_lists(content: Content, writer: Writer, themes: Sequence[View], risks: Sequence[View]) -> View:
    """All actions, key risks and strengths, with where they belong, to be sorted, chosen from and put into groups.

    themes, risks: as the report tells them, in their order.
    """
    assessment = content.assessment
    actions, strengths = [], []
    for theme, told in zip(assessment.framework.themes, themes, strict=True):
        for statement, view in zip(theme.statements, told["statements"], strict=True):
            where = {"statement": _named(statement), "theme": _named(theme)}
            actions += [action | where for action in view["actions"]]
            written = assessment.statements[statement.id].strengths
            strengths += [{"text": writer.line(line)} | where for line in written]
    return {
        "actions": actions,
        "risks": [
            {key: part for key, part in view.items() if key != "anchor"}  # of the one in Section A
            | {"theme": _theme(assessment.framework.themes, risk.theme)}
            for risk, view in zip(assessment.overview.risks, risks, strict=True)
        ],
        "strengths": strengths,
    }


def _named(what: Theme | QualityStatement) -> Worded:
    """Its name, in the order of the framework."""
    return worth.number(what.number, what.name)


def _theme(themes: Sequence[Theme], key: str) -> Worded:
    """The theme of a risk; a dash where it has none."""
    return next((_named(theme) for theme in themes if theme.id == key), worth.number(None))
