"""What doctor says of a LibreOffice: whether anybody has tried it, and what that means."""

from __future__ import annotations

import pytest

from engine.pdf.known_offices import OLDEST, TRIED, Known, known_of


@pytest.mark.parametrize(
    ("version", "known"),
    [
        ("LibreOffice 7.4.7.2", Known.TRIED),
        ("LibreOffice 25.2.3.2", Known.TRIED),
        ("LibreOffice 25.2.9.1", Known.LIKE_ONE_TRIED),
        ("LibreOffice 24.8.4.2", Known.BETWEEN),
        ("LibreOffice 7.6", Known.BETWEEN),
        ("LibreOffice 99.8.0.1", Known.NEWER),
        ("LibreOffice 6.4.7.2", Known.TOO_OLD),
        ("LibreOffice 7.3.7.2", Known.TOO_OLD),
        ("LibreOffice", Known.UNKNOWN),
    ],
)
def test_a_version_is_told_by_what_is_known_of_it(version: str, known: Known) -> None:
    assert known_of(version) is known


def test_versions_stand_in_their_order_and_none_is_older_than_the_oldest() -> None:
    numbers = [tuple(map(int, each.version.split("."))) for each in TRIED]
    assert numbers == sorted(numbers)
    assert numbers[0][:2] >= OLDEST
