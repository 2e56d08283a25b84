"""The council's own fields, as templates print them: own.NAME."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.model.own import OwnField, OwnKind
from engine.model.story import Paragraph, Picture, Run
from engine.rendering.writer import Writer
from engine.templates import worth

_HEADINGS = 4
"""Nobody writes headings into these fields; were there any, they would stand below all of a template's."""


def own_view(own: Sequence[OwnField], writer: Writer, missing: str) -> dict[str, Any]:
    """What each field of the council's own prints, by its name. missing: the words for one that is empty."""
    return {one.name: _value(one, writer, missing) for one in own}


def _value(one: OwnField, writer: Writer, missing: str) -> Any:
    if one.kind is OwnKind.DATE:
        return worth.day(one.day)
    if one.kind is OwnKind.NUMBER:
        return worth.amount(one.typed)
    lines = [block.text for block in one.story if isinstance(block, Paragraph)]
    if one.kind is OwnKind.TEXT:
        return " ".join(lines) or missing
    if one.kind is OwnKind.LIST:
        return lines
    if one.kind is OwnKind.PICTURE:
        drawn = [block for block in one.story if isinstance(block, Picture) and block.data]
        pictures = [writer.picture(block.data, block.width, block.height, block.alt) for block in drawn]
        return pictures[0] if pictures else writer.text(missing)
    return writer.story(one.story or (Paragraph((Run(f"{missing}."),), one.place),), _HEADINGS)
