"""A look into a file of the evidence: what it says, whether it opens, its size, and signs of personal data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.assessment.personal import personal_data
from engine.findings import Finding, Place, info, warning
from engine.foreign.confined import confined
from engine.foreign.limits import MB
from engine.foreign.plain_file import size_and_hash
from engine.foreign.refusal import RefusedFile
from engine.model.evidence_files import FileAtHand, FileText
from engine.model.kept import made_once
from engine.sources.file_text import file_text

_LIBRARIES = ("lxml", "openpyxl", "pypdfium2")


def text_of(file: FileAtHand, sha256: str) -> FileText:
    """What a file says; what the very same bytes said before is not read again.

    sha256: of the file. Raises RefusedFile, also where it is another file by then: what that says is not kept as its.
    """

    def read() -> FileText:
        text = confined(_read, file.path)
        if size_and_hash(file.path)[1] != sha256:
            raise RefusedFile("The file was saved while it was read.", "Run again once it is saved.")
        return text

    return made_once("evidence-texts", FileText, (sha256, file.path.suffix.lower()), _LIBRARIES, read)


@dataclass(frozen=True, slots=True)
class FileLook:
    """A file as it lies now. size: in bytes. text: None where its words cannot be read."""

    size: int
    sha256: str
    text: FileText | None


def look_into(file: FileAtHand) -> tuple[FileLook | None, list[Finding]]:
    """A file, None where it cannot be opened; N-06 for what cannot be read, N-12 for what no search looks through."""
    look: FileLook | None = None
    try:
        size, sha256 = size_and_hash(file.path)
        look = FileLook(size, sha256, None)
        text = text_of(file, sha256)
    except RefusedFile as refused:
        return look, [warning("N-06", file.place, *refused.reason)]
    return FileLook(size, sha256, text), list(_not_searched(file, text))


def sending_findings(place: Place, size: int, text: FileText | None, largest: int) -> Iterator[Finding]:
    """N-05 and N-07: what there is to say of a file before it is sent. size, largest: in bytes."""
    if size > largest:
        message = f"The file has {size // MB} MB; more than {largest // MB} MB may not be taken."
        yield warning("N-05", place, message, "Save it smaller, or ask how to send it.")
    lines = (line for passage in text.passages for line in passage.text.splitlines()) if text else ()
    if signs := {what for line in lines for what, _ in personal_data(line)}:
        message = f"There are signs of personal data in it: {', '.join(sorted(signs))}."
        yield warning("N-07", place, message, "Look at it, and take out what may not be sent.")


def _not_searched(file: FileAtHand, text: FileText) -> Iterator[Finding]:
    if not text.is_searched:
        message = (
            f"No search looks into it: of {file.path.suffix or 'a file without an ending'} penholder reads no words."
        )
        yield info(
            "N-12", file.place, message, "Save a copy as PDF, Word (.docx) or Excel (.xlsx) if it is to be found."
        )
    elif not text.has_words:
        message = "There are no words in it, so no search finds it: perhaps its pages are pictures."
        yield info("N-12", file.place, message, "Have its words recognised, and save it as a PDF with them.")
    elif text.is_cut:
        message = "It is longer than a search looks through, so what stands towards its end is not found."
        yield info("N-12", file.place, message, "Divide it, if what comes after is to be found.")


def _read(path: Path) -> FileText:
    """In a process of its own: libraries let through of a damaged part whatever their own code raises."""
    from engine.pdf.evidence_text import pdf_text

    try:
        return file_text(path, pdf_text)
    except (RefusedFile, MemoryError):
        raise
    except Exception as fault:
        raise RefusedFile("The file is damaged, so nobody can read it.", "Save it again, and put it back.") from fault
