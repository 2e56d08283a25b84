"""The figures chart: what can be drawn, what it says, and what its words say."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from engine.assembly.reading import Reading
from engine.model.evidence import Figure, Good
from engine.rendering.chart import Chart
from engine.rendering.figures_chart import figures_chart
from engine.rendering.trends import MOST, Trend, trends, trends_in_words
from engine.templates.palette import read_palette
from tests.material.page_measures import is_inked

PALETTE = read_palette(b"")


@pytest.fixture
def figure(reading: Reading) -> Figure:
    """A wait in days, shorter than a year ago and than in other councils."""
    return next(figure for figure in reading.assessment.evidence.figures if figure.ref == "F-003")


def one(figure: Figure, **changes: Any) -> Trend:
    (found,) = trends([replace(figure, **changes)])
    return found


def test_a_figure_is_drawn_with_all_that_has_its_unit(figure: Figure) -> None:
    found = one(figure)
    assert (found.now, found.a_year_ago, found.two_years_ago, found.comparator) == (24, 41, 46, 32)


@pytest.mark.parametrize("other", ["", "about six weeks", "6 weeks", "between 20 and 30 days"])
def test_a_value_of_another_unit_is_left_out(figure: Figure, other: str) -> None:
    assert one(figure, comparator_value=other).comparator is None


def test_a_figure_with_nothing_beside_it_is_not_drawn(figure: Figure) -> None:
    assert trends([replace(figure, a_year_ago="", two_years_ago="", comparator_value="")]) == ()
    assert trends([replace(figure, value="Good")]) == ()


def test_thousands_are_numbers(figure: Figure) -> None:
    assert one(figure, value="£4,218.50", a_year_ago="£4,105").now == 4218.5


@pytest.mark.parametrize(("good", "better"), [(Good.LOWER, True), (Good.HIGHER, False), (Good.NEITHER, None)])
def test_what_is_better_is_for_the_council_to_say(figure: Figure, good: Good, better: bool | None) -> None:
    assert one(figure, good=good).is_better is better
    assert one(figure, good=good).beats is better


def test_the_same_value_as_before_is_neither_better_nor_worse(figure: Figure) -> None:
    assert one(figure, a_year_ago=figure.value).is_better is None


def test_a_standard_is_met_by_what_is_as_good_as_it(figure: Figure) -> None:
    assert one(figure, comparator_value=figure.value).meets is True
    assert one(figure, comparator_value="23 days").meets is False
    assert one(figure, comparator_value="").meets is None
    assert one(figure, good=Good.NEITHER).meets is None


def test_no_more_are_drawn_than_fit(figure: Figure) -> None:
    assert len(trends([figure] * (MOST + 3))) == MOST


@pytest.mark.parametrize(
    "name", ["Our own standard", "Wenlow as a whole", "A very long name of many councils " * 3, ""]
)
def test_what_it_is_compared_with_stands_under_its_own_name(figure: Figure, name: str) -> None:
    """Another name is another picture, however long it is, and nothing is drawn outside of it."""
    pictures = [
        figures_chart(trends([replace(figure, comparator=words)]), PALETTE).dots for words in (name, "Other councils")
    ]
    assert pictures[0] != pictures[1]
    assert not is_inked(Image.open(io.BytesIO(pictures[0])))


def test_its_words_give_every_number(figure: Figure) -> None:
    assert trends_in_words(trends([figure])) == (
        "Chart of 1 figure. Median wait for an assessment: 24 days, 41 days a year ago: better, "
        "Regional dataset, median council 32 days: better."
    )


def test_a_comparison_without_a_name_is_told_as_one(figure: Figure) -> None:
    assert trends_in_words(trends([replace(figure, comparator="")])).endswith(", compared with 32 days: better.")


def test_the_chart_is_a_picture_of_the_width_of_the_text(figure: Figure) -> None:
    chart = figures_chart(trends([figure, figure]), PALETTE)
    with Image.open(io.BytesIO(chart.dots)) as picture:
        assert picture.width / picture.height == pytest.approx(158 / chart.height, rel=0.02)


def texts(chart: Chart) -> list[str]:
    """What stands in a chart, a line each."""
    return [str(text.text) for text in etree.fromstring(chart.lines).iter("{*}text")]


def marks(chart: Chart) -> list[float]:
    """Where the marks of now lie, from the left; the legend's is the first."""
    circles = etree.fromstring(chart.lines).iter("{*}circle")
    return [float(circle.get("cx", "0")) for circle in circles if circle.get("r") == "1.7"][1:]


@pytest.mark.parametrize(
    ("good", "before", "word"),
    [
        (Good.LOWER, "41 days", "better"),
        (Good.HIGHER, "41 days", "worse"),
        (Good.LOWER, "24 days", "the same"),
        (Good.NEITHER, "41 days", ""),
    ],
)
def test_it_says_in_words_what_is_better(figure: Figure, good: Good, before: str, word: str) -> None:
    chart = figures_chart(trends([replace(figure, good=good, a_year_ago=before)]), PALETTE)
    assert (f"{before} a year ago: {word}" if word else f"{before} a year ago") in texts(chart)
    assert ("better to the right" in texts(chart)) is (good is not Good.NEITHER)


@pytest.mark.parametrize("good", [Good.LOWER, Good.HIGHER])
def test_what_is_better_lies_further_to_the_right(figure: Figure, good: Good) -> None:
    """Of two figures on one scale, whichever way they should move."""
    few, many = replace(figure, good=good, value="10 days"), replace(figure, good=good, value="40 days")
    of_few, of_many = marks(figures_chart(trends([few, many]), PALETTE))
    assert (of_few > of_many) is (good is Good.LOWER)


def test_figures_of_one_unit_share_a_scale_from_nothing(figure: Figure) -> None:
    share = replace(figure, value="27.4%", a_year_ago="25%", two_years_ago="", comparator_value="", good=Good.HIGHER)
    said = texts(figures_chart(trends([figure, share, replace(share, value="90%")]), PALETTE))
    assert [said.count(end) for end in ("0 days", "50 days", "0%", "100%")] == [1, 1, 1, 1]


@pytest.mark.parametrize("font", ["Liberation Sans", "DejaVu Sans", "Liberation Serif"])
def test_nothing_is_cut_off_in_a_font_of_any_width(figure: Figure, font: str) -> None:
    long = replace(figure, value="£1,234.5 million", a_year_ago="£1,334.5 million", comparator_value="£1,434.5 million")
    chart = figures_chart(trends([long, figure]), replace(PALETTE, font=font))
    assert long.measure in " ".join(texts(chart))
    assert not any("…" in text for text in texts(chart))
    assert not is_inked(Image.open(io.BytesIO(chart.dots)))
    sizes = [float(text.get("font-size", "0")) * 72 / 25.4 for text in etree.fromstring(chart.lines).iter("{*}text")]
    assert min(sizes) > 8.9


def test_the_sample_shows_figures_under_every_statement(reading: Reading) -> None:
    for statement in reading.assessment.framework.statements:
        assert trends([f for f in reading.assessment.evidence.figures if f.statement == statement.id])
