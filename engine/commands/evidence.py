"""`penholder evidence`: the files in inputs/evidence/, whose they are, and where words stand in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.assembly.evidence_look import look_into
from engine.assembly.reading import read
from engine.errors import UsageError
from engine.findings import Finding, findings_json, in_order
from engine.model.evidence import Document, by_number
from engine.model.evidence_files import FileAtHand, FileText, FoundWords
from engine.progress import Progress
from engine.sources.evidence_index import found_words
from engine.workspace import Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A file of the evidence. documents: those that it is; size: in bytes. text: None where it cannot be read."""

    file: FileAtHand
    documents: tuple[Document, ...]
    size: int
    sha256: str
    text: FileText | None

    @property
    def rank(self) -> tuple[bool, list[str], str]:
        """By which files come in order: those of documents first, as these are numbered."""
        return not self.documents, [by_number(document.ref) for document in self.documents], self.file.name

    def as_json(self) -> dict[str, Any]:
        about = {"file": self.file.place.file, "documents": [document.ref for document in self.documents]}
        text = self.text or FileText(is_searched=False)
        saved = text.saved.isoformat() if text.saved else ""
        return about | {
            "bytes": self.size,
            "sha256": self.sha256,
            "pages": text.pages,
            "sheets": text.sheets,
            "saved": saved,
            "searched": text.is_searched and text.has_words,
            "searched_in_part": text.is_cut,
        }


@dataclass(frozen=True, slots=True)
class PlaceOfWords:
    """A place where all words that were asked for stand. where: its page, sheet or heading, as one would say it."""

    file: EvidenceFile
    where: str
    excerpt: str

    def as_json(self) -> dict[str, Any]:
        refs = [document.ref for document in self.file.documents]
        about = {"file": self.file.file.place.file, "documents": refs}
        return about | {"where": self.where, "excerpt": self.excerpt}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceAtHand:
    """What lies in inputs/evidence/, in order. without_file: documents in place of which no file lies there.

    asked: the words that were looked for; places: where they stand, those first where they weigh most.
    """

    files: tuple[EvidenceFile, ...]
    without_file: tuple[Document, ...]
    asked: tuple[str, ...]
    places: tuple[PlaceOfWords, ...]
    findings: tuple[Finding, ...]

    def as_json(self) -> dict[str, Any]:
        files = [file.as_json() for file in self.files]
        without = [document.ref for document in self.without_file]
        about: dict[str, Any] = {"files": files, "without_file": without}
        asked = {"asked": list(self.asked), "places": [place.as_json() for place in self.places]}
        return findings_json(self.findings) | {"evidence": about | (asked if self.asked else {})}


def evidence_at_hand(workspace: Workspace, asked: Sequence[str], progress: Progress) -> EvidenceAtHand:
    """Every file of the evidence with its document, its pages and its day, and the places where words stand.

    asked: words, or several that follow one another; nothing is looked for where there are none. Raises InputError as
    read() does, and UsageError where nothing can be looked for.
    """
    reading = read(workspace, progress)
    documents = {document.ref: document for document in reading.assessment.evidence.documents}
    matched = reading.evidence_files
    found = [finding for finding in matched.findings if finding in reading.judgement.findings]
    files = []
    for file in matched.files:
        whose = tuple(documents[ref] for ref in matched.refs_of(file))
        look, of_it = look_into(file)
        found += of_it
        if look:
            files.append(EvidenceFile(file=file, documents=whose, size=look.size, sha256=look.sha256, text=look.text))
    without = (one for one in documents.values() if one.is_in_place and one.ref not in matched.by_document)
    return EvidenceAtHand(
        files=tuple(sorted(files, key=lambda file: file.rank)),
        without_file=tuple(without),
        asked=tuple(asked),
        places=tuple(_places(files, asked)) if asked else (),
        findings=tuple(in_order(tuple(found))),
    )


def _places(files: Sequence[EvidenceFile], asked: Sequence[str]) -> Iterable[PlaceOfWords]:
    """The places in each file of what was found; of files with the same bytes each is told."""
    read_files = [file for file in files if file.text is not None]
    if not read_files:
        raise UsageError("There is no file in inputs/evidence/ that can be searched. Put some there first.")
    texts = {file.sha256: file.text for file in read_files if file.text is not None}
    found: tuple[FoundWords, ...] = found_words(texts, asked)
    return (
        PlaceOfWords(file, one.where, one.excerpt) for one in found for file in read_files if file.sha256 == one.file
    )
