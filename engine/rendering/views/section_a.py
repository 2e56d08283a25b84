"""Section A: key strengths and risks, each linked to its theme, and each theme to them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.assessment import KeyRisk, KeyStrength, Overview
from engine.model.framework import Theme
from engine.phrases import nouns
from engine.phrases.forms import Noun
from engine.rendering.views.shared import NOT_YET, Content, View, or_not_yet, short_date_or_dash
from engine.rendering.writer import Rich, Writer


def strength_view(content: Content, writer: Writer, strength: KeyStrength) -> View:
    """A key strength, with its theme."""
    position = content.assessment.overview.strengths.index(strength)
    return {
        **_its_theme(content, writer, strength.theme),
        "anchor": writer.anchor(_anchor(nouns.KEY_STRENGTH, position)),
        "title": strength.title,
        "text": writer.line(strength.text),
        "evidence": writer.line(strength.evidence),
    }


def risk_view(content: Content, writer: Writer, risk: KeyRisk) -> View:
    """A key risk, with its theme."""
    position = content.assessment.overview.risks.index(risk)
    return {
        **_its_theme(content, writer, risk.theme),
        "anchor": writer.anchor(_anchor(nouns.KEY_RISK, position)),
        "title": risk.title,
        "impact": writer.line(risk.impact),
        "response": writer.line(risk.response),
        "owner": or_not_yet(risk.owner),
        "due": short_date_or_dash(risk.due),
    }


def in_section_a(content: Content, writer: Writer, theme: Theme) -> Rich | None:
    """Which strengths and risks of Section A are of a theme, each with its page; None where none is."""
    parts: list[Rich] = []
    for noun, chosen in _of_theme(content.assessment.overview, theme.id):
        parts.append(writer.text(f"{'; ' if parts else 'In Section A: '}{noun.of(len(chosen))} "))
        for at, (title, anchor) in enumerate(chosen):
            parts += [writer.text(f"{', ' if at else ''}“{title}”, page\u00a0"), writer.page(anchor)]
    return writer.together(*parts, writer.text(".")) if parts else None


def theme_anchor(theme: str) -> str:
    """The bookmark of a theme's heading."""
    return "theme_" + theme.replace("-", "_")


def _of_theme(overview: Overview, theme: str) -> Iterator[tuple[Noun, list[tuple[str, str]]]]:
    """(title, bookmark) of the strengths of a theme, then of its risks; neither where there are none."""
    titled: tuple[tuple[Noun, tuple[KeyStrength | KeyRisk, ...]], ...] = (
        (nouns.KEY_STRENGTH, overview.strengths),
        (nouns.KEY_RISK, overview.risks),
    )
    for noun, every in titled:
        chosen = [(one.title, _anchor(noun, at)) for at, one in enumerate(every) if one.theme == theme]
        if chosen:
            yield noun, chosen


def _its_theme(content: Content, writer: Writer, theme: str) -> View:
    """The theme that a strength or risk belongs to, by its name and as a link to it."""
    names = {theme.id: theme.name for theme in content.assessment.framework.themes}
    name = names.get(theme, NOT_YET)
    return {
        "theme": name,
        "theme_link": writer.jump(name, theme_anchor(theme)) if theme in names else writer.text(name),
    }


def _anchor(noun: Noun, position: int) -> str:
    """The bookmark of a strength or risk."""
    return f"{noun.one.replace(' ', '_')}_{position + 1}"
