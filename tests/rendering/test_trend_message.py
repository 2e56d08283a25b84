"""The title of a chart of figures: true of each figure in it, whatever they are compared with and however many."""

from __future__ import annotations

import itertools
import re

import pytest

from engine.findings import Place
from engine.model.evidence import ComparatorKind, Figure, Good
from engine.rendering.trends import trends
from engine.rendering.views.trend_message import trends_message

COUNCILS, STANDARD, AREA = ComparatorKind.OTHER_COUNCILS, ComparatorKind.OWN_STANDARD, ComparatorKind.OWN_AREA
UNTOLD = ComparatorKind.NOT_TOLD


def figure(
    before: str = "", beside: str = "", kind: ComparatorKind = UNTOLD, good: Good = Good.HIGHER, now: str = "80%"
) -> Figure:
    return Figure(
        ref="F-001",
        measure="Measure",
        statement="",
        value=now,
        a_year_ago=before,
        two_years_ago="",
        period="2025",
        as_at=None,
        comparator="Some name",
        comparator_value=beside,
        good=good,
        source="",
        at_a_glance=False,
        note="",
        place=Place(""),
        comparator_is=kind,
    )


def title(*figures: Figure) -> str:
    return trends_message(trends(figures))


BETTER, WORSE = figure("70%"), figure("90%")


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((), "Figures now and before"),
        ((BETTER,), "The figure is better than a year ago"),
        ((WORSE,), "The figure is not better than a year ago"),
        ((WORSE, WORSE), "None of two figures is better than a year ago"),
        ((BETTER, WORSE), "One of two figures is better than a year ago"),
        ((BETTER, BETTER), "Both figures are better than a year ago"),
        ((BETTER, BETTER, WORSE), "Two of three figures are better than a year ago"),
        ((BETTER,) * 4, "All four figures are better than a year ago"),
    ],
)
def test_it_counts_what_moved_the_right_way(figures: tuple[Figure, ...], said: str) -> None:
    assert title(*figures) == said


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (("90%",), "The figure does not meet our own standard"),
        (("80%",), "The figure meets our own standard"),
        (("90%", "95%"), "None of two figures meets our own standard"),
        (("90%", "80%"), "One of two figures meets our own standard"),
        (("70%", "80%"), "Both figures meet our own standard"),
        (("70%", "80%", "90%"), "Two of three figures meet our own standard"),
    ],
)
def test_a_standard_of_our_own_is_met_or_not(beside: tuple[str, ...], said: str) -> None:
    assert title(*(figure("", each, STANDARD) for each in beside)) == said


@pytest.mark.parametrize(
    ("kind", "against"),
    [
        (COUNCILS, "other councils"),
        (AREA, "our area as a whole"),
        (ComparatorKind.OWN_EARLIER_FIGURE, "our own earlier figure"),
        (ComparatorKind.POPULATION, "the population as a whole"),
        (UNTOLD, "what it is compared with"),
    ],
)
def test_it_names_what_a_figure_is_compared_with(kind: ComparatorKind, against: str) -> None:
    assert title(figure("", "70%", kind)) == f"The figure is better than {against}"
    assert title(figure("", "70%", kind, Good.LOWER)) == f"The figure is not better than {against}"


def test_figures_of_several_kinds_are_counted_apart() -> None:
    mixed = (figure("70%", "90%", STANDARD), figure("70%", "95%", STANDARD), figure("70%", "60%", COUNCILS))
    assert title(*mixed) == (
        "All three figures are better than a year ago; the one judged against other councils is better; "
        "none of two meets our own standard"
    )


def test_part_of_a_chart_is_not_told_as_the_whole_of_it() -> None:
    assert title(BETTER, figure("70%", "90%", STANDARD)).endswith(
        "; the one judged by our own standard does not meet it"
    )
    assert title(BETTER, BETTER, figure("", "70%", COUNCILS)).startswith("Both judged against a year ago are better; ")
    assert title(BETTER, figure("90%", "70%")).endswith("; the one judged against another figure is better")


@pytest.mark.parametrize("good", [Good.HIGHER, Good.LOWER])
def test_what_is_as_good_as_before_is_not_better_and_is_counted(good: Good) -> None:
    same = figure("80%", "80%", COUNCILS, good)
    assert title(same, same) == (
        "None of two figures is better than a year ago; none of two figures is better than other councils"
    )


def test_a_figure_without_a_direction_is_not_judged() -> None:
    assert title(figure("70%", "70%", COUNCILS, Good.NEITHER)) == "Figures now and before"


CHOICES = [
    figure(before, beside, kind, good)
    for before, beside, kind, good in itertools.product(
        ("", "80%", "70%"), ("", "80%", "90%"), (COUNCILS, STANDARD, UNTOLD), (Good.HIGHER, Good.LOWER)
    )
]


@pytest.mark.parametrize("size", [1, 2])
def test_no_title_says_elsewhere_and_others_stand_only_for_other_councils(size: int) -> None:
    for chosen in itertools.combinations(CHOICES, size):
        said = title(*chosen)
        assert not re.search(r"elsewhere|\bothers\b|\b0\b|\bno figure|\bone figures", said)
        told = {one.comparator_is for one in chosen if one.comparator_value}
        assert ("other councils" in said) <= (COUNCILS in told)
        assert ("our own standard" in said) == (STANDARD in told)
