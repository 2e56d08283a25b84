"""What leads to bookmarks, under the names that these have; and all of it under plain names, to be converted."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from engine.word.fields import fields
from engine.word.names import W_BOOKMARK, W_INSTRUCTION, W_NAME, qn
from engine.word.plain_names import plain_name

_LINK, _ANCHOR = qn("w:hyperlink"), qn("w:anchor")
_LEADS = re.compile(r'((?:PAGEREF|\\l)\s+"?)([^\s"]+)', re.IGNORECASE)


def names_of_marks(root: etree._Element) -> set[str]:
    """How the bookmarks of a text are called."""
    return {str(mark.get(W_NAME)) for mark in root.iter(W_BOOKMARK)}


def lead_by_their_names(root: etree._Element) -> None:
    """Let links and references to pages write names of bookmarks as these do: to Word capitals are no difference."""
    names = names_of_marks(root)
    alike = {name.casefold(): name for name in names}
    _rename(root, lambda led: led if led in names else alike.get(led.casefold(), led))


def name_plainly(root: etree._Element) -> None:
    """Give every bookmark its plain name, and links and references to pages the name of theirs."""
    plain = {name: plain_name(name) for name in names_of_marks(root)}
    if any(name != known for known, name in plain.items()):
        for mark in root.iter(W_BOOKMARK):
            mark.set(W_NAME, plain[str(mark.get(W_NAME))])
        _rename(root, lambda led: plain.get(led, led))


def _rename(root: etree._Element, called: Callable[[str], str]) -> None:
    """Let all that leads to a bookmark write another name. called: the new one for one that is written."""
    for link in root.iter(_LINK):
        if (anchor := link.get(_ANCHOR)) and called(anchor) != anchor:
            link.set(_ANCHOR, called(anchor))
    codes = "".join(code.text or "" for code in root.iter(W_INSTRUCTION))
    if all(called(led) == led for _, led in _LEADS.findall(codes)):
        return
    for found in fields(root):
        code = _LEADS.sub(lambda lead: lead[1] + called(lead[2]), found.instruction)
        if code != found.instruction:
            first, *others = [each for run in found.marks for each in run.iter(W_INSTRUCTION)]
            first.text = code
            for other in others:
                other.text = ""
