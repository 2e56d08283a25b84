"""The figures chart: one honest scale for each unit, improvement to the right, and in words what is better or worse."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.evidence import Good
from engine.rendering.canvas import Canvas
from engine.rendering.chart import Chart
from engine.rendering.trends import Trend
from engine.templates.palette import Palette

WIDTH = 158.0
_MEASURE_WIDE = 46.0
_EDGE = 0.4
"""Millimetres that are left free at the sides: a letter may reach out of its own width."""
_FROM, _WIDE = 51.0, 47.0
_VALUES_AT = 103.0
_LETTERS = 9.0
"""Points: smaller ones are not read in print."""
_LINE, _BETWEEN, _LEGEND, _SCALE = 3.9, 2.4, 6.4, 5.6
_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
"""Where scales end, times a power of ten."""
_NOW, _YEAR, _YEARS, _BESIDE = 1.9, 1.5, 1.1, 1.9
_BESIDE_WORDS = "compared with"


@dataclass(frozen=True, slots=True)
class Panel:
    """Figures of one unit that should move the same way, on one scale from low to high. lower: is better."""

    trends: tuple[Trend, ...]
    low: float
    high: float
    lower: bool

    def share(self, value: float) -> float:
        """Where a value lies: 0 at the left of the scale, 1 at its right."""
        share = (value - self.low) / (self.high - self.low)
        return 1 - share if self.lower else share


@dataclass(frozen=True, slots=True)
class _Row:
    """The lines of text of a figure, and how high they are."""

    trend: Trend
    measure: list[str]
    told: list[str]

    @property
    def height(self) -> float:
        return max(len(self.measure), len(self.told)) * _LINE + _BETWEEN


def figures_chart(drawn: Sequence[Trend], palette: Palette) -> Chart:
    """As wide as the text of a page. Marks differ in shape and size, not in colour alone."""
    ruler = Canvas(1, 1, palette.paper, palette.font)
    drawings = [(panel, [_row(ruler, trend) for trend in panel.trends]) for panel in panels(drawn)]
    height = _LEGEND + sum(_SCALE + sum(row.height for row in rows) for _, rows in drawings)
    canvas = Canvas(WIDTH, height, palette.paper, palette.font)
    _legend(canvas, palette, any(trend.is_judged for trend in drawn))
    top = _LEGEND
    for panel, rows in drawings:
        _scale(canvas, panel, top, sum(row.height for row in rows), palette)
        top += _SCALE
        for row in rows:
            _draw_row(canvas, panel, row, top, palette)
            top += row.height
    return canvas.chart()


def panels(drawn: Sequence[Trend]) -> list[Panel]:
    """The figures by unit and by the way they should move, in the order of the first of each."""
    groups: dict[tuple[str, bool], list[Trend]] = {}
    for trend in drawn:
        groups.setdefault((trend.unit, trend.figure.good is Good.LOWER), []).append(trend)
    return [Panel(tuple(group), *_ends(group), lower) for (_, lower), group in groups.items()]


def _ends(group: Sequence[Trend]) -> tuple[float, float]:
    """From nothing to a round number beyond all values; a share of a hundred goes up to a hundred."""
    values = [v for t in group for v in (t.now, t.a_year_ago, t.two_years_ago, t.comparator) if v is not None]
    low, high = min(0.0, -_rounded(-min(values))), max(0.0, _rounded(max(values)))
    if group[0].unit == "%" and low == 0 and high <= 100:
        return 0.0, 100.0
    return (low, high) if high > low else (0.0, 1.0)


def _rounded(value: float) -> float:
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(step * power for step in _ROUND if step * power >= value * 0.9999)


def _row(ruler: Canvas, trend: Trend) -> _Row:
    room = WIDTH - _VALUES_AT - _EDGE
    measure = ruler.wrapped(trend.figure.measure, _LETTERS, _MEASURE_WIDE, bold=True)
    told = [line for words in trend.told for line in ruler.wrapped(words, _LETTERS, room)]
    value = ruler.wrapped(trend.figure.value, _LETTERS, room, bold=True)
    return _Row(trend, measure, [*value, *told])


def _scale(canvas: Canvas, panel: Panel, top: float, rows: float, palette: Palette) -> None:
    """The two ends of a scale in words, and a thin line down from each through its figures."""
    first = panel.trends[0]
    left, right = (panel.high, panel.low) if panel.lower else (panel.low, panel.high)
    hair = palette.tint(palette.slate, 0.4)
    canvas.words(_FROM, top + _SCALE / 2, first.in_its_unit(left), _LETTERS, palette.slate, "lm")
    canvas.words(_FROM + _WIDE, top + _SCALE / 2, first.in_its_unit(right), _LETTERS, palette.slate, "rm")
    for end in (_FROM, _FROM + _WIDE):
        canvas.line(end, top + _SCALE, end, top + _SCALE + rows - _BETWEEN, hair)


def _draw_row(canvas: Canvas, panel: Panel, row: _Row, top: float, palette: Palette) -> None:
    middle = top + (row.height - _BETWEEN) / 2
    for lines, x, first_is_bold, all_bold in ((row.measure, _EDGE, True, True), (row.told, _VALUES_AT, True, False)):
        start = middle - _LINE * (len(lines) - 1) / 2
        for number, words in enumerate(lines):
            bold = all_bold or (first_is_bold and number == 0)
            canvas.words(x, start + _LINE * number, words, _LETTERS, palette.ink, "lm", bold)
    marks(canvas, panel, row.trend, (middle, _FROM, _WIDE), palette)


def marks(canvas: Canvas, panel: Panel, trend: Trend, place: tuple[float, float, float], palette: Palette) -> None:
    """The values of a figure on its scale. place: how far down its line is, where it begins, and how wide it is."""
    middle, left, wide = place

    def at(value: float) -> float:
        return left + wide * panel.share(value)

    canvas.line(left, middle, left + wide, middle, palette.tint(palette.slate, 0.4))
    if trend.comparator is not None:  # above the line, where it hides no other mark
        canvas.diamond(at(trend.comparator), middle - _NOW - _BESIDE + 0.4, _BESIDE, palette.paper, palette.alert)
    if trend.two_years_ago is not None:
        canvas.disc(at(trend.two_years_ago), middle, _YEARS, palette.paper, palette.lead)
    if trend.a_year_ago is not None:
        canvas.disc(at(trend.a_year_ago), middle, _YEAR, palette.tint(palette.lead, 0.48), palette.lead)
    canvas.disc(at(trend.now), middle, _NOW, palette.deep, palette.deep)


def _legend(canvas: Canvas, palette: Palette, is_judged: bool) -> None:
    """Each mark with what it stands for, one behind the other as wide as they are; which way is better at the end."""
    y, x = _LEGEND / 2 - 0.5, _EDGE
    pale = palette.tint(palette.lead, 0.48)
    for words, radius, fill, edge in (
        ("two years ago", _YEARS, palette.paper, palette.lead),
        ("a year ago", _YEAR, pale, palette.lead),
        ("now", _NOW, palette.deep, palette.deep),
        (_BESIDE_WORDS, _BESIDE, palette.paper, palette.alert),
    ):
        draw = canvas.diamond if words == _BESIDE_WORDS else canvas.disc
        draw(x + radius, y, radius, fill, edge)
        x += 2 * radius + 1.2
        canvas.words(x, y, words, _LETTERS, palette.ink, "lm")
        x += canvas.width_of(words, _LETTERS) + 4
    if is_judged:
        canvas.words(WIDTH - _EDGE, y, "better to the right", _LETTERS, palette.ink, "rm", True)
