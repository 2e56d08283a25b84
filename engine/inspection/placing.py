"""Where a tag stands, and what stands beside it: rules of docxtpl for tags that take a paragraph, row or cell away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from lxml import etree

from engine.findings import Severity
from engine.inspection.blocks import pair
from engine.inspection.remarks import Fault, Remark, on_element, on_tag
from engine.inspection.tags import CELL_WORDS, CELLS_OF_A_LOOP, Typed, read_tags
from engine.inspection.template_walk import Tag, TemplatePart, TemplateWalk, TypedLine, nearest
from engine.word.names import W_P, qn
from engine.word.text import paragraph_text

_HOLDERS = {"p": "paragraph", "tr": "table row", "tc": "table cell"}
_SEEN = tuple(map(qn, ("w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:sym", "m:oMath")))
_NOTES = tuple(map(qn, ("w:footnoteReference", "w:endnoteReference")))
_BREAK = qn("w:br")
_SECTION = f"{qn('w:pPr')}/{qn('w:sectPr')}"


def brackets(page: TemplateWalk) -> Iterator[Remark]:
    """W-10 brackets of a tag that do not meet in one paragraph."""
    for part in page.parts:
        for tag in part.tags:
            if not tag.typed.is_closed:
                end = {"{{": "}}", "{%": "%}", "{#": "#}"}[tag.typed.opening]
                fix = f"End it with {end} in the same paragraph: {_closed(tag, end)}"
                yield on_tag(page, tag, Fault("W-10", f"This tag has no {end}.", fix=fix))
        for line, stray in part.strays:
            message = f"{stray.text} closes a tag that was never opened here."
            told = Fault("W-10", message, fix="Take it out, or write the whole tag in one paragraph.")
            yield on_element(page, part, line.pieces_of(stray.start, stray.end)[0], told, line.text[:60])


def _closed(tag: Tag, end: str) -> str:
    words = tag.typed.text.split()
    return f"{' '.join(words[:2])} {end}" if tag.typed.opening == "{{" else f"{tag.typed.text} {end}"


def prefixes(page: TemplateWalk) -> Iterator[Remark]:
    """W-16 a letter after the bracket that docxtpl would not see; W-45 signs that it cannot have in such a tag."""
    for tag in page.tags:
        typed = tag.typed
        if typed.is_slipped:
            right = f"{typed.opening}{typed.prefix} {typed.inside.strip()} {_end(tag)}"
            message = f"The {typed.prefix} must be small, straight after the bracket, and followed by one plain space."
            yield on_tag(page, tag, Fault("W-16", message, fix=f"Write {right}"))
        elif typed.prefix and typed.is_closed and any(sign in typed.inside for sign in "%}"):
            message = f"A tag that begins with {typed.opening}{typed.prefix} cannot hold % or }}."
            yield on_tag(page, tag, Fault("W-45", message, fix="Use a field that holds the finished value."))


def _end(tag: Tag) -> str:
    return {"{{": "}}", "{%": "%}", "{#": "#}"}[tag.typed.opening]


def outside_tables(page: TemplateWalk) -> Iterator[Remark]:
    """W-15 a tag for rows or cells that stands outside a table."""
    for tag in page.tags:
        kind = tag.typed.prefix if tag.typed.prefix in ("tr", "tc") else ""
        if tag.typed.word in CELL_WORDS:
            kind = "tc"
        is_alone = tag.typed.word in CELLS_OF_A_LOOP and not _is_in_a_loop(tag)
        if is_alone and not tag.attribute and nearest(tag.held, kind) is not None:
            message = f"{tag.typed.text} has to join the cells that a loop makes, and there is no loop around it."
            yield on_tag(
                page, tag, Fault("W-15", message, fix="Take it out, or put it into a loop over rows or cells.")
            )
        if kind and not tag.attribute and nearest(tag.held, kind) is None:
            message = f"{tag.typed.text} works inside a table only, and this is none."
            fix = "Put it into the table; for paragraphs write {%p … %}."
            yield on_tag(page, tag, Fault("W-15", message, fix=fix))


def _is_in_a_loop(tag: Tag) -> bool:
    return any(block.word == "for" and block.holds(*tag.at) for block in pair(tag.part)[0])


def beside(page: TemplateWalk) -> Iterator[Remark]:
    """W-17 two tags of one kind in one paragraph, row or cell; W-18 what would disappear beside such a tag."""
    for part in page.parts:
        holders: dict[etree._Element, list[Tag]] = defaultdict(list)
        for tag in part.tags:
            holder = nearest(tag.held, tag.typed.prefix) if tag.typed.prefix in _HOLDERS and not tag.attribute else None
            if holder is not None:
                holders[holder].append(tag)
        for holder, tags in holders.items():
            yield from _beside(page, part, holder, tags)


def _beside(page: TemplateWalk, part: TemplatePart, holder: etree._Element, tags: list[Tag]) -> Iterator[Remark]:
    kind = _HOLDERS[tags[0].typed.prefix]
    same = [tag for tag in tags if tag.typed.prefix == tags[0].typed.prefix]
    is_remark = all(tag.typed.is_remark for tag in tags)
    for tag in same[1:]:
        message = f"{tag.typed.text} stands in the same {kind} as {same[0].typed.text}; only one of them would be seen."
        yield on_tag(page, tag, Fault("W-17", message, fix=f"Put it into a {kind} of its own."))
    if len(same) == 1 and (lost := _lost(part, holder, same[0])):
        if is_remark:
            message = f"{lost} is left out with the remark {same[0].typed.text}, as one that begins so asks for."
            yield on_tag(
                page, same[0], Fault("W-18", message, fix="Nothing, if that is meant.", severity=Severity.INFO)
            )
        else:
            message = f"{lost} stands in the same {kind} as {same[0].typed.text} and would disappear with it."
            yield on_tag(page, same[0], Fault("W-18", message, fix=f"Give the tag a {kind} of its own."))


def dashes(page: TemplateWalk) -> Iterator[Remark]:
    """W-18 told of dashes at the edge of a paragraph: docxtpl would join it with another, a build does not."""
    for tag in page.tags:
        typed, line = tag.typed, tag.line
        if line is None or not typed.is_closed or typed.prefix or not typed.is_statement:
            continue
        first, last = typed.text.startswith("{%-"), typed.text.endswith("-%}")
        if (first and not line.text[: typed.start].strip()) or (last and not line.text[typed.end :].strip()):
            message = f"A dash in a tag takes spaces away, and joins no paragraphs: what {typed.text} stands in stays."
            fix = "Write {%p … %} for what is to leave no empty paragraph; what is to be one text into one paragraph."
            yield on_tag(page, tag, Fault("W-18", message, fix=fix, severity=Severity.WARNING))


def breaks_set_apart(page: TemplateWalk, paragraphs: Collection[int]) -> Iterator[Remark]:
    """W-18 told of section breaks that were kept: which paragraphs of the text the tags stand in they stood with."""
    for part in page.parts if paragraphs else ():
        for number, paragraph in enumerate(part.root.iter(W_P) if part.is_body else ()):
            if number in paragraphs:
                message = (
                    "A section break stood in the same paragraph as this tag; it has one of its own behind it now."
                )
                tag = paragraph_text(paragraph)
                yield on_element(
                    page, part, paragraph, Fault("W-18", message, fix="Nothing.", severity=Severity.INFO), tag
                )


def _lost(part: TemplatePart, holder: etree._Element, tag: Tag) -> str:
    """What a reader would miss when the paragraph, row or cell of a tag is taken away."""
    lines = (part.line_of[paragraph] for paragraph in holder.iter(W_P) if paragraph in part.line_of)
    words = "".join(_words(line, tag) for line in lines).strip()
    if words:
        return f'"{words[:50]}"'
    if next(holder.iter(*_SEEN), None) is not None:
        return "A picture or field"
    if next(holder.iter(*_NOTES), None) is not None:
        return "A note"
    if any(each.get(qn("w:type")) == "page" for each in holder.iter(_BREAK)):
        return "A page break"
    paragraphs = [holder] if holder.tag == W_P else []
    return "A section break" if any(p.find(_SECTION) is not None for p in paragraphs) else ""


def _words(line: TypedLine, tag: Tag) -> str:
    """What a line says beside a tag. Remarks are printed nowhere, so that with one nothing is lost."""
    gone = {(one.start, one.end) for one in read_tags(line.text) if isinstance(one, Typed) and one.is_remark}
    gone |= {(tag.typed.start, tag.typed.end)} if tag.line is line else set()
    text = line.text
    for start, end in sorted(gone, reverse=True):
        text = text[:start] + text[end:]
    return text
