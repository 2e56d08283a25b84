"""Tables that a loop or a condition could leave without what Word asks for: a paragraph in each cell, a row at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from engine.findings import Severity
from engine.inspection.blocks import TagBlock, pair
from engine.inspection.remarks import Fault, Remark, on_element, on_tag
from engine.inspection.template_walk import Tag, TemplatePart, TemplateWalk, nearest
from engine.templates.blank import NOT_BLANK, is_blank, is_form, is_merged_away
from engine.word.names import W_P, W_TBL, W_TC, W_TR, qn

_CONTROL, _CONTENT = qn("w:sdt"), qn("w:sdtContent")


def emptied(page: TemplateWalk) -> Iterator[Remark]:
    """W-19 a cell that a false condition or an empty loop leaves without a paragraph, which a build gives it again."""
    for part in page.parts:
        blocks = pair(part)[0]
        removers = {nearest(tag.held, "p"): tag for tag in part.tags if tag.typed.prefix == "p" and not tag.attribute}
        for cell in dict.fromkeys(nearest(tag.held, "tc") for tag in removers.values()):
            if cell is None:
                continue
            kept = [
                child for child in cell if child.tag in (W_P, W_TBL, _CONTROL) and not _is_statement(child, removers)
            ]
            inner = [b for b in blocks if b.opener.typed.prefix == "p" and nearest(b.opener.held, "tc") is cell]
            if not _always(part, [part.orders[child] for child in kept], inner):
                message = "Where the condition is false or the loop has nothing, a dash is printed in this cell."
                fix = "Add {%p else %} and other words before {%p endif %}, or leave it."
                tag = next(t for p, t in removers.items() if nearest(t.held, "tc") is cell)
                yield on_tag(page, tag, Fault("W-19", message, fix=fix, severity=Severity.WARNING))


def never_filled(page: TemplateWalk) -> Iterator[Remark]:
    """W-03 a cell with nothing in it, in a row that is printed; tables to fill in may have them."""
    for part in page.parts:
        gone = {nearest(tag.held, tag.typed.prefix) for tag in part.tags if tag.typed.prefix in ("tr", "tc")}
        for cell in part.root.iter(W_TC):
            if cell not in part.orders or cell in gone or next(cell.iterancestors(W_TR), None) in gone:
                continue
            has_place = next(cell.iterchildren(W_P, W_TBL, _CONTROL), None) is not None
            fix = "Write a dash, or a tag that prints something in every case."
            if not has_place:
                yield on_element(page, part, cell, Fault("W-03", "This cell has lost its last paragraph.", fix=fix))
            elif is_blank(cell) and not is_form(cell, page.styles) and not is_merged_away(cell):
                message = "This cell of the table is empty: a dash is printed in it."
                yield on_element(page, part, cell, Fault("W-03", message, fix=fix, severity=Severity.WARNING))


def blank(page: TemplateWalk) -> Iterator[Remark]:
    """W-19 a cell that prints nothing where a condition inside its text is false; tables to fill in may."""
    for part in page.parts:
        blocks = [b for b in pair(part)[0] if b.opener.typed.prefix in ("", "r") and not b.has_else and b.closer]
        for cell in dict.fromkeys(nearest(block.opener.held, "tc") for block in blocks):
            if cell is None or is_form(cell, page.styles):
                continue
            inner = [b for b in blocks if b.closer and all(nearest(t.held, "tc") is cell for t in (b.opener, b.closer))]
            if inner and next(cell.iter(*NOT_BLANK), None) is None and not _prints(part, cell, inner):
                message = "Where the condition is false or the loop has nothing, a dash is printed in this cell."
                fix = "Add {% else %} and other words before the end of the condition, or leave it."
                yield on_tag(page, inner[0].opener, Fault("W-19", message, fix=fix, severity=Severity.WARNING))


def _prints(part: TemplatePart, cell: etree._Element, blocks: Sequence[TagBlock]) -> bool:
    """Whether a letter or a value of a cell stands in none of the blocks."""
    lines = [line for line in part.lines if nearest(line.element, "tc") is cell]
    tags = [tag for tag in part.tags if tag.line in lines and not tag.attribute]
    values = [tag.at for tag in tags if tag.typed.opening == "{{" or tag.typed.prefix == "p"]
    letters = [
        (part.orders[line.pieces_of(at, at + 1)[0]], at)
        for line in lines
        for at, letter in enumerate(line.text)
        if letter.strip() and not any(t.line is line and t.typed.start <= at < t.typed.end for t in tags)
    ]
    return any(not any(block.holds(*place) for block in blocks) for place in (*values, *letters))


def _is_statement(paragraph: etree._Element, removers: dict[etree._Element | None, Tag]) -> bool:
    tag = removers.get(paragraph)
    return tag is not None and (tag.typed.is_statement or tag.typed.opening == "{#")


def _always(part: TemplatePart, orders: Sequence[int], blocks: Sequence[TagBlock]) -> bool:
    """Whether at least one of the things at these orders is there whatever the values are."""
    if any(not any(block.holds(order) for block in blocks) for order in orders):
        return True
    for block in blocks:
        if block.word == "if" and block.has_else and block.closer is not None:
            edges = [block.opener.order, *(tag.order for tag in block.branches), block.closer.order]
            inner = [other for other in blocks if block in other.around]
            outer_free = not any(other.holds(block.opener.order) for other in blocks)
            pairs = pairwise(edges)
            if outer_free and all(_always(part, [o for o in orders if a < o < b], inner) for a, b in pairs):
                return True
    return False


def rowless(page: TemplateWalk) -> Iterator[Remark]:
    """W-46 a table all of whose rows stand in loops or conditions: with nothing to show it would have none."""
    for part in page.parts:
        blocks = [block for block in pair(part)[0] if block.opener.typed.prefix == "tr"]
        tables = dict.fromkeys(next(block.opener.held.iterancestors(W_TBL), None) for block in blocks)
        for table in tables:
            if table is None:
                continue
            removed = {nearest(tag.held, "tr") for tag in part.tags if tag.typed.prefix == "tr"}
            rows = [part.orders[row] for row in _rows(table) if row not in removed and row in part.orders]
            if not _always(part, rows, [b for b in blocks if next(b.opener.held.iterancestors(W_TBL), None) is table]):
                message = "Every row of this table stands in a loop or condition: with nothing to show it is left out."
                fix = "Keep a heading row outside, or put {%p if … %} and {%p endif %} around the table, or leave it."
                told = Fault("W-46", message, fix=fix, severity=Severity.WARNING)
                yield on_element(page, part, next(table.iter(W_P), table), told)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == W_TR:
            yield child
        elif child.tag == _CONTROL:
            yield from (row for row in child.iterfind(f"{_CONTENT}/{W_TR}"))
