"""The charts for half and a third of the text's width: drawn anew, so that their letters stay as large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.model.framework import Rating
from engine.model.judgement import GroupCounts, StatementRatings
from engine.rendering.canvas import Canvas
from engine.rendering.chart import Chart
from engine.rendering.charts import segment
from engine.rendering.figures_chart import Panel, marks, panels
from engine.rendering.trends import Trend
from engine.templates.palette import Palette

HALF, THIRD = 77.0, 50.0
"""In millimetres: so that two or three stand side by side in a text of 158."""
_BAR, _NAME, _STEP, _HEAD = 6.4, 4.6, 14.0, 4.4
_AGREED = 15.0
"""What the count of items agreed with takes at the right."""
_LEGEND, _TWO_COLUMNS = 4.6, 70.0


def narrow_ratings(ratings: StatementRatings, scale: Sequence[Rating], palette: Palette, width: float) -> Chart:
    """The chart of ratings, so many millimetres wide: each group over its bar, a legend below.

    A count stands in its part of a bar where there is room for it.
    """
    columns = 2 if width >= _TWO_COLUMNS else 1
    legend = -(-len(scale) // columns) * _LEGEND
    height = _HEAD + _STEP * len(ratings.rows) + legend
    canvas = Canvas(width, height, palette.paper, palette.font)
    if ratings.rows:
        canvas.words(width - 0.4, _HEAD / 2, "Agree", 9, palette.ink, "rm")
    for number, row in enumerate(ratings.rows):
        _bar(canvas, row, scale, palette, (_HEAD + number * _STEP, width))
    for number, rating in enumerate(scale):
        column, line = number % columns, number // columns
        x, y = column * width / columns, height - legend + line * _LEGEND
        segment(canvas, rating, palette, (x, y + 0.6, 6.0, ""), 3.2)
        canvas.words(x + 7.5, y + 2.2, rating.name, 9, palette.ink, "lm")
    return canvas.chart()


def narrow_figures(drawn: Sequence[Trend], palette: Palette, width: float) -> Chart:
    """The chart of figures, so many millimetres wide: each measure over its line, a legend below."""
    ruler = Canvas(1, 1, palette.paper, palette.font)
    measures = [(t, panel, ruler.wrapped(t.figure.measure, 9, width - 1, True)) for t, panel in _each(drawn)]
    legend = (4 if width < _TWO_COLUMNS else 2) * _LEGEND
    step = 9.4 if width >= _TWO_COLUMNS else 12.8
    height = sum(len(lines) * 3.8 + step for _, _, lines in measures) + legend
    canvas, top = Canvas(width, height, palette.paper, palette.font), 0.0
    for trend, panel, lines in measures:
        for words in lines:
            canvas.words(0.4, top + 1.9, words, 9, palette.ink, "lm", True)
            top += 3.8
        marks(canvas, panel, trend, (top + 3.6, 2.2, width * 0.4), palette)
        _values(canvas, trend, top + 3.6, palette, width)
        top += step
    _legend(canvas, palette, top, width)
    return canvas.chart()


def _each(drawn: Sequence[Trend]) -> Iterator[tuple[Trend, Panel]]:
    """Each figure with the scale that it shares."""
    return ((trend, panel) for panel in panels(drawn) for trend in panel.trends)


def _bar(
    canvas: Canvas, row: GroupCounts, scale: Sequence[Rating], palette: Palette, place: tuple[float, float]
) -> None:
    """A group over its bar. place: from the top, and the width of the picture."""
    top, width = place
    name = canvas.fitted(row.group.name, 9, width, bold=True)
    canvas.words(0.4, top + _NAME / 2, name, 9, palette.ink, "lm", True)
    canvas.words(width - 0.4, top + _NAME + _BAR / 2, f"{row.agree} of {row.total}", 9, palette.ink, "rm", True)
    at, unit, top = 0.0, (width - _AGREED) / row.total, top + _NAME
    for rating, count in zip(scale, row.counts, strict=True):
        if count:
            wide = count * unit - 0.4
            fits = canvas.width_of(str(count), 10, True) + 1.6 <= wide
            segment(canvas, rating, palette, (at + 0.2, top, wide, str(count) if fits else ""), _BAR)
        at += count * unit
    if row.blank:
        canvas.dashed(at + 0.2, top, row.blank * unit - 0.4, _BAR, palette.slate)


def _values(canvas: Canvas, trend: Trend, middle: float, palette: Palette, width: float) -> None:
    left, figure = width * 0.4 + 6, trend.figure
    canvas.words(left, middle - 1.8, canvas.fitted(figure.value, 9, width - left, True), 9, palette.ink, "lm", True)
    beside = f"beside {figure.comparator_value}" if trend.comparator is not None else ""
    was = f"was {figure.a_year_ago}" if trend.a_year_ago is not None else ""
    told = [part for part in (was, beside) if part]
    for number, words in enumerate(["; ".join(told)] if width >= _TWO_COLUMNS else told):
        at = middle + 1.8 + 3.4 * number
        canvas.words(left, at, canvas.fitted(words, 9, width - left), 9, palette.slate, "lm")


def _legend(canvas: Canvas, palette: Palette, top: float, width: float) -> None:
    words = ("two years ago", "a year ago", "now", "compared with")
    columns = 2 if width >= _TWO_COLUMNS else 1
    for number, text in enumerate(words):
        x, y = number % columns * width / columns + 2.2, top + number // columns * _LEGEND + 2.3
        if number == 3:
            canvas.diamond(x, y, 2.0, palette.paper, palette.alert)
        else:
            fills = (palette.paper, palette.tint(palette.lead, 0.48), palette.deep)
            canvas.disc(x, y, (1.1, 1.5, 1.9)[number], fills[number], palette.deep if number == 2 else palette.lead)
        canvas.words(x + 3.5, y, text, 9, palette.ink, "lm")
