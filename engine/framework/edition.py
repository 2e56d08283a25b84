"""An edition of the framework as data: what it changes in the framework in use, by id."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.findings import error
from engine.foreign.limits import YAML
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.framework.catalogue import framework_of, no_framework, place_of
from engine.framework.framework_shape import faults_of_framework
from engine.framework.revision import WordingChange, keep_former_words
from engine.model.framework import Framework
from engine.shape import Each, GroupOf, Text, faults_of
from engine.yaml_text import NotYamlError, checked_yaml_content

_ABOUT = ("version", "title", "retired")
_PARTS = {
    "items": "items",
    "blocks": "blocks",
    "library": "library",
    "sources": "sources",
    "declarations": "declarations",
}
_SHAPE = GroupOf(
    {"version": Text(r"[\w][\w. -]{0,60}", "a short name such as 2026-07"), "title": Text(most=300)},
    {"retired": Each(Text())},
)


@dataclass(frozen=True, slots=True)
class FrameworkEdition:
    """An edition that a file offers. content: the file's, as it stands."""

    version: str
    title: str
    file: Path
    content: dict[str, Any]


@dataclass(slots=True)
class Applied:
    """The content of a framework file with an edition put into it. touched: parts with words of the edition."""

    content: dict[str, Any]
    changes: list[WordingChange] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)


def read_edition(path: Path) -> FrameworkEdition:
    """The edition in a file. Raises InputError where it is none."""
    try:
        content, read = checked_yaml_content(whole(path, YAML))
    except RefusedFile as refused:
        found = [error("I-02", place_of(path), *refused.reason)]
        raise InputError(f"{path.name}: {refused.message}", found) from refused
    except NotYamlError as fault:
        raise no_framework(path, [(fault.line, str(fault))]) from fault
    if faults := list(faults_of(content, _SHAPE)):
        raise no_framework(path, [(read.line_of(place), words) for place, words in faults])
    return FrameworkEdition(str(content["version"]), content["title"], path, content)


def apply_edition(content: dict[str, Any], edition: FrameworkEdition) -> tuple[Framework, Applied]:
    """A framework file's content with an edition put into it. The content given is not changed.

    Raises InputError where what comes of it is no framework.
    """
    applied = Applied(copy.deepcopy(content))
    said = {key: value for key, value in edition.content.items() if key not in _ABOUT}
    _merge(applied.content, copy.deepcopy(said), "", "", applied)
    _retire(applied, set(edition.content.get("retired", ())))
    official = content.get("official_parts", ()) if content.get("official_wording") else ()
    kept = [part for part in official if part not in applied.touched]
    applied.content |= {"version": edition.version, "official_wording": bool(kept), "official_parts": kept}
    if faults := faults_of_framework(applied.content):
        raise no_framework(edition.file, [("", words) for _, words in faults])
    return framework_of(applied.content), applied


def _merge(former: dict[str, Any], new: dict[str, Any], about: str, part: str, applied: Applied) -> None:
    for name, value in new.items():
        before, inside = former.get(name), _PARTS.get(name, part)
        if _has_ids(value):
            former[name] = _merged(before or [], value, inside, applied)
        elif isinstance(value, dict) and isinstance(before, dict):
            _merge(before, value, f"{about} {name}".strip(), inside, applied)
        elif value != before:
            if name == "name" and before:
                former["also_called"] = list(dict.fromkeys([*former.get("also_called", ()), before]))
            if name == "text" and part == "items":
                keep_former_words(former, value)
            former[name] = value
            _told(about, name, before, value, applied)
            applied.touched.add(part)


def _merged(
    former: list[dict[str, Any]], new: list[dict[str, Any]], part: str, applied: Applied
) -> list[dict[str, Any]]:
    by_id = {entry["id"]: entry for entry in former}
    for entry in new:
        if entry["id"] in by_id:
            _merge(by_id[entry["id"]], entry, entry["id"], part, applied)
        else:
            by_id[entry["id"]] = entry
            applied.changes.append(WordingChange("new", entry["id"], "", str(entry.get("text", entry.get("name", "")))))
            applied.touched.add(part)
    return list(by_id.values())


def _told(about: str, name: str, before: object, after: object, applied: Applied) -> None:
    where = about if name == "text" else f"{about} {name}".strip()
    applied.changes.append(
        WordingChange("reworded" if before is not None else "new", where, _words(before), _words(after))
    )


def _words(value: object) -> str:
    return "" if value is None else " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _has_ids(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "id" in one for one in value)


def _retire(applied: Applied, ids: set[str]) -> None:
    """Take out entries by their ids; they are listed under retired, and no other gets their ids."""
    for entries in _lists(applied.content):
        for entry in [one for one in entries if one.get("id") in ids]:
            entries.remove(entry)
            text = str(entry.get("text", entry.get("name", "")))
            applied.content.setdefault("retired", []).append({"id": entry["id"], "text": text})
            applied.changes.append(WordingChange("dropped", entry["id"], text, ""))


def _lists(content: dict[str, Any]) -> Iterator[list[dict[str, Any]]]:
    """Every list whose entries may be retired. What an edition adds need not be whole: that is told when all is in."""
    yield from (content[name] for name in ("library", "sources", "declarations", "roles") if name in content)
    for theme in content["themes"]:
        yield from (statement.get("items", []) for statement in theme.get("statements", ()))
