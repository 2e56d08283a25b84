"""A request for the information return, as somebody sends it."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from engine.framework.catalogue import framework_file, load_framework
from engine.workspace import Workspace

LAYOUTS = (
    ("Ref", "Evidence item", "Quality statement", "Period"),
    ("Item No.", "Information requested", "Statement", "Time frame"),
    ("No", "REQUEST:", "Quality Statements", "Date range"),
)


def request_file(path: Path, workspace: Workspace, heads: tuple[str, str, str, str], rows: int = 4) -> Path:
    """A request as somebody sends it: a title, the columns in an order of their own, rows of the library in them."""
    library = [row for row in load_framework(framework_file(workspace)).library if row.information_return]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Local authority information return"])
    sheet.append([])
    order = (2, 0, 1, 3)
    sheet.append([heads[at] for at in order])
    sheet.append(["", "Theme 1", "", ""])
    for number, row in enumerate(library[:rows], start=1):
        period = "Covering 12 months" if row.twelve_months else ""
        values = (f"IR{number}", row.text, row.statement or "All", period)
        sheet.append([values[at] for at in order])
    sheet.append([("IR99", "Photographs of every robot in the municipal zoo", "All", "")[at] for at in order])
    book.save(path)
    return path
