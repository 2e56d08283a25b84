"""What a file of the evidence says, with the place of its words, as far as its kind can be read here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from lxml import etree

from engine.foreign.limits import FILE, GUIDANCE, TEXT_TABLE
from engine.foreign.office_kind import OLE, OfficeKind, first_bytes
from engine.foreign.plain_file import whole
from engine.foreign.refusal import RefusedFile
from engine.foreign.word_file import MAIN, word_parts
from engine.foreign.workbook_file import foreign_workbook
from engine.foreign.workbook_parts import when_saved
from engine.model.evidence_files import FileText, Passage
from engine.plain_words import one_line
from engine.whole_numbers import whole_number
from engine.word.names import W_P, qn
from engine.word.package import STYLES, Package

_OFFICE = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx")
_ABOUT, _SAVED = "docProps/app.xml", "docProps/core.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")
_LINES = 50
"""Lines of a plain text that have one place."""
MOST_LETTERS = 4_000_000
"""Of one file: so many are looked through. A page has some 3,000."""


def file_text(path: Path, of_pdf: Callable[[Path], FileText]) -> FileText:
    """A file of the evidence. of_pdf: reads PDFs. Raises RefusedFile where it is locked, damaged or too large."""
    text = _whole_text(path, of_pdf)
    room = MOST_LETTERS
    passages = []
    for passage in text.passages:
        passages.append(Passage(passage.where, passage.text[:room]))
        room -= len(passage.text)
        if room < 0:
            return replace(text, passages=tuple(passages), is_cut=True)
    return text


def _whole_text(path: Path, of_pdf: Callable[[Path], FileText]) -> FileText:
    ending = path.suffix.lower()
    head, _ = first_bytes(path)
    if ending in _OFFICE and head.startswith(OLE):
        raise RefusedFile("The file is protected by a password or a sensitivity label.", "Save a copy without one.")
    if ending == ".pdf":
        return of_pdf(path)
    if ending in (".docx", ".docm"):
        return _word(path)
    if ending in (".xlsx", ".xlsm"):
        return _workbook(path)
    if ending in (".txt", ".csv"):
        return FileText(passages=tuple(_lines(whole(path, TEXT_TABLE).decode("utf-8-sig", "replace"))))
    whole(path, FILE)  # that it can be read at all
    return FileText(is_searched=False)


def _word(path: Path) -> FileText:
    package = Package(word_parts(path, GUIDANCE))
    saved = when_saved(_SAVED, package.parts[_SAVED], OfficeKind.WORD.again) if _SAVED in package.parts else None
    passages = [
        *_sections(package),
        *(Passage("notes", _words(package.xml(name))) for name in _NOTES if name in package.parts),
    ]
    return FileText(pages=_pages(package), saved=_day(saved), passages=tuple(passages))


def _sections(package: Package) -> Iterator[Passage]:
    """The words under each heading, and those before the first."""
    headings = _heading_styles(package)
    where, lines = "beginning", list[str]()
    for paragraph in package.xml(MAIN).iter(W_P):
        words = _of_paragraph(paragraph)
        style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if words.strip() and style is not None and style.get(qn("w:val")) in headings:
            yield Passage(where, "\n".join(lines))
            where, lines = f"“{one_line(words)}”", []
        lines.append(words)
    yield Passage(where, "\n".join(lines))


def _heading_styles(package: Package) -> frozenset[str]:
    """The ids of the styles that Word's own headings have; people call the ids as their language does."""
    if STYLES not in package.parts:
        return frozenset()
    found = set()
    for style in package.xml(STYLES).iter(qn("w:style")):
        name = style.find(qn("w:name"))
        if name is not None and str(name.get(qn("w:val"))).casefold().startswith("heading "):
            found.add(str(style.get(qn("w:styleId"))))
    return frozenset(found)


def _words(root: etree._Element) -> str:
    return "\n".join(map(_of_paragraph, root.iter(W_P)))


def _of_paragraph(paragraph: etree._Element) -> str:
    kinds = {qn("w:tab"): " ", qn("w:br"): " "}
    return "".join(kinds.get(str(part.tag), part.text or "") for part in paragraph.iter(qn("w:t"), *kinds))


def _pages(package: Package) -> int:
    """How many pages Word counted when it saved the file; 0 where it says nothing of them."""
    if _ABOUT not in package.parts:
        return 0
    told = next((str(part.text) for part in package.xml(_ABOUT).iter("{*}Pages")), "")
    return number if (number := whole_number(told) or 0) < 100_000 else 0


def _workbook(path: Path) -> FileText:
    book = foreign_workbook(path)
    passages = []
    for sheet in book.sheets:
        values = (str(cell.value) for cell in sheet.cells.values() if cell.value is not None)
        passages.append(Passage(f"sheet “{one_line(sheet.title)}”", "\n".join(values)))
    return FileText(sheets=len(book.sheets), saved=_day(book.saved), passages=tuple(passages))


def _lines(text: str) -> Iterator[Passage]:
    lines = text.splitlines()
    for begun in range(0, len(lines), _LINES):
        some = lines[begun : begun + _LINES]
        yield Passage(f"lines {begun + 1} to {begun + len(some)}", "\n".join(some))


def _day(saved: date | None) -> date | None:
    """The day alone of a moment."""
    return date(saved.year, saved.month, saved.day) if saved else None
