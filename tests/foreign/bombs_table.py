"""The table of bombs: what somebody could send, and where it would be opened. A kind more is a line more."""

from __future__ import annotations

import zipfile

from tests.material.bombs import (
    CHECKLIST,
    COUNCIL,
    FORM,
    LIST,
    LOGO,
    MB,
    OLE,
    REPORT,
    TEMPLATE,
    Bomb,
    beside,
    blanks,
    claiming,
    in_sheet,
    in_text,
    instead,
    named,
    nested,
    of_office_97,
    open_document,
    packed_anew,
    png,
    related,
    repeated,
    rows,
    shared,
    with_picture,
)

_P = "<w:p><w:r><w:t>We ask.</w:t></w:r></w:p>"
_RUN, _CELL = "<w:r><w:t>a </w:t></w:r>", "<w:tr><w:tc><w:p/></w:tc></w:tr>"
_WORD = f"<w:r><w:t>{'a' * 400}</w:t></w:r>"
_TABLE = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>"
_ODS, _CSV, _XLS = (f"inputs/checklists/partners.{ending}" for ending in ("ods", "csv", "xls"))
_FRAMEWORK, _SCHEMA, _RECORD = "inputs/framework/2030-01.yaml", "data_schemas/evidence.yaml", "inputs/previous.json"
_NOTE = '<w:footnote w:id="{}"><w:p><w:r><w:t>a</w:t></w:r></w:p></w:footnote>'
_ROW = '<c r="D{n}" t="inlineStr"><is><t>We ask people</t></is></c>'

