"""Two texts side by side, line by line and word by word."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.signing import Change, PieceKind
from engine.signatures.redline import changes, marked

LINES = st.lists(
    st.sampled_from(["View: Good", "View: Fair and better", "Plan: We meet", "Plan: We meet often", "Plan"])
)


def told(before: list[str], now: list[str]) -> tuple[str, ...]:
    return marked(changes(before, now))


def side(found: tuple[Change, ...], kind: PieceKind) -> list[str]:
    """The lines of one of the two texts, as the changes tell them."""
    lines = ("".join(p.words for p in change.pieces if p.kind in (kind, PieceKind.SAME)) for change in found)
    return [line for line in lines if line]


def test_a_reworded_line_stands_beside_itself_where_others_came_in_around_it() -> None:
    before = ["Plans: We meet each week with all carers."]
    now = ["Plans: First we plan.", "Plans: We meet each month with all carers.", "Plans: Then we report."]
    assert told(before, now) == (
        "{+Plans: First we plan.+}",
        "Plans: We meet each [-week-]{+month+} with all carers.",
        "{+Plans: Then we report.+}",
    )


def test_the_only_line_of_a_part_is_the_same_one_however_it_reads_now() -> None:
    assert told(["View: Slow"], ["View: Quick", "Strengths: Few wait"]) == (
        "View: [-Slow-]{+Quick+}",
        "{+Strengths: Few wait+}",
    )


def test_a_line_is_never_another_part_reworded() -> None:
    assert told(["Plans: We meet"], ["Aims: We meet", "Views: We meet"])[0] == "[-Plans: We meet-]"


@pytest.mark.slow
@settings(max_examples=150, derandomize=True)
@given(LINES, LINES)
def test_nothing_that_differs_is_lost_on_either_side(before: list[str], now: list[str]) -> None:
    found = changes(before, now)
    assert [line for line in before if line not in now] == [
        line for line in side(found, PieceKind.OUT) if line not in now
    ]
    assert [line for line in now if line not in before] == [
        line for line in side(found, PieceKind.IN) if line not in before
    ]
    assert (found == ()) is (before == now)
