"""Every library penholder is installed with has a licence that is allowed, and stands in the list."""

from __future__ import annotations

import pytest

from tests.pages.licences import Licensed, locked


@pytest.mark.parametrize("file", ["requirements.lock", "requirements-dev.lock"])
def test_every_library_has_a_licence_that_is_allowed(file: str) -> None:
    libraries = locked(file)
    assert len(libraries) > 40
    assert [one for one in libraries if not one.is_allowed] == []


@pytest.mark.parametrize("licence", ["", "AGPL-3.0-only", "MIT AND GPL-3.0-only", "Proprietary"])
def test_another_licence_is_refused(licence: str) -> None:
    assert not Licensed("library", "1.0", licence).is_allowed


def test_of_several_to_choose_from_one_is_enough() -> None:
    assert Licensed("library", "1.0", "GPL-3.0-only OR MIT").is_allowed
