"""Blank forms as they are sent out, and what becomes of them when they come back."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from openxml_audit import OpenXmlValidator

from engine.cli.main import penholder
from engine.commands.check import check
from engine.commands.forms import issue_forms
from engine.commands.framework_import import import_wording
from engine.errors import InputError, UsageError
from engine.findings import Severity
from engine.fonts.widths import lines_needed
from engine.framework.catalogue import framework_file, load_framework
from engine.model.framework import Framework
from engine.progress import Progress
from engine.templates.new_book import PAGE, across, room_in
from engine.word.package import Package
from engine.workspace import Workspace
from tests.conftest import copy_sample
from tests.material.small_office import converted, resaved
from tests.material.small_workbook import SmallWorkbook

pytestmark = pytest.mark.slow

TOP = 5
"""The first row below the header of every table."""


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The sample council, with blank forms in forms/. Not to be changed."""
    workspace = copy_sample(tmp_path_factory.mktemp("issued") / "workspace")
    issue_forms(workspace, workspace.root / "forms")
    return workspace


@pytest.fixture(scope="module")
def checklist(issued: Workspace) -> Any:
    return load_workbook(issued.root / "forms" / "checklists" / "leaders.xlsx")


def _listings(issued: Workspace) -> Iterator[Worksheet]:
    for path in sorted((issued.root / "forms").rglob("*.xlsx")):
        yield from load_workbook(path).worksheets[1:]


def _footer(sheet: Worksheet) -> Any:
    return sheet.oddFooter


# what is issued


def test_there_is_a_form_for_every_input(issued: Workspace, framework: Framework) -> None:
    names = {path.relative_to(issued.root / "forms").as_posix() for path in (issued.root / "forms").rglob("*.*")}
    forms = ["overview", *(s.id for s in framework.statements), *(t.id for t in framework.themes)]
    groups = ("frontline-staff", "leaders", "lived-experience", "partners", "providers")
    assert names == {
        "evidence.xlsx",
        "endorsements.xlsx",
        *(f"narrative/{form}.docx" for form in forms),
        *(f"checklists/{group}.xlsx" for group in groups),
    }


def test_blank_forms_come_back_with_nothing_amiss_but_that_they_are_empty(issued: Workspace, tmp_path: Path) -> None:
    workspace = copy_sample(tmp_path / "workspace")
    shutil.copytree(issued.root / "forms", workspace.inputs, dirs_exist_ok=True)
    findings = check(workspace, Progress()).findings
    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    assert {finding.code for finding in errors} == {"C-20", "I-51"}
    assert {finding.place.file for finding in errors if finding.code == "I-51"} >= {
        f"inputs/{path.relative_to(issued.root / 'forms')}" for path in (issued.root / "forms").rglob("*.docx")
    }
    blank = [finding for finding in findings if finding.code in ("C-01", "C-03")]
    assert len(blank) == 5, "each checklist once, and none of its items"
    assert [finding.message for finding in findings if finding.code in ("I-14", "I-20", "I-21")] == []


