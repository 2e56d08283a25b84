"""Names and paths that Windows does not take, and what systems leave in folders: known on every system."""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from engine.as_it_lies import as_it_lies, is_same_file
from engine.device_names import is_device
from engine.left_over import is_left_over, is_lock, is_of_people
from engine.long_paths import LONGEST_INSIDE, long_path, long_path_findings
from engine.workspace import house


@pytest.mark.parametrize("name", ["con", "CON", "nul", "aux", "prn", "com1", "LPT9", "con.docx", "aux.tar.gz", "com¹"])
def test_a_device_can_name_no_file(name: str) -> None:
    assert PureWindowsPath(name).is_reserved()
    assert is_device(name)


@pytest.mark.parametrize("name", ["carers", "console", "auxiliary", "com", "com10", "lpt", "nulls", "my-con"])
def test_other_names_are_free(name: str) -> None:
    assert not PureWindowsPath(name).is_reserved()
    assert not is_device(name)


LEFT = (
    *("desktop.ini", "Desktop.INI", "Thumbs.db", "THUMBS.DB", "ehthumbs.db", ".DS_Store", "._equity.docx"),
    *("~WRL0001.tmp", "~WRD0000.TMP", "5D1A2000", "lu3a1b.tmp", ".~lock.equity.docx#", "equity.docx~", "#equity#"),
    *("evidence.xlsx.part", "evidence.xlsx.crdownload", "$RECYCLE.BIN", "@eaDir"),
)


@pytest.mark.parametrize("name", LEFT)
def test_what_systems_and_programs_leave_is_nobodys(name: str) -> None:
    assert is_left_over(name)
    assert not is_of_people(name)


@pytest.mark.parametrize("name", ["~$equity.docx", "~$evidence.xlsx"])
def test_a_lock_is_known_for_one(name: str) -> None:
    assert is_lock(name)
    assert not is_left_over(name)
    assert not is_of_people(name)


@pytest.mark.parametrize(
    "name",
    ["equity.docx", "Thumbs.docx", "desktop.docx", "20260314", "carers.csv", "equity.bak", "~notes.docx"],
)
def test_what_people_wrote_is_theirs(name: str) -> None:
    assert is_of_people(name)


def test_a_name_is_found_whatever_its_case(tmp_path: Path) -> None:
    (tmp_path / "Inputs" / "Narrative").mkdir(parents=True)
    file = tmp_path / "Inputs" / "Narrative" / "Overview.DOCX"
    file.write_bytes(b"words")
    asked = tmp_path / "inputs" / "narrative" / "overview.docx"
    assert as_it_lies(asked) == file
    assert is_same_file(file, asked)


def test_the_very_name_goes_before_another(tmp_path: Path) -> None:
    for name in ("Overview.docx", "overview.docx", "OVERVIEW.docx"):
        (tmp_path / name).write_bytes(b"words")
    assert as_it_lies(tmp_path / "overview.docx").name == "overview.docx"
    (tmp_path / "overview.docx").unlink()
    assert as_it_lies(tmp_path / "overview.docx").name == "OVERVIEW.docx"


def test_what_is_not_there_stays_as_it_is_asked_for(tmp_path: Path) -> None:
    for path in (tmp_path / "a" / "b", tmp_path / ("a" * 300), Path("/none/of/it"), Path("x\0y")):
        assert as_it_lies(path) == path


@pytest.mark.parametrize(("length", "is_told"), [(149, False), (150, True), (200, True)])
def test_a_long_path_is_told_on_windows_alone(length: int, is_told: bool) -> None:
    root = PureWindowsPath("C:\\" + "a" * (length - 3))
    assert bool(long_path(root)[0]) is is_told
    assert [found.code for found in long_path_findings(root)] == (["I-57"] if is_told else [])
    assert long_path(PurePosixPath("/" + "a" * 300)) == ("", "")


def test_nothing_in_a_workspace_has_a_longer_path_than_is_reckoned_with() -> None:
    kept = [f"signoff/received/{'0' * 64}.pdf", f"signoff/issued/AAAAA-AAAAA-{'0' * 8}.json"]
    folders = ("inputs", "word_templates", "data_schemas")
    sample = [path.relative_to(house()) for folder in folders for path in (house() / folder).rglob("*")]
    statements = [path.stem for path in (house() / "inputs" / "narrative").glob("*.docx")]
    built = [f"outputs/.final.new/verification/{name}.docx" for name in statements]
    assert max(len(str(PureWindowsPath(path))) for path in (*kept, *map(str, sample), *built)) == LONGEST_INSIDE
