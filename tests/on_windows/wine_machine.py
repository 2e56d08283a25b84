"""A Windows under Wine, as .ci/wine-machine makes it, and penholder in it, as its zip installs it."""

from __future__ import annotations

import os
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from tests.conftest import ROOT

PLACE = r"C:\users\{user}\AppData\Local\penholder"
SECONDS = 900
"""After which a command counts as hanging, on a busy machine too."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a program of Windows said, as bytes and as the text they are, and how it ended."""

    code: int
    output: bytes
    errors: bytes

    @property
    def text(self) -> str:
        """Both, as UTF-8: another encoding fails the test."""
        return (self.output + self.errors).decode("utf-8").replace("\r\n", "\n")


@dataclass(frozen=True, slots=True)
class Machine:
    """prefix: the folder of Linux in which the drives of the machine lie."""

    prefix: Path

    def here(self, place: str) -> Path:
        """Where a path of Windows lies on Linux."""
        path = PureWindowsPath(place)
        return self.prefix / "dosdevices" / path.drive.lower() / Path(*path.parts[1:])

    def environment(self, **more: str) -> dict[str, str]:
        """What a program of Windows is started with. Python and pip get no say of Linux: Windows has none."""
        of_linux = ("PYTHON", "PENHOLDER", "PIP_")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(of_linux)}
        overrides = "mscoree,mshtml=;bcryptprimitives=n"
        return {**kept, "WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": overrides, **more}

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        """A program of Windows. It speaks to pipes: files of Linux are nothing that Wine's Python can write to."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        where = {"cwd": self.prefix / "drive_c", "env": self.environment(**environment)}  # where no source of ours lies
        return subprocess.Popen(["wine", *command], **where, **pipes)  # type: ignore[call-overload, no-any-return]

    def run(self, *command: str, **environment: str) -> Said:
        """A program of Windows, run to its end."""
        with self.start(*command, **environment) as process:
            output, errors = process.communicate(timeout=SECONDS)
        return Said(process.returncode, output, errors)

    @property
    def place(self) -> str:
        """The folder in which penholder is installed."""
        (user,) = (path.name for path in self.here(r"C:\users").iterdir() if path.name != "Public")
        return PLACE.format(user=user)

    @property
    def python(self) -> str:
        """The Python of the environment in which penholder is installed."""
        return rf"{self.place}\program\Scripts\python.exe"

    def penholder(self, *words: str, **environment: str) -> Said:
        """The command, as install.cmd lays it down."""
        return self.run(self.python, "-m", "engine", *words, **environment)

    def install(self) -> Said:
        """Unpack the zip and run its install.cmd, with no network that pip could ask."""
        (zipped,) = (ROOT / "dist").glob("penholder-*-windows.zip")
        with zipfile.ZipFile(zipped) as packed:
            packed.extractall(self.here(r"C:\Downloads and more"))
        script = r"C:\Downloads and more\penholder\install.cmd"
        return self.run("cmd", "/c", script, WINEPATH=r"C:\Python311", PIP_INDEX_URL="https://0.0.0.0/none")