def test_the_same_council_gets_the_same_bytes(little: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773446400")
    first, second = (issue_forms(little, little.root / name, ("narrative", "evidence")) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_forms_use_imported_wording(little: Workspace, tmp_path: Path) -> None:
    small = SmallWorkbook(load_framework(framework_file(little)))
    small.items["equity"][0] = "The council asks people who are seldom heard what stands in their way."
    small.extra_lines["equity", "documents"] = ["· The equality scheme"]
    import_wording(little, small.word(tmp_path / "workbook.docx"))
    issue_forms(little, tmp_path / "out", ("checklists", "narrative"))
    sheet = load_workbook(tmp_path / "out" / "checklists" / "leaders.xlsx").worksheets[2]
    assert sheet.cell(TOP, 2).value == small.items["equity"][0]
    with zipfile.ZipFile(tmp_path / "out" / "narrative" / "equity.docx") as form:
        assert "The equality scheme" in form.read("word/document.xml").decode()


# checklists


def test_a_checklist_has_a_sheet_of_help_and_nine_with_hidden_ids(checklist: Any, framework: Framework) -> None:
    assert [sheet.title for sheet in checklist.worksheets] == ["About", *(s.name[:31] for s in framework.statements)]
    for sheet, statement in zip(checklist.worksheets[1:], framework.statements, strict=True):
        ids = [sheet.cell(row, 1).value for row in range(TOP, TOP + len(statement.items))]
        assert ids == [item.id for item in statement.items]
        assert sheet.column_dimensions["A"].hidden
        header = [cell.value for cell in sheet[TOP - 1]][1:]
        assert len(header) == 5


def test_ratings_are_chosen_from_a_list(checklist: Any, framework: Framework) -> None:
    names = ",".join(rating.name for rating in framework.ratings)
    for sheet in checklist.worksheets[1:]:
        lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list"]
        assert [(rule.formula1, str(rule.sqref)[:2]) for rule in lists] == [(f'"{names}"', "C5")]


def test_ids_and_items_are_protected_and_answers_open(issued: Workspace, checklist: Any) -> None:
    for sheet in checklist.worksheets[1:]:
        assert [sheet.cell(TOP, column).protection.locked for column in range(1, 7)] == [True] * 2 + [False] * 4
    for sheet in _listings(issued):
        guard = sheet.protection
        assert guard.sheet
        assert guard.password is None
        assert not any((guard.sort, guard.autoFilter, guard.formatCells, guard.formatColumns, guard.formatRows))


def test_rows_are_as_high_as_their_words_and_grow(issued: Workspace, checklist: Any, framework: Framework) -> None:
    sheet, items = checklist.worksheets[4], framework.statements[3].items
    longest = max(range(len(items)), key=lambda index: len(items[index].text))
    room = room_in(sheet.column_dimensions["B"].width, 10)
    lines = lines_needed(items[longest].text, "Liberation Sans", False, 10, room)
    assert sheet.row_dimensions[TOP + longest].height > 13 * lines
    with zipfile.ZipFile(issued.root / "forms" / "checklists" / "leaders.xlsx") as book:
        rows = etree.fromstring(book.read("xl/worksheets/sheet5.xml")).iter("{*}row")
        assert [row.get("customHeight") for row in rows if row.get("r") == str(TOP)] == [None]


def test_every_listing_prints_on_landscape_pages_with_its_header_and_numbers(issued: Workspace) -> None:
    for sheet in _listings(issued):
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.scale or 0) >= 90, "ten points are printed as nine at least"
        assert sheet.print_title_rows == "$4:$4"
        assert _footer(sheet).right.text == "Page &P of &N"
        assert sheet.freeze_panes


def test_a_checklist_prints_all_its_columns_beside_each_other(checklist: Any) -> None:
    for sheet in checklist.worksheets[1:]:
        width = across(about.width for about in sheet.column_dimensions.values() if not about.hidden)
        assert width * sheet.page_setup.scale / 100 <= PAGE
        assert not sheet.print_title_cols


def test_what_no_page_holds_goes_on_beside_it_and_no_title_is_cut(issued: Workspace) -> None:
    wide = [sheet for sheet in _listings(issued) if sheet.print_title_cols]
    assert {sheet.title for sheet in wide} == {"Library", "Data sources", "Figures", "Endorsements"}
    for sheet in wide:
        assert (sheet["A1"].value, sheet["A2"].value, sheet["B1"].value) == (None, None, sheet.title)
        assert sheet.page_setup.pageOrder == "overThenDown"


def test_no_cells_are_merged_and_every_table_names_its_columns(issued: Workspace) -> None:
    for sheet in _listings(issued):
        assert not sheet.merged_cells.ranges
        (table,) = sheet.tables.values()
        assert [column.name for column in table.tableColumns] == [cell.value for cell in sheet[TOP - 1]]


def test_workbooks_say_what_they_are_and_what_their_logo_shows(issued: Workspace) -> None:
    path = issued.root / "forms" / "checklists" / "leaders.xlsx"
    properties = load_workbook(path).properties
    assert (properties.title, properties.language) == ("Checklists: Managers and leaders", "en-GB")
    with zipfile.ZipFile(path) as book:
        assert b'descr="Wenlow Borough Council"' in book.read("xl/drawings/drawing1.xml")


def test_names_that_look_like_formulas_or_codes_stay_text(sample: Workspace, tmp_path: Path) -> None:
    _council(sample, {"council": {"name": "=1+1 & Sons"}, "groups": [{"id": "staff", "name": '=HYPERLINK("x")'}]})
    (path,) = issue_forms(sample, tmp_path / "out", ("checklists",))
    sheet = load_workbook(path)["About"]
    assert [(sheet[cell].value, sheet[cell].data_type) for cell in ("A2", "B5")] == [
        ("=1+1 & Sons", "s"),
        ('=HYPERLINK("x")', "s"),
    ]
    assert _footer(sheet).left.text == "=1+1 && Sons"


# evidence and endorsements


def test_evidence_is_filled_in_with_rows_and_sources(issued: Workspace, framework: Framework) -> None:
    book = load_workbook(issued.root / "forms" / "evidence.xlsx")
    assert [book["Library"].cell(TOP + n, 1).value for n in range(53)] == [*(r.id for r in framework.library), None]
    assert [book["Data sources"].cell(TOP + n, 2).value for n in range(17)] == [
        *(source.id for source in framework.sources),
        None,
    ]


def test_endorsements_have_a_row_for_each_role(issued: Workspace, framework: Framework) -> None:
    sheet = load_workbook(issued.root / "forms" / "endorsements.xlsx")["Endorsements"]
    assert [sheet.cell(TOP + n, 1).value for n in range(12)] == [*(role.id for role in framework.roles), None]


# Word forms


def test_prompts_stand_in_locked_help_that_is_never_read(issued: Workspace, framework: Framework) -> None:
    body = Document(str(issued.root / "forms" / "narrative" / "equity.docx")).element.body
    boxes = list(body.iter("{*}sdt"))
    assert {lock.get(lock.keys()[0]) for box in boxes for lock in box.iter("{*}lock")} == {"sdtContentLocked"}
    helped = "\n".join("".join(p.itertext()) for box in boxes for p in box.iter("{*}p"))
    statement = framework.statements[2]
    assert all(text in helped for block in statement.blocks for text in (*block.prompts, *block.data))
    assert all(p.style == "FormHelp" for box in boxes for p in box.iter("{*}p"))
    outside = [p for p in body.iterchildren("{*}p") if p.style == "FormHelp"]
    assert outside == []


def test_tables_repeat_their_header_and_say_what_they_are(issued: Workspace) -> None:
    tables = Document(str(issued.root / "forms" / "narrative" / "equity.docx")).tables
    assert len(tables) == 2
    for table in tables:
        assert next(table._tbl.iter("{*}tblHeader"), None) is not None
        assert next(table._tbl.iter("{*}tblCaption"), None) is not None


def test_a_form_says_whose_it_is(issued: Workspace) -> None:
    document = Document(str(issued.root / "forms" / "narrative" / "equity.docx"))
    assert document.core_properties.title == "Quality statement 3: Equity in experiences and outcomes"
    assert document.core_properties.language == "en-GB"
    described = [about.get("descr") for about in document.sections[0].header._element.iter("{*}docPr")]
    assert described == ["Wenlow Borough Council"]


@pytest.mark.parametrize("name", ["equity", "leadership", "overview"])
def test_a_form_is_sound_word(issued: Workspace, name: str) -> None:
    result = OpenXmlValidator().validate(str(issued.root / "forms" / "narrative" / f"{name}.docx"))
    assert [f"{error.part_uri} {error.description}" for error in result.errors] == []


@pytest.mark.office
def test_a_form_prints_its_headings(issued: Workspace, tmp_path: Path) -> None:
    printed = converted(issued.root / "forms" / "narrative" / "leadership.docx", "pdf", tmp_path)
    assert printed.stat().st_size > 5000


@pytest.mark.office
def test_a_form_saved_by_libreoffice_keeps_its_help_out_of_the_text(issued: Workspace, tmp_path: Path) -> None:
    workspace = copy_sample(tmp_path / "workspace")
    form = resaved(issued.root / "forms" / "narrative" / "equity.docx", tmp_path)
    shutil.copy(form, workspace.inputs / "narrative" / "equity.docx")
    findings = check(workspace, Progress()).findings
    about = [finding for finding in findings if finding.place.file.endswith("equity.docx")]
    assert {finding.code for finding in about if finding.severity is Severity.ERROR} == {"I-51"}
    assert "I-50" not in {finding.code for finding in about}


# a brand, and no brand


def test_forms_take_the_colours_of_the_reports_template(sample: Workspace, tmp_path: Path) -> None:
    template = sample.template("report.docx")
    package = Package.read(template.read_bytes())
    theme = package.parts["word/theme/theme1.xml"].decode()
    package.parts["word/theme/theme1.xml"] = theme.replace("12404A", "7A1F5C").encode()
    template.write_bytes(package.write())
    path = issue_forms(sample, tmp_path / "out", ("checklists",))[0]
    assert load_workbook(path).worksheets[1].cell(TOP - 1, 2).fill.fgColor.rgb == "007A1F5C"


@pytest.mark.parametrize("logo", ["", "brand/none.png", "../../secret.png", "brand/logo.svg"])
def test_a_logo_that_cannot_be_used_is_left_out(sample: Workspace, tmp_path: Path, logo: str) -> None:
    _council(sample, {"brand": {"logo": logo}})
    (path,) = issue_forms(sample, tmp_path / "out", ("endorsements",))
    assert "xl/drawings/drawing1.xml" not in zipfile.ZipFile(path).namelist()


def _council(workspace: Workspace, change: dict[str, Any]) -> None:
    path = workspace.inputs / "council.yaml"
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump(content | change), encoding="utf-8")