BOMBS: dict[str, Bomb] = {
    # workbooks
    "merged to the last cell": Bomb(LIST, lambda: in_sheet(LIST, "</worksheet>", _merged("A1000:XFD1048576"))),
    "merged, in a checklist": Bomb(CHECKLIST, lambda: in_sheet(CHECKLIST, "</worksheet>", _merged("A99:XFD1048576"))),
    "a million merged ranges": Bomb(LIST, lambda: in_sheet(LIST, "</worksheet>", _merged(*["A99:B99"] * 1_000_000))),
    "one text, many cells": Bomb(CHECKLIST, lambda: shared(CHECKLIST, b"word " * 200_000, 12_000)),
    "rows of formats": Bomb(LIST, lambda: rows(LIST, "", 1_000_000, ' s="1" customFormat="1"'), is_refused=False),
    "cells of formats": Bomb(CHECKLIST, lambda: rows(CHECKLIST, '<c s="1"/>' * 60, 40_000), is_refused=False),
    "filled rows": Bomb(LIST, lambda: rows(LIST, _ROW, 300_000)),
    "a row without end": Bomb(LIST, lambda: rows(LIST, "<c><v>1</v></c>" * 1_000_000, 1)),
    "names": Bomb(LIST, lambda: named(1_000_000), is_refused=False),
    "styles": Bomb(LIST, lambda: instead(LIST, "xl/styles.xml", "</fonts>", "<font><b/></font>" * 1_000_000)),
    "conditional formats": Bomb(
        LIST,
        lambda: in_sheet(LIST, "</worksheet>", "<conditionalFormatting sqref='A1'/>" * 1_000_000),
        is_refused=False,
    ),
    "links on all cells": Bomb(
        LIST,
        lambda: in_sheet(LIST, "</worksheet>", "<hyperlinks><hyperlink ref='A1:XFD1048576'/></hyperlinks>"),
        is_refused=False,
    ),
    "columns": Bomb(
        LIST, lambda: in_sheet(LIST, "</cols>", '<col min="1" max="16384" hidden="1"/>' * 300_000), is_refused=False
    ),
    "ods: cells that stand for many": Bomb(
        _ODS, lambda: repeated('table:number-columns-repeated="16384"', "a"), is_refused=False
    ),
    "ods: quoted number": Bomb(
        _ODS, lambda: repeated(f'table:number-columns-repeated="{"9" * 4000}"', "a"), is_refused=False
    ),
    "ods: one text, many rows": Bomb(_ODS, lambda: repeated("", "word " * 20_000)),
    "ods: spaces": Bomb(_ODS, lambda: repeated("", '<text:s text:c="999999999"/>'), is_refused=False),
    "ods: rows": Bomb(
        _ODS,
        lambda: open_document(
            "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row>" * 600_000
        ),
    ),
    "csv of 100 MB": Bomb(_CSV, lambda: b"a,b\n" * (25 * MB)),
    "csv of one line": Bomb(_CSV, lambda: b"a," * (7 * MB), is_refused=False),
    "csv of one word": Bomb(_CSV, lambda: b"a" * (15 * MB)),
    "xls: cells": Bomb(_XLS, lambda: of_office_97(blanks(3_000_000))),
    "xls of 100 MB": Bomb(_XLS, lambda: OLE + bytes(100 * MB)),
    # Word forms
    "paragraphs": Bomb(FORM, lambda: in_text(FORM, _P, 1_000_000)),
    "runs": Bomb(FORM, lambda: in_text(FORM, f"<w:p>{_RUN * 1_000_000}</w:p>", 1)),
    "tables": Bomb(FORM, lambda: in_text(FORM, f"{_TABLE}<w:p/></w:tc></w:tr></w:tbl><w:p/>", 300_000)),
    "table rows": Bomb(FORM, lambda: in_text(FORM, f"<w:tbl>{_CELL * 300_000}</w:tbl>", 1)),
    "deep tables": Bomb(FORM, lambda: nested(_TABLE, "<w:p/>", "<w:p/></w:tc></w:tr></w:tbl>", 5_000)),
    "deep content controls": Bomb(FORM, lambda: nested("<w:sdt><w:sdtContent>", _P, "</w:sdtContent></w:sdt>", 90_000)),
    "one word": Bomb(FORM, lambda: in_text(FORM, f"<w:p>{_WORD * 500}</w:p>", 1)),
    "relations": Bomb(FORM, lambda: related(FORM, 400_000)),
    "parts": Bomb(FORM, lambda: beside(FORM, {f"word/media/{n}.bin": b"" for n in range(60_000)})),
    "footnotes": Bomb(FORM, lambda: beside(FORM, {"word/footnotes.xml": _notes(400_000)})),
    "zeros": Bomb(FORM, lambda: packed_anew(FORM, zipfile.ZIP_DEFLATED, 400 * MB)),
    "zeros packed by bzip2": Bomb(FORM, lambda: packed_anew(FORM, zipfile.ZIP_BZIP2, 150 * MB), is_refused=False),
    "styles of a form": Bomb(FORM, lambda: instead(FORM, "word/styles.xml", "</w:styles>", "<w:style/>" * 1_000_000)),
    "dots of a picture in a form": Bomb(FORM, lambda: with_picture(FORM, png(12_000, 12_000))),
    "an EMF": Bomb(FORM, lambda: with_picture(FORM, b"\x01\0\0\0" + bytes(99 * MB), "emf"), is_refused=False),
    # templates
    "paragraphs of a template": Bomb(TEMPLATE, lambda: in_text(TEMPLATE, _P, 1_000_000)),
    "deep template": Bomb(TEMPLATE, lambda: nested(_TABLE, "<w:p/>", "<w:p/></w:tc></w:tr></w:tbl>", 5_000, TEMPLATE)),
    "zeros in a template": Bomb(TEMPLATE, lambda: packed_anew(TEMPLATE, zipfile.ZIP_DEFLATED, 400 * MB)),
    "dots of a template's picture": Bomb(REPORT, lambda: with_picture(REPORT, png(12_000, 12_000))),
    "relations of a template": Bomb(TEMPLATE, lambda: related(TEMPLATE, 400_000)),
    # pictures
    "logo of 144 million dots": Bomb(LOGO, lambda: png(12_000, 12_000)),
    "logo, JPEG that says 60,000 × 60,000": Bomb(LOGO, lambda: claiming("JPEG", 60_000, 60_000)),
    "logo, GIF that says 60,000 × 60,000": Bomb(LOGO, lambda: claiming("GIF", 60_000, 60_000)),
    "logo, BMP that says 60,000 × 60,000": Bomb(LOGO, lambda: claiming("BMP", 60_000, 60_000)),
    "logo, TIFF that says 60,000 × 60,000": Bomb(LOGO, lambda: claiming("TIFF", 60_000, 60_000)),
    # texts
    "YAML of 100 MB": Bomb(COUNCIL, lambda: b"- a\n" * (25 * MB)),
    "YAML of values": Bomb(COUNCIL, lambda: b"- a\n" * MB),
    "deep YAML": Bomb(COUNCIL, lambda: b"[" * 1_000_000, is_refused=False),
    "a number without end": Bomb(COUNCIL, lambda: b"a: 1" + b":1" * MB, is_refused=False),
    "a schema of values": Bomb(_SCHEMA, lambda: b"- a\n" * MB),
    "a deep schema": Bomb(_SCHEMA, lambda: b"[" * 1_000_000, is_refused=False),
    "a framework of aliases": Bomb(_FRAMEWORK, lambda: _aliases(), is_refused=False),
    "a record of lists": Bomb(_RECORD, lambda: b"[" + b"[]," * (20 * MB) + b"[]]", is_refused=False),
}


def _merged(*ranges: str) -> str:
    each = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return f"<mergeCells>{each}</mergeCells>"


def _notes(count: int) -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return f"<w:footnotes {space}>{_NOTE.format(2) * count}</w:footnotes>".encode()


def _aliases() -> bytes:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    return "\n".join(lines).encode()
