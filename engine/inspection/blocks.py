"""Loops and conditions: paired as they are typed, and told where they do not pair or do not stand alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from engine.inspection.remarks import Fault, Remark, on_tag
from engine.inspection.tags import BLOCKS, BRANCHES, closes
from engine.inspection.template_walk import CONTROL, TEXT_BOX, Tag, TemplatePart, TemplateWalk, nearest
from engine.word.names import W_TBL, W_TC, W_TR

_WALLS = frozenset({W_TBL, W_TR, W_TC, TEXT_BOX, CONTROL})
"""What a loop or condition may contain whole, and never begin or end inside of."""
_NAMES = {"p": "in a paragraph of its own", "tr": "in a table row of its own", "tc": "in a table cell of its own"}


@dataclass(slots=True, eq=False)
class TagBlock:
    """A loop or condition. inside: the blocks around it, from the outermost."""

    opener: Tag
    around: tuple[TagBlock, ...]
    branches: list[Tag] = field(default_factory=list)
    closer: Tag | None = None

    @property
    def word(self) -> str:
        return self.opener.typed.word

    @property
    def has_else(self) -> bool:
        return any(tag.typed.word == "else" for tag in self.branches)

    def holds(self, order: int, start: int = 0) -> bool:
        """Whether what has this order stands in it; start: the letter of its text it begins at."""
        return self.closer is not None and self.opener.at < (order, start) < self.closer.at


def pair(part: TemplatePart) -> tuple[list[TagBlock], list[tuple[Tag, Tag | None]]]:
    """The blocks of a part, in the order of their openers, and the tags that close nothing.

    A tag that closes nothing comes with the opener that stood in its way, if there was one.
    """
    blocks: list[TagBlock] = []
    unmatched: list[tuple[Tag, Tag | None]] = []
    stack: list[TagBlock] = []
    for tag in part.tags:
        word = tag.typed.word
        if tag.attribute:
            continue
        if word in BLOCKS:
            stack.append(TagBlock(tag, tuple(stack)))
            blocks.append(stack[-1])
        elif word in BRANCHES:
            _branch(tag, stack, unmatched)
        elif opener := closes(word):
            _close(tag, opener, stack, unmatched)
    return blocks, unmatched


def _branch(tag: Tag, stack: list[TagBlock], unmatched: list[tuple[Tag, Tag | None]]) -> None:
    fits = ("if", "for") if tag.typed.word == "else" else ("if",)
    if stack and stack[-1].word in fits:
        stack[-1].branches.append(tag)
    else:
        unmatched.append((tag, stack[-1].opener if stack else None))


def _close(tag: Tag, opener: str, stack: list[TagBlock], unmatched: list[tuple[Tag, Tag | None]]) -> None:
    found = next((index for index in reversed(range(len(stack))) if stack[index].word == opener), None)
    if found is None:
        unmatched.append((tag, stack[-1].opener if stack else None))
        return
    stack[found].closer = tag
    if found + 1 < len(stack) and _closes_later(stack[found + 1], tag):
        unmatched.append((tag, stack[-1].opener))  # crossed: what stood in between is closed after it
        del stack[found]
    else:
        del stack[found:]


def _closes_later(block: TagBlock, tag: Tag) -> bool:
    """Whether the part goes on to close what an earlier closer ran over."""
    depth = 0
    for later in block.opener.part.tags:
        if later.at <= tag.at or later.attribute:
            continue
        if later.typed.word == block.word:
            depth += 1
        elif later.typed.word == BLOCKS[block.word]:
            if not depth:
                return True
            depth -= 1
    return False


def unpaired(page: TemplateWalk) -> Iterator[Remark]:
    """W-11 a block that is never closed; W-12 a stray end or else; W-13 one that crosses another."""
    for part in page.parts:
        blocks, unmatched = pair(part)
        for block in blocks:
            if block.closer is None:
                end = _like(block.opener, BLOCKS[block.word])
                message = f"This {_kind(block)} is never closed."
                fix = f"Add {end} {_NAMES.get(block.opener.typed.prefix, 'where it is to end')}."
                yield on_tag(page, block.opener, Fault("W-11", message, fix=fix))
        for tag, between in unmatched:
            if between is None or tag.typed.word in BRANCHES:
                opener = "if" if tag.typed.word in BRANCHES else closes(tag.typed.word)
                told = Fault("W-12", f"Nothing is open that {tag.typed.text} could belong to.", fix=_fix_stray(opener))
            else:
                message = (
                    f"{tag.typed.text} stands before {between.typed.text} has ended: one must end inside the other."
                )
                told = Fault("W-13", message, fix=f"Put {_like(between, BLOCKS[between.typed.word])} before it.")
            yield on_tag(page, tag, told)


def _fix_stray(opener: str) -> str:
    return f"Take it out, or put back the {{% {opener} … %}} it belongs to."


def across(page: TemplateWalk) -> Iterator[Remark]:
    """W-14 a block that begins in one place of the page and ends in another: text would be lost without a word."""
    for part in page.parts:
        for block in pair(part)[0]:
            for tag in (*block.branches, *([block.closer] if block.closer else [])):
                problem = _apart(block.opener, tag)
                if problem:
                    fix = (
                        f"Begin and end it alike: {_like(tag, tag.typed.said, block.opener.typed.prefix)} {problem[1]}."
                    )
                    yield on_tag(page, tag, Fault("W-14", problem[0].format(opener=block.opener.typed.text), fix=fix))
                    break


def _apart(opener: Tag, closer: Tag) -> tuple[str, str] | None:
    """(what is wrong, where the closer belongs), or None where both stand alike."""
    first, last = _chain(opener), _chain(closer)
    if first is None or last is None:
        return None  # told as a row or cell tag outside a table
    shared = 0
    while shared < min(len(first), len(last)) and first[shared] is last[shared]:
        shared += 1
    walls = [e.tag for e in (*first[shared:], *last[shared:]) if e.tag in _WALLS]
    alike = [e.tag for e in first[shared:]] == [e.tag for e in last[shared:]]
    where = _NAMES.get(opener.typed.prefix, "in the same text")
    if walls:
        what = "cell, row or box" if opener.typed.prefix != "tr" else "table"
        return f"{{opener}} begins in another {what}: what stands between would be lost or put elsewhere.", (
            f"{where}, in the same {what}"
        )
    if not alike:
        return "{opener} begins in another way: one is for whole paragraphs, rows or cells, the other is not.", where
    return None


def _chain(tag: Tag) -> list[etree._Element] | None:
    """The elements around a tag once docxtpl has taken away what its prefix stands for, from the outermost."""
    prefix = tag.typed.prefix
    if prefix in ("p", "tr", "tc"):
        gone = nearest(tag.held, prefix)
        return None if gone is None else [*reversed([*gone.iterancestors()])]
    return [*reversed([*tag.held.iterancestors()]), tag.held][: -1 if prefix == "r" else None]


def _kind(block: TagBlock) -> str:
    return {"for": "loop", "if": "condition"}.get(block.word, "block")


def _like(tag: Tag, word: str, prefix: str | None = None) -> str:
    letter = tag.typed.prefix if prefix is None else prefix
    return f"{{%{letter} {word} %}}"
