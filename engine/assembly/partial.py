"""The rest of an edition, while only some of its sheets are built again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.errors import UsageError
from engine.findings import Finding
from engine.foreign import limits
from engine.foreign.plain_file import is_plain, whole
from engine.foreign.refusal import RefusedFile
from engine.model.manifest import MadeBy, OutputEntry, Sources
from engine.publishing.earlier import carried_over, made_earlier
from engine.publishing.manifest import read_manifest


@dataclass(frozen=True, slots=True)
class Staying:
    """What is not made again: its entries in the manifest, its files, and which of it is older than its sources."""

    entries: Mapping[str, OutputEntry]
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]


NOTHING = Staying({}, {}, ())


def staying(folder: Path, makers: MadeBy, sources: Sources, fresh: Collection[str]) -> Staying:
    """What stays of the edition in a folder; nothing where there is none yet. fresh: the outputs made again.

    Raises UsageError where the edition that stands was made by other tools: one manifest cannot speak for both.
    """
    if not folder.exists():
        return NOTHING
    manifest = read_manifest(folder)
    if manifest is None or manifest.made_by != makers:
        raise UsageError(
            f"outputs/{folder.name} was made by other versions of the tools, or its manifest is damaged, so a part of "
            "it cannot be built again alone. Build the whole edition: leave out --only."
        )
    entries = carried_over(manifest, sources, fresh)
    try:
        files = {name: whole(folder / name, limits.HASHED) for name in entries if is_plain(folder / name)}
    except RefusedFile as refused:
        message = f"A file of outputs/{folder.name} that stays cannot be read. {refused.message} {refused.fix}"
        raise UsageError(message) from refused
    return Staying(entries, files, tuple(made_earlier(entries, folder.name)))
