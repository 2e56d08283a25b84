"""What tests of signing share: the little council's pack. A sheet comes back alike, however many others are out."""

from __future__ import annotations

import pytest

from engine.assembly.assemble import Built
from engine.workspace import Workspace


@pytest.fixture(scope="session")
def final(little_final: Built) -> Built:
    """The final pack of the council of two statements. Not to be changed."""
    return little_final


@pytest.fixture(scope="session")
def issued_once(little_issued: Workspace) -> Workspace:
    """The same, issued. Not to be changed."""
    return little_issued
