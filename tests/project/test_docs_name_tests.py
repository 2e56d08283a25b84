"""What the documents of reliability, security and Windows promise is proven by tests that exist, in every row."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT

PAGES = ("reliability.md", "security.md", "windows.md")


def _tests() -> set[str]:
    files = [*(ROOT / "tests").rglob("test_*.py"), ROOT / "tests" / "on_windows" / "under_wine.py"]
    return {name for file in files for name in re.findall(r"^def (test_\w+)", file.read_text(encoding="utf-8"), re.M)}


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_exists(page: str) -> None:
    named = re.findall(r"`(test_\w+)`", (ROOT / "docs" / page).read_text(encoding="utf-8"))
    assert len(named) > 20
    assert sorted(set(named) - _tests()) == []


@pytest.mark.parametrize("page", PAGES)
def test_every_row_of_a_table_with_tests_names_one(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    tables = [table for table in text.split("\n\n") if table.startswith("|") and "| test |" in table]
    rows = [row for table in tables for row in table.strip().splitlines()[2:]]
    assert [row for row in rows if "`test_" not in row] == []


def _modules_named(text: str) -> set[str]:
    """Paths below engine/ that a document names in code letters."""
    return set(re.findall(r"`(?:engine/)?((?:[a-z_]+/)+[a-z_]+\.(?:py|yaml))`", text))


def test_every_module_that_architecture_and_contributing_name_is_there() -> None:
    for page in ("docs/architecture.md", "CONTRIBUTING.md"):
        named = _modules_named((ROOT / page).read_text(encoding="utf-8"))
        assert named
        there = (ROOT, ROOT / "engine")
        assert [path for path in sorted(named) if not any((root / path).is_file() for root in there)] == [], page
