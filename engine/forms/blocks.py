"""Blank blocks to copy into a form: a foreword, a case study, waiting times; each a table whose first row names it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docx.shared import Mm

from engine.block_kinds import BlockField, BlockKind
from engine.forms.form_brand import FormBrand
from engine.forms.form_look import furnish, help_box, label_cell, writing_table
from engine.forms.help_lines import Help
from engine.forms.narrative import dressed_document, finished

_KIND, _TITLE = "To copy", "Blocks"
_HOW = (
    "Copy a table into any part of a form with free text, and fill it in. Keep its first row: it says what it is.",
    "A row you do not need may stay empty, unless its help says otherwise. Several of one kind may stand in one form.",
)


def blocks_form(kinds: Sequence[BlockKind], brand: FormBrand) -> bytes:
    """A Word file with an empty table for each kind, under its name and with help."""
    document = dressed_document(brand)
    furnish(document, _KIND, _TITLE, brand)
    document.add_paragraph(_KIND, "Subtitle")
    document.add_paragraph(_TITLE, "Title")
    help_box(document, [Help("How to use them", _HOW)])
    for kind in kinds:
        document.add_paragraph(kind.name, "Heading 1")
        help_box(document, [Help(kind.help, tuple(_helped(kind)))])
        columns = [kind.name, *("" for _ in kind.columns[1:] or (None,))]
        table = writing_table(document, kind.name, columns, brand, len(kind.fields))
        for number, field in enumerate(kind.fields or kind.columns, start=1):
            row, column = (number, 0) if kind.fields else (1, number - 1)
            label_cell(table.cell(row, column), field.label, brand)
        _fit(table, kind)
        document.add_paragraph()
    return finished(document, f"{_KIND}: {_TITLE}", brand)


def _helped(kind: BlockKind) -> Iterator[str]:
    fields: tuple[BlockField, ...] = kind.fields or kind.columns
    for field in fields:
        needed = "" if field.is_needed else "May stay empty."
        if words := " ".join(filter(None, (field.help, needed))):
            yield f"{field.label}{' ' if field.label.endswith('?') else ': '}{words}"


def _fit(table: Any, kind: BlockKind) -> None:
    """As many rows as there are labels, beside a narrow column of them; on one page."""
    for row in list(table.rows)[1 + len(kind.fields) :] if kind.fields else ():
        row._tr.getparent().remove(row._tr)
    for row in table.rows:
        if kind.fields:
            row.cells[0].width, row.cells[1].width = Mm(44), Mm(122)
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
