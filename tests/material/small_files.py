"""Files of a few cells, of every kind that a checklist may come back as, and what stands in them once they are open."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from engine.sources.cell_facts import CellKind
from engine.sources.checklists.grid import Grid, Opened
from engine.sources.checklists.open_file import open_file

_SPACES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        **{name: name for name in ("office", "table", "text", "style")},
        "fo": "xsl-fo-compatible",
    }.items()
)
_CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"


def opened(path: Path) -> Opened:
    """A file that can be read, opened."""
    found = open_file(path)
    assert isinstance(found, Opened), found
    return found


def refused(path: Path) -> str:
    """The sentence that says why a file cannot be read."""
    found = open_file(path)
    assert not isinstance(found, Opened)
    return found[0]


def one_grid(path: Path) -> Grid:
    """The one sheet of a file."""
    (grid,) = opened(path).grids
    return grid


def words(grid: Grid) -> dict[str, str]:
    """What people read in each cell, by its address."""
    return {cell.name: cell.text for cell in grid.cells.values()}


def kinds(grid: Grid) -> dict[str, CellKind]:
    """The kind of each cell, by its address."""
    return {cell.name: cell.kind for cell in grid.cells.values()}


def zipped(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A package of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path


def ods(path: Path, rows: str, styles: str = "", table: str = 'table:name="Sheet1"') -> Path:
    """An OpenDocument workbook of one sheet, of rows as they are written in its XML."""
    sheet = f"<table:table {table}>{rows}</table:table>"
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    style = f"<office:automatic-styles>{styles}</office:automatic-styles>"
    content = f'<office:document-content{_SPACES} xmlns:calcext="{_CALCEXT}">{style}{body}</office:document-content>'
    return zipped(path, {"content.xml": content.encode()})
