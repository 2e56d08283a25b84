"""`penholder return`: the information return as numbered folders with an index and a manifest. Nothing is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from engine.assembly.evidence_look import Look, look_into, sending_findings
from engine.assembly.reading import Reading, read
from engine.assessment.information_return import answered, documents_for, item_findings, of_framework
from engine.clock import now
from engine.doors import Door, open_door
from engine.errors import InputError
from engine.findings import Finding, findings_json, in_order, info
from engine.foreign.limits import HASHED, MB
from engine.foreign.plain_file import size_and_hash, whole
from engine.framework.catalogue import framework_file, load_framework
from engine.model.evidence import Document
from engine.model.evidence_files import FileAtHand
from engine.model.information_return import AnsweredItem, Request, SentFile
from engine.model.manifest import FileHash, OutputEntry
from engine.plain_words import folded
from engine.progress import Progress
from engine.publishing.lists.return_index import return_index
from engine.publishing.lists.workbook_writer import Properties
from engine.publishing.manifest import NAME, made_by, write_manifest
from engine.publishing.publish import publish
from engine.publishing.return_names import file_name, folder_name
from engine.publishing.source_hashes import fingerprints
from engine.schemas import load_schema
from engine.sources.kept_request import next_file, read_kept
from engine.sources.request_file import RequestWords, read_request
from engine.workspace import Workspace
from engine.yaml_text import as_yaml

EDITION, INDEX = "return", "index.xlsx"
_KEPT = """\
# A request for the information return, as penholder read it. It is kept, so that it is mapped once: write under
# answered_by which rows of the library (LIB-05) or documents (D-014) answer an item. An import never changes this file.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A return that was built. folder: where it lies; request: the file it answers; empty for the library's own."""

    folder: Path
    request: str
    items: tuple[AnsweredItem, ...]
    findings: tuple[Finding, ...]

    @property
    def files(self) -> int:
        """How many files lie in it, beside the index and the manifest."""
        return sum(file is not None for item in self.items for _, file in item.documents)

    @property
    def open_items(self) -> int:
        """How many items nothing answers."""
        return sum(not item.documents for item in self.items)

    def as_json(self) -> dict[str, Any]:
        about = {"folder": str(self.folder), "request": self.request, "items": len(self.items), "files": self.files}
        return findings_json(self.findings) | {"return": about | {"open_items": self.open_items}}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRequest:
    """A request that was read and kept. open_items: how many of its items no row of the library was found for."""

    request: Request
    path: Path

    @property
    def open_items(self) -> int:
        return sum(not item.answered_by for item in self.request.items)

    def as_json(self) -> dict[str, Any]:
        about = asdict(self.request) | {"written": self.path.name, "open_items": self.open_items}
        return {"request": about}


def keep_request(workspace: Workspace, file: Path, columns: Mapping[str, str]) -> KeptRequest:
    """Read a request, map its items to the library, and keep both in a new file in inputs/return/.

    columns: headings named by hand, by what their columns hold; else those of the request before. Raises InputError
    where the file holds no request, and UsageError where it cannot be kept.
    """
    content = load_schema(workspace, "information_return")
    words = RequestWords(
        columns={name: tuple(map(folded, ways)) for name, ways in content["columns"].items()},
        twelve_months=tuple(map(folded, content["window"]["twelve_months"])),
    )
    earlier = read_kept(workspace)
    kept = dict(earlier.columns) if earlier else {}
    try:
        request = read_request(file, words, kept | dict(columns))
    except InputError:
        if columns or not kept:
            raise
        request = read_request(file, words, {})  # another layout than that of the request before
    framework = load_framework(framework_file(workspace))
    request = answered(request, framework, earlier)
    path = next_file(workspace)
    items = [
        {"number": item.number, "text": item.text, "statement": item.statement, "months": item.months}
        | {"answered_by": list(item.answered_by)}
        for item in request.items
    ]
    about = {"file": file.name, "sha256": size_and_hash(file)[1], "columns": dict(request.columns)}
    with open_door(workspace, Door.KEEP_REQUEST) as door:
        door.put(path, (_KEPT + as_yaml(about | {"items": items})).encode(), "")
    return KeptRequest(request=request, path=path)


