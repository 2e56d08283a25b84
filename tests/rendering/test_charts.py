"""The ratings chart: its size, its words, and that nothing in it hangs on colour."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from lxml import etree
from PIL import Image

from engine.model.council import Group
from engine.model.framework import Framework
from engine.model.judgement import GroupCounts, StatementRatings
from engine.rendering.canvas import DPI
from engine.rendering.charts import WIDTH, chart_in_words, ratings_chart
from engine.templates.palette import Palette, read_palette
from tests.material.page_measures import is_inked

PALETTE = read_palette(b"")
INK, PAPER = PALETTE.ink, PALETTE.paper
ONE_COLOUR = Palette(ink=INK, paper=PAPER, deep=INK, lead=INK, alert=INK, slate=INK, font=PALETTE.font)
"""A theme in which all ratings have one colour."""


def _row(name: str, *counts: int, blank: int = 0) -> GroupCounts:
    group = Group(id=name.lower(), name=name, people=12, how="Forum", lived_experience=False, leaders=False)
    return GroupCounts(group=group, counts=counts, blank=blank, agree=counts[0] + counts[1])


def _ratings(*rows: GroupCounts) -> StatementRatings:
    return StatementRatings(rows, ())


def _drawn(framework: Framework, *rows: GroupCounts, palette: Palette = PALETTE) -> tuple[Image.Image, float]:
    chart = ratings_chart(_ratings(*rows), framework.ratings, palette)
    return Image.open(io.BytesIO(chart.dots)), chart.height


def _px(length: float) -> int:
    return round(length * DPI / 25.4)


def test_the_picture_has_the_size_it_is_printed_in(framework: Framework) -> None:
    image, height = _drawn(framework, _row("People", 5, 4, 3, 2, 1), _row("Staff", 1, 2, 3, 4, 5))
    assert image.size == (_px(WIDTH), _px(height))
    assert image.info["dpi"] == pytest.approx((DPI, DPI), abs=0.1)


def test_every_group_makes_the_picture_higher(framework: Framework) -> None:
    heights = [_drawn(framework, *[_row("People", 5, 0, 0, 0, 0)] * number)[1] for number in (1, 2, 5)]
    assert heights == sorted(set(heights))


def test_the_picture_needs_no_mask_in_a_pdf(framework: Framework) -> None:
    image, _ = _drawn(framework, _row("People", 5, 4, 3, 2, 1))
    assert image.mode == "RGB"


def test_the_same_counts_give_the_same_bytes(framework: Framework) -> None:
    ratings = _ratings(_row("People", 5, 4, 3, 2, 1, blank=2))
    assert ratings_chart(ratings, framework.ratings, PALETTE) == ratings_chart(ratings, framework.ratings, PALETTE)


def test_other_counts_give_another_picture(framework: Framework) -> None:
    one, _ = _drawn(framework, _row("People", 5, 4, 3, 2, 1))
    other, _ = _drawn(framework, _row("People", 5, 4, 2, 3, 1))
    assert one.tobytes() != other.tobytes()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((9, 0, 0, 0, 0), (0, 0, 0, 9, 0)),
        ((0, 9, 0, 0, 0), (0, 0, 9, 0, 0)),
        ((0, 0, 9, 0, 0), (0, 0, 0, 9, 0)),
        ((9, 0, 0, 0, 0), (0, 0, 0, 0, 9)),
    ],
)
def test_ratings_can_be_told_apart_without_colour(
    framework: Framework, one: tuple[int, ...], other: tuple[int, ...]
) -> None:
    """The bars alone, below the row of names."""
    bars = [_drawn(framework, _row("People", *counts), palette=ONE_COLOUR)[0] for counts in (one, other)]
    first, second = (bar.crop((_px(54), _px(13), _px(138), bar.height)).tobytes() for bar in bars)
    assert first != second


def test_every_part_of_a_bar_carries_its_count(framework: Framework) -> None:
    """Parts of one size and pattern differ only by the number that stands in them."""
    nine, _ = _drawn(framework, _row("People", 0, 0, 0, 0, 9), palette=ONE_COLOUR)
    eight, _ = _drawn(framework, _row("People", 0, 0, 0, 0, 8), palette=ONE_COLOUR)
    part = (_px(60), _px(14), _px(130), _px(20))
    assert nine.crop(part).tobytes() != eight.crop(part).tobytes()


def test_a_missing_answer_is_a_gap_and_not_a_dont_know(framework: Framework) -> None:
    missing, _ = _drawn(framework, _row("People", 5, 0, 0, 0, 0, blank=4), palette=ONE_COLOUR)
    unknown, _ = _drawn(framework, _row("People", 5, 0, 0, 0, 4), palette=ONE_COLOUR)
    bar = (_px(54), _px(13), _px(138), missing.height)
    assert missing.crop(bar).tobytes() != unknown.crop(bar).tobytes()


def test_a_long_name_never_runs_into_the_bars(framework: Framework) -> None:
    name = "People who draw on care and support, their families and everybody who cares for them"
    image, _ = _drawn(framework, _row(name, 5, 4, 3, 2, 1))
    between = image.crop((_px(52.2), _px(13), _px(53.8), image.height))
    assert between.getcolors() == [(between.width * between.height, PAPER)]


def test_the_picture_takes_the_colours_of_the_theme(framework: Framework) -> None:
    green = replace(PALETTE, deep=(10, 120, 40))
    image, _ = _drawn(framework, _row("People", 9, 0, 0, 0, 0), palette=green)
    assert image.getpixel((_px(60), _px(15))) == (10, 120, 40)


def test_without_ratings_there_is_still_a_picture(framework: Framework) -> None:
    image, height = _drawn(framework)
    assert height > 0
    assert image.size == (_px(WIDTH), _px(height))


def test_the_words_for_the_picture_say_every_number(framework: Framework) -> None:
    words = chart_in_words(_ratings(_row("People", 2, 1, 5, 1, 0), _row("Staff", 4, 4, 1, 0, 0)), framework.ratings)
    told = (
        "Staff: Strongly agree 4, Tend to agree 4, Tend to disagree 1, Strongly disagree 0, Don’t know 0, No answer 0."
    )
    assert told in words.replace("'", "’")
    assert words.startswith("Stacked bar chart of 9 checklist items.")
    assert "People 3, Staff 8." in words


def test_the_words_for_a_picture_without_ratings_say_so() -> None:
    assert chart_in_words(_ratings(), ()) == "No group has sent its ratings yet."


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans"])
def test_a_long_name_is_told_whole_and_nothing_lies_at_the_edge(framework: Framework, font: str) -> None:
    name = "Neighbourhood and housing partnerships of the north"
    chart = ratings_chart(
        _ratings(_row(name, 5, 4, 3, 2, 1), _row("Staff", 5, 4, 3, 2, 1)),
        framework.ratings,
        replace(PALETTE, font=font),
    )
    texts = [str(text.text) for text in etree.fromstring(chart.lines).iter("{*}text")]
    assert name in " ".join(texts)
    assert not is_inked(Image.open(io.BytesIO(chart.dots)))


def test_letters_stay_letters_of_nine_points_and_more(framework: Framework) -> None:
    chart = ratings_chart(_ratings(_row("People", 5, 4, 3, 2, 1, blank=2)), framework.ratings, PALETTE)
    sizes = [float(text.get("font-size", "0")) * 72 / 25.4 for text in etree.fromstring(chart.lines).iter("{*}text")]
    assert sizes
    assert min(sizes) > 8.9


def test_text_of_people_is_no_markup_in_a_drawing(framework: Framework) -> None:
    chart = ratings_chart(_ratings(_row("<b>&amp; staff", 5, 4, 3, 2, 1)), framework.ratings, PALETTE)
    assert "<b>&amp; staff" in [text.text for text in etree.fromstring(chart.lines).iter("{*}text")]
