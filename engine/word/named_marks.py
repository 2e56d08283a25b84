"""Bookmarks and what leads to them under plain names, in a copy that is to be converted."""

from __future__ import annotations

import re

from lxml import etree

from engine.word.fields import fields
from engine.word.names import W_BOOKMARK, W_INSTRUCTION, W_NAME, qn
from engine.word.plain_names import plain_name

_LINK, _ANCHOR = qn("w:hyperlink"), qn("w:anchor")
_LEADS = re.compile(r'((?:^\s*PAGEREF|\\l)\s+"?)([^\s"]+)', re.IGNORECASE)


def name_plainly(root: etree._Element) -> None:
    """Give every bookmark its plain name, and links and references to pages the name of theirs."""
    plain = {name: plain_name(name) for name in (str(mark.get(W_NAME)) for mark in root.iter(W_BOOKMARK))}
    if all(name == known for known, name in plain.items()):
        return
    for mark in root.iter(W_BOOKMARK):
        mark.set(W_NAME, plain[str(mark.get(W_NAME))])
    for link in root.iter(_LINK):
        if (anchor := link.get(_ANCHOR)) in plain:
            link.set(_ANCHOR, plain[anchor])
    for found in fields(root):
        code = _LEADS.sub(lambda lead: lead[1] + plain.get(lead[2], lead[2]), found.instruction)
        if code != found.instruction:
            first, *others = [each for run in found.marks for each in run.iter(W_INSTRUCTION)]
            first.text = code
            for other in others:
                other.text = ""
