"""Puts what .ci/wheelhouse has fetched into one zip, the same bytes from the same files.

Usage: python .ci/windows_zip.py FOLDER LOCK ...   the zip is laid beside FOLDER, which holds wheels/
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from packaging.utils import parse_wheel_filename

HOUSE = Path(__file__).parent.parent
PARTS = Path(__file__).parent / "windows-zip"
_EPOCH = (1980, 1, 1, 0, 0, 0)


def requirements(wheels: Sequence[Path], locks: Sequence[str]) -> Iterator[str]:
    """A line for each library, with the hashes of those of its files that lie here. Each of them must be in a lock.

    Penholder's own wheel is in none: it was made here.
    """
    allowed = {word.partition("sha256:")[2] for lock in locks for word in lock.split() if "sha256:" in word}
    hashes: dict[str, list[str]] = {}
    for wheel in wheels:
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        name, version, *_ = parse_wheel_filename(wheel.name)
        if name != "penholder" and digest not in allowed:
            raise SystemExit(f"{wheel.name} is not what requirements.lock names.")
        hashes.setdefault(f"{name}=={version}", []).append(f"--hash=sha256:{digest}")
    for library, its in sorted(hashes.items()):
        yield f"{library} {' '.join(its)}"


def for_windows(text: str) -> bytes:
    """A text as Notepad and cmd.exe read it: lines that end as theirs do."""
    return "\r\n".join(text.splitlines()).encode() + b"\r\n"


def write(place: Path, files: dict[str, bytes]) -> None:
    """The zip. What is packed already is not packed again."""
    with ZipFile(place, "w") as packed:
        for name, data in sorted(files.items()):
            entry = ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, data, ZIP_STORED if name.endswith(".whl") else ZIP_DEFLATED)


def main(folder: Path, locks: Sequence[Path]) -> None:
    """Write the zip of a folder that holds wheels/."""
    wheels = sorted((folder / "wheels").glob("*.whl"))
    lines = requirements(wheels, [lock.read_text(encoding="utf-8") for lock in locks])
    texts = {
        "requirements.txt": "\n".join(lines),
        **{part.name: part.read_text(encoding="ascii") for part in sorted(PARTS.glob("*.cmd"))},
        "for-IT.txt": (HOUSE / "docs" / "windows-it.md").read_text(encoding="utf-8"),
        "licence.txt": (HOUSE / "LICENSE").read_text(encoding="utf-8"),
    }
    files = {f"penholder/{name}": for_windows(text) for name, text in texts.items()}
    files |= {f"penholder/wheels/{wheel.name}": wheel.read_bytes() for wheel in wheels}
    version = next(parse_wheel_filename(wheel.name)[1] for wheel in wheels if wheel.name.startswith("penholder-"))
    write(folder.parent / f"penholder-{version}-windows.zip", files)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(name) for name in sys.argv[2:]])
