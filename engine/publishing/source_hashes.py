"""The hash of everything an edition is made from, taken before any of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from engine.model.manifest import FileHash, Sources, StandInHash
from engine.workspace import Workspace

TEMPLATES, REGISTER = "word_templates/", "signoff/"
"""How the paths of templates and of the register begin; every other is an input or a schema."""


def fingerprints(workspace: Workspace) -> dict[str, FileHash]:
    """Hash and size of every input, template and schema of the workspace, and of the register of sheets, by path."""
    folders = (workspace.inputs, workspace.root / "word_templates", workspace.root / "data_schemas")
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if counts(path) and not _is_letter(path))
    register = [workspace.register] if workspace.register.is_file() else []
    return {workspace.relative(path): FileHash.of(path.read_bytes()) for path in (*files, *register)}


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


def _is_letter(path: Path) -> bool:
    """Whether a template is of a letter, which goes along with an edition and is no part of it."""
    return path.parent.name == TEMPLATES.rstrip("/") and path.suffix.casefold() == ".txt"


def counts(path: Path) -> bool:
    """Whether a file is part of what is built from, or of what was built: no lock file, and not hidden."""
    return path.is_file() and not path.name.startswith(("~$", "."))
