"""Fonts of Windows are known by their families, whatever their files are called and wherever they were installed."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from engine.fonts import coverage
from engine.fonts.files import family_of, of_fields
from engine.fonts.on_windows import InstalledFonts, installed_fonts

OF_THE_MACHINE = {
    "Arial (TrueType)": "arial.ttf",
    "Arial Bold (TrueType)": "arialbd.ttf",
    "Arial Black (TrueType)": "ariblk.ttf",
    "Calibri (TrueType)": "calibri.ttf",
    "Cambria & Cambria Math (TrueType)": "cambria.ttc",
    "Century Gothic (TrueType)": "GOTHIC.TTF",
    "Courier 10,12,15": "COURE.FON",
    "Gill Sans MT (TrueType)": "GIL_____.TTF",
    "Gill Sans MT Bold (TrueType)": "GILB____.TTF",
    "Segoe UI Light (TrueType)": "segoeuil.ttf",
    "Source Sans 3 Regular (OpenType)": r"D:\fonts\SourceSans3-Regular.otf",
    "Times New Roman (TrueType)": "times.ttf",
    "Yu Gothic Bold & Yu Gothic UI Semibold & Yu Gothic UI Bold (TrueType)": "YuGothB.ttc",
}
"""Some of what the registry of a Windows machine with Office has: names of fonts, and files in its folder of fonts."""
OF_THE_USER = {"Lato (TrueType)": r"C:\Users\pat\AppData\Local\Microsoft\Windows\Fonts\Lato-Regular.ttf"}
FAMILIES = {
    r"D:\fonts\SourceSans3-Regular.otf": "Source Sans 3",
    "/lo/Carlito-Regular.ttf": "Carlito",
    "/lo/LiberationSans-Regular.ttf": "Liberation Sans",
}
"""What the files themselves say."""


def registry(hive: str, key: str) -> Mapping[str, str]:
    assert key == r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\Fonts"
    return {"HKLM": OF_THE_MACHINE, "HKCU": OF_THE_USER}[hive]


@pytest.fixture
def fonts() -> InstalledFonts:
    beside = [Path("/lo/Carlito-Regular.ttf"), Path("/lo/LiberationSans-Regular.ttf")]
    return installed_fonts({"WINDIR": r"E:\Windows"}, registry, beside, lambda file: FAMILIES.get(file, ""))


@pytest.mark.parametrize(
    "family",
    ["Arial", "ARIAL", "Times New Roman", "Century Gothic", "Gill Sans MT", "Cambria", "Cambria Math", "Arial Black"],
)
def test_a_family_is_here_however_its_file_is_called(fonts: InstalledFonts, family: str) -> None:
    assert fonts.has(family)


def test_those_of_the_user_those_of_libreoffice_and_those_named_with_their_style_are_here(
    fonts: InstalledFonts,
) -> None:
    assert fonts.has("Lato")
    assert fonts.has("Carlito")
    assert fonts.has("Source Sans 3")


@pytest.mark.parametrize("family", ["Gill Sans", "Segoe", "Ari", "", "Gill", "Arial Narrow", "Source Sans", "Yu"])
def test_what_only_begins_alike_is_not_here(fonts: InstalledFonts, family: str) -> None:
    assert not fonts.has(family)


def test_files_are_found_wherever_windows_and_the_user_have_them(fonts: InstalledFonts) -> None:
    assert fonts.file_of("Arial", bold=True) == r"E:\Windows\Fonts\arialbd.ttf"
    assert fonts.file_of("Gill Sans MT", bold=False) == r"E:\Windows\Fonts\GIL_____.TTF"
    assert fonts.file_of("Lato", bold=False) == OF_THE_USER["Lato (TrueType)"]
    assert fonts.file_of("Lato", bold=True) is None
    assert fonts.file_named("LiberationSans-Regular.ttf") == "/lo/LiberationSans-Regular.ttf"
    assert fonts.file_named("arial.ttf") is None, "Pillow finds the system's own"


def test_another_font_is_another_list(fonts: InstalledFonts) -> None:
    fewer = installed_fonts({"WINDIR": r"E:\Windows"}, registry, [], str)
    assert set(fewer.lines()) < set(fonts.lines())


def test_a_file_says_of_which_family_it_is(tmp_path: Path) -> None:
    assert family_of(of_fields()) in {"Liberation Sans", "Arial", "Carlito", "DejaVu Sans"}
    (tmp_path / "broken.ttf").write_bytes(b"none")
    assert family_of(str(tmp_path / "broken.ttf")) == ""


def test_letters_are_looked_for_in_the_files_that_the_registry_names(tmp_path: Path) -> None:
    font = Path(shutil.copy(of_fields(), tmp_path / "Registered.ttf"))
    here = InstalledFonts({"registered": str(font), "registered bold": str(font)}, (), str)
    assert here.files == (str(font),)
    assert ord("\u0141") in {first for first, _ in coverage._by_files(here.files)}
