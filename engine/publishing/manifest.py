"""manifest.json: what an edition was made from and by what, so that anybody can prove it later."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from engine import __version__
from engine.clock import in_utc
from engine.foreign import limits
from engine.foreign.plain_file import whole
from engine.model.manifest import FileHash, MadeBy, Manifest, OutputEntry, Sources
from engine.model.placed_field import PlacedField
from engine.own_json import DAMAGED
from engine.publishing.manifest_record import as_record, from_record
from engine.publishing.source_hashes import REGISTER, TEMPLATES, counts, hash_of

NAME = "manifest.json"
LIBRARIES = (
    "docxtpl",
    "python-docx",
    "jinja2",
    "lxml",
    "mammoth",
    "openpyxl",
    "cerberus",
    "pikepdf",
    "pypdfium2",
    "pillow",
    "segno",
)
"""The libraries that have a share in what is in an edition."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """A file of an edition that was made now. What is told of it is as in OutputEntry."""

    path: str
    data: bytes
    made_from: tuple[str, ...]
    statement: str = ""
    code: str = ""
    fingerprint: str = ""
    pages: int | None = None
    fields: tuple[PlacedField, ...] = ()
    sections: Mapping[str, int] = field(default_factory=dict)

    @property
    def entry(self) -> OutputEntry:
        """What the manifest tells of it."""
        return OutputEntry(
            content=FileHash.of(self.data),
            made_from=self.made_from,
            statement=self.statement,
            code=self.code,
            fingerprint=self.fingerprint,
            pages=self.pages,
            fields=self.fields,
            sections=self.sections,
        )


def made_by(
    edition: str, framework: str, framework_file: str, pdf_engine: str, left_out: tuple[str, ...] = ()
) -> MadeBy:
    """What makes an edition here: with the version of every tool that has a share in it."""
    libraries = {name: version(name) for name in LIBRARIES}
    return MadeBy(
        penholder=__version__,
        edition=str(edition),
        framework=framework,
        framework_file=framework_file,
        tools={"pdf": pdf_engine, "python": platform.python_version(), **libraries},
        left_out=left_out,
    )


def write_manifest(
    makers: MadeBy, built: datetime, sources: Sources, outputs: Iterable[Output], staying: Mapping[str, OutputEntry]
) -> bytes:
    """The manifest of an edition. sources: as they were when the inputs were read. staying: outputs not made now."""
    apart = (TEMPLATES, REGISTER)
    manifest = Manifest(
        made_by=makers,
        built=in_utc(built),
        inputs={path: content for path, content in sources.items() if not path.startswith(apart)},
        templates={path: content for path, content in sources.items() if path.startswith(TEMPLATES)},
        register={path: content for path, content in sources.items() if path.startswith(REGISTER)},
        outputs={output.path: output.entry for output in outputs} | dict(staying),
    )
    return (json.dumps(as_record(manifest), ensure_ascii=False, indent=2) + "\n").encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an edition's folder; None where there is none that can be read and is sound."""
    try:
        return from_record(json.loads(whole(folder / NAME, limits.FILE)))
    except DAMAGED:
        return None


def is_as_built(folder: Path, manifest: Manifest) -> bool:
    """Whether a folder holds every output the manifest lists, as it was built, and nothing else but lock files."""
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if counts(path)}
    if present != {*manifest.outputs, NAME}:
        return False
    found = ((hash_of(folder / name), entry.content) for name, entry in manifest.outputs.items())
    return all(now is not None and now.sha256 == built.sha256 for now, built in found)
