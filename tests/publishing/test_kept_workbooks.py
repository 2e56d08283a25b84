"""A workbook that shows the same as before is the very same file, and is not written again; any other is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from engine.cache import folder_of
from engine.publishing.lists.sheet_table import CellLink, Properties, SheetTable
from engine.publishing.lists.workbook import workbook
from engine.publishing.lists.workbook_writer import written
from engine.templates.palette import HOUSE, Palette

ABOUT = Properties("Library: Wenlow", "Wenlow", datetime(2026, 3, 1, tzinfo=UTC))
ROWS = (("D-001", 1, date(2026, 3, 1), CellLink("a page", "https://example.org/")), ("D-002", 2, None, "=1"))
TABLE = SheetTable(
    sheet="Library",
    title="Library",
    hint="All of it.",
    columns=(("Reference", 12), ("Rows", 8), ("Day", 12), ("Page", 20)),
    rows=ROWS,
)


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where they are kept: a cache of this test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return folder_of("workbooks")


def test_it_is_what_is_written_and_is_kept_once(kept: Path) -> None:
    anew = written([TABLE], ABOUT, HOUSE)
    assert workbook([TABLE], ABOUT) == anew
    stamps = {path: path.stat().st_ino for path in kept.iterdir()}
    assert workbook([TABLE], ABOUT) == anew
    assert {path: path.stat().st_ino for path in kept.iterdir()} == stamps


@pytest.mark.parametrize(
    ("tables", "about", "palette"),
    [
        pytest.param([replace(TABLE, rows=(ROWS[1], ROWS[0]))], ABOUT, HOUSE, id="rows"),
        pytest.param([replace(TABLE, rows=(("D-001", "1", *ROWS[0][2:]), ROWS[1]))], ABOUT, HOUSE, id="kind of a cell"),
        pytest.param([replace(TABLE, rows=((*ROWS[0][:3], "a page"), ROWS[1]))], ABOUT, HOUSE, id="link"),
        pytest.param([replace(TABLE, columns=(("Document", 12), *TABLE.columns[1:]))], ABOUT, HOUSE, id="heading"),
        pytest.param([TABLE, replace(TABLE, sheet="More")], ABOUT, HOUSE, id="sheets"),
        pytest.param([TABLE], replace(ABOUT, author="Hollin"), HOUSE, id="author"),
        pytest.param([TABLE], ABOUT, replace(HOUSE, deep=(17, 34, 51)), id="colour"),
    ],
)
def test_whatever_it_shows_makes_another(tables: list[SheetTable], about: Properties, palette: Palette) -> None:
    first = workbook([TABLE], ABOUT)
    assert workbook(tables, about, palette) == written(tables, about, palette) != first
    assert workbook([TABLE], ABOUT) == first
