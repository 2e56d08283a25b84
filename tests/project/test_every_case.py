"""Cases that are tried in one test are all tried, and each that failed is told by its name."""

from __future__ import annotations

import pytest

from tests.material.every_case import every_case


def test_each_case_that_failed_is_told_with_its_fault() -> None:
    tried: list[int] = []
    with pytest.raises(ExceptionGroup) as told:
        halve(tried)
    assert tried == [1, 0, 2, 0]
    assert told.value.message == "by 0; by 2; by 0"
    assert [type(fault) for fault in told.value.exceptions] == [ZeroDivisionError, AssertionError, ZeroDivisionError]
    assert told.value.exceptions[1].__notes__ == ["In the case: by 2"]


def halve(tried: list[int]) -> None:
    with every_case() as case:
        for number in (1, 0, 2, 0):
            with case(f"by {number}"):
                tried.append(number)
                assert 2 / number > 1


def test_where_every_case_holds_nothing_is_told() -> None:
    with every_case() as case, case("sound"):
        assert True
