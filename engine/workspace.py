"""Where things are: the workspace a council works in, and the house copies the product brings along."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from engine.as_it_lies import as_it_lies
from engine.errors import UsageError
from engine.escapes import escaped_name
from engine.findings import Place
from engine.system_words import in_words


def package() -> Path:
    """The folder of penholder's own code, whichever module asks."""
    return Path(__file__).parent


def house() -> Path:
    """The folder of the house copies: inside the installed package, or the top of a source checkout."""
    installed = package() / "house"
    return installed if installed.is_dir() else package().parent


def whole_path(path: Path) -> Path:
    """A path as it is from the root of the machine, through all links; as it was named where they lead to itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path.absolute()


def folder_at(path: Path) -> Path:
    """The whole path of a folder that somebody named. Raises UsageError where nobody can look whether there is one."""
    try:
        folder = path.resolve()
        folder.is_dir()
    except (OSError, RuntimeError, ValueError) as fault:  # a name that leads to itself, or is longer than any may be
        why = getattr(fault, "strerror", "") or "its name leads to itself"
        raise UsageError(f"{escaped_name(str(path))} cannot be opened ({why}).") from fault
    return folder


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with inputs/, word_templates/, data_schemas/ and outputs/, as the contract lays it out."""

    root: Path

    @property
    def inputs(self) -> Path:
        """What the council gave us. Written to by the doors of engine/doors.py alone, which keep what they replace."""
        return self.root / "inputs"

    @property
    def outputs(self) -> Path:
        """Where editions are published."""
        return self.root / "outputs"

    @property
    def register(self) -> Path:
        """What happened to the sheets that were issued for signature; beside it, the files themselves."""
        return self.root / "signoff" / "register.jsonl"

    def template(self, name: str) -> Path:
        """A Word template: the workspace's own."""
        return self.root / "word_templates" / name

    def template_or_house(self, name: str) -> Path:
        """A Word template: the workspace's own, else the house copy."""
        own = self.template(name)
        return own if os.path.lexists(as_it_lies(own)) else house() / "word_templates" / name

    def schema(self, name: str) -> Path:
        """A schema or framework file: the workspace's own, else the house copy."""
        own = self.root / "data_schemas" / name
        return own if os.path.lexists(as_it_lies(own)) else house() / "data_schemas" / name

    def relative(self, path: Path) -> str:
        """A path as findings and the manifest name it: from the workspace, forward slashes, nothing in it unseen."""
        return escaped_name(path.relative_to(self.root).as_posix())

    def place(self, path: Path, where: str = "") -> Place:
        """A place in a file of this workspace."""
        return Place(self.relative(path), where)

    def place_of(self, path: Path) -> Place:
        """The place of any file that somebody named: as in this workspace where it lies in it, else as it was named."""
        try:
            whole = path.parent.resolve() / path.name  # a link stands where it stands, whatever it leads to
        except (OSError, RuntimeError, ValueError):  # its name leads to itself
            whole = path.absolute()
        return self.place(whole) if whole.is_relative_to(self.root) else Place(escaped_name(path.as_posix()))


def workspace_at(root: Path) -> Workspace:
    """The workspace in a folder. Raises UsageError where there is none."""
    workspace = Workspace(folder_at(root))
    try:
        has_inputs = as_it_lies(workspace.inputs).is_dir()
    except OSError as fault:  # no right to look
        raise UsageError(f"{workspace.root} cannot be opened ({in_words(fault)}).") from fault
    if not has_inputs:
        raise UsageError(f"{workspace.root} is no workspace: it has no inputs/. Make one with `penholder new`.")
    return workspace
