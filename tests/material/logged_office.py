"""LibreOffice behind a script that writes down how it was called."""

from __future__ import annotations

import stat
from pathlib import Path

from engine.pdf.office import find_office


def script(folder: Path, body: str) -> Path:
    """A program that stands in for LibreOffice, or before it."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def logging_program(folder: Path) -> tuple[Path, Path]:
    """The script, and where it writes its calls."""
    log = folder / "calls"
    return script(folder, f'echo "$@" >> "{log}"; exec "{find_office()}" "$@"'), log


def waiting_processes(log: Path) -> int:
    """How many processes were started to wait for documents."""
    return len(profiles_of_waiting(log))


def profiles_of_waiting(log: Path) -> list[str]:
    """The profile of each process that was started to wait for documents."""
    starts = [line for line in log.read_text(encoding="utf-8").splitlines() if "open.rtf" in line]
    return [word for line in starts for word in line.split() if word.startswith("-env:UserInstallation=")]
