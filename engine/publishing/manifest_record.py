"""A manifest as it stands in its file, and back. What is not sound is none; what another version tells is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from engine.clock import in_utc, moment
from engine.model.manifest import FileHash, MadeBy, Manifest, OutputEntry, Sources, StandInHash
from engine.model.placed_field import PlacedField

_OF_AN_OUTPUT = (
    "sha256",
    "size",
    "made_from",
    "statement",
    "code",
    "fingerprint",
    "pages",
    "sections",
    "fields",
    "earlier",
)


def as_record(manifest: Manifest) -> dict[str, Any]:
    """A manifest as JSON has it."""
    makers = manifest.made_by
    return {
        "penholder": makers.penholder,
        "edition": makers.edition,
        "framework": {"version": makers.framework, "file": makers.framework_file},
        "tools": dict(makers.tools),
        **({"left_out": list(makers.left_out)} if makers.left_out else {}),
        "built": manifest.built,
        "inputs": _hashes(manifest.inputs),
        "templates": _hashes(manifest.templates),
        "register": _hashes(manifest.register),
        "outputs": {name: _entry(entry) for name, entry in manifest.outputs.items()},
    }


def from_record(record: Any) -> Manifest:
    """The manifest of such a record. Raises LookupError, TypeError, ValueError or AttributeError for one not sound."""
    framework = record["framework"]
    return Manifest(
        made_by=MadeBy(
            penholder=_text(record["penholder"]),
            edition=_text(record["edition"]),
            framework=_text(framework["version"]),
            framework_file=_text(framework["file"]),
            tools={name: _text(told) for name, told in record["tools"].items()},
            left_out=tuple(_text(name) for name in _list(record.get("left_out", []))),
        ),
        built=in_utc(moment(record["built"])),
        inputs=_read_hashes(record["inputs"]),
        templates=_read_hashes(record["templates"]),
        register=_read_hashes(record.get("register", {})),
        outputs={_inside(name): _read_entry(told) for name, told in record["outputs"].items()},
    )


def _hashes(sources: Sources) -> dict[str, dict[str, Any]]:
    return {path: asdict(content) for path, content in sources.items()}


def _entry(entry: OutputEntry) -> dict[str, Any]:
    """One output; what is not known of it is not told."""
    known = {"statement": entry.statement, "code": entry.code, "fingerprint": entry.fingerprint}
    told: dict[str, Any] = {**asdict(entry.content), "made_from": list(entry.made_from)}
    told |= {name: value for name, value in known.items() if value}
    if entry.pages is not None:
        told["pages"] = entry.pages
    if entry.sections:
        told["sections"] = dict(entry.sections)
    if entry.fields:
        told["fields"] = [asdict(field) for field in entry.fields]
    told |= entry.more
    if entry.earlier:
        told["earlier"] = {path: asdict(content) if content else None for path, content in entry.earlier.items()}
    return told


def _read_hashes(told: Mapping[str, Any]) -> dict[str, FileHash]:
    return {path: _read_hash(content) for path, content in told.items()}


def _read_hash(told: Mapping[str, Any]) -> FileHash:
    sha256, size = _text(told["sha256"]), _number(told["size"])
    if "instead_of" not in told:
        return FileHash(sha256, size)
    return StandInHash(sha256, size, _read_hash(told["instead_of"]) if told["instead_of"] else None)


def _read_entry(told: Mapping[str, Any]) -> OutputEntry:
    return OutputEntry(
        content=_read_hash(told),
        made_from=tuple(_text(path) for path in _list(told["made_from"])),
        statement=_text(told.get("statement", "")),
        code=_text(told.get("code", "")),
        fingerprint=_text(told.get("fingerprint", "")),
        pages=_number(told["pages"]) if "pages" in told else None,
        sections={name: _number(page) for name, page in told.get("sections", {}).items()},
        fields=tuple(_read_field(field) for field in _list(told.get("fields", []))),
        more={name: value for name, value in told.items() if name not in _OF_AN_OUTPUT},
        earlier={path: _read_hash(was) if was else None for path, was in told.get("earlier", {}).items()},
    )


def _read_field(told: Mapping[str, Any]) -> PlacedField:
    left, bottom, right, top = _list(told["rectangle"])
    return PlacedField(
        key=_text(told["key"]),
        kind=_text(told["kind"]),
        page=_number(told["page"]),
        rectangle=(left, bottom, right, top),
        label=_text(told["label"]),
    )


def _inside(name: str) -> str:
    """The name of an output. Raises ValueError for one that leads out of its edition's folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
        raise ValueError("a name that leads out of the folder")
    return name


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _number(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("not a whole number")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value
