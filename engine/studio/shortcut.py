"""An entry in the user's own menu of programs that opens the studio: no administrator, and no terminal afterwards."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine import whole_file
from engine.errors import UsageError
from engine.escapes import escaped_name
from engine.system_words import in_words
from engine.workspace import package

_NAME = "penholder studio"
_EXEC_ESCAPED = ('"', "`", "$", "\\")
"""What a backslash stands before inside the quotation marks of Exec, by the Desktop Entry Specification."""


def make_shortcut(
    root: Path | None, environment: Mapping[str, str] = os.environ, system: str = sys.platform
) -> tuple[Path, ...]:
    """Make the entry, in the place of an earlier one, and give the files it is made of, the entry itself first.

    root: the workspace that it opens; None to begin with choosing one. Raises UsageError where the system has no such
    menu, a name cannot stand in an entry, or nothing can be written.
    """
    command = [*_program(system), "studio", *(["--workspace", str(root)] if root else [])]
    title = f"{_NAME}: {root.name}" if root else _NAME
    if any(not part.isprintable() for part in (*command, title)):
        raise UsageError(f"{escaped_name(str(root))} has characters in its name that no entry can hold. Rename it.")
    if system == "win32":
        files = _of_windows(command, title, environment)
    elif system.startswith("linux"):
        files = _of_linux(command, title, environment)
    else:
        raise UsageError("On this system no entry is made. Start the studio with `penholder studio`.")
    try:
        for path, data in files.items():
            whole_file.replace(path, data)
    except OSError as fault:
        raise UsageError(f"The entry cannot be written ({in_words(fault)}). Nothing else was changed.") from fault
    return tuple(files)


def _program(system: str) -> list[str]:
    """What starts penholder: the program beside this Python, as pip, pipx and uv put it there; else Python itself.

    On Windows always Python, which is signed: where unsigned programs are blocked, penholder.exe is.
    """
    beside = Path(sys.executable).with_name("penholder")
    is_there = system != "win32" and beside.is_file()
    return [str(beside)] if is_there else [sys.executable, "-m", package().name]


def _key(title: str, command: Sequence[str]) -> str:
    """A name for the entry of one workspace: the same one each time."""
    if title == _NAME:
        return "penholder"
    return f"penholder-{hashlib.sha256(command[-1].encode('utf-8', 'backslashreplace')).hexdigest()[:8]}"


def _of_linux(command: Sequence[str], title: str, environment: Mapping[str, str]) -> dict[Path, bytes]:
    data = environment.get("XDG_DATA_HOME", "")
    home = Path(data) if Path(data).is_absolute() else Path.home() / ".local" / "share"
    lines = {
        "Type": "Application",
        "Name": _value(title),
        "Comment": "A council’s self-assessment, in a browser on this computer",
        "Exec": _value(" ".join(map(_argument, command))),
        "Icon": _value(str(package() / "studio" / "static" / "mark.svg")),
        "Terminal": "false",
        "Categories": "Office;",
    }
    text = "[Desktop Entry]\n" + "".join(f"{name}={value}\n" for name, value in lines.items())
    return {home / "applications" / f"{_key(title, command)}.desktop": text.encode()}


def _argument(word: str) -> str:
    """A word of Exec in quotation marks, in which it means itself."""
    for sign in reversed(_EXEC_ESCAPED):  # the backslash first, which the others get
        word = word.replace(sign, f"\\{sign}")
    return '"' + word.replace("%", "%%") + '"'


def _value(words: str) -> str:
    """A value of an entry: a backslash stands for itself when there are two."""
    return words.replace("\\", "\\\\")


def _of_windows(command: Sequence[str], title: str, environment: Mapping[str, str]) -> dict[Path, bytes]:
    """An address in the Start menu that leads to a batch file: both are text, so that no library is asked for."""
    try:
        menu, local = Path(environment["APPDATA"]), Path(environment["LOCALAPPDATA"])
    except KeyError as none:
        raise UsageError("Windows does not say where the Start menu is (APPDATA), so no entry was made.") from none
    key = _key(title, command)
    batch = local / "penholder" / "studio" / f"{key}.cmd"
    quoted = " ".join('"' + word.replace("%", "%%") + '"' for word in command)
    lines = ["@echo off", "chcp 65001 >nul", "title penholder studio", quoted, "if errorlevel 1 pause", ""]
    address = ["[InternetShortcut]", f"URL={batch.as_uri()}", ""]
    programs = menu / "Microsoft" / "Windows" / "Start Menu" / "Programs"
    return {
        programs / f"{title.replace(':', ',')}.url": "\r\n".join(address).encode("ascii"),
        batch: "\r\n".join(lines).encode(),
    }
