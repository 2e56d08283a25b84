"""What can be mended for certain in a rendered document, before it is proven. Each mending is told with its place.

Certain is what takes no word away, adds none but the dash that stands for nothing, and leads no link elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import partial

from lxml import etree

from engine.findings import Finding, Place, info, warning
from engine.rendering.comments import drop_comments, without_comments, without_marks_of_comments
from engine.rendering.directions import set_directions
from engine.rendering.renumbering import renumbered, without_repeated_marks_of_word
from engine.rendering.styles_used import without_undefined
from engine.templates.blank import ends_well, is_blank, is_form, is_merged_away
from engine.templates.places import NamesOfParts, Tell, names_of_parts, place_of
from engine.word.names import W_P, W_T, W_TBL, W_TC, W_TR, qn
from engine.word.order import (
    BEGINNINGS,
    BEGINS,
    ORDER,
    is_out_of_order,
    is_tidy,
    put_in_order,
    repeated_children,
    stands_late,
)
from engine.word.package import STYLES, Package
from engine.word.styles import Styles, read_styles
from engine.word.text import take_out

DASH = "–"
_HEADER = f"{qn('w:trPr')}/{qn('w:tblHeader')}"
_NO_ROWS = "Put the table between {%p if … %} and {%p endif %}, or leave it as it is."


def mend(package: Package, template: Place, called: NamesOfParts | None = None) -> list[Finding]:
    """Mend every part in place, and tell of each mending once. A part that is not well-formed is left for the proof.

    called: what the parts are called in the template, whose sections a reader counts.
    """
    styles, called = read_styles(package.parts[STYLES]), called or names_of_parts(package)
    found: list[Finding] = []
    for name, root in package.sound_texts():
        tell = partial(place_of, styles, template, called(name))
        is_other = any([without_marks_of_comments(root), without_repeated_marks_of_word(root)])
        mended = [
            *without_comments(root, tell),
            *without_undefined(root, styles.names, Place(template.file, called(name))),
            *_rows(root, styles, tell),
            *_cells(root, styles, tell),
            *_order(root, tell),
            *renumbered(root, tell),
        ]
        if set_directions(root) or mended or is_other:
            package.put(name, root)
            found += mended
    drop_comments(package)
    return list(dict.fromkeys(found))


# tables


def _rows(root: etree._Element, styles: Styles, tell: Tell) -> Iterator[Finding]:
    """Tables without rows are no tables to Word; headings over nothing say that there is nothing."""
    for row in list(root.iter(W_TR)):
        if next(row.iter(W_TC), None) is None:
            yield warning("W-51", tell(row), "A row of a table came out without any cell, and was left out.", _NO_ROWS)
            take_out(row)
    for table in reversed(list(root.iter(W_TBL))):
        rows = list(table.iter(W_TR))
        if not rows:
            yield warning("W-51", tell(table), "A table came out without any row, and was left out.", _NO_ROWS)
            take_out(table)
        elif all(row.find(_HEADER) is not None for row in rows):
            place = tell(table)
            row = _row_like(rows[-1])
            rows[-1].addnext(row)
            for cell in row.iter(W_TC):
                if _says_nothing(cell, styles):
                    _put_dash(cell)
            yield warning("W-51", place, "A table came out with its headings alone, and got a row of dashes.", _NO_ROWS)


def _row_like(header: etree._Element) -> etree._Element:
    """A row like the header, without its marks and its words."""
    row = etree.Element(W_TR)
    for cell in header.iter(W_TC):
        about = cell.find(qn("w:tcPr"))
        made = etree.SubElement(row, W_TC)
        if about is not None:
            made.append(deepcopy(about))
        etree.SubElement(made, W_P)
    return row


def _cells(root: etree._Element, styles: Styles, tell: Tell) -> Iterator[Finding]:
    """Every cell ends in a paragraph, and says something; inner cells first."""
    for cell in reversed(list(root.iter(W_TC))):
        if not ends_well(cell):
            etree.SubElement(cell, W_P)
            yield info("W-52", tell(cell), "A cell of the table had lost its last paragraph; it has one again.")
        if _says_nothing(cell, styles):
            _put_dash(cell)
            message = "A cell of the table came out empty; it shows a dash."
            yield warning("W-03", tell(cell), message, "Let the tag in this cell print something in every case.")


def _says_nothing(cell: etree._Element, styles: Styles) -> bool:
    """Whether a cell that readers look into is empty; one to be filled in is meant to be."""
    return is_blank(cell) and not is_form(cell, styles) and not is_merged_away(cell)


def _put_dash(cell: etree._Element) -> None:
    run = etree.SubElement(list(cell.iter(W_P))[-1], qn("w:r"))
    etree.SubElement(run, W_T).text = DASH


# order


def _order(root: etree._Element, tell: Tell) -> Iterator[Finding]:
    """Children that Word wants in an order are put in it, and none twice: no reader sees the difference."""
    late = [parent for each in root.iter(*BEGINNINGS) if stands_late(each) and (parent := each.getparent()) is not None]
    untidy = [element for element in root.iter(*ORDER) if _is_untidy(element)]
    for element in dict.fromkeys([*late, *untidy]):
        _tidy(element)
        yield info("W-52", tell(element), "Formatting stood in an order Word does not know; it was put in order.")


def _is_untidy(element: etree._Element) -> bool:
    return not is_tidy(element) and (is_out_of_order(element) or bool(repeated_children(element)))


def _tidy(element: etree._Element) -> None:
    for child in reversed([child for child in element if child.tag in BEGINS.get(str(element.tag), ())]):
        element.insert(0, child)
    if element.tag in ORDER:
        for child in repeated_children(element):
            element.remove(child)
        put_in_order(element)
