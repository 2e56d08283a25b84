"""New workspaces, from a checkout and from an installed wheel."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from engine.commands.new import scaffold
from engine.model.edition import Edition
from engine.model.framework import Framework
from engine.progress import Progress
from engine.workspace import Workspace
from tests.building import build
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with blank forms."""
    folder = tmp_path_factory.mktemp("new") / "ours"
    scaffold(folder, sample=False)
    return Workspace(folder)


def test_every_input_of_the_contract_is_there(blank: Workspace, framework: Framework) -> None:
    names = {path.relative_to(blank.root).as_posix() for path in blank.root.rglob("*") if path.is_file()}
    forms = ["overview", *(s.id for s in framework.statements), *(t.id for t in framework.themes)]
    assert names >= {f"inputs/narrative/{form}.docx" for form in forms}
    assert names >= {"inputs/council.yaml", "inputs/evidence.xlsx", "inputs/endorsements.xlsx"}
    assert len([name for name in names if name.startswith("inputs/checklists/")]) == 5
    assert {"word_templates/report.docx", "data_schemas/framework/2024-03.yaml"} <= names


def test_blank_workbooks_hold_the_frameworks_rows(blank: Workspace) -> None:
    book = load_workbook(blank.inputs / "evidence.xlsx")
    assert [book["Library"].cell(row, 1).value for row in (5, 56)] == ["LIB-01", "LIB-52"]
    assert book["Data sources"].cell(20, 2).value == "SRC-16"
    checklist = load_workbook(blank.inputs / "checklists" / "leaders.xlsx")
    ids = [sheet.cell(row, 1).value for sheet in checklist.worksheets[1:] for row in range(5, sheet.max_row + 1)]
    assert len([item for item in ids if item]) == 94
    assert all(sheet.column_dimensions["A"].hidden for sheet in checklist.worksheets[1:])
    assert all(sheet.data_validations.dataValidation for sheet in checklist.worksheets[1:])


def test_what_stands_beside_a_figure_is_chosen_and_kinds_of_evidence_may_be_several(blank: Workspace) -> None:
    sheet = load_workbook(blank.inputs / "evidence.xlsx")["Figures"]
    letters = {sheet.cell(4, number).value: get_column_letter(number) for number in range(1, 20)}
    of_column = {
        name: rule
        for name, letter in letters.items()
        for rule in sheet.data_validations.dataValidation
        if letter in str(rule.sqref)
    }
    comparator, kind = of_column["Comparator is"], of_column["Kind of evidence"]
    assert comparator.formula1 == '"other councils,own standard,own area,own earlier figure,population"'
    assert (comparator.showErrorMessage, kind.showErrorMessage) == (True, False)
    assert "audit-observation,checklists" in kind.formula1


def test_blank_forms_have_the_headings_that_are_read(blank: Workspace) -> None:
    headings = [
        p.text
        for p in Document(str(blank.inputs / "narrative" / "equity.docx")).paragraphs
        if p.style and "Heading" in str(p.style.name)
    ]
    assert headings[:3] == ["Our view in one sentence", "Direction of travel", "Our ambition and performance"]
    assert "What is working well" in headings


@pytest.mark.office
def test_once_the_council_is_named_even_blank_forms_make_a_draft(blank: Workspace, tmp_path: Path) -> None:
    text = (blank.inputs / "council.yaml").read_text(encoding="utf-8")
    for empty, filled in (
        ('name: ""', "name: Ours"),
        ('short_name: ""', "short_name: Ours"),
        ('how: ""', "how: By email"),
    ):
        text = text.replace(empty, filled)
    text = text.replace('date: ""', "date: 2026-03-14").replace('review_due: ""', "review_due: 2027-03-14")
    (blank.inputs / "council.yaml").write_text(text, encoding="utf-8")
    built = build(blank, Edition.DRAFT, with_pdf=False, progress=Progress())
    assert "Ours" in Document(str(built.folder / "report.docx")).core_properties.title
    assert {"I-51", "C-20", "V-01"} <= {finding.code for finding in built.findings}


@pytest.mark.office
def test_an_installed_wheel_makes_the_sample_and_builds_it(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    site = tmp_path / "site"
    with zipfile.ZipFile(next(tmp_path.glob("penholder-*.whl"))) as wheel:
        wheel.extractall(site)
    start = "import engine, sys; assert 'site' in engine.__file__; from engine.cli import main; main()"
    environment = os.environ | {"PYTHONPATH": str(site), "PENHOLDER_SOFFICE": "/none"}
    for arguments in (["new", "ours", "--sample"], ["build", "--workspace", "ours"]):
        done = subprocess.run(
            [sys.executable, "-c", start, *arguments],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert (tmp_path / "ours" / "outputs" / "draft" / "report.pdf").is_file()
