"""What stands in outputs/: editions with their documents, and whether they are older than the inputs.

Files are found by what the manifest lists, never by a path that somebody named, and a page is drawn only of a file that
is as it was built.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from engine.clock import moment
from engine.model.edition import Edition
from engine.model.manifest import FileHash, Manifest, OutputEntry, differs
from engine.pdf.page_pictures import Bookmark, bookmarks, page_picture, page_sizes
from engine.publishing.earlier import changed
from engine.publishing.manifest import NAME, read_manifest
from engine.publishing.source_hashes import fingerprints, hash_of, without_register
from engine.workspace import Workspace

_FIRST = ("report", "evidence", "summary", "improvement-plan", "endorsements", "signature-pack", "readiness")
"""The documents that people look for first, by their names without an ending."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltDocument:
    """One document of an edition. name: its path in the edition without an ending. pages: 0 without a PDF.

    statement: the id of the one it is about; empty where it is about none. files: paths in the edition, by ending.
    sections: the page on which each begins, by the id of its statement or theme, or by the bookmark of its heading.
    """

    name: str
    statement: str
    pages: int
    files: dict[str, str]
    sections: Mapping[str, int]

    @property
    def pdf(self) -> str:
        """The path of its PDF in the edition; empty where there is none."""
        return self.files.get("pdf", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingEdition:
    """An edition that stands whole. built: when, in UTC. stamp: another one for each build that changes anything.

    changed: paths of inputs, templates and schemas that are others now, are new, or are gone.
    """

    edition: Edition
    folder: Path
    built: datetime
    stamp: str
    documents: tuple[BuiltDocument, ...]
    changed: tuple[str, ...]

    def document(self, name: str) -> BuiltDocument | None:
        """The document of a name; None where there is none."""
        return next((document for document in self.documents if document.name == name), None)

    def file(self, path: str) -> Path | None:
        """A file of the edition by its path in it; None where the manifest lists none of that name."""
        listed = {file for document in self.documents for file in document.files.values()}
        return self.folder / path if path in listed else None

    def picture(self, document: BuiltDocument, page: int, width: int) -> bytes | None:
        """A page as a PNG; None where there is none, or the PDF is not the one that was built."""
        found = self._sound(document)
        return page_picture(*found, page, width) if found else None

    def sizes(self, document: BuiltDocument) -> tuple[tuple[float, float], ...]:
        """Width and height of every page in points; nothing where the PDF is not the one that was built."""
        found = self._sound(document)
        return page_sizes(*found) if found else ()

    def contents(self, document: BuiltDocument) -> tuple[Bookmark, ...]:
        """The document's headings with their pages."""
        found = self._sound(document)
        return bookmarks(*found) if found else ()

    def _sound(self, document: BuiltDocument) -> tuple[Path, str] | None:
        path = self.folder / document.pdf
        found = hash_of(path) if document.pdf else None
        manifest = read_manifest(self.folder) if found else None
        entry = manifest.outputs.get(document.pdf) if manifest else None
        is_sound = found is not None and entry is not None and not differs(found, entry.content)
        return (path, found.sha256) if is_sound and found else None


def standing_editions(workspace: Workspace) -> tuple[StandingEdition, ...]:
    """Every edition that stands in outputs/ with a manifest that can be read, the draft first."""
    now = without_register(fingerprints(workspace))
    found = ((edition, workspace.outputs / edition) for edition in Edition)
    read = ((edition, folder, read_manifest(folder)) for edition, folder in found)
    return tuple(_standing(edition, folder, manifest, now) for edition, folder, manifest in read if manifest)


def state_of(workspace: Workspace) -> str:
    """The state of everything that a check reads, as one hash: another one as soon as any file is another one."""
    digest = hashlib.sha256()
    for path, content in sorted(fingerprints(workspace).items()):
        digest.update(f"{path}\0{content.sha256}\n".encode())
    return digest.hexdigest()


def state_of_outputs(workspace: Workspace) -> tuple[tuple[str, int, int], ...]:
    """Another one as soon as a file in outputs/ or signoff/ comes, goes or is saved; nothing is read for it."""
    found = (path for folder in (workspace.outputs, workspace.register.parent) for path in sorted(folder.rglob("*")))
    about = ((workspace.relative(path), path.stat()) for path in found if path.is_file())
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in about)


def _standing(edition: Edition, folder: Path, manifest: Manifest, now: dict[str, FileHash]) -> StandingEdition:
    found = hash_of(folder / NAME)
    return StandingEdition(
        edition=edition,
        folder=folder,
        built=moment(manifest.built),
        stamp=found.sha256[:16] if found else "",
        documents=tuple(_documents(manifest.outputs.items())),
        changed=changed(manifest.sources, now),
    )


def _documents(outputs: Iterable[tuple[str, OutputEntry]]) -> Iterator[BuiltDocument]:
    """Files of one name with other endings are one document; what people look for first comes first."""
    entries = dict(outputs)
    files: dict[str, dict[str, str]] = {}
    for path in entries:
        files.setdefault(str(PurePosixPath(path).with_suffix("")), {})[PurePosixPath(path).suffix[1:]] = path
    rank = {name: place for place, name in enumerate(_FIRST)}
    for name in sorted(files, key=lambda name: rank.get(name, len(rank))):
        of_it = [entries[path] for path in files[name].values()]
        yield BuiltDocument(
            name=name,
            statement=next((entry.statement for entry in of_it if entry.statement), ""),
            pages=next((entry.pages for entry in of_it if entry.pages), 0),
            files=files[name],
            sections=next((entry.sections for entry in of_it if entry.sections), {}),
        )
