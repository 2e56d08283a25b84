"""The sample council with one theme of two statements: what holds of it holds of the whole, at a third of the cost."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

import yaml
from docx import Document
from openpyxl import load_workbook

from engine.framework.catalogue import framework_file
from engine.workspace import Workspace, house

STATEMENTS = ("assessing-needs", "equity")
_THEME, _NAME = "working-with-people", "Working with people"
_OTHER_THEMES = ("Providing support", "Ensuring safety", "Leadership")


def little_sample(folder: Path) -> Workspace:
    """A workspace with a framework of its own, two statements' forms, a theme's, Section A's and five checklists.

    What was written about other statements is left out or counts as about these; every other input is the sample's.
    """
    for name, data in _files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return Workspace(folder)


@cache
def _files() -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as made:
        root = Path(made)
        for name in ("inputs", "word_templates", "data_schemas"):
            shutil.copytree(house() / name, root / name)
        workspace = Workspace(root)
        titles = _shorten_framework(framework_file(workspace))
        _keep_forms(workspace.inputs / "narrative")
        for path in (workspace.inputs / "checklists").glob("*.xlsx"):
            _keep_sheets(path, titles)
        _let_figures_be_of_what_stays(workspace.inputs / "evidence.xlsx")
        _let_the_overview_be_of_what_stays(workspace.inputs / "narrative" / "overview.docx")
        _keep_verifiers(workspace.inputs / "council.yaml")
        (workspace.inputs / "previous.json").unlink()
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def _shorten_framework(path: Path) -> list[str]:
    """Titles of the statements that stay."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    content["themes"] = [theme for theme in content["themes"] if theme["id"] == _THEME]
    (theme,) = content["themes"]
    theme["statements"] = [statement for statement in theme["statements"] if statement["id"] in STATEMENTS]
    for row in content["library"]:
        row["statement"] = row["statement"] if row["statement"] in STATEMENTS else None
    for item in (item for statement in theme["statements"] for item in statement["items"]):
        if item.get("same_as", "").partition(".")[0] not in STATEMENTS:
            item.pop("same_as", None)
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=10_000)
    path.write_text(text, encoding="utf-8")
    return [statement["name"] for statement in theme["statements"]]


def _keep_forms(folder: Path) -> None:
    for path in folder.iterdir():
        if path.stem not in (_THEME, "overview", *STATEMENTS):
            path.unlink()


def _keep_sheets(path: Path, titles: list[str]) -> None:
    book = load_workbook(path)
    for sheet in book.worksheets[1:]:
        if not any(title.startswith(sheet.title) for title in titles):
            book.remove(sheet)
    book.save(path)


def _let_figures_be_of_what_stays(path: Path) -> None:
    book = load_workbook(path)
    for (cell,) in book["Figures"].iter_rows(min_row=5, min_col=3, max_col=3):
        if cell.value and cell.value not in STATEMENTS:
            cell.value = STATEMENTS[0]
    book.save(path)


def _let_the_overview_be_of_what_stays(path: Path) -> None:
    document = Document(str(path))
    for cell in (cell for table in document.tables for cell in table.columns[1].cells[1:]):
        if cell.text in _OTHER_THEMES:
            cell.paragraphs[0].runs[0].text = _NAME
    document.save(str(path))


def _keep_verifiers(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if "{statement: " not in line or any(f" {one}," in line for one in STATEMENTS)]
    path.write_text("".join(kept), encoding="utf-8")
