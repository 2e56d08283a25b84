"""The figures chart: each figure now and before, beside what it is compared with, on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.evidence import Figure, Good
from engine.phrases import nouns
from engine.rendering.canvas import Canvas
from engine.templates.palette import Palette

WIDTH = 158.0
MOST = 6
"""So many figures fit one chart; the others stand in Section E like all of them."""
_LINE_FROM, _LINE_WIDE, _VALUES_AT = 64.0, 52.0, 121.0
_STEP, _HEAD = 8.6, 7.0
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A figure whose values are numbers of one unit. None where a value is not there or has another unit."""

    figure: Figure
    now: float
    a_year_ago: float | None
    two_years_ago: float | None
    comparator: float | None

    @property
    def is_better(self) -> bool | None:
        """Whether it moved the right way in a year; None where nobody can say."""
        return self._better_than(self.a_year_ago)

    @property
    def beats(self) -> bool | None:
        """Whether it is better than what it is compared with; None where nobody can say."""
        return self._better_than(self.comparator)

    @property
    def meets(self) -> bool | None:
        """Whether it is as good as what it is compared with, or better; None where nobody can say."""
        if self.comparator is None or not self.is_judged:
            return None
        return self.now == self.comparator or self.beats is True

    @property
    def is_judged(self) -> bool:
        """Whether it is told which way it should move."""
        return self.figure.good is not Good.NEITHER

    def _better_than(self, other: float | None) -> bool | None:
        return None if other is None else self.figure.good.is_better(self.now, other)


def trends(figures: Sequence[Figure]) -> tuple[Trend, ...]:
    """The figures that can be drawn: numbers with something beside them, at most as many as fit."""
    found = (_trend(figure) for figure in figures)
    drawn = [trend for trend in found if trend and (trend.a_year_ago is not None or trend.comparator is not None)]
    return tuple(drawn[:MOST])


def figures_chart(drawn: Sequence[Trend], palette: Palette) -> tuple[bytes, float]:
    """A PNG 158 mm wide, and its height in millimetres. Each line has a scale of its own; marks differ in shape."""
    height = _HEAD + _STEP * len(drawn)
    canvas = Canvas(WIDTH, height, palette.paper, palette.font)
    _legend(canvas, palette)
    for number, trend in enumerate(drawn):
        middle = _HEAD + _STEP * number + _STEP / 2
        _stacked(canvas, 0, middle, two_lines(canvas, trend.figure.measure, _LINE_FROM - 4), palette)
        marks(canvas, trend, middle, palette)
        _values(canvas, trend, middle, palette)
    return canvas.png(), height


def trends_in_words(drawn: Sequence[Trend]) -> str:
    """What the chart shows, for people who cannot see it."""
    told = []
    for trend in drawn:
        figure = trend.figure
        parts = [f"{figure.measure}: {figure.value}"]
        parts += [f"a year ago {figure.a_year_ago}"] if figure.a_year_ago else []
        beside = figure.comparator or "compared with"
        parts += [f"{beside} {figure.comparator_value}"] if figure.comparator_value else []
        told.append(", ".join(parts))
    return f"Chart of {nouns.FIGURE.figure(len(drawn))}. {'; '.join(told)}."


def _trend(figure: Figure) -> Trend | None:
    now = _number(figure.value, figure.value)
    if now is None:
        return None
    return Trend(
        figure=figure,
        now=now,
        a_year_ago=_number(figure.a_year_ago, figure.value),
        two_years_ago=_number(figure.two_years_ago, figure.value),
        comparator=_number(figure.comparator_value, figure.value),
    )


def _number(text: str, like: str) -> float | None:
    """The number of a value, where its unit is that of another; None else."""
    found = _NUMBER.findall(text)
    if len(found) != 1 or _NUMBER.sub("", text).strip() != _NUMBER.sub("", like).strip():
        return None
    return float(found[0].replace(",", ""))


