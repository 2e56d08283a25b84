"""The ratings chart: counts of every group as bars that can be told apart without colour."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.framework import Rating
from engine.model.judgement import StatementRatings
from engine.phrases import nouns, sentences
from engine.rendering.canvas import Canvas
from engine.rendering.chart import Chart
from engine.templates.palette import Colour, Palette

WIDTH = 158.0
_BARS_FROM, _BARS_WIDE = 54.0, 84.0
_BAR, _STEP, _HEAD = 6.8, 9.0, 10.8
_LINE = 4.2
"""How far lines of a group's name are apart, in millimetres."""


def ratings_chart(ratings: StatementRatings, scale: Sequence[Rating], palette: Palette) -> Chart:
    """As wide as the text of a page.

    Agreement is solid, disagreement striped, don't know open, no answer a dashed gap; a count stands in each part.
    """
    ruler = Canvas(1, 1, palette.paper, palette.font)
    names = [ruler.wrapped(row.group.name, 10, _BARS_FROM - 2, row.group.lived_experience) for row in ratings.rows]
    steps = [max(_STEP, _LINE * len(lines) + 2.5) for lines in names]
    above = (steps[0] - _BAR) / 2 if steps else 0.0
    canvas = Canvas(WIDTH, _HEAD + sum(steps) - above + 0.5, palette.paper, palette.font)
    for number, row in enumerate(ratings.rows):
        middle = _HEAD + sum(steps[:number]) + steps[number] / 2 - above
        top = middle - _BAR / 2
        for line, words in enumerate(names[number]):
            level = middle + _LINE * (line - (len(names[number]) - 1) / 2)
            canvas.words(0.4, level, words, 10, palette.ink, "lm", row.group.lived_experience)
        agree = f"{row.agree} of {row.total}"
        canvas.words(WIDTH - 0.4, middle, agree, 10, palette.ink, "rm", True)
        at, unit = _BARS_FROM, _BARS_WIDE / row.total
        for rating, count in zip(scale, row.counts, strict=True):
            if count:
                segment(canvas, rating, palette, (at + 0.25, top, count * unit - 0.5, str(count)))
            at += count * unit
        if row.blank:
            canvas.dashed(at + 0.25, top, row.blank * unit - 0.5, _BAR, palette.slate)
    if ratings.rows:
        _labels(canvas, ratings, scale, palette)
    return canvas.chart()


def chart_in_words(ratings: StatementRatings, scale: Sequence[Rating]) -> str:
    """What the chart shows, every number of it, for people who cannot see it."""
    if not ratings.rows:
        return "No group has sent its ratings yet."
    agreement = ", ".join(f"{row.group.name} {row.agree}" for row in ratings.rows)
    items = nouns.CHECKLIST_ITEM.figure(ratings.rows[0].total)
    names = [*(rating.name for rating in scale), "No answer"]
    every = " ".join(f"{row.group.name}: {_in_full(names, (*row.counts, row.blank))}." for row in ratings.rows)
    return (
        f"Stacked bar chart of {items}. {sentences.ITEMS_AGREED_WITH(len(ratings.rows))}: {agreement}. In full: {every}"
    )


def _in_full(names: Sequence[str], counts: Sequence[int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in zip(names, counts, strict=True))


def segment(
    canvas: Canvas, rating: Rating, palette: Palette, place: tuple[float, float, float, str], high: float = _BAR
) -> None:
    """A part of a bar, in the look of its rating. place: from the left, from the top, width, and what stands in it."""
    x, y, width, count = place
    fill, edge, letters, stripe = look(rating, palette)
    if stripe is None:
        canvas.box(x, y, width, high, fill, edge)
    else:
        canvas.hatch(x, y, width, high, fill, stripe, rising=rating.position % 2 == 0)
        canvas.box(x, y, width, high, None, edge)
        plate = max(4.2, canvas.width_of(count, 10, True) + 1.4)
        if count:
            canvas.box(x + width / 2 - plate / 2, y + 1.5, plate, high - 3, fill, fill)
    canvas.words(x + width / 2, y + high / 2, count, 10, letters, "mm", True)


def look(rating: Rating, palette: Palette) -> tuple[Colour, Colour, Colour, Colour | None]:
    """(fill, edge, letters, stripe) of a rating: strong at the ends of the scale, pale next to them."""
    strong = rating.position in (0, 3)
    if not rating.is_known:
        return palette.paper, palette.slate, palette.ink, None
    if rating.agrees:
        if strong:
            return palette.deep, palette.deep, palette.paper, None
        return palette.tint(palette.lead, 0.48), palette.lead, palette.ink, None
    if strong:
        return palette.alert, palette.alert, palette.paper, palette.paper
    return palette.tint(palette.alert, 0.1), palette.alert, palette.ink, palette.alert


def _labels(canvas: Canvas, ratings: StatementRatings, scale: Sequence[Rating], palette: Palette) -> None:
    """The ratings' names over the first bar, each with a short line to its part or with its pattern."""
    row = ratings.rows[0]
    unit = _BARS_WIDE / row.total
    centres = [_BARS_FROM + unit * (sum(row.counts[:n]) + count / 2) for n, count in enumerate(row.counts)]
    widest = max(canvas.width_of(word, 9) for rating in scale for word in rating.name.split())
    room = (_BARS_WIDE - 9) / max(len(scale) - 1, 1)
    places = _apart(centres, min(max(14.0, widest + 1.5), room), _BARS_FROM + 5, _BARS_FROM + _BARS_WIDE - 4)
    for rating, centre, place, count in zip(scale, centres, places, row.counts, strict=True):
        first, _, second = rating.name.rpartition(" ")
        canvas.words(place, _HEAD - 7.2, first, 9, palette.ink, "ms")
        canvas.words(place, _HEAD - 3.8, second, 9, palette.ink, "ms")
        if count:
            reach = max(count * unit / 2 - 2, 0)
            end = min(max(place, centre - reach), centre + reach)
            canvas.line(place, _HEAD - 2.8, end, _HEAD - 0.5, palette.slate)
        else:
            fill, edge, _, stripe = look(rating, palette)
            if stripe is not None:
                canvas.hatch(place - 2.5, _HEAD - 2.7, 5, 2, fill, stripe, rising=rating.position % 2 == 0)
            canvas.box(place - 2.5, _HEAD - 2.7, 5, 2, None if stripe else fill, edge)
    canvas.words(WIDTH - 0.4, _HEAD - 3.8, "Agree", 9, palette.ink, "rs")


def _apart(places: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """The places, moved so that neighbours are gap apart and all lie between low and high."""
    moved: list[float] = []
    for place in places:
        moved.append(max(place, low, *(moved and [moved[-1] + gap])))
    for index in reversed(range(len(moved))):
        limit = high if index == len(moved) - 1 else moved[index + 1] - gap
        moved[index] = min(moved[index], limit)
    return moved
