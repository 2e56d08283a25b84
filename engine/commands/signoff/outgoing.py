"""A sheet on its way out: what the register keeps of it, and what the letters to its signers tell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from engine.assessment.fingerprint import is_sheet_code
from engine.model.manifest import FileHash, Manifest
from engine.model.placed_field import PlacedField


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """sheet: the statement it verifies, endorsements or the pack. amends: the code of the sheet it re-confirms."""

    sheet: str
    code: str
    fingerprint: str
    content: FileHash
    fields: tuple[PlacedField, ...]
    amends: str = ""


def outgoing_sheets(manifest: Manifest) -> dict[str, Outgoing]:
    """Every PDF of an edition that is a sheet, by its path.

    Its code becomes the name of a file, so it must be one of ours.
    """
    return {
        path: Outgoing(
            sheet=entry.statement or PurePosixPath(path).stem,
            code=entry.code,
            fingerprint=entry.fingerprint,
            content=entry.content,
            fields=entry.fields,
        )
        for path, entry in manifest.outputs.items()
        if path.endswith(".pdf") and is_sheet_code(entry.code)
    }
