"""What a manifest tells of an edition: what made it, what it was made from, and every file of it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.model.placed_field import PlacedField


@dataclass(frozen=True, slots=True)
class FileHash:
    """The content of a file. sha256: in hexadecimal. size: in bytes."""

    sha256: str
    size: int

    @classmethod
    def of(cls, data: bytes) -> FileHash:
        """That of these bytes."""
        return cls(hashlib.sha256(data).hexdigest(), len(data))


@dataclass(frozen=True, slots=True)
class StandInHash(FileHash):
    """A template that was used in place of a broken one. instead_of: that one; None where it could not be read."""

    instead_of: FileHash | None


def that_lay(content: FileHash | None) -> FileHash | None:
    """The file that lay in its place, whether or not it was used."""
    return content.instead_of if isinstance(content, StandInHash) else content


Sources = Mapping[str, FileHash]
"""Inputs, templates, schemas and the register of sheets, by path inside the workspace."""


def differs(one: FileHash | None, other: FileHash | None) -> bool:
    """Whether the content is another one. None stands for a file that is not there."""
    return (one.sha256 if one else None) != (other.sha256 if other else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """What made an edition. penholder, tools: versions. framework: its version, and its file's name.

    left_out: the fields that the council leaves out of its report on purpose.
    """

    penholder: str
    edition: str
    framework: str
    framework_file: str
    tools: Mapping[str, str]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputEntry:
    """One file of an edition. made_from: the paths of the sources behind it. pages: of a PDF, else None.

    sections: of a PDF that shows page numbers, the page on which each section begins: by the id of its statement or
    theme, else by the bookmark of its heading, such as section_a.

    statement, code, fingerprint: what a sheet is known by; empty where there is none. fields: its places to sign.
    """

    content: FileHash
    made_from: tuple[str, ...]
    statement: str = ""
    code: str = ""
    fingerprint: str = ""
    pages: int | None = None
    fields: tuple[PlacedField, ...] = ()
    sections: Mapping[str, int] = field(default_factory=dict)
    more: Mapping[str, Any] = field(default_factory=dict)
    """What another version of penholder tells of it besides."""
    earlier: Mapping[str, FileHash | None] = field(default_factory=dict)
    """Of a file that was kept while others were made anew: the sources that had changed since it was made, as they were
    then; None for one that was not there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The whole. built: in UTC, as in ISO 8601. outputs: by path inside the edition's folder."""

    made_by: MadeBy
    built: str
    inputs: Sources
    templates: Sources
    register: Sources
    outputs: Mapping[str, OutputEntry]

    @property
    def sources(self) -> dict[str, FileHash]:
        """What the edition was made from, but for the register of sheets.

        That grows with each sheet that comes back, which leaves what was built as true as it was.
        """
        return {**self.inputs, **self.templates}
