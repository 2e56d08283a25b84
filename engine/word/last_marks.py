"""Bookmarks at the very end of a document: LibreOffice loses one that has nothing behind it.

People set one there to tell how many pages there are.
"""

from __future__ import annotations

from lxml import etree

from engine.word.names import W_BODY, W_BOOKMARK, W_ID, W_R, qn

_END = qn("w:bookmarkEnd")
_SHOWN = frozenset(qn(name) for name in ("w:t", "w:sym", "w:drawing", "w:pict", "w:object"))


def put_around_the_last_words(root: etree._Element) -> None:
    """Bookmarks behind the last that is to be seen are put around it."""
    behind: list[etree._Element] = []
    for block in (block for body in root.iterchildren(W_BODY) for block in body.iterchildren(reversed=True)):
        for one in reversed(list(block.iter(W_BOOKMARK, _END, *_SHOWN))):
            runs = list(one.iterancestors(W_R)) if one.tag in _SHOWN else []
            if runs:
                _put_around(runs[-1], behind)  # of words in a box, around the box, which stands there twice
                return
            behind.append(one)


def _put_around(run: etree._Element, marks: list[etree._Element]) -> None:
    """marks: from the last to the first. The end of one that began before stays where it is."""
    ends = {mark.get(W_ID): mark for mark in marks if mark.tag == _END}
    for start in (mark for mark in marks if mark.tag == W_BOOKMARK):
        run.addprevious(start)
        if (end := ends.get(start.get(W_ID))) is not None:
            run.addnext(end)
