"""One file of official wording, read whole."""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

from engine.errors import InputError
from engine.findings import Finding, Place, error, info
from engine.framework.layout import Layout
from engine.model.framework import Block, Framework
from engine.model.wording import PrintedWording
from engine.sources.official.checklists import read_items
from engine.sources.official.import_notes import ImportNotes
from engine.sources.official.library import LibraryReader, read_sources
from engine.sources.official.missing import missing_texts
from engine.sources.official.pages import PrintedGrid, PrintedLine, read_pages
from engine.sources.official.printed_names import statement_in
from engine.sources.official.summaries import read_blocks
from engine.sources.official.texts import read_texts

ENDINGS = (".docx", ".xlsx", ".xlsm", ".xls", ".ods")
"""The kinds of files that are read here; others become one of them first."""


def read_official(path: Path, framework: Framework, layout: Layout) -> tuple[PrintedWording, tuple[Finding, ...]]:
    """What a workbook prints, and what there is to say about it.

    Raises InputError, with every finding, where the file is no such workbook or lacks the checklist of a statement.
    """
    if path.suffix.lower() not in ENDINGS:
        message = f"{path.name} is neither a text (.docx, .odt, .doc, .rtf) nor a workbook (.xlsx, .xls, .ods)."
        fix = "Import the workbook of the guidance (.docx) or its stage 1 checklist (.xlsx); save older formats anew."
        raise InputError(message, [error("I-30", Place(path.name), message, fix)])
    pages = read_pages(path)
    notes = ImportNotes(path.name)
    wording = _wording(pages, framework, layout, notes)
    if lacking := _lacking(wording, framework, path.name):
        message = f"{path.name} was not imported, and nothing was written."
        raise InputError(message, [*lacking, *notes.findings])
    if wording.is_more_than_checklists:
        _missing_parts(wording, framework, layout, notes)
        missing_texts(wording.texts, framework, layout, notes)
    notes.findings.extend(_slips(wording, layout, path.name))
    return wording, tuple(notes.findings)


def _wording(
    pages: tuple[PrintedLine | PrintedGrid, ...], framework: Framework, layout: Layout, notes: ImportNotes
) -> PrintedWording:
    items: dict[str, list[str]] = {}
    lines: list[PrintedLine | None] = []
    quality: dict[str, str] = {}
    blocks: dict[str, tuple[Block, ...]] = {}
    library = LibraryReader(framework, layout, notes)
    for page in pages:
        if isinstance(page, PrintedLine):
            lines.append(page)
            continue
        if read_items(page, framework, items, notes) or library.read(page):
            lines.append(None)
            continue
        statement = next(filter(None, (statement_in(text, framework) for text in page.before)), "")
        if statement and statement not in blocks and (found := read_blocks(page, layout, statement, notes)):
            blocks[statement] = found
            above = list(takewhile(lambda text: not statement_in(text, framework), page.before))
            quality[statement] = " ".join(reversed(above))
            while lines and (last := lines[-1]) is not None and last.text in above:
                lines.pop()
            lines.append(None)
        else:
            lines += (line for row in page.rows for cell in row for line in cell)
    sources = read_sources((page for page in pages if isinstance(page, PrintedLine)), layout, notes)
    return PrintedWording(
        items={statement: tuple(texts) for statement, texts in items.items()},
        quality=quality,
        blocks=blocks,
        library=tuple(library.rows),
        sources=sources,
        texts=read_texts(lines, framework, layout, notes),
    )


def _lacking(wording: PrintedWording, framework: Framework, file: str) -> list[Finding]:
    """An error where there is no checklist at all, else one for each statement without its own."""
    if not any(wording.items.values()):
        message = "No checklist was found: no table with the five ratings as columns, named after a quality statement."
        fix = "Choose the workbook of the guidance (Part 2, .docx) or its stage 1 checklist (.xlsx)."
        return [error("I-30", Place(file), message, fix)]
    fix = "Import a complete copy; where a heading was changed, put the statement's name back over its checklist."
    return [
        error("I-32", Place(file), f'The checklist of "{statement.name}" was not found.', fix, statement.id)
        for statement in framework.statements
        if not wording.items.get(statement.id)
    ]


def _missing_parts(wording: PrintedWording, framework: Framework, layout: Layout, notes: ImportNotes) -> None:
    for statement in framework.statements:
        present = {block.id for block in wording.blocks.get(statement.id, ())}
        if not present:
            notes.missing(f'The stage 2 template of "{statement.name}"', statement.id)
        else:
            for block in layout.blocks:
                if block not in present:
                    notes.missing(f'The block "{block}" of "{statement.name}"', statement.id)
    if not wording.library:
        notes.missing("The library (Section D)")
    if not wording.sources:
        notes.missing("The list of data sources (Section E)")


def _slips(wording: PrintedWording, layout: Layout, file: str) -> list[Finding]:
    """Words that are known to be misprinted: kept, and told with what is meant."""
    texts = [(text, statement) for statement, items in wording.items.items() for text in items]
    texts += [(text, statement) for statement, text in wording.quality.items()]
    for statement, blocks in wording.blocks.items():
        texts += [(t, statement) for b in blocks for t in (*b.guidance, *b.prompts, *b.data, *b.documents)]
    texts += [(row.text, row.statement) for row in wording.library]
    texts += [(text, about) for about, text in wording.texts.each()]
    return [
        info("I-35", Place(file), f'"{slip.printed}" is printed; "{slip.meant}" is meant. Kept as printed.', "", about)
        for slip in layout.slips
        for text, about in texts
        if slip.printed in text
    ]
