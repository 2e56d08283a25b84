"""`penholder framework list` and `use`: the editions of the framework at hand, and the choice of one."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.doors import Door, open_door
from engine.errors import InputError, UsageError
from engine.foreign.folder import entries
from engine.foreign.refusal import RefusedFile
from engine.framework.catalogue import CHOICE, framework_file, framework_files, load_framework, read_framework
from engine.framework.difference import word_changes, word_difference
from engine.framework.edition import FrameworkEdition, apply_edition, read_edition
from engine.framework.revision import WordingChange
from engine.framework.two_frameworks import differences
from engine.model.framework import Framework
from engine.workspace import Workspace, house
from engine.yaml_text import as_yaml

_HEADER = """\
# Made by `penholder framework use` of the framework in use and an edition; neither was changed. Where the one that was
# in use has official wording, so has this file: it belongs to its authors, so keep it inside the council.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """A framework that can be used. file: where it lies; is_offered: an edition that `use` makes a framework of."""

    version: str
    title: str
    file: str
    is_in_use: bool
    is_offered: bool
    official_parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionsAtHand:
    """Every framework at hand, the one in use first."""

    listed: tuple[AtHand, ...]

    def as_json(self) -> dict[str, Any]:
        return {"frameworks": [asdict(one) for one in self.listed]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenFramework:
    """What choosing a framework did. path: the file now in use; is_new: whether it was made; changes: by word."""

    framework: Framework
    former: Framework
    path: Path
    is_new: bool
    changes: tuple[WordingChange, ...]

    @property
    def kept(self) -> int:
        """How many checklist items have the ids they had, so that answers to them stay."""
        return len(self.framework.items.keys() & self.former.items.keys())

    @property
    def lost_parts(self) -> tuple[str, ...]:
        """Parts that were in official wording, and have words of the edition in them now."""
        return tuple(part for part in self.former.official_parts if part not in self.framework.official_parts)

    def difference(self, change: WordingChange) -> str:
        """What changed, by word."""
        if change.kind == "reworded":
            return word_difference(change.before, change.after)
        return " ".join((change.after or change.before).split())

    @property
    def redlines(self) -> list[list[tuple[str, str]]]:
        """Of each change the words before and after, in pieces."""
        return [word_changes(change.before, change.after) for change in self.changes]

    def as_json(self) -> dict[str, Any]:
        return {
            "version": self.framework.version,
            "former_version": self.former.version,
            "written": self.path.name if self.is_new else None,
            "items_kept": self.kept,
            "lost_parts": list(self.lost_parts),
            "changes": [asdict(change) for change in self.changes],
        }


def list_frameworks(workspace: Workspace) -> EditionsAtHand:
    """Every framework and edition at hand. Raises InputError where a folder or the one in use cannot be read."""
    in_use = framework_file(workspace)
    listed = []
    for path in _files(workspace).values():
        framework = load_framework(path)
        at_hand = AtHand(
            version=path.stem,
            title="",
            file=_shown(workspace, path),
            is_in_use=path == in_use,
            is_offered=False,
            official_parts=framework.official_parts,
        )
        listed.append(at_hand)
    for edition in _editions(workspace).values():
        if edition.version not in {one.version for one in listed}:
            at_hand = AtHand(
                version=edition.version,
                title=edition.title,
                file=_shown(workspace, edition.file),
                is_in_use=False,
                is_offered=True,
                official_parts=(),
            )
            listed.append(at_hand)
    return EditionsAtHand(tuple(sorted(listed, key=lambda one: not one.is_in_use)))


def use_framework(workspace: Workspace, version: str) -> ChosenFramework:
    """Use a version from now on. An edition is put into the framework in use, as a new file beside it.

    Raises UsageError where nothing of that version is at hand or it cannot be written, and InputError where it or the
    framework in use is none.
    """
    former, content = read_framework(framework_file(workspace))
    files, editions = _files(workspace), _editions(workspace)
    fresh: dict[Path, bytes] = {}
    if path := files.get(version):
        framework = load_framework(path)
        changes, is_new = differences(former, framework), False
    elif edition := editions.get(version):
        framework, applied = apply_edition(content, edition)
        changes, is_new, path = (
            tuple(applied.changes),
            True,
            workspace.inputs / "framework" / f"{edition.file.stem}.yaml",
        )
        about = {"version": version, "replaces": former.version, "edition": edition.file.name}
        text = _HEADER + as_yaml(about | {k: v for k, v in applied.content.items() if k not in about})
        fresh[path] = text.encode()
    else:
        known = ", ".join(dict.fromkeys((*files, *editions)))
        raise UsageError(f"No framework {version} is at hand. There are: {known}. Nothing was changed.")
    with open_door(workspace, Door.USE_FRAMEWORK) as door:
        door.change(fresh | choice_of(workspace, path.stem), dict.fromkeys(fresh, ""))
    return ChosenFramework(framework=framework, former=former, path=path, is_new=is_new, changes=changes)


def choice_of(workspace: Workspace, version: str) -> dict[Path, bytes]:
    """The file that says which version is in use, as it has to be for this one."""
    return {workspace.inputs / "framework" / CHOICE: f"{version}\n".encode()}


def _files(workspace: Workspace) -> dict[str, Path]:
    """Framework files by version; of two of one version, the one nearer to the council's inputs."""
    return {path.stem: path for folder in reversed(framework_files(workspace)) for path in folder}


def _editions(workspace: Workspace) -> dict[str, FrameworkEdition]:
    """The editions that the workspace and the house offer, by version."""
    found: dict[str, FrameworkEdition] = {}
    for around in dict.fromkeys((house(), workspace.root)):
        try:
            listed = entries(around / "data_schemas" / "framework" / "editions")
        except RefusedFile as refused:
            raise InputError(f"Editions of the framework cannot be listed. {refused.message}", []) from refused
        for path in listed:
            if path.suffix.casefold() == ".yaml":
                edition = read_edition(path)
                found[edition.version] = edition
    return found


def _shown(workspace: Workspace, path: Path) -> str:
    return workspace.relative(path) if path.is_relative_to(workspace.root) else f"of the house: {path.name}"
