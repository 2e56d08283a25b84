"""Figures that can be drawn: each now and before, and what it is compared with, and what all that says in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engine.model.evidence import Figure, Good
from engine.phrases import nouns

MOST = 6
"""So many figures fit one chart; the others stand in Section E like all of them."""
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
    def unit(self) -> str:
        """What stands around its numbers, such as "days" or "%": figures of one unit can share a scale."""
        return _NUMBER.sub("", self.figure.value).strip()

    @property
    def told(self) -> tuple[str, ...]:
        """What it says beside others, a line each: what that is, its value, and whether this one is better."""
        lines = []
        if self.figure.a_year_ago:
            lines.append(f"{self.figure.a_year_ago} a year ago{self._verdict(self.a_year_ago)}")
        if self.figure.comparator_value:
            beside = self.figure.comparator or "compared with"
            lines.append(f"{beside} {self.figure.comparator_value}{self._verdict(self.comparator)}")
        return tuple(lines)

    def in_its_unit(self, number: float) -> str:
        """A number as the values of this figure are written."""
        return _NUMBER.sub(f"{number:,g}", self.figure.value, count=1)

    def _verdict(self, other: float | None) -> str:
        if other is None or not self.is_judged:
            return ""
        better = self._better_than(other)
        return ": the same" if better is None else ": better" if better else ": worse"

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


def trends_in_words(drawn: Sequence[Trend]) -> str:
    """What the chart shows, for people who cannot see it."""
    told = [", ".join((f"{trend.figure.measure}: {trend.figure.value}", *trend.told)) for trend in drawn]
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
