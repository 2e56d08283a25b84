"""A council's logo: how it fits its place on the cover, and one that came put in the place of what is in use."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.as_it_lies import as_it_lies, is_same_file
from engine.commands.council.file import read_council_file
from engine.commands.council.saving import put_with_picture
from engine.doors import ChangedMeanwhileError, PutThrough, digest_at
from engine.errors import UsageError
from engine.findings import COUNCIL
from engine.foreign import limits
from engine.foreign.folder import refuse_leading_out
from engine.foreign.picture import on_a_screen, printable_file
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.rendering.logo_box import OF_REPORT, low_logo
from engine.workspace import Workspace
from engine.yaml_edit import Edit, NotEditedError, edited

_BRAND = "brand"
_DOTS = 720
"""Across a picture on a page of the studio: its box is 62 mm wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogoLook:
    """A picture that is a logo, or is to be one. digest: its SHA-256. wide, high: on the cover, in millimetres.

    refused: why it cannot be printed, in sentences, as `penholder check` says it; empty for one that can. told: what
    else there is to say of it. picture: the same as a page of the studio shows it. replaces: whether another one of its
    name lies in inputs/brand.
    """

    name: str
    digest: str
    wide: float = 0.0
    high: float = 0.0
    refused: str = ""
    told: str = ""
    picture: bytes = b""
    replaces: bool = False

    def as_json(self) -> dict[str, Any]:
        """All but the picture itself, with the box that it fits into."""
        box = {"box_wide": OF_REPORT.width, "box_high": OF_REPORT.height, "wide": self.wide, "high": self.high}
        said = {"refused": self.refused, "told": self.told, "replaces": self.replaces}
        return {"name": self.name, "sha256": self.digest} | box | said


def look_at_logo(workspace: Workspace, file: Path) -> LogoLook:
    """A picture in its place on the cover; or why nobody can print it."""
    path, name = _path(workspace, file.name), file.name
    try:
        refuse_leading_out(workspace, file)
        digest = hashlib.sha256(whole(file, limits.FILE)).hexdigest()
        there = digest_at(path)
        data = printable_file(file)
        wide, high = OF_REPORT.size_of(data)
        picture = on_a_screen(data, _DOTS)
    except RefusedFile as refused:
        return LogoLook(name=name, digest="", refused=" ".join(refused.reason))
    told = " ".join(f"{one.message} {one.fix}" for one in low_logo(data, workspace.place(path)))
    replaces = bool(there) and there != digest
    return LogoLook(name=name, digest=digest, wide=wide, high=high, told=told, picture=picture, replaces=replaces)


def put_logo(workspace: Workspace, file: Path, seen: str) -> PutThrough:
    """Put a picture into inputs/brand and its name into council.yaml, both or neither; what it replaces is kept.

    seen: the SHA-256 of what was looked at. undo_council takes it back. Raises ChangedMeanwhileError for another file,
    and UsageError where nobody can print it, or it cannot be put there.
    """
    look = look_at_logo(workspace, file)
    if look.refused:
        raise UsageError(f"{file.name} cannot be the logo. {look.refused}")
    if look.digest != seen:
        raise ChangedMeanwhileError(f"{file.name} has changed since it was looked at. Nothing was changed. Look again.")
    council, path = read_council_file(workspace), _path(workspace, file.name)
    if council.content is None:
        raise UsageError(f"{COUNCIL} cannot be read, so nothing was changed. {council.why}")
    try:
        text = edited(council.text, [Edit((_BRAND, "logo"), f"{_BRAND}/{path.name}")])
    except NotEditedError as fault:
        raise UsageError(f"The name of the logo was not written. {fault} Write it as text.") from fault
    return put_with_picture(workspace, council, text, path, whole(file, limits.FILE))


def logo_in_use(workspace: Workspace) -> Path | None:
    """Where the logo lies that council.yaml names; None where it names none that lies in inputs/brand."""
    content = read_council_file(workspace).content or {}
    brand = content.get(_BRAND)
    named = str(brand.get("logo") or "") if isinstance(brand, dict) else ""
    folder = workspace.inputs / _BRAND
    there = (path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else ()
    return next((path for path in there if named and is_same_file(path, workspace.inputs / named)), None)


def _path(workspace: Workspace, name: str) -> Path:
    """Where a picture of a name lies, or is to lie: one whose name differs by case alone is the same on other systems.

    The name is one that files may have: it was cleaned as it came.
    """
    return as_it_lies(workspace.inputs / _BRAND / name)
