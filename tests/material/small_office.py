"""LibreOffice as somebody at the other end uses it: opens a file, saves it, prints it."""

from __future__ import annotations

import subprocess
from pathlib import Path

from engine.pdf.office import find_office
from engine.pdf.profile import write_profile

_FILTERS = {".docx": "docx:MS Word 2007 XML", ".xlsx": "xlsx:Calc MS Excel 2007 XML"}


def resaved(path: Path, folder: Path) -> Path:
    """A copy of a .docx or .xlsx as LibreOffice saves it, in a folder of its own."""
    return converted(path, _FILTERS[path.suffix], folder)


def converted(path: Path, form: str, folder: Path) -> Path:
    """The file in another form, such as pdf."""
    office = find_office()
    assert office is not None
    write_profile(folder / "profile")  # for it starts sooner
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office), "--headless", profile, "--convert-to", form, "--outdir", str(folder / "saved"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / "saved" / f"{path.stem}.{form.partition(':')[0]}"
