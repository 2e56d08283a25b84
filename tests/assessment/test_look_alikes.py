"""Names that look alike and differ."""

from __future__ import annotations

import pytest

from engine.assessment.look_alikes import alphabets, looks


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Carers", "Cаrers"),
        ("Ros Lee", "Rοs Lee"),
        ("Ian Hill", "lan Hill"),
        ("Group 1", "Group l"),
        ("Team O", "Team 0"),
        ("Carers", "Ｃarers"),
    ],
)
def test_names_that_nobody_tells_apart_look_the_same(one: str, other: str) -> None:
    assert one != other
    assert looks(one) == looks(other)


@pytest.mark.parametrize(("one", "other"), [("Ann", "Anna"), ("Müller", "Muller"), ("Анна", "Ivan")])
def test_other_names_do_not(one: str, other: str) -> None:
    assert looks(one) != looks(other)


def test_two_alphabets_in_a_word_are_seen() -> None:
    assert len(alphabets("Cаrers")) == 2
    assert alphabets("Иванов") == {"CYRILLIC"}
    assert alphabets("Brontë") == {"LATIN"}