# what is refused


def test_a_form_that_is_there_is_not_overwritten_and_no_other_is_written(sample: Workspace, tmp_path: Path) -> None:
    filled = tmp_path / "out" / "narrative" / "equity.docx"
    filled.parent.mkdir(parents=True)
    filled.write_bytes(b"filled in")
    with pytest.raises(UsageError, match="is there already"):
        issue_forms(sample, tmp_path / "out", ("endorsements", "narrative"))
    assert filled.read_bytes() == b"filled in"
    assert [path.name for path in (tmp_path / "out").rglob("*") if path.is_file()] == ["equity.docx"]


@pytest.mark.parametrize("groups", [[], None, [{"id": "../up", "name": "Up"}], [{"name": "No id"}], "all"])
def test_groups_that_cannot_name_a_file_are_told(sample: Workspace, tmp_path: Path, groups: Any) -> None:
    _council(sample, {"groups": groups})
    with pytest.raises(InputError) as caught:
        issue_forms(sample, tmp_path / "out", ("checklists",))
    (finding,) = caught.value.findings
    assert (finding.code, finding.place.file) == ("I-37", "inputs/council.yaml")
    assert not (tmp_path / "out").exists()


def test_the_command_writes_to_forms_and_refuses_a_second_time(sample: Workspace) -> None:
    arguments = ["forms", "--workspace", str(sample.root)]
    first = CliRunner().invoke(penholder, [*arguments, "endorsements"])
    assert first.exit_code == 0
    assert (sample.root / "forms" / "endorsements.xlsx").is_file()
    again = CliRunner().invoke(penholder, [*arguments, "endorsements"])
    assert isinstance(again.exception, UsageError)
