"""The hash of everything an edition is made from, taken before any of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.foreign.folder import everything_in, leads_out
from engine.foreign.limits import HASHED
from engine.foreign.plain_file import is_plain, size_and_hash, whole
from engine.foreign.refusal import RefusedFile
from engine.left_over import is_of_people
from engine.model.manifest import FileHash, Sources, StandInHash, differs
from engine.workspace import Workspace

TEMPLATES, REGISTER = "word_templates/", "signoff/"
"""How the paths of templates and of the register begin; every other is an input or a schema."""
SENT = "inputs/sent.yaml"
"""What was sent out and when: kept beside the inputs, and part of no edition."""


def fingerprints(workspace: Workspace) -> dict[str, FileHash]:
    """Hash and size of every input, template and schema of the workspace, and of the register of sheets, by path."""
    folders = (workspace.inputs, workspace.root / "word_templates", workspace.root / "data_schemas")
    below = (path for folder in folders for path in everything_in(folder) if isinstance(path, Path))
    files = (path for path in below if not (_goes_along(workspace, path) or leads_out(workspace, path)))
    paths = (path for path in (*files, workspace.register) if counts(path))
    return {workspace.relative(path): found for path in paths if (found := hash_of(path))}


def hash_of(path: Path) -> FileHash | None:
    """None for a file that cannot be read: whoever reads it says why."""
    try:
        size, sha256 = size_and_hash(path)
    except RefusedFile:
        return None
    return FileHash(sha256, size)


def as_hashed(path: Path, content: FileHash) -> bytes | None:
    """The bytes of a file that was hashed before; None where they are others by now, or cannot be read any more."""
    try:
        data = whole(path, HASHED)
    except RefusedFile:
        return None
    return None if differs(FileHash.of(data), content) else data


def with_stand_ins(sources: Sources, templates: Mapping[str, bytes]) -> dict[str, FileHash]:
    """The sources, with the hashes of the templates that were used in place of broken ones, which they name too."""
    used: dict[str, FileHash] = {}
    for path, data in templates.items():
        content = FileHash.of(data)
        used[path] = StandInHash(content.sha256, content.size, sources.get(path))
    return {**sources, **used}


def without_register(sources: Sources) -> dict[str, FileHash]:
    """The sources whose change makes an edition another one."""
    return {path: content for path, content in sources.items() if not path.startswith(REGISTER)}


def _goes_along(workspace: Workspace, path: Path) -> bool:
    """Whether it is a template of a letter, or the list of what was sent: neither is part of an edition."""
    if path == workspace.root / SENT:
        return True
    return path.parent.name == TEMPLATES.rstrip("/") and path.suffix.casefold() == ".txt"


def counts(path: Path) -> bool:
    """Whether a file is part of what is built from, or of what was built: somebody put it there, and it is whole."""
    return is_plain(path) and is_of_people(path.name)
