"""What a chart of figures shows, as one line that is true of every figure in it."""

from __future__ import annotations

from collections.abc import Sequence

from engine.model.evidence import ComparatorKind
from engine.rendering.trends import Trend
from engine.rendering.views.shared import in_words

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
    told = [_better([trend.is_better for trend in judged if trend.a_year_ago is not None], charted, "a year ago")]
    for kind in ComparatorKind:
        of_kind = [t for t in judged if t.comparator is not None and t.figure.comparator_is is kind]
        if kind is ComparatorKind.OWN_STANDARD:
            told.append(_meets([trend.meets for trend in of_kind], charted))
        else:
            told.append(_better([trend.beats for trend in of_kind], charted, _AGAINST.get(kind, "")))
    line = "; ".join(part for part in told if part) or "figures now and before"
    return f"{line[:1].upper()}{line[1:]}"


def _better(are: Sequence[bool | None], charted: int, than: str) -> str:
    """How many are better than something, of those that can be judged; empty where none can.

    charted: how many figures the chart has. than: empty where nobody has told what they are compared with.
    """
    if not are:
        return ""
    whole, part = len(are), sum(each is True for each in are)
    is_not = "is not" if part == 0 and whole == 1 else "is" if part < 2 else "are"
    if whole < charted:
        return f"{_of(part, whole)} judged against {than or 'another figure'} {is_not} better"
    beside = "what it is compared with" if whole == 1 else "what they are compared with"
    return f"{_of(part, whole, 'figure')} {is_not} better than {than or beside}"


def _meets(do: Sequence[bool | None], charted: int) -> str:
    """How many meet our own standard, of those that have one; empty where none has."""
    if not do:
        return ""
    whole, part = len(do), sum(each is True for each in do)
    meets = "does not meet" if part == 0 and whole == 1 else "meets" if part < 2 else "meet"
    if whole < charted and (part == whole or whole == 1):
        return f"{_of(part, whole)} judged by our own standard {meets} it"
    return f"{_of(part, whole, 'figure' if whole == charted else '')} {meets} our own standard"


def _of(part: int, whole: int, noun: str = "") -> str:
    """So many of how many: the one, none, some, both, all; with a noun where one is given."""
    if whole == 1:
        return f"the {noun}" if noun else "the one"
    nouns = f" {noun}s" if noun else ""
    if part == whole:
        return f"{'both' if whole == 2 else f'all {in_words(whole)}'}{nouns}"
    return f"{'none' if part == 0 else in_words(part)} of {in_words(whole)}{nouns}"
