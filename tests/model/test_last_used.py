"""Of so many values the last ones that were asked for are held, and no others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from engine.model.last_used import LastUsed

ASKED = st.lists(st.tuples(st.booleans(), st.integers(0, 6)))


@given(most=st.integers(1, 5), asked=ASKED)
def test_those_that_were_asked_for_last_are_held(most: int, asked: list[tuple[bool, int]]) -> None:
    held: LastUsed[int, str] = LastUsed(most)
    order: list[int] = []
    for is_put, name in asked:
        assert held.get(name) == (f"value of {name}" if name in order else None)
        if is_put:
            held.put(name, f"value of {name}")
        if is_put or name in order:
            order = [*(other for other in order if other != name), name][-most:]
    assert [name for name in range(7) if held.get(name)] == sorted(order)


def test_nothing_is_held_once_it_is_cleared() -> None:
    held: LastUsed[str, int] = LastUsed(2)
    held.put("a", 1)
    held.clear()
    assert held.get("a") is None