def marks(
    canvas: Canvas,
    trend: Trend,
    middle: float,
    palette: Palette,
    left: float = _LINE_FROM,
    wide: float = _LINE_WIDE,
) -> None:
    """The values of a figure on a line of its own, which begins at left and is so wide."""
    known = [
        value for value in (trend.now, trend.a_year_ago, trend.two_years_ago, trend.comparator) if value is not None
    ]
    low, high = min(known), max(known)

    def at(value: float) -> float:
        return left + wide * ((value - low) / (high - low) if high > low else 0.5)

    canvas.line(left, middle, left + wide, middle, palette.tint(palette.slate, 0.4))
    if trend.comparator is not None:
        canvas.diamond(at(trend.comparator), middle, 2.0, palette.paper, palette.alert)
    if trend.two_years_ago is not None:
        canvas.disc(at(trend.two_years_ago), middle, 1.1, palette.paper, palette.lead)
    if trend.a_year_ago is not None:
        canvas.disc(at(trend.a_year_ago), middle, 1.5, palette.tint(palette.lead, 0.48), palette.lead)
    canvas.disc(at(trend.now), middle, 1.9, palette.deep, palette.deep)


def _values(canvas: Canvas, trend: Trend, middle: float, palette: Palette) -> None:
    """The value in bold with the one of a year ago; below it what it is compared with, where that is drawn."""
    figure = trend.figure
    other = _named(canvas, figure.comparator, figure.comparator_value) if trend.comparator is not None else ""
    level = middle - (1.8 if other else 0)
    canvas.words(_VALUES_AT, level, figure.value, 9, palette.ink, "lm", True)
    if trend.a_year_ago is not None:
        at = _VALUES_AT + canvas.width_of(figure.value, 9, True) + 1.5
        canvas.words(at, level, f"was {figure.a_year_ago}", 8, palette.slate, "lm")
    if other:
        canvas.words(_VALUES_AT, middle + 1.8, other, 8, palette.slate, "lm")


def _named(canvas: Canvas, name: str, value: str) -> str:
    """What a figure is compared with, and its value: of the name as much as there is room for, of the value all."""
    room = WIDTH - _VALUES_AT - canvas.width_of(f" {value}", 8)
    return f"{canvas.fitted(name, 8, room)} {value}".strip()


def _stacked(canvas: Canvas, x: float, middle: float, lines: Sequence[str], palette: Palette) -> None:
    for number, words in enumerate(lines):
        canvas.words(x, middle + 3.6 * (number - (len(lines) - 1) / 2), words, 9, palette.ink, "lm", True)


def _legend(canvas: Canvas, palette: Palette) -> None:
    y, x = _HEAD / 2 - 0.5, _LINE_FROM
    canvas.disc(x, y, 1.1, palette.paper, palette.lead)
    canvas.words(x + 2, y, "two years ago", 8, palette.ink, "lm")
    canvas.disc(x + 24, y, 1.5, palette.tint(palette.lead, 0.48), palette.lead)
    canvas.words(x + 26.5, y, "a year ago", 8, palette.ink, "lm")
    canvas.disc(x + 44, y, 1.9, palette.deep, palette.deep)
    canvas.words(x + 47, y, "now", 8, palette.ink, "lm")
    canvas.diamond(x + 57, y, 2.0, palette.paper, palette.alert)
    canvas.words(x + 60, y, "compared with", 8, palette.ink, "lm")


def two_lines(canvas: Canvas, words: str, room: float) -> list[str]:
    """A measure on one or two lines, cut with an ellipsis where it needs more."""
    lines, rest = [""], words.split()
    while rest:
        longer = f"{lines[-1]} {rest[0]}".strip()
        if canvas.width_of(longer, 9, True) <= room or not lines[-1]:
            lines[-1] = longer
            rest.pop(0)
        elif len(lines) == 1:
            lines.append("")
        else:
            lines[-1] = f"{lines[-1]}…"
            break
    return lines
