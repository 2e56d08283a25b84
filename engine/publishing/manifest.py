"""manifest.json: what an edition was made from and by what, so that anybody can prove it later."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import Any

from engine import __version__
from engine.clock import in_utc
from engine.findings import Finding, Place, error, warning
from engine.model.edition import Since
from engine.workspace import Workspace

NAME = "manifest.json"
_REGISTER = "signoff/"
"""The register grows with each sheet that comes back, which leaves what was built as true as it was."""
LIBRARIES = (
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
"""The libraries that have a share in what is in an edition."""


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


def header(edition: str, framework: Mapping[str, Any], pdf_engine: str) -> dict[str, Any]:
    """What an edition is, and what made it."""
    return {
        "penholder": __version__,
        "edition": edition,
        "framework": dict(framework),
        "tools": _tools(pdf_engine),
    }


def _tools(pdf_engine: str) -> dict[str, str]:
    """The version of every tool that has a share in an edition."""
    return {"pdf": pdf_engine, "python": platform.python_version(), **{name: version(name) for name in LIBRARIES}}


def with_stand_ins(
    sources: Mapping[str, Mapping[str, Any]], templates: Mapping[str, bytes]
) -> dict[str, Mapping[str, Any]]:
    """The sources, with the hashes of the templates that were used in place of broken ones, which they name too."""
    used = {path: {**_hashed(data), "instead_of": sources.get(path)} for path, data in templates.items()}
    return {**sources, **used}


def write_manifest(
    header: Mapping[str, Any],
    built: datetime,
    sources: Mapping[str, Mapping[str, Any]],
    outputs: Iterable[Output],
    staying: Mapping[str, Mapping[str, Any]],
) -> bytes:
    """The manifest of an edition. header: as header() gives it. sources: as fingerprints() gives them when the inputs
    were read. staying: the entries of outputs that were not made now, as carried_over() gives them.
    """
    content = {
        **header,
        "built": in_utc(built),
        "inputs": {path: sources[path] for path in sources if not path.startswith(("word_templates/", _REGISTER))},
        "templates": {path: sources[path] for path in sources if path.startswith("word_templates/")},
        "register": {path: sources[path] for path in sources if path.startswith(_REGISTER)},
        "outputs": {
            output.path: {**_hashed(output.data), "made_from": list(output.made_from), **output.about}
            for output in outputs
        }
        | dict(staying),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of an edition's folder; None where there is none that can be read."""
    try:
        content: dict[str, Any] = json.loads((folder / NAME).read_text(encoding="utf-8"))
        lists = [content[kind] for kind in ("outputs", "inputs", "templates")]
        is_sound = all(isinstance(entry["sha256"], str) for entries in lists for entry in entries.values())
        is_sound &= all(isinstance(entry["made_from"], list) and _is_inside(name) for name, entry in lists[0].items())
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return content if is_sound else None


def since(
    earlier: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]], fingerprints: Mapping[str, str]
) -> Since:
    """What has changed since a manifest was written. fingerprints: of the statements' text as it is now, by id."""
    before = {**earlier["inputs"], **earlier["templates"]}
    present = {path: about for path, about in sources.items() if not path.startswith(_REGISTER)}
    every = sorted({*before, *present})
    files = (path for path in every if _differs(before.get(path), present.get(path)))
    told = {
        about["statement"]: about.get("fingerprint") for about in earlier["outputs"].values() if "statement" in about
    }
    return Since(tuple(files), tuple(key for key, print_ in fingerprints.items() if told.get(key) != print_))


def _is_inside(name: str) -> bool:
    """Whether the name of an output leads into its edition's folder, and not out of it."""
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name


def is_as_built(folder: Path, manifest: Mapping[str, Any]) -> bool:
    """Whether a folder holds every output the manifest lists, as it was built, and nothing else but lock files."""
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if _counts(path)}
    outputs = manifest["outputs"]
    return present == {*outputs, NAME} and all(
        _hashed((folder / name).read_bytes())["sha256"] == entry["sha256"] for name, entry in outputs.items()
    )


def carried_over(
    manifest: Mapping[str, Any], sources: Mapping[str, Mapping[str, Any]], fresh: Iterable[str]
) -> dict[str, dict[str, Any]]:
    """The entries of the outputs that stay when only those in fresh are made again.

    Each says under "earlier" which of the sources it was made from have changed since, and what they were then: the
    manifest names the present ones. A source that came since stands there as null.
    """
    then = {**manifest["inputs"], **manifest["templates"], **manifest.get("register", {})}
    new = [path for path in sources if path not in then and path.startswith("inputs/")]
    forms = {f"inputs/narrative/{entry.get('statement')}.docx" for entry in manifest["outputs"].values()}
    staying = {}
    for name, entry in manifest["outputs"].items():
        if name in fresh:
            continue
        before = {path: then.get(path) for path in entry["made_from"]}
        others = forms - set(entry["made_from"]) if entry.get("statement") else set()
        before |= dict.fromkeys(path for path in new if path not in others)
        before |= entry.get("earlier", {})
        changed = {path: was for path, was in before.items() if _differs(was, sources.get(path))}
        staying[name] = {key: value for key, value in entry.items() if key != "earlier"}
        staying[name] |= {"earlier": changed} if changed else {}
    return staying


def made_earlier(outputs: Mapping[str, Mapping[str, Any]], edition: str) -> list[Finding]:
    """A warning for each document that was made before one of its sources changed, while others were made after it."""
    found = []
    for name, entry in outputs.items():
        if name.endswith(".docx") and f"{name.removesuffix('.docx')}.pdf" in outputs:
            continue  # the PDF speaks for both
        changed = sorted(path for path in entry.get("earlier", {}) if not path.startswith(_REGISTER))
        if changed:
            more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
            message = f"It was made before {changed[0]}{more} changed, and others of this edition after it."
            fix = "Build the whole edition before you pass it on: leave out --only."
            found.append(warning("M-10", Place(f"outputs/{edition}/{name}"), message, fix))
    return found


def _differs(one: Mapping[str, Any] | None, other: Mapping[str, Any] | None) -> bool:
    return (one or {}).get("sha256") != (other or {}).get("sha256")


def verify(workspace: Workspace, folder: Path) -> list[Finding]:
    """Whether an edition's files are what its manifest says (errors), and which sources changed since (warnings)."""
    place = workspace.place_of(folder / NAME)
    manifest = read_manifest(folder)
    if manifest is None:
        message = "The manifest cannot be read, so nothing about these files is proven."
        return [error("M-01", place, message, "Build the edition again.")]
    outputs, sources = manifest["outputs"], {**manifest["inputs"], **manifest["templates"]}
    found = [*_against(workspace, folder, outputs), *made_earlier(outputs, folder.name)]
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
        place = workspace.place_of(path)
        if not path.is_file():
            yield error("M-02", place, f"{name} is missing.", "Build the edition again.")
        elif _hashed(path.read_bytes())["sha256"] != recorded["sha256"]:
            message = f"{name} is not the file that was built: its content has changed."
            yield error("M-02", place, message, "Build again, or find out who changed it and why.")


def _changed(recorded: Mapping[str, Mapping[str, Any]], present: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    found = []
    for path in sorted({*recorded, *present}):
        before, after = recorded.get(path), present.get(path)
        if not _differs(before, after):
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
