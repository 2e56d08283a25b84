"""Where LibreOffice lies on Windows, and what can be told of it without starting it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PureWindowsPath

from engine.on_windows.registry import Registry, registry

_INSTALLED = (
    ("HKLM", r"SOFTWARE\LibreOffice\UNO\InstallPath"),
    ("HKLM", r"SOFTWARE\WOW6432Node\LibreOffice\UNO\InstallPath"),
    ("HKCU", r"SOFTWARE\LibreOffice\UNO\InstallPath"),
)
"""Where its installer writes down the folder of its program, as the nameless text of a key."""
_USUAL = (
    ("ProgramFiles", "LibreOffice"),
    ("ProgramW6432", "LibreOffice"),
    ("ProgramFiles(x86)", "LibreOffice"),
    ("LOCALAPPDATA", r"Programs\LibreOffice"),
)
"""The variables that name the folders of programs, and where in them it lies."""
_NAMES = ("soffice.com", "soffice.exe")
"""The program of the command line before that of windows, which has no output, and waits for Enter in a console of its
own where it is asked for its version."""


def places(environment: Mapping[str, str], ask: Registry) -> Iterator[PureWindowsPath]:
    """Every path under which its program may lie, in the order to look: where it was installed, where it usually is,
    and on PATH."""
    folders = [PureWindowsPath(told) for hive, key in _INSTALLED if (told := ask(hive, key).get(""))]
    roots = ((environment.get(variable), inside) for variable, inside in _USUAL)
    folders += [PureWindowsPath(root, inside, "program") for root, inside in roots if root]
    folders += [PureWindowsPath(folder.strip('"')) for folder in environment.get("PATH", "").split(";") if folder]
    for folder in dict.fromkeys(folders):
        yield from (folder / name for name in _NAMES)


def find(
    environment: Mapping[str, str] = os.environ,
    ask: Registry = registry,
    is_file: Callable[[PureWindowsPath], bool] = lambda place: Path(place).is_file(),
) -> PureWindowsPath | None:
    """Its program on this machine; None where it is not installed.

    Where PENHOLDER_SOFFICE names one, no other counts; of soffice.exe, the soffice.com beside it is taken.
    """
    named = environment.get("PENHOLDER_SOFFICE")
    if named is not None:
        program = PureWindowsPath(named)
        of_command_line = program.with_suffix(".com")
        if program.name.casefold() == "soffice.exe" and is_file(of_command_line):
            return of_command_line
        return program if is_file(program) else None
    return next(filter(is_file, places(environment, ask)), None)


def version_beside(program: Path) -> str:
    """The version that its installer wrote beside its program, such as "LibreOffice 25.2.3.2"; its build where it wrote
    no version, and "LibreOffice" alone where nothing tells. It is not asked: it might wait for somebody to press Enter.
    """
    try:
        lines = (program.parent / "version.ini").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return "LibreOffice"
    told = {name.strip().casefold(): value.strip() for name, _, value in (line.partition("=") for line in lines)}
    if version := told.get("msiproductversion"):
        return f"LibreOffice {version}"
    return f"LibreOffice, build {told['buildid']}" if told.get("buildid") else "LibreOffice"


def own_fonts(program: PureWindowsPath) -> PureWindowsPath:
    """The folder of the fonts that it brings along and shows to nobody else."""
    return program.parent.parent / "share" / "fonts" / "truetype"
