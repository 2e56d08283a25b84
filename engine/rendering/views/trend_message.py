"""What a chart of figures shows, as one line that is true of every figure in it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.evidence import ComparatorKind
from engine.phrases.comparisons import better_than, meet_our_standard
from engine.phrases.forms import sentence
from engine.rendering.trends import Trend

_AGAINST = {
    ComparatorKind.OTHER_COUNCILS: "other councils",
    ComparatorKind.OWN_AREA: "our area as a whole",
    ComparatorKind.OWN_EARLIER_FIGURE: "our own earlier figure",
    ComparatorKind.POPULATION: "the population as a whole",
}


def trends_message(drawn: Sequence[Trend]) -> str:
    """How many figures are better than a year ago, and than each kind of what they are compared with.

    A figure counts where it is told which way it should move. One that is as good as what stands beside it is not
    better, but meets a standard.
    """
    judged, charted = [trend for trend in drawn if trend.is_judged], len(drawn)
    moved = [trend.is_better for trend in judged if trend.a_year_ago is not None]
    told = [better_than(_true(moved), len(moved), charted, "a year ago")]
    for kind in ComparatorKind:
        of_kind = [t for t in judged if t.comparator is not None and t.figure.comparator_is is kind]
        if kind is ComparatorKind.OWN_STANDARD:
            told.append(meet_our_standard(_true([trend.meets for trend in of_kind]), len(of_kind), charted))
        else:
            beat = _true([trend.beats for trend in of_kind])
            told.append(better_than(beat, len(of_kind), charted, _AGAINST.get(kind, "")))
    return sentence("; ".join(part for part in told if part) or "figures now and before")


def _true(each: Sequence[bool | None]) -> int:
    return sum(one is True for one in each)
