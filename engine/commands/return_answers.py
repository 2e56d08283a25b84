"""What answers each item of the information return: documents of the library with their files, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.assembly.evidence_look import FileLook, look_into, sending_findings
from engine.assembly.reading import Reading, read
from engine.assessment.information_return import documents_for, item_findings, of_framework
from engine.findings import Finding, findings_json, in_order, info
from engine.foreign.limits import MB
from engine.model.evidence import Document, Status
from engine.model.evidence_files import FileAtHand
from engine.model.information_return import AnsweredItem, Request, SentFile
from engine.progress import Progress
from engine.publishing.return_names import file_name, folder_name
from engine.schemas import load_schema
from engine.sources.kept_request import read_kept
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAnswers:
    """The items of a request, each with what answers it. request: its file; empty for the library's own list."""

    request: str
    items: tuple[AnsweredItem, ...]
    findings: tuple[Finding, ...]

    @property
    def files(self) -> int:
        """How many files are in the return, beside the index and the manifest."""
        return sum(file is not None for item in self.items for _, file in item.documents)

    @property
    def open_items(self) -> int:
        """How many items nothing answers, or a gap alone."""
        return sum(all(one.status is Status.GAP for one, _ in item.documents) for item in self.items)

    def as_json(self) -> dict[str, Any]:
        about = {"request": self.request, "items": len(self.items), "files": self.files, "open_items": self.open_items}
        return findings_json(self.findings) | {"return": about | {"answers": [_item(item) for item in self.items]}}


def answers_now(workspace: Workspace, progress: Progress) -> tuple[ReturnAnswers, Reading]:
    """What answers the newest request that was kept, else the framework's own list, and what it was found in.

    Raises InputError where council.yaml or the kept request cannot be used.
    """
    reading = read(workspace, progress)
    request = read_kept(workspace) or of_framework(reading.assessment.framework)
    largest = int(load_schema(workspace, "information_return")["largest"]["megabytes"]) * MB
    found: list[Finding] = [
        finding for finding in reading.evidence_files.findings if finding in reading.judgement.findings
    ]
    items = tuple(_answers(request, reading, found))
    found += _of_files(items, largest)
    return ReturnAnswers(request=request.file, items=items, findings=tuple(in_order(tuple(found)))), reading


def _item(answered: AnsweredItem) -> dict[str, Any]:
    item = answered.item
    about = {"place": answered.place, "number": item.number, "text": item.text, "statement": item.statement}
    documents = [_document(document, file) for document, file in answered.documents]
    return about | {"months": item.months, "folder": answered.folder, "documents": documents}


def _document(document: Document, file: SentFile | None) -> dict[str, Any]:
    about = {"ref": document.ref, "title": document.title, "status": str(document.status), "link": document.link}
    if file is None:
        return about | {"file": None}
    return about | {"file": file.path, "source": file.source.place.file, "bytes": file.size, "sha256": file.sha256}


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
        self.looks: dict[FileAtHand, FileLook | None] = {}

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