def build_return(workspace: Workspace, progress: Progress) -> Returned:
    """Build outputs/return from the newest request that was kept, else from the framework's own list.

    Raises InputError where council.yaml or the kept request cannot be used, and PublishError where outputs/ cannot be
    written.
    """
    sources = fingerprints(workspace)
    reading = read(workspace, progress)
    assessment = reading.assessment
    kept = read_kept(workspace)
    request = kept or of_framework(assessment.framework)
    largest = int(load_schema(workspace, "information_return")["largest"]["megabytes"]) * MB
    found: list[Finding] = [
        finding for finding in reading.evidence_files.findings if finding in reading.judgement.findings
    ]
    items = tuple(_answers(request, reading, found))
    found += _of_files(items, largest)
    council = assessment.council
    about = Properties(
        f"Information return: {council.title}", council.name, datetime.combine(council.date, time(), UTC)
    )
    index = return_index(items, about)
    sent = [file for item in items for _, file in item.documents if file]
    entries = {
        file.path: OutputEntry(content=FileHash(file.sha256, file.size), made_from=(file.source.place.file,))
        for file in sent
    }
    entries[INDEX] = OutputEntry(content=FileHash.of(index), made_from=tuple(sources))
    makers = made_by(EDITION, assessment.framework.version, reading.framework_file, "none")
    manifest = write_manifest(makers, now(), sources, (), entries)
    made = {INDEX: index, NAME: manifest}
    folder = publish(workspace.outputs, EDITION, _Files(made, {file.path: file.source.path for file in sent}))
    return Returned(folder=folder, request=request.file, items=items, findings=tuple(in_order(tuple(found))))


class _Files(Mapping[str, bytes]):
    """The files of the return by path; each is read when it is its turn, since all of them may be more than memory."""

    def __init__(self, made: Mapping[str, bytes], copied: Mapping[str, Path]) -> None:
        self.made, self.copied = made, copied

    def __getitem__(self, name: str) -> bytes:
        return self.made[name] if name in self.made else whole(self.copied[name], HASHED)

    def __iter__(self) -> Iterator[str]:
        return iter((*self.made, *self.copied))

    def __len__(self) -> int:
        return len(self.made) + len(self.copied)


def _answers(request: Request, reading: Reading, found: list[Finding]) -> Iterator[AnsweredItem]:
    """Each item with its documents and their files, numbered in the order of the request."""
    sent = _Sent(found)
    for place, item in enumerate(request.items, start=1):
        documents = documents_for(item, reading.assessment)
        found += item_findings(item, documents, reading.assessment)
        folder = folder_name(place, len(request.items), item.number + " " + item.text)
        pairs: list[tuple[Document, SentFile | None]] = []
        count = 0
        for document in documents:
            files = reading.evidence_files.by_document.get(document.ref, ())
            for file in files:
                count += 1
                name = file_name(folder, count, document.ref, document.title, file.path)
                pairs.append((document, sent.as_it_is(file, f"{folder}/{name}")))
            if not files:
                pairs.append((document, None))
        yield AnsweredItem(place=place, item=item, documents=tuple(pairs), folder=folder)


class _Sent:
    """The files as they lie now, each looked into once. found: where N-06 and N-12 go."""

    def __init__(self, found: list[Finding]) -> None:
        self.found = found
        self.looks: dict[FileAtHand, Look | None] = {}

    def as_it_is(self, file: FileAtHand, name: str) -> SentFile | None:
        """The file under its name in the return; None where it cannot be read at all."""
        if file not in self.looks:
            self.looks[file], findings = look_into(file)
            self.found += findings
        look = self.looks[file]
        if look is None:
            return None
        return SentFile(source=file, path=name, sha256=look.sha256, size=look.size, text=look.text)


def _of_files(items: tuple[AnsweredItem, ...], largest: int) -> Iterator[Finding]:
    """What there is to say of each file, once; N-09 for what has none."""
    told: set[FileAtHand] = set()
    for document, file in (pair for item in items for pair in item.documents):
        if file is None:
            if document.is_in_place:
                yield _without_file(document)
        elif file.source not in told:
            told.add(file.source)
            yield from sending_findings(file.source.place, file.size, file.text, largest)


def _without_file(document: Document) -> Finding:
    what = "only a link" if document.link else "neither a file nor a link"
    message = f"{document.ref}, {document.title}, has {what}: it is listed, and not in the folder."
    fix = f"Put the file into inputs/evidence/, its name beginning with {document.ref}."
    return info("N-09", document.place, message, fix)
