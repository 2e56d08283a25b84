"""What a file of the evidence says, line by line, as far as its kind can be read here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from engine.foreign.limits import FILE, GUIDANCE, TEXT_TABLE
from engine.foreign.office_kind import OLE, first_bytes
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.foreign.word_file import MAIN, word_parts
from engine.foreign.workbook_file import foreign_workbook
from engine.word.names import W_P, qn
from engine.word.package import Package

_OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx")


def lines_of(path: Path, of_pdf: Callable[[Path], Iterator[str]]) -> Iterator[str]:
    """Its lines; none of a kind that is not read. of_pdf: reads PDFs. Raises RefusedFile where it is locked."""
    ending = path.suffix.lower()
    head, _ = first_bytes(path)
    if ending in _OFFICE and head.startswith(OLE):
        raise RefusedFile("The file is protected by a password or a sensitivity label.", "Save a copy without one.")
    if ending == ".pdf":
        yield from of_pdf(path)
    elif ending in (".docx", ".docm"):
        yield from _word(path)
    elif ending in (".xlsx", ".xlsm"):
        for sheet in foreign_workbook(path).sheets:
            yield from (str(cell.value) for cell in sheet.cells.values() if cell.value is not None)
    elif ending in (".txt", ".csv"):
        yield from whole(path, TEXT_TABLE).decode("utf-8", "replace").splitlines()
    else:
        whole(path, FILE)  # that it can be read at all


def _word(path: Path) -> Iterator[str]:
    for paragraph in Package(word_parts(path, GUIDANCE)).xml(MAIN).iter(W_P):
        yield "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
