"""Tracked changes and comments: what Word shows beside a text, and what they do to a tag or to a reader."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from engine.findings import Severity
from engine.inspection.remarks import Fault, Remark, on_element, on_tag
from engine.inspection.template_walk import Tag, TemplatePart, TemplateWalk, TypedLine
from engine.rendering.comments import COMMENT_LEFT_OUT, DELETE_COMMENT
from engine.rendering.structure import SETTLE_CHANGE, said_of_change, tracked_changes
from engine.word.names import W_P, qn

_CHANGES = tuple(qn(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo"))
_COMMENTS = tuple(qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference"))
_DELETED = qn("w:delText")
_ACCEPT = "Accept or reject the change (Review › Accept), then check that the tag is whole."


def changed(page: TemplateWalk) -> Iterator[Remark]:
    """W-26 a tag that a tracked change runs through, holds, or has taken away."""
    for part in page.parts:
        for tag in part.tags:
            if tag.line is None:
                continue
            pieces = tag.line.pieces_of(tag.typed.start, tag.typed.end)
            if any(next(piece.iterancestors(*_CHANGES), None) is not None for piece in pieces):
                message = "This tag was typed or moved with tracked changes on, and the change is not accepted."
                yield on_tag(page, tag, Fault("W-26", message, fix=_ACCEPT))
            elif _between(part, tag, (_DELETED,)):
                message = "Part of this tag was deleted with tracked changes on, and the change is not accepted."
                yield on_tag(page, tag, Fault("W-26", message, fix=_ACCEPT))
        for deleted in part.root.iter(_DELETED):
            if any(bracket in (deleted.text or "") for bracket in ("{{", "{%")):
                message = "A tag was deleted with tracked changes on: it would be filled in all the same."
                yield on_element(page, part, deleted, Fault("W-26", message, fix=_ACCEPT), deleted.text or "")


def commented(page: TemplateWalk) -> Iterator[Remark]:
    """W-27 a comment that begins or ends inside a tag."""
    for part in page.parts:
        for tag in part.tags:
            if tag.line is not None and _between(part, tag, _COMMENTS):
                message = "A comment begins or ends inside this tag, and would be torn apart when it is filled in."
                yield on_tag(page, tag, Fault("W-27", message, fix="Delete the comment, or attach it to whole words."))


def left_over(page: TemplateWalk) -> Iterator[Remark]:
    """W-55 tracked changes, which no document may have, but where W-26 says so; W-53 comments, which all leave out."""
    told = {_paragraph(spot) for remark in changed(page) for spot in remark.spots}
    for part in page.parts:
        for change in tracked_changes(part.root):
            if (spot := _paragraph(change)) in told:
                continue
            yield on_element(page, part, spot, Fault("W-55", said_of_change(change), fix=SETTLE_CHANGE))
        for comment in part.root.iter(_COMMENTS[-1]):
            spot = _paragraph(comment)
            yield on_element(
                page, part, spot, Fault("W-53", COMMENT_LEFT_OUT, fix=DELETE_COMMENT, severity=Severity.WARNING)
            )


def _paragraph(element: etree._Element) -> etree._Element:
    return next(element.iterancestors(W_P), element)


def _between(part: TemplatePart, tag: Tag, kinds: tuple[str, ...]) -> list[etree._Element]:
    """What stands between the first and the last letter of a tag."""
    line: TypedLine = tag.line  # type: ignore[assignment]  # asked for tags in texts only
    pieces = line.pieces_of(tag.typed.start, tag.typed.end)
    first, last = part.orders[pieces[0]], part.orders[pieces[-1]]
    return [element for element in line.element.iter(*kinds) if first < part.orders.get(element, -1) < last]
