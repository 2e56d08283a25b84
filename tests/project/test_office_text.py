"""`git diff` shows the words of Word files and workbooks."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from tests.conftest import ROOT

pytestmark = pytest.mark.office


def words(path: Path) -> list[str]:
    command = [sys.executable, str(ROOT / ".ci" / "office_text.py"), str(path)]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().splitlines()


def a_template(path: Path, heading: str = "{{ council.name }}") -> Path:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ marking }}"
    document.add_heading(heading, 2)
    document.add_paragraph("{%p for line in lines %}")
    document.add_paragraph("A point", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Group", "{{ row.group }}"
    document.save(str(path))
    return path


def test_headings_tables_headers_and_tags_of_a_word_file_are_told(tmp_path: Path) -> None:
    told = words(a_template(tmp_path / "template.docx"))
    assert told[:8] == [
        "=== word/document.xml",
        "",
        "## {{ council.name }}",
        "{%p for line in lines %}",
        "[list bullet] A point",
        "[table]",
        "| Group | {{ row.group }} |",
        "[end of table]",
    ]
    assert "[header] {{ marking }}" in told
    assert any(line.endswith(" word/styles.xml") for line in told)


def test_the_cells_of_a_workbook_are_told(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["B2"], sheet["C3"] = "Two\nlines", "=1+1"
    book.save(tmp_path / "book.xlsx")
    assert words(tmp_path / "book.xlsx") == ["", "=== Sheet", "", "B2: Two / lines", "C3: =1+1"]


def test_a_file_that_cannot_be_read_is_told_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "torn.docx"
    path.write_bytes(a_template(tmp_path / "whole.docx").read_bytes()[:2000])
    assert words(path) == ["(cannot be read as Word or Excel: File is not a zip file)"]


def test_git_asks_for_the_words(tmp_path: Path) -> None:
    shutil.copy(ROOT / ".gitattributes", tmp_path)

    def git(*arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
        return done.stdout.decode()

    git("init", "-q")
    git("config", "diff.docx.textconv", f"bash '{ROOT / '.ci' / 'office-text'}'")
    a_template(tmp_path / "template.docx")
    git("add", ".")
    a_template(tmp_path / "template.docx", "{{ council.motto }}")
    changed = [line for line in git("diff").splitlines() if line.startswith(("-#", "+#"))]
    assert changed == ["-## {{ council.name }}", "+## {{ council.motto }}"]
