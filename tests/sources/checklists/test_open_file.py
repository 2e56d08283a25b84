"""Files of any kind, judged by what is in them: opened, or refused with a sentence and a way out."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from engine.sources.checklists.open_file import open_file
from tests.conftest import ROOT
from tests.material.small_files import ods, one_grid, opened, refused, words, zipped
from tests.material.small_inputs import OLE, checklist

RETURNED = ROOT / "tests" / "returned"
ROW = "<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"
ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".XLSX", "")


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    checklist(("equity.01", "Words")).save(path)
    assert [grid.name for grid in opened(path).grids] == ["About", "Safeguarding"]
    assert words(one_grid(ods(path, ROW))) == {"A1": "x"}
    path.write_bytes((RETURNED / "small.xls").read_bytes())
    assert [grid.name for grid in opened(path).grids] == ["About", "Safeguarding"]


@pytest.mark.parametrize("ending", [".csv", ".CSV"])
def test_text_is_a_table_if_its_name_says_so(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"Id,Words\n")
    assert words(one_grid(path)) == {"A1": "Id", "B1": "Words"}


@pytest.mark.parametrize("ending", [".xlsx", ".xls", ".ods", ".txt", ""])
def test_text_under_another_name_is_none(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"Id,Words\n")
    assert refused(path) == "The file is not a workbook, whatever its name says."


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_without_a_byte_may_be_in_the_cloud(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"")
    assert open_file(path) == (
        "The file is empty (0 bytes).",
        "It may still be in the cloud: open it once, then copy it here again.",
    )


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert open_file(tmp_path / "a.xlsx") == (
        "The file cannot be opened: No such file or directory.",
        "Close it in other programs and try again.",
    )


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path) == "This is a folder, and a file is to stand here."


@pytest.mark.parametrize("ending", [".xlsx", ".ods", ".csv"])
def test_other_packages_are_no_workbooks(tmp_path: Path, ending: str) -> None:
    other = zipped(tmp_path / f"a{ending}", {"word/document.xml": b"<x/>"})
    assert refused(other) == "The file is not an Excel workbook, whatever its name says."


@pytest.mark.parametrize("ending", [".xlsx", ".xlsm", ".ods", ".xls", ".csv"])
def test_a_package_that_breaks_off_is_refused(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes((RETURNED / "messy.xlsx").read_bytes()[:9000])
    assert refused(path) == "The file is damaged."


def test_a_part_that_is_no_xml_is_damage(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "a.ods", {"content.xml": b"<x"})).startswith("The file is damaged")
    other = zipped(tmp_path / "a.xlsx", {"xl/workbook.xml": b"<x"})
    assert refused(other) == "The file is not an Excel workbook, whatever its name says."


# locked files


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("EncryptedPackage", "The file is protected by a password."),
        ("DRMEncryptedDataSpace", "The file is locked by a sensitivity label."),
        ("DRMEncryptedDataSpace EncryptedPackage", "The file is locked by a sensitivity label."),
        ("WordDocument", "The file is protected by a password or a sensitivity label, or is no workbook."),
        ("Workbook", "The workbook is damaged"),
        ("Book", "The workbook is damaged"),
    ],
)
def test_what_is_in_an_old_envelope_is_told_by_the_names_inside(tmp_path: Path, inside: str, said: str) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(OLE + inside.encode("utf-16-le"))
    assert refused(path).startswith(said)


BEGIN = b"\x09\x08\x10\x00"
"""How the record begins that every old workbook begins with; sixteen bytes follow, then the next record."""


@pytest.mark.parametrize(
    ("behind", "record", "said"),
    [
        (20, b"\x2f\x00", "The file is protected by a password."),
        (0, b"\x00\x00", "The workbook is damaged."),
    ],
)
def test_an_old_workbook_with_a_password_is_told_from_a_damaged_one(
    tmp_path: Path, behind: int, record: bytes, said: str
) -> None:
    data = bytearray((RETURNED / "small.xls").read_bytes())
    at = data.index(BEGIN) + behind
    data[at : at + 2] = record
    (tmp_path / "a.xls").write_bytes(data)
    assert refused(tmp_path / "a.xls") == said


@pytest.mark.parametrize(
    ("manifest", "is_locked"), [(b"<manifest:encryption-data/>", True), (b"<manifest:manifest/>", False), (None, False)]
)
def test_a_password_on_an_open_document_is_told_by_its_manifest(
    tmp_path: Path, manifest: bytes | None, is_locked: bool
) -> None:
    path = ods(tmp_path / "a.ods", ROW)
    if manifest:
        with zipfile.ZipFile(path, "a") as package:
            package.writestr("META-INF/manifest.xml", manifest)
    found = open_file(path)
    assert isinstance(found, tuple) == is_locked
    if isinstance(found, tuple):
        assert found[0] == "The file is protected by a password."


# files beyond measure


def test_a_file_of_many_bytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(65 * 2**20)
    assert refused(path) == "The file is too large: it has 65 MB, and 16 MB is the most."


def test_large_pictures_are_not_counted(tmp_path: Path) -> None:
    path = ods(tmp_path / "a.ods", ROW)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as package:
        package.writestr("Pictures/a.png", bytes(65 * 2**20))
    assert words(one_grid(path)) == {"A1": "x"}
