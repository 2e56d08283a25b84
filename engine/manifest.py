"""manifest.json: what an edition was made from and by what, so that anybody can prove it later."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from engine import __version__
from engine.findings import Finding, Place, error, warning
from engine.workspace import Workspace

NAME = "manifest.json"
_REGISTER = "signoff/"
"""The register grows with each sheet that comes back, which leaves what was built as true as it was."""
_LIBRARIES = (
    "docxtpl",
    "python-docx",
    "jinja2",
    "lxml",
    "openpyxl",
    "cerberus",
    "pypdf",
    "pikepdf",
    "pillow",
    "segno",
)


@dataclass(frozen=True, slots=True)
class Output:
    """One file of an edition. made_from: the inputs and templates behind it; about: what a sheet is known by."""

    path: str
    data: bytes
    made_from: tuple[str, ...]
    about: Mapping[str, Any]


def fingerprints(workspace: Workspace) -> dict[str, dict[str, Any]]:
    """Hash and size of every input, template and schema of the workspace, and of the register of sheets, by path."""
    folders = (workspace.inputs, workspace.root / "word_templates", workspace.root / "data_schemas")
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if _counts(path))
    register = [workspace.register] if workspace.register.is_file() else []
    return {workspace.relative(path): _hashed(path.read_bytes()) for path in (*files, *register)}


def write_manifest(
    edition: str,
    built: datetime,
    framework: Mapping[str, Any],
    pdf_engine: str,
    sources: Mapping[str, Mapping[str, Any]],
    outputs: Iterable[Output],
) -> bytes:
    """The manifest of an edition. sources: as fingerprints() gives them when the inputs were read."""
    content = {
        "penholder": __version__,
        "edition": edition,
        "built": built.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "framework": dict(framework),
        "tools": {
            "pdf": pdf_engine,
            "python": platform.python_version(),
            **{name: version(name) for name in _LIBRARIES},
        },
        "inputs": {path: sources[path] for path in sources if not path.startswith(("word_templates/", _REGISTER))},
        "templates": {path: sources[path] for path in sources if path.startswith("word_templates/")},
        "register": {path: sources[path] for path in sources if path.startswith(_REGISTER)},
        "outputs": {
            output.path: {**_hashed(output.data), "made_from": list(output.made_from), **output.about}
            for output in outputs
        },
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def verify(workspace: Workspace, folder: Path) -> list[Finding]:
    """Whether an edition's files are what its manifest says (errors), and which sources changed since (warnings)."""
    place = workspace.place(folder / NAME) if folder.is_relative_to(workspace.root) else Place(str(folder / NAME))
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
        outputs, sources = manifest["outputs"], {**manifest["inputs"], **manifest["templates"]}
    except (OSError, ValueError, KeyError, TypeError) as fault:
        message = f"The manifest cannot be read ({type(fault).__name__}), so nothing about these files is proven."
        return [error("M-01", place, message, "Build the edition again.")]
    found = [*_against(workspace, folder, outputs)]
    listed = {*outputs, NAME}
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name = path.relative_to(folder).as_posix()
        if name not in listed:
            message = f"{name} is not part of the edition: somebody put it there."
            found.append(warning("M-03", place, message, "Take it out before you pass the folder on."))
    present = fingerprints(workspace)
    return found + _changed(sources, {path: present[path] for path in present if not path.startswith(_REGISTER)})


def _against(workspace: Workspace, folder: Path, outputs: Mapping[str, Mapping[str, Any]]) -> Iterable[Finding]:
    for name, recorded in outputs.items():
        path = folder / name
        place = workspace.place(path) if path.is_relative_to(workspace.root) else Place(path.as_posix())
        if not path.is_file():
            yield error("M-02", place, f"{name} is missing.", "Build the edition again.")
        elif _hashed(path.read_bytes())["sha256"] != recorded["sha256"]:
            message = f"{name} is not the file that was built: its content has changed."
            yield error("M-02", place, message, "Build again, or find out who changed it and why.")


def _changed(recorded: Mapping[str, Mapping[str, Any]], present: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    found = []
    for path in sorted({*recorded, *present}):
        before, after = recorded.get(path), present.get(path)
        if before and after and before["sha256"] == after["sha256"]:
            continue
        what = "has changed" if before and after else "is gone" if before else "is new"
        found.append(
            warning(
                "M-04",
                Place(path),
                f"This file {what} since the edition was built.",
                "Build again to take it in.",
            )
        )
    return found


def _counts(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(("~$", "."))


def _hashed(data: bytes) -> dict[str, Any]:
    return {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
