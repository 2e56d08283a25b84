"""The request for the information return as it is kept: its columns, its items, and what answers each."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from engine.errors import InputError
from engine.findings import Place, error
from engine.foreign.folder import entries
from engine.foreign.limits import YAML
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.model.information_return import AskedItem, Request
from engine.shape import Each, GroupOf, Text, Whole, faults_of
from engine.workspace import Workspace
from engine.yaml_text import NotYamlError, checked_yaml_content

FOLDER = "return"
_NAME = re.compile(r"request(?:-(\d{1,6}))?\.yaml")
_WORDS = Text(least=0, most=20_000)
_SHAPE = GroupOf(
    {
        "file": Text(most=300),
        "items": Each(
            GroupOf(
                {"text": Text(most=20_000)},
                {"number": _WORDS, "statement": _WORDS, "months": Whole(0, 120), "answered_by": Each(Text(most=40))},
            )
        ),
    },
    {"columns": GroupOf({}, dict.fromkeys(("number", "text", "statement", "window"), _WORDS))},
)


def kept_files(workspace: Workspace) -> tuple[Path, ...]:
    """The requests that were kept, the newest last. Raises InputError where the folder cannot be listed."""
    folder = workspace.inputs / FOLDER
    try:
        found = [(path, _NAME.fullmatch(path.name)) for path in entries(folder)]
    except RefusedFile as refused:
        raise InputError(refused.message, [error("I-02", workspace.place(folder), *refused.reason)]) from refused
    numbered = [(int(match[1] or 1), path) for path, match in found if match]
    return tuple(path for _, path in sorted(numbered))


def next_file(workspace: Workspace) -> Path:
    """Where the next request is kept."""
    kept = kept_files(workspace)
    numbers = [int(match[1] or 1) for path in kept if (match := _NAME.fullmatch(path.name))]
    name = f"request-{max(numbers) + 1}.yaml" if numbers else "request.yaml"
    return workspace.inputs / FOLDER / name


def read_kept(workspace: Workspace) -> Request | None:
    """The newest request that was kept; None where there is none. Raises InputError where it is not as it was made."""
    kept = kept_files(workspace)
    if not kept:
        return None
    place = workspace.place(kept[-1])
    try:
        content, read = checked_yaml_content(whole(kept[-1], YAML))
    except RefusedFile as refused:
        raise InputError(refused.message, [error("N-01", place, *refused.reason)]) from refused
    except NotYamlError as fault:
        raise InputError(str(fault), [error("N-01", Place(place.file, fault.line), str(fault), _AGAIN)]) from fault
    if faults := list(faults_of(content, _SHAPE)):
        found = [error("N-01", Place(place.file, read.line_of(at)), f"{words}.", _AGAIN) for at, words in faults]
        raise InputError(f"{place.file} cannot be used: {faults[0][1]}.", found)
    return _request(content)


_AGAIN = "Put the line back, or import the request again: penholder return --request FILE."


def _request(content: dict[str, Any]) -> Request:
    items = (
        AskedItem(
            number=item.get("number", ""),
            text=item["text"],
            statement=item.get("statement", ""),
            months=item.get("months", 0),
            answered_by=tuple(item.get("answered_by", ())),
        )
        for item in content["items"]
    )
    return Request(file=content["file"], columns=content.get("columns", {}), items=tuple(items))
