"""The files themselves that lie in inputs/evidence/, and which document each of them is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from engine.foreign.folder import Unlisted, everything_in, refuse_leading_out
from engine.foreign.plain_file import is_plain
from engine.foreign.refusal import RefusedFile
from engine.left_over import is_of_people
from engine.model.evidence import Document
from engine.plain_words import folded
from engine.workspace import Workspace

FOLDER = "evidence"
_REF = re.compile(r"([A-Za-z]{1,4})[- _]?(\d{1,6})(?!\d)")


def evidence_files(workspace: Workspace) -> tuple[Path, ...]:
    """Every file that lies in inputs/evidence/, in the order of their paths; none that a link leads to from outside."""
    found = []
    for path in everything_in(workspace.inputs / FOLDER):
        if isinstance(path, Unlisted) or not is_plain(path) or not is_of_people(path.name):
            continue
        try:
            refuse_leading_out(workspace, path)
        except RefusedFile:
            continue
        found.append(path)
    return tuple(sorted(found))


def files_of(documents: Sequence[Document], files: Sequence[Path]) -> Mapping[str, tuple[Path, ...]]:
    """The files of each document, by its reference: those whose names begin with it, or are its title."""
    titles = {folded(document.title): document.ref for document in documents if document.title}
    refs = {_plain(document.ref): document.ref for document in documents}
    found: dict[str, list[Path]] = {}
    for path in files:
        begun = _REF.match(path.stem)
        ref = refs.get(_plain(begun[0])) if begun else None
        ref = ref or titles.get(folded(path.stem))
        if ref:
            found.setdefault(ref, []).append(path)
    return {ref: tuple(paths) for ref, paths in found.items()}


def _plain(ref: str) -> str:
    """D-014, d14 and D 014 alike."""
    match = _REF.match(ref)
    return f"{match[1].upper()}{int(match[2])}" if match else ref.upper()
